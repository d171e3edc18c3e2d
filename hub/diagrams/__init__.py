"""Pictures made of entries: journey maps, mood lines, the timeline. Geometry is worked out here as values, and drawn by templates."""
