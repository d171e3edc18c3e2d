"""YAML in, nodes with their places out. A line that cannot be read is told, and reading goes on
with the next field.
"""
