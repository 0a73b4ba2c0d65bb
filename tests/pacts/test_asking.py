"""What a head is asked of a few words of news, and the moves that its answers make."""

import pytest

from dragoman.flow import Options, Reader
from dragoman.language.mark_judge import JudgedMark, JudgedPassage
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record

NOTHING = JudgedMark({}, {"actual": 1.0})


class Head:
    """Answers from a table: (who, a word of the sentence) -> label and manner."""

    def __init__(self):
        self.answers, self.asked = {}, []

    def __call__(self, question):
        words = question.passage.words
        topic = " ".join(question.passage.topic)
        parties = [party for asked in question.asked for party in asked.parties]
        self.asked.append((topic, " ".join(words), parties))
        marks = [self._mark(asked.parties, words) for asked in question.asked]
        return JudgedPassage(self._mark((None,), words), tuple(marks))

    def _mark(self, parties, words):
        for (who, word), (label, manner, *sure) in self.answers.items():
            if who in parties and word in words:
                return JudgedMark({label: sure[0] if sure else 0.9}, {manner: 1.0})
        return NOTHING


@pytest.fixture(scope="module")
def head():
    return Head()


@pytest.fixture(scope="module")
def reader(head):
    return Reader(Options(heads=False), steps=head)


def read(reader, head, text, answers=None):
    """(pact, actor, move, modality, date) of each move."""
    head.answers, head.asked = answers or {}, []
    page = Page("page", text, PageFormat.TEXT, Given(published="2024-05-17", language="en"))
    [record] = reader.read([page])
    assert isinstance(record, Record)
    return {(m.name, m.actor, m.move.value, m.modality.value, m.date) for m in record.moves}


CHARTER = "Oman praised the Lake Chad Water Charter."


def test_who_is_named_is_asked_about_the_pact_that_is_named(reader, head):
    read(reader, head, CHARTER)
    assert head.asked == [
        ("Lake Chad Water Charter", "Oman praised the Lake Chad Water Charter .", ["OMN"])
    ]


def test_a_sentence_without_a_pact_is_about_the_one_named_last(reader, head):
    read(reader, head, CHARTER + " Qatar thought better of it in March.")
    assert [asked[0] for asked in head.asked] == ["Lake Chad Water Charter"] * 2
    assert head.asked[1][2] == ["QAT"]


@pytest.mark.parametrize(
    "text",
    [
        "Oman and Qatar met for talks on Tuesday.",
        "The European Union said on Tuesday that Oman was a friend.",
        "A charter has been printed.",
        "Oman, " * 80 + "met in the shade of the Lake Chad Water Charter.",
    ],
)
def test_nothing_is_asked_where_nothing_can_be_told(reader, head, text):
    read(reader, head, text)
    assert head.asked == []


def test_of_nobody_it_is_asked_whether_a_pact_that_is_named_is_made_or_ends(reader, head):
    text = "The Lake Chad Water Charter lapsed at Abuja in May 2023."
    moves = read(reader, head, text, {(None, "lapsed"): ("expire", "actual")})
    assert head.asked == [("Lake Chad Water Charter", text[:-1] + " .", [])]
    assert {move[1:] for move in moves} == {(None, "expire", "actual", "2023-05")}


def test_beside_the_pact_that_a_sentence_names_it_is_asked_of_the_one_at_issue(reader, head):
    text = CHARTER + " Qatar, busy with the Sulu Patrol Compact, thought better of it."
    read(reader, head, text, {("QAT", "better"): ("withdraw", "actual")})
    topics = [asked[0] for asked in head.asked[1:]]
    assert topics == ["Sulu Patrol Compact", "Lake Chad Water Charter"]


def test_a_step_is_told_of_one_pact(reader, head):
    text = CHARTER + " Qatar, busy with the Sulu Patrol Compact, changed its course."
    moves = read(reader, head, text, {("QAT", "changed"): ("withdraw", "actual")})
    assert {move[0] for move in moves if move[1] == "QAT"} == {"Sulu Patrol Compact"}


def test_what_names_another_pact_is_marked_as_such(reader, head):
    passages = []
    head.answers = {("QAT", "changed"): ("withdraw", "actual")}

    def judge(question):
        passages.append(question.passage)
        return head(question)

    text = CHARTER + " Qatar, busy with the Sulu Patrol Compact, changed its course."
    page = Page("page", text, PageFormat.TEXT, Given(published="2024-05-17", language="en"))
    list(Reader(Options(heads=False), steps=judge).read([page]))
    first, compact, charter = passages
    assert first.named and not first.others
    assert compact.named == charter.others and len(compact.named) == 1
    assert not charter.named and not compact.others
    assert charter.named_before == first.named == compact.others_before


