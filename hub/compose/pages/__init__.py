"""The pages of entries, and the pages that lead to them: home, lists, indexes, grids."""
