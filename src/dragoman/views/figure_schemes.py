"""A picture for a dark room: the same shapes in colours that stand on dark paper.

The hues stay those of `figure_parts`, so that a status has one colour in both; only ink, paper and
the greys turn round.
"""

from collections.abc import Mapping
from typing import Any

from dragoman.views.figure_parts import ALARM, FAINT, INK, LINE, PAPER

DARK: Mapping[str, str] = {
    INK: "#e9e5dc",
    FAINT: "#a8a297",
    LINE: "#3a3731",
    PAPER: "#1b1a17",
    ALARM: "#ff8a70",
    "#eeeeee": "#2a2824",
    "#555555": "#767676",
}
"""Colours of the light scheme, and what stands for them in the dark."""


def in_dark(spec: Any) -> Any:  # noqa: ANN401 - a Vega-Lite specification or a part of one
    """A specification whose colours are those for dark paper; all else in it stays."""
    if isinstance(spec, dict):
        return {name: in_dark(value) for name, value in spec.items()}
    if isinstance(spec, list):
        return [in_dark(value) for value in spec]
    return DARK.get(spec, spec) if isinstance(spec, str) else spec
