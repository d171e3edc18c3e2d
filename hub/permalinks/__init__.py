"""Addresses that last: an id for every page and part of a page, a ledger of those that were given
out, and the way from old to new.
"""
