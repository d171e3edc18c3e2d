"""Pictures made of entries: charts of figures, maps of practices and agencies, the way through what to learn."""
