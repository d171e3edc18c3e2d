"""The `hub` command: one module a family of commands, and only this room prints."""
