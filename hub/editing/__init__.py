"""What helps editors and owners beside the line."""
