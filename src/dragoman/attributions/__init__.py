"""Who says what, with cue, stance and the chain."""

from dragoman.attributions.reading import bio_labels, find_attributions

__all__ = ["bio_labels", "find_attributions"]
