"""Pictures as files: a figure drawn with Altair and rendered by vl-convert, all on this machine.

Both are an optional extra and are imported here alone, when a picture is asked for.
"""

import html
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.codebook.pacts import party_names
from dragoman.errors import BrokenEnvironmentError, UsageError
from dragoman.flow.indexed import IndexedLedger
from dragoman.flow.opening import OpenLedger
from dragoman.views.figure_parts import ALARM, FAINT, INK, PAPER, Figure
from dragoman.views.figure_schemes import in_dark
from dragoman.views.figures import figure_of

FORMS = (".svg", ".png", ".html")
FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
SHARP = 2.0
"""Pixels of a PNG for each pixel of the figure."""
SIZES = {"circle": 120, "cross": 150, "square": 110, "diamond": 140}
TRIANGLE = 160
"""Square pixels of a mark, by its shape: such that all look alike in size."""
MISSING = (
    "Charts need the packages altair and vl-convert-python, which are not installed. "
    'Install them with: pip install "altair>=5.5" "vl-convert-python>=1.7"'
)
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data:"
)
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>body {{ margin: 2em; font-family: {font}; color: {ink}; }}</style>
</head>
<body>
<div id="chart" role="img" aria-label="{title}. {summary}">{svg}</div>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
"""
EMBED = (
    'vegaEmbed("#chart", JSON.parse({spec}), '
    '{{actions: false, renderer: "svg", tooltip: {{theme: "light"}}}});'
)


@dataclass(frozen=True)
class Drawing:
    """A figure that a notebook shows, and that can be saved. It needs no network.

    Raises:
        BrokenEnvironmentError: in every method, where the packages for charts are missing.

    Attributes:
        figure: its shapes.
        dark: whether it is drawn for dark paper.
    """

    figure: Figure
    dark: bool = False

    def svg(self) -> str:
        """The picture as SVG."""
        svg = _converter().vegalite_to_svg(self.spec(), allowed_base_urls=[])
        return str(svg)

    def png(self) -> bytes:
        """The picture as PNG, at twice its size."""
        return bytes(_converter().vegalite_to_png(self.spec(), scale=SHARP, allowed_base_urls=[]))

    def html(self) -> str:
        """A page with the picture, which shows each move's sentence where one points at it.

        The script that does so puts its drawing in the place of the SVG; where none may run, that
        stays.
        """
        # Twice JSON, so that no words of a page can end the script or be read as code.
        spec = re.sub(r"[<>&\u2028\u2029]", _escape, json.dumps(json.dumps(self.spec())))
        return PAGE.format(
            policy=POLICY,
            title=html.escape(self.figure.title),
            summary=html.escape(self.figure.summary),
            font=FONT,
            ink=INK,
            svg=self.svg(),
            library=str(_converter().javascript_bundle()).replace("</script", "<\\/script"),
            script=EMBED.format(spec=spec),
        )

    def save(self, path: str | Path) -> None:
        """Writes the picture: what its name ends in (.svg, .png or .html) says how.

        Raises:
            UsageError: the name ends in something else.
        """
        form = form_of(path)
        if form == ".png":
            Path(path).write_bytes(self.png())
        else:
            Path(path).write_text(self.svg() if form == ".svg" else self.html(), "utf-8")

    def spec(self) -> dict[str, Any]:
        """The picture in Vega-Lite."""
        chart: dict[str, Any] = _chart(self.figure).to_dict()
        return dict(in_dark(chart)) if self.dark else chart

    def _repr_svg_(self) -> str:
        """How a notebook shows it."""
        return self.svg()


def draw(
    ledger: OpenLedger | IndexedLedger,
    pact: str,
    on: str | None = None,
    known: str | None = None,
    most: int | None = None,
) -> Drawing:
    """The picture of a pact: who stood where, and each move, over time.

    Args:
        ledger: an open ledger (`dragoman.open`).
        pact: a pact's id, name or alias, with all pacts that belong to it.
        on: the day of the standing (YYYY-MM-DD), at which the picture ends.
        known: the day of the knowledge: what was published later is left out.
        most: where there are more steps than this, the picture is a summary, and says so.

    Raises:
        UsageError: there is no such pact, or a day is none.
    """
    account = ledger.account(pact, on, known)
    called = {**ledger.actor_names(account.actors), **party_names()}
    return Drawing(figure_of(account, called, on, known, most))


def form_of(path: str | Path) -> str:
    """What a picture's file name ends in.

    Raises:
        UsageError: it is none of `FORMS`.
    """
    form = Path(path).suffix.lower()
    if form not in FORMS:
        raise UsageError(f"{str(path)!r} should end in {', '.join(FORMS[:-1])} or {FORMS[-1]}.")
    return form


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _library(name: str) -> Any:  # noqa: ANN401 - a module
    """A module of an optional package.

    Raises:
        BrokenEnvironmentError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise BrokenEnvironmentError(MISSING) from error


