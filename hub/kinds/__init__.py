"""The thirteen kinds of entry and all that is known of each: fields, types, schema, days, and what
an editor meant by a wrong value.
"""
