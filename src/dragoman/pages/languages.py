"""Which language an article is in, and where a page says that it is at home."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHORTEST = 80
"""Letters below which the page's own word counts for more than the look of its words."""
LONGEST = 4000
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Signs that say as much as a handful of letters do."""
LETTERS = re.compile(r"[^\W\d_]")


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - heavy

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, told: str | None) -> str | None:
    """The ISO 639-1 code of an article's language, null where nothing shows it.

    Args:
        text: the article's own words, its first 4,000 characters count.
        told: the language that the page declares; it decides where the words are few.
    """
    declared = told.split("-")[0].lower() if told else None
    sample = text[:LONGEST]
    letters = len(LETTERS.findall(sample)) + 4 * len(DENSE.findall(sample))
    if letters < SHORTEST:
        return declared
    found, probability = _identifier().classify(sample)
    return str(found) if probability > 0.8 else declared or str(found)


def region_of(told: str | None) -> str | None:
    """The region in a language tag: "US" of "en-US"; null where it has none."""
    parts = (told or "").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), None)
