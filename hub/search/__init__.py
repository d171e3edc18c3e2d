"""Search: from words to the files that the browser reads, with no server."""
