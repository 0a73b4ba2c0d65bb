"""The terminal: how wide it is, whether it shows colours, and how a page's words are printed."""

import sys
from typing import TextIO

from rich.console import Console, RenderableType

PIPED_WIDTH = 100
NARROWEST = 40
WIDEST = 120


class Terminal(Console):
    """A console that takes page text as it is and lets a closed pipe end the command."""

    def show(self, part: RenderableType) -> None:
        """Prints one part; where no screen is there to fill, without blanks at line ends."""
        if self.is_terminal:
            self.print(part)
            return
        with self.capture() as captured:
            self.print(part)
        lines = (line.rstrip() for line in captured.get().splitlines())
        self.file.write("\n".join(lines) + "\n")

    def on_broken_pipe(self) -> None:
        """Hands the error on, to end the command as any other that writes to a closed pipe."""
        raise BrokenPipeError


def open_terminal(stream: TextIO | None = None) -> Terminal:
    """A terminal on standard output: plain and of a fixed width where that is piped."""
    stream = stream or sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    terminal = Terminal(file=stream, markup=False, emoji=False, highlight=False)
    if not terminal.is_terminal:
        terminal.width = PIPED_WIDTH
    terminal.width = max(NARROWEST, min(terminal.width, WIDEST))
    return terminal
