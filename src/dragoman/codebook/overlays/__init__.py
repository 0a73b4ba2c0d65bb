"""A user's own vocabulary: tables that are laid over those of the codebook."""

from dragoman.codebook.overlays.loading import Overlays, overlays_with
from dragoman.codebook.overlays.ontology import Act, Ontology, TypeRow
from dragoman.codebook.overlays.vocabulary import OwnName, Vocabulary, own_vocabulary

__all__ = [
    "Act",
    "Ontology",
    "Overlays",
    "OwnName",
    "TypeRow",
    "Vocabulary",
    "overlays_with",
    "own_vocabulary",
]