def test_an_answer_is_a_move_with_the_date_of_its_clause(reader, head):
    text = CHARTER + " Qatar thought better of it in March 2023."
    moves = read(reader, head, text, {("QAT", "thought"): ("withdraw", "actual")})
    assert ("Lake Chad Water Charter", "QAT", "withdraw", "actual", "2023-03") in moves


def test_an_answer_that_is_denied_must_be_surer(reader, head):
    text = "Qatar looked at the Lake Chad Water Charter again."
    told = read(reader, head, text, {("QAT", "looked"): ("withdraw", "actual", 0.8)})
    assert {move[1:4] for move in told} == {("QAT", "withdraw", "actual")}
    assert read(reader, head, text, {("QAT", "looked"): ("withdraw", "denied", 0.8)}) == set()


def test_who_says_that_others_join_does_not_join(reader, head):
    text = "Kuwait will join the Lake Chad Water Charter, Qatar said."
    moves = read(reader, head, text, {("QAT", "said"): ("join", "planned", 0.75)})
    assert {move[1] for move in moves} == {"KWT"}


def test_who_ratifies_a_protocol_of_accession_does_not_join_the_body(reader, head):
    text = "Hungary ratified Sweden's accession to NATO on Monday."
    moves = read(reader, head, text, {("HUN", "ratified"): ("join", "actual")})
    assert ("HUN", "back") in {move[1:3] for move in moves}
    assert ("HUN", "join") not in {move[1:3] for move in moves}


def test_what_words_have_told_is_not_told_again(reader, head):
    text = "Oman left the Lake Chad Water Charter in March 2023."
    plain = read(reader, head, text)
    assert read(reader, head, text, {("OMN", "left"): ("withdraw", "denied")}) == plain


def test_who_stands_in_the_way_of_an_accession_moves_on_that(reader, head):
    text = "Turkey took a dim view when Sweden applied to join NATO."
    answers = {("TUR", "dim"): ("block accession", "actual")}
    head.answers = answers
    moves = read(reader, head, text, answers)
    assert any(name.startswith("Sweden's") and who == "TUR" for name, who, *_ in moves)


def test_sanctions_are_on_whom_the_head_takes_for_their_target(reader, head):
    answers = {("OMN", "freeze"): ("impose", "actual"), ("QAT", "freeze"): ("target", "actual")}
    moves = read(reader, head, "There is an Omani freeze on Qatari money.", answers)
    assert {(name, who, move) for name, who, move, *_ in moves} == {
        ("Omani sanctions on Qatar", "OMN", "impose"),
        ("Omani sanctions on Qatar", "QAT", "target"),
    }


def test_threatened_sanctions_have_no_target_yet(reader, head):
    answers = {("OMN", "freeze"): ("impose", "threatened"), ("QAT", "freeze"): ("target", "actual")}
    moves = read(reader, head, "An Omani freeze on Qatari money loomed.", answers)
    assert [move[2:4] for move in moves] == [("impose", "threatened")]


def test_sanctions_told_of_further_lie_on_the_same_state(reader, head):
    text = "Oman imposed sanctions on Qatar in May 2020. Kuwait did its share in 2021."
    moves = read(reader, head, text, {("KWT", "share"): ("impose", "actual")})
    assert ("Kuwaiti sanctions on Qatar", "KWT", "impose", "actual", "2021") in moves


def test_a_pact_that_nobody_in_particular_ends(reader, head):
    text = CHARTER + " Qatar and Oman were sorry that it was over."
    moves = read(reader, head, text, {(None, "over"): ("expire", "actual")})
    assert ("Lake Chad Water Charter", None, "expire") in {move[:3] for move in moves}


def test_a_bystander_does_not_take_the_step_of_another(reader, head):
    text = "Qatar remains in the Lake Chad Water Charter, which Oman has shunned since 2018."
    answers = {
        ("QAT", "shunned"): ("withdraw", "actual", 0.55),
        ("OMN", "shunned"): ("withdraw", "actual", 0.95),
    }
    moves = read(reader, head, text, answers)
    assert {move[1] for move in moves if move[2] == "withdraw"} == {"OMN"}


def test_nobody_imposes_an_accord(reader, head):
    text = "Qatar looked at the Lake Chad Water Charter again."
    assert read(reader, head, text, {("QAT", "looked"): ("impose", "actual")}) == set()


