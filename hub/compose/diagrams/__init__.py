"""Pictures made of entries: journey maps, mood lines, the timeline, charts of figures, maps of
practices and agencies, the way through what to learn.

Geometry is worked out here as values, and drawn by templates.
"""
