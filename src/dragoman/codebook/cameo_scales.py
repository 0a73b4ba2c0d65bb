"""CAMEO's codes with their values on Goldstein's scale, and what of speech they count."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dragoman.codebook.tables import items, read_table

ATTRIBUTION, EVENT = "attribution", "event"


@dataclass(frozen=True, slots=True)
class CameoScale:
    """A code of CAMEO 1.1b3: its title, and its value for GDELT, ICEWS and Phoenix (-10 to 10)."""

    code: str
    name: str
    gdelt: float
    icews: float
    phoenix: float

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class SpeechCode:
    """What a saying is for CAMEO, by the stance of an attribution or the code of an event.

    `forms` are the words that must tell an event for it, in small letters.
    """

    of: str
    key: str
    forms: frozenset[str]
    cameo: str


def _code(row: Mapping[str, str]) -> CameoScale:
    code = row["code"]
    if not (code.isascii() and code.isdecimal() and 2 <= len(code) <= 4 and code[:2] >= "01"):
        raise ValueError(f"{code!r} is no CAMEO code")
    values = [float(row[name]) for name in ("gdelt", "icews", "phoenix")]
    if not all(-10 <= value <= 10 for value in values) or not row["name"]:
        raise ValueError(f"{code}: no name, or a value beyond -10 and 10")
    return CameoScale(code, row["name"], *values)


def _speech(row: Mapping[str, str]) -> SpeechCode:
    if row["of"] not in (ATTRIBUTION, EVENT):
        raise ValueError(f"{row['of']!r} is neither attribution nor event")
    if row["cameo"] not in cameo_scales():
        raise ValueError(f"{row['cameo']!r} is no CAMEO code")
    return SpeechCode(row["of"], row["key"], frozenset(items(row["forms"])), row["cameo"])


@cache
def cameo_scales() -> Mapping[str, CameoScale]:
    """The codes of `data/cameo_scales.tsv`.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    return MappingProxyType({row.code: row for row in read_table("cameo_scales.tsv", _code)})


@cache
def speech_codes() -> Mapping[tuple[str, str], SpeechCode]:
    """The rows of `data/speech_codes.tsv` by what they are of and its stance or code.

    Raises:
        CodebookError: the table can't be read or a row is invalid.
    """
    return MappingProxyType({(r.of, r.key): r for r in read_table("speech_codes.tsv", _speech)})


def whole_code(code: str) -> str:
    """A code of three digits or more: a root alone is told with a 0 behind it ("10" as "100")."""
    return code + "0" if len(code) == 2 else code


def cameo_quad(code: str) -> int:
    """The quad class of a code's root, as GDELT has it.

    1 verbal cooperation (01 to 05), 2 material cooperation (06 to 08), 3 verbal conflict (09 to
    13), 4 material conflict (14 to 20).
    """
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def penta_class(code: str) -> int:
    """The class of a code's root, as Phoenix's own pipeline has it.

    As `cameo_quad`, but 0 for statements and appeals (01, 02) and 3 for reduced relations (16).
    """
    root = code[:2]
    return 0 if root in ("01", "02") else 3 if root == "16" else cameo_quad(code)