def _converter() -> Any:  # noqa: ANN401 - a module
    return _library("vl_convert")


def _chart(figure: Figure) -> Any:  # noqa: ANN401 - an Altair chart
    """A figure's shapes as layers, in pixels: nothing is left for a scale to decide."""
    alt = _library("altair")
    where = {
        "x": alt.X("x:Q", scale=None, axis=None),
        "y": alt.Y("y:Q", scale=None, axis=None),
    }
    tip, words = alt.Tooltip("tip:N"), alt.Description("tip:N")

    def data(shapes: Iterable[Any]) -> Any:  # noqa: ANN401 - Altair's data
        return alt.Data(values=[asdict(shape) for shape in shapes])

    def chart(shapes: Iterable[Any]) -> Any:  # noqa: ANN401 - an Altair chart
        return alt.Chart(data(shapes))

    layers = [
        chart([replace(box, tip="") for box in figure.boxes if not box.tip]).mark_rect(aria=False),
        chart([box for box in figure.boxes if box.tip]).mark_rect(cornerRadius=2),
    ]
    corners = {"x2": "x2:Q", "y2": "y2:Q", "color": alt.Color("colour:N", scale=None)}
    layers[0] = layers[0].encode(**where, **corners)
    layers[1] = layers[1].encode(**where, **corners, tooltip=tip, description=words)
    for align, weight in sorted({(label.align, label.weight) for label in figure.labels}):
        labels = [x for x in figure.labels if (x.align, x.weight) == (align, weight)]
        text = chart(labels).mark_text(
            align=align, fontWeight=weight, baseline="middle", aria=False
        )
        layers.append(
            text.encode(
                **where,
                text="text:N",
                description=alt.Description("text:N"),
                size=alt.Size("size:Q", scale=None),
                color=alt.Color("colour:N", scale=None),
            )
        )
    ringed = [symbol for symbol in figure.symbols if symbol.ringed]
    layers.append(
        chart(ringed)
        .mark_point(
            shape="circle",
            size=310,
            stroke=ALARM,
            strokeWidth=2.2,
            filled=False,
            opacity=1,
            aria=False,
        )
        .encode(**where)
    )
    for filled in (True, False):
        symbols = [symbol for symbol in figure.symbols if symbol.filled is filled]
        look = {"fill": INK, "stroke": PAPER} if filled else {"fill": PAPER, "stroke": INK}
        for shape in sorted({symbol.shape for symbol in symbols}):
            alike = chart([symbol for symbol in symbols if symbol.shape == shape])
            size = SIZES.get(shape, TRIANGLE)
            points = alike.mark_point(shape=shape, size=size, strokeWidth=1.7, opacity=1, **look)
            layers.append(points.encode(**where, tooltip=tip, description=words))
    title = alt.TitleParams(
        figure.title, subtitle=[figure.summary], anchor="start", fontSize=24, subtitleFontSize=16,
        subtitleColor=FAINT, color=INK, subtitlePadding=6, offset=14, font=FONT, subtitleFont=FONT,
    )  # fmt: skip
    return (
        alt.layer(*layers)
        .properties(width=figure.width, height=figure.height, title=title, background=PAPER)
        .properties(padding={"left": 24, "right": 24, "top": 20, "bottom": 20})
        .configure(font=FONT)
        .configure_view(stroke=None)
    )
