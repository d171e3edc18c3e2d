"""A report as people read it, and as machines do."""
