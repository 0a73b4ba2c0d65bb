"""Who says what, with cue, stance and the chain; and the outlet's own evaluative words."""

from dragoman.attributions.asking import worth_tagging
from dragoman.attributions.evaluating import find_evaluations
from dragoman.attributions.reading import bio_labels, find_attributions

__all__ = ["bio_labels", "find_attributions", "find_evaluations", "worth_tagging"]
