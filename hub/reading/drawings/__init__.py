"""Drawings (SVG) by allow-list: elements, attributes and styles that fetch nothing, run nothing and
end.
"""
