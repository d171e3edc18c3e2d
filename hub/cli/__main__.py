"""`python -m hub.cli`: the hub command, where it is not on the path."""

from hub.cli.main import main

main()
