"""The last stage: the new site replaces the old one whole, and what is made of a published site."""
