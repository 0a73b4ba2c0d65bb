"""Records kept: the only room that knows SQL."""
