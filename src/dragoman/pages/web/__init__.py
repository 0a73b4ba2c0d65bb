"""Pages from the web, fetched politely and only where an address is given."""
