"""Events between mentions, PLOVER-coded."""
