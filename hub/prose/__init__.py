"""The text of an entry: Markdown becomes clean HTML, and what readers would see broken is told at
its line.
"""
