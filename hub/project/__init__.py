"""A project on a disk: its settings, its address, its files beside the content, and where commands
may write.
"""
