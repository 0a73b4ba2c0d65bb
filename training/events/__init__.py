"""Training of the relation head: how a source relates to a target, and whether it does."""
