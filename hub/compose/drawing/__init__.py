"""The ground that all of compose stands on: our own templates, addresses, trail and titles, data
files, feeds, and facts for machines.
"""
