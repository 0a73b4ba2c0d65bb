"""The page on datasets: current, and complete."""

from pathlib import Path

from dragoman.codebook.layouts import layouts
from dragoman.exports import PROFILES
from dragoman.exports.reference import reference_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exports.md"


def test_the_page_is_current():
    assert PAGE.read_text("utf-8") == reference_page(), "run `make docs`"


def test_every_profile_and_column_is_on_it():
    page = reference_page()
    for profile in PROFILES.values():
        assert f"\n## {profile.name}\n" in page
    for layout in layouts().values():
        assert all(f"| `{name}` |" in page for name in layout.names)
