"""The vocabulary of reporting cues."""

import pytest

from dragoman.codebook.cues import cited_speakers, cues_of, reporting_cues
from dragoman.records import Stance


def test_every_stance_is_one_of_the_record() -> None:
    stances = {cue.stance for cue in reporting_cues()} | {c.negated for c in reporting_cues()}
    assert stances - {None} == set(Stance)


def test_no_construction_stands_twice() -> None:
    keys = [
        (c.lemma, c.pos, frame, c.preposition, c.objects)
        for c in reporting_cues()
        for frame in c.frames
    ]
    assert len(keys) == len(set(keys))


def test_every_row_names_its_source() -> None:
    assert all(cue.source for cue in reporting_cues())


@pytest.mark.parametrize(
    ("lemma", "frame", "stance"),
    [
        ("say", "that", "asserts"),
        ("deny", "that", "denies"),
        ("decline", "to", "declines"),
        ("urge", "object-to", "asks"),
        ("vow", "to", "promises"),
        ("threaten", "to", "threatens"),
    ],
)
def test_what_common_verbs_do(lemma: str, frame: str, stance: str) -> None:
    assert [c.stance for c in cues_of("verb")[lemma] if frame in c.frames] == [stance]


def test_officials_can_be_cited_and_transcripts_cannot() -> None:
    assert "official" in cited_speakers()
    assert "transcript" not in cited_speakers()
