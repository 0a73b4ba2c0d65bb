"""Pages and a head on paper -> what the head is asked, and what its tags add to the records."""

from collections.abc import Sequence

from dragoman.flow import Options, Reader
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.language.tags import Tags, TokenTags
from dragoman.ledger import coder_row
from dragoman.pages import Page, PageFormat
from dragoman.records import Record


class PaperHead:
    """Knows one claim by heart: Quito (source) wept (cue) and all that follows (content)."""

    name = "paper 1"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def tag(self, asked: Sequence[tuple[ParsedArticle, Sequence[Sentence]]]) -> Sequence[Tags]:
        self.asked.append([p.text(s.span) for p, sentences in asked for s in sentences])
        return [{s.index: self.labels(s) for s in sentences} for _, sentences in asked]

    def labels(self, sentence: Sentence) -> TokenTags:
        words = [t.text for t in sentence.tokens]
        labels = ["O"] * len(words)
        if words[:2] == ["Quito", "wept"]:
            labels = ["B-source", "B-cue", "B-content", *["I-content"] * (len(words) - 4), "O"]
        return TokenTags(tuple(labels), (0.9,) * len(words))


def pages(*texts: str) -> list[Page]:
    return [Page(str(n), text, PageFormat.TEXT) for n, text in enumerate(texts)]


FILLER = "The river is long.\n\nPeru said that the road was open.\n\n"


def test_the_head_is_asked_once_for_several_pages_and_only_where_somebody_may_speak() -> None:
    head = PaperHead()
    read = list(Reader(tagger=head).read(pages(FILLER, FILLER + "Quito denied it.")))
    assert len(read) == 2
    [asked] = head.asked
    assert "Quito denied it." in asked
    assert "The river is long." not in asked


def test_what_it_finds_is_in_the_record() -> None:
    text = FILLER + 'Quito wept that the "lost" road was there.'
    [record] = Reader(tagger=PaperHead()).read(pages(text))
    assert isinstance(record, Record)
    words = [[record.article.words(s) for s in a.content] for a in record.attributions]
    assert words == [["that the road was open"], ['that the "lost" road was there']]
    assert record.coder.heads["attributions"] == "paper 1"


def test_without_a_head_the_rules_stand_alone() -> None:
    [record] = Reader(Options(heads=False)).read(pages(FILLER))
    assert isinstance(record, Record)
    assert len(record.attributions) == 1
    assert record.coder.heads == {}


def test_another_head_is_another_coder() -> None:
    with_head, alone = Reader(tagger=PaperHead()), Reader(Options(heads=False))
    assert with_head.coder.heads["attributions"] == "paper 1"
    rows = [coder_row(reader.coder, "codebook") for reader in (with_head, alone)]
    assert rows[0]["coder"] != rows[1]["coder"]
    assert ", paper 1" in str(rows[0]["model"])
