"""The sixth stage: what is about to be published is read again, as a stranger would."""
