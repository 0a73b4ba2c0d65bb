"""The colours that statuses have on pages and maps: those of the picture, under short names."""

from collections.abc import Mapping

from dragoman.views.figure_parts import GROUP_OF, GROUPS, Group

KEYS: Mapping[str, str] = {
    group.label: key
    for group, key in zip(
        GROUPS,
        ("in", "invited", "for", "imposing", "target", "against", "suspended", "out", "ended"),
        strict=True,
    )
}
"""The name by which the style sheet knows a group, by the group's label."""


def group_key(status: str) -> str:
    """The style sheet's name for the colour of a status; "ended" for one that has none."""
    group: Group | None = GROUP_OF.get(status)
    return KEYS[group.label] if group else "ended"
