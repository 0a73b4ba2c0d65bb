"""Pages in, articles out: text, zones, comments, dates."""
