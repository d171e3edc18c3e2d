"""What the theme around our pages asks of us: its policy of content, and the versions of its
files.
"""
