"""Records in a notebook."""

import pytest

import dragoman
from dragoman.views.notebook import record_html, register

PAGE = (
    "<script>alert(1)</script> & a headline of it\n\n"
    "Iran accused the United States of bad faith on 8 May 2018, a French official said.\n\n"
    "“Nobody was <b>surprised</b> by it,” the official said on Tuesday evening.\n"
)


def test_a_record_shows_its_claims_and_events_as_tables() -> None:
    html = record_html(dragoman.read_text(PAGE, outlet="The Example Post"))
    assert "<caption>Who says what</caption>" in html
    assert "ACCUSE" in html
    assert "The Example Post ›" in html


def test_no_markup_of_a_page_survives() -> None:
    html = record_html(dragoman.read_text(PAGE, outlet="<img src=x onerror=alert(1)>"))
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>surprised" not in html
    assert "&lt;b&gt;surprised" in html


def test_a_running_notebook_shows_records_as_tables() -> None:
    shells = pytest.importorskip("IPython.core.interactiveshell")
    shell = shells.InteractiveShell.instance()
    try:
        register()
        record = dragoman.read_text(PAGE)
        data, _ = shell.display_formatter.format(record)
        assert "<table>" in data["text/html"]
    finally:
        shells.InteractiveShell.clear_instance()