def test_whom_a_coalition_is_against_does_not_join_it(reader, head):
    text = "Qatar proposed a coalition against Iran. Iran and Oman had stood aside before."
    answers = {(who, "aside"): ("decline", "actual") for who in ("IRN", "OMN")}
    moves = read(reader, head, text, answers)
    assert {move[1] for move in moves if move[2] == "decline"} == {"OMN"}


def test_an_opinion_on_a_pact_that_is_not_named_must_be_surer(reader, head):
    text = CHARTER + " Qatar shook its head and went home."
    for sure, found in ((0.65, set()), (0.8, {"QAT"})):
        moves = read(reader, head, text, {("QAT", "head"): ("oppose", "actual", sure)})
        assert {move[1] for move in moves if move[2] == "oppose"} == found


def test_states_in_a_row_do_the_same(reader, head):
    text = "Oman, Qatar and Kuwait looked at the Lake Chad Water Charter again."
    moves = read(reader, head, text, {("QAT", "looked"): ("withdraw", "actual")})
    assert {move[1] for move in moves} == {"OMN", "QAT", "KWT"}


def test_what_somebody_would_have_done_is_hypothetical(reader, head):
    text = CHARTER + " If Qatar had wanted, it would have thought better of it."
    moves = read(reader, head, text, {("QAT", "thought"): ("withdraw", "actual")})
    assert {move[3] for move in moves if move[1] == "QAT"} == {"hypothetical"}


def test_sanctions_without_a_named_object_lie_on_the_only_other_state(reader, head):
    text = "Years after the coup in Fiji, Australia has torn up the last of its penalties."
    moves = read(reader, head, text, {("AUS", "torn"): ("lift", "actual")})
    assert ("Australian sanctions on Fiji", "AUS", "lift") in {move[:3] for move in moves}


def test_who_signs_a_paper_of_accession_enters_nothing(reader, head):
    read(reader, head, "Hungary signed the Protocols on Accession on Monday.")
    assert not any(topic == "Protocols on Accession" for topic, *_ in head.asked)


def test_who_is_named_as_an_exception_did_not_do_it(reader, head):
    text = "The Lake Chad Water Charter was ratified by Fiji and Samoa, but not by Kiribati."
    moves = read(reader, head, text, {("KIR", "ratified"): ("join", "actual")})
    assert {move[3] for move in moves if move[1] == "KIR"} == {"denied"}


def test_a_move_has_the_date_of_the_verb_that_tells_it(reader, head):
    text = CHARTER + " Qatar, which praised it in 2016, sang for hours and left it on 4 May 2021."
    moves = read(reader, head, text, {("QAT", "left"): ("withdraw", "actual")})
    assert {move[4] for move in moves if move[1:3] == ("QAT", "withdraw")} == {"2021-05-04"}


def test_sanctions_taken_up_are_those_of_the_body_that_laid_them(reader, head):
    text = (
        "The European Union imposed sanctions on Belarus in May. The EU widened its sanctions on "
        "Belarus in June. Norway applied the sanctions in July."
    )
    moves = read(reader, head, text, {("NOR", "applied"): ("impose", "actual")})
    assert {move[0] for move in moves if move[1] == "NOR"} == {"EU sanctions on Belarus"}


TWO = CHARTER + " Fiji ratified the Nairobi Harbour Convention. "


def test_a_pact_not_named_is_asked_about_where_another_may_have_been_meant(reader, head):
    last = "Qatar thought better of it."
    topics = []
    for sure in (0.4, 0.01):
        read(reader, head, TWO + last, {("QAT", "better"): ("withdraw", "actual", sure)})
        topics.append([topic for topic, words, _ in head.asked if "Qatar" in words])
    both, one = topics
    assert sorted(both) == ["Lake Chad Water Charter", "Nairobi Harbour Convention"]
    assert one == both[:1]


LAID = "The United States imposed sanctions on China in May. "
BANNED = "The European Union imposed sanctions on Sudan in May. "


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        (
            LAID + "Beijing answered with a list of its own.",
            {("CHN", "answered"): ("impose", "actual")},
            {("Chinese sanctions on United States", "CHN", "impose")},
        ),
        (
            BANNED + "The vetoes of Russia killed a text that would have tightened them.",
            {("RUS", "vetoes"): ("block", "actual")},
            {("UN sanctions on Sudan", "RUS", "block")},
        ),
        (
            BANNED + "The vetoes of Malta killed a text that would have tightened them.",
            {("MLT", "vetoes"): ("block", "actual")},
            {("EU sanctions on Sudan", "MLT", "block")},
        ),
    ],
)
def test_whose_sanctions_and_on_whom(reader, head, text, answers, expected):
    found = {move[:3] for move in read(reader, head, text, answers)}
    assert expected <= found
