"""The one door to the files of content/: front matter, YAML in nodes with their places, pictures,
and what editors get wrong in them.
"""
