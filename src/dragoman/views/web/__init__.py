"""The reading room: a ledger's pages for a browser, made on this machine and fetching nothing.

Its libraries (the extra `web`) are imported in this room alone, and only when it is opened.
"""
