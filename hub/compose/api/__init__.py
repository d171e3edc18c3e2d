"""The hub for machines, and for whoever follows it: the JSON API, tables, Markdown, calendars,
feeds by topic and the digest.
"""
