"""The fourth stage: a library becomes a site: pages, derived views, playbook, feeds and data
files.
"""
