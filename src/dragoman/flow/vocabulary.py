"""Which vocabulary this is: the codebook's files by their hash."""

from hashlib import blake2b
from importlib import resources

from dragoman.codebook.overlays import Vocabulary


def codebook_digest() -> str:
    """A hash of the vocabulary files, which shape what is read as much as the code does."""
    digest = blake2b(digest_size=8)
    data = resources.files("dragoman.codebook").joinpath("data")
    for file in sorted(data.iterdir(), key=lambda file: file.name):
        if file.is_file():
            raw = file.read_bytes()
            digest.update(f"{file.name}\0{len(raw)}\0".encode())
            digest.update(raw)
    return digest.hexdigest()


def laid_over(codebook: str, vocabulary: Vocabulary | None) -> str:
    """The hash of the vocabulary files with a user's tables, theirs alone where there are none."""
    if vocabulary is None or vocabulary.digest is None:
        return codebook
    return blake2b(f"{codebook}\0{vocabulary.digest}".encode(), digest_size=8).hexdigest()
