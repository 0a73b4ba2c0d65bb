"""Which vocabulary this is: the codebook's files by their hash."""

from hashlib import blake2b
from importlib import resources


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
