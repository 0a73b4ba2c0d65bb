"""Who the mentions of an article stand for."""
