"""Which vocabulary this is: the codebook's files by their hash."""

from hashlib import blake2b
from importlib import resources

from dragoman.codebook.overlays import Vocabulary


def codebook_digest(vocabulary: Vocabulary | None = None) -> str:
    """A hash of the vocabulary files, which shape what is read as much as the code does.

    Args:
        vocabulary: a user's, which then is a part of it.
    """
    digest = blake2b(digest_size=8)
    data = resources.files("dragoman.codebook").joinpath("data")
    for file in sorted(data.iterdir(), key=lambda file: file.name):
        if file.is_file():
            raw = file.read_bytes()
            digest.update(f"{file.name}\0{len(raw)}\0".encode())
            digest.update(raw)
    if vocabulary is not None and vocabulary.digest is not None:
        digest.update(vocabulary.digest.encode())
    return digest.hexdigest()
