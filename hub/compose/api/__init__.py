"""The hub for machines, and for people who follow it: the JSON API, tables, Markdown, calendars,
feeds by topic and the digest.
"""
