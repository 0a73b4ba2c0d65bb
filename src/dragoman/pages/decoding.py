"""Bytes to text: the encoding that the bytes show, whatever the page declares."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dragoman.records import Fault, Stage

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"WARC/", "a WARC file"),
)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HEAD = 4096
SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, and what was wrong with its bytes."""

    text: str
    faults: tuple[Fault, ...] = ()


def decode(raw: bytes) -> Decoded | Fault:
    """The text of a page's bytes, or a fault where they hold no text.

    A byte-order mark counts first, then bytes that are valid UTF-8, then the encoding that the
    page declares, then the one that the bytes look most like. A declaration that the bytes
    contradict is reported as a fault beside the text. Line ends become line feeds; lone
    surrogates and NULs are replaced.
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return _checked(raw[len(bom) :], encoding, None)
    binary = _binary(raw)
    if binary:
        return Fault(
            Stage.PAGES,
            f"The page is {binary}, not text. Give it as HTML or plain text.",
        )
    declared = _declared(raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, declared, error)
    faults: tuple[Fault, ...] = ()
    if declared and declared != "utf-8" and not raw.isascii():
        faults = (Fault(Stage.PAGES, f"The page declares {declared} but is UTF-8; read as UTF-8."),)
    return Decoded(clean(text), faults)


def by_header(raw: bytes, charset: str | None) -> bytes | str:
    """A fetched page's content: decoded where only its HTTP header says what it is encoded in.

    Args:
        raw: the page's bytes.
        charset: the charset that its Content-Type names.
    """
    if not charset or raw.startswith(tuple(bom for bom, _ in BOMS)) or _declared(raw):
        return raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        codec = _codec(charset)
        return raw.decode(codec, "replace") if codec and codec != "utf-8" else raw
    return raw


def clean(text: str) -> str:
    """Text with line feeds as line ends, and without NULs, byte-order marks and surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x00", "\ufffd").replace("\ufeff", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _not_utf8(raw: bytes, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    if declared and declared != "utf-8":
        return _checked(raw, declared, None)
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # A few bad bytes among much good UTF-8 are damage; many are another encoding.
    multibyte = sum(1 for c in text if ord(c) > 0x7F) - broken
    if broken <= multibyte or (declared == "utf-8" and broken * 2000 < len(text)):
        message = (
            f"The page is UTF-8 with {broken} broken bytes, the first at byte {error.start}; "
            f"each stands as U+FFFD in the text."
        )
        return Decoded(clean(text), (Fault(Stage.PAGES, message),))
    return _checked(raw, _looks_like(raw), declared or "no encoding")


def _looks_like(raw: bytes) -> str:
    """The encoding that bytes look most like: windows-1252 where nearly all of them are ASCII.

    A few signs above ASCII are the curly quotes and accents of a Western page, and say too little
    to tell an encoding by.
    """
    high = sum(byte > 0x7F for byte in raw[:SAMPLE])
    if high * 20 < len(raw[:SAMPLE]):
        return "cp1252"
    guess = from_bytes(raw[:SAMPLE]).best()
    return guess.encoding if guess else "cp1252"


def _checked(raw: bytes, encoding: str, declared: str | None) -> Decoded:
    faults: list[Fault] = []
    if declared:
        faults.append(
            Fault(
                Stage.PAGES, f"The page declares {declared} and is not UTF-8; read as {encoding}."
            )
        )
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        text = raw.decode(encoding, "replace")
        faults.append(
            Fault(
                Stage.PAGES,
                f"The page is not all valid {encoding}: the first broken byte is at "
                f"{error.start}; each stands as U+FFFD in the text.",
            )
        )
    return Decoded(clean(text), tuple(faults))


def _declared(raw: bytes) -> str | None:
    found = DECLARED.search(raw[:HEAD])
    if not found:
        return None
    return _codec(found[1].decode("ascii", "replace"))


def _codec(name: str) -> str | None:
    """The codec of a declared encoding; None where it is none of text."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if codec.name in ("iso8859-1", "ascii"):
        return "cp1252"  # as browsers read it (WHATWG Encoding Standard, section 4.2)
    # A codec that gives no text (rot13, hex, zip ...) is none of a page's.
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def _binary(raw: bytes) -> str | None:
    for signature, name in SIGNATURES:
        if raw.startswith(signature):
            return name
    sample = raw[:HEAD]
    if sample and len(CONTROLS.findall(sample)) > len(sample) / 50:
        return "a binary file"
    return None
