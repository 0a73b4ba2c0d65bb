"""Text that no editor would print -> no crash, no long wait, every offset inside the text."""

import time

import pytest

from dragoman.attributions import find_attributions, find_evaluations, worth_tagging
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tags import Tags, TokenTags
from dragoman.records import Cast, Span

ODD = {
    "a sentence of 3,000 words": "said that he " * 1000,
    "a sentence of clauses": ", which the envoy who left said that the king denied" * 300,
    "a page that is one quotation": "“" + "We said no and they went home. " * 300 + "”",
    "no mark closed": "“We go home, the envoy said.\n\n" * 200,
    "no mark opened": "We go home,” the envoy said.\n\n" * 200,
    "marks four deep": "“He said ‘she said “they said ‘no’ to it”’,” it said. " * 100,
    "marks and nothing else": "“‘«\"''``„" * 300,
    "right-to-left marks": "\u202b«it is over» said the envoy\u202c. " * 200,
    "guillemets the wrong way round": "»Wir gehen«, said the envoy. " * 200,
    "sources that are addresses": "https://a.example/b?c=d said that it rains. " * 200,
    "a transcript without words": "A:\n\nB:\n\n" * 200,
    "labels without end": "A: B: C: D: " * 300,
    "dashes": "– Ana – Gray – said – that – it – rains – " * 100,
    "signatures": "“The door is open now.” – Ana Gray\n\n" * 200,
    "one blank": " ",
    "one letter": "a",
}


def dense(parsed: ParsedArticle) -> Tags:
    cycle = ("B-source", "B-cue", "B-content", "I-content", "O", "I-cue")
    return {
        s.index: TokenTags(
            tuple(cycle[i % len(cycle)] for i in range(len(s.tokens))), (0.9,) * len(s.tokens)
        )
        for s in worth_tagging(parsed)
    }


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("tagged", [False, True])
def test_odd_text(parse, kind: str, tagged: bool) -> None:
    text = ODD[kind]
    parsed = parse(text)
    began = time.process_time()
    found = find_attributions(parsed, Cast(()), dense(parsed) if tagged else None)
    judged = find_evaluations(parsed, found)
    assert time.process_time() - began < 10
    for a in found:
        spans = [*a.content, *([a.cue] if a.cue else [])]
        spans += [Span(a.source.start, a.source.end)] if a.source else []
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(0 <= e.start < e.end <= len(text) for e in judged)
