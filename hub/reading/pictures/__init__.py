"""Pictures are taken apart, never decoded: which may be published, and what their notes give
away.
"""
