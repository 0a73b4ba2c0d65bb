"""The only place where rooms are joined: read a page, read many."""
