"""Counts of what was expected, found and right, and the rates that they give."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """How many were expected and found, and how many of these agree."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        """Both counts together."""
        return Rate(
            self.expected + other.expected, self.found + other.found, self.right + other.right
        )

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 0 where nothing was."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where nothing was expected and nothing found."""
        total = self.expected + self.found
        return 2 * self.right / total if total else 0.0
