"""Learning which sources and contents belong to which cues."""
