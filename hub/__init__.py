"""The CX hub: structured entries about customer experience in government become a checked, linked,
published site.
"""
