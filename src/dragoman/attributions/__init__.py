"""Who says what, with cue, stance and the chain."""
