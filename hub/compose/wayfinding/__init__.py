"""Finding the way: where to start, paths by role, the next step of each page, words explained where
they stand.
"""
