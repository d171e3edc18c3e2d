"""What helps editors: new entries, the field guide, schemas for their tools, and a look at the
project's health.
"""
