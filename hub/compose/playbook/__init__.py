"""The playbook: chapters composed from entries."""
