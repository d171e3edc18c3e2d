"""One module a collection, named after it: its fields, and all that the site knows of it."""
