"""YAML in, nodes with their places out. A line that cannot be read is reported, and reading goes on
with the next field.
"""
