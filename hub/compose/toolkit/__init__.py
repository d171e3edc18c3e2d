"""Tools to take away: their pages, and the files that readers download from them."""
