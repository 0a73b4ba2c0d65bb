import pytest

from dragoman.codebook import plover
from dragoman.codebook.contexts import NONE, _word, context_signs, context_words
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError
from dragoman.events.acts import Act
from dragoman.events.contexts import contexts_of
from dragoman.records import Actor, ActorKind

STATE = ActorKind.COUNTRY
IRN, USA = Actor("IRN", "Iran", STATE, "IRN"), Actor("USA", "United States", STATE, "USA")
ARMY = Actor("army", "the army", ActorKind.ORGANISATION, "SYR", "MIL")
COURT = Actor("court", "a court", ActorKind.ORGANISATION, "TUR", "JUD")

TOLD = [
    ("Ghana urged Togo to release the journalists under press freedom law.", "urged", "REQUEST", ["rights_freedoms"]),
    ("The bank lent Kenya money for its economy.", "lent", "AID", ["economic"]),
    ("Norway condemned the chemical attack.", "condemned", "ACCUSE", ["cbrn"]),
    ("Chad accused the minister of taking bribes.", "accused", "ACCUSE", ["corruption"]),
    ("Chad sent vaccines to Niger.", "sent", "AID", ["health"]),
    ("Italy turned back a boat of migrants.", "turned", "COERCE", ["migration"]),
    ("Peru accused the gang of smuggling cocaine.", "accused", "ACCUSE", ["crime", "illegal_drugs"]),
    ("Norway blamed hackers for the data breach.", "blamed", "ACCUSE", ["cyber"]),
    ("Women marched for gender equality.", "marched", "PROTEST", ["gender"]),
    ("Both states agreed to cut carbon emissions.", "agreed", "AGREE", ["environment"]),
    ("Tonga asked for help for victims of the quake.", "asked", "REQUEST", ["disasters"]),
    ("Sudan expelled the peacekeepers.", "expelled", "SANCTION", ["peacekeeping"]),
    ("The opposition denounced the rigged election.", "denounced", "ACCUSE", ["election"]),
    ("Germany refused to pay reparations.", "refused", "REJECT", ["reparations"]),
    ("Egypt rejected the plan.", "rejected", "REJECT", []),
    # names and set phrases say nothing
    ("The Islamic Republic rejected the plan.", "rejected", "REJECT", []),
    ("The secretary general rejected the plan.", "rejected", "REJECT", []),
    # a weak word takes a second sign
    ("Egypt rejected the company.", "rejected", "REJECT", []),
    ("Egypt rejected the company and its price.", "rejected", "REJECT", ["economic"]),
    # a strong word beyond the clause takes one too
    ("Egypt rejected the plan after the earthquake.", "rejected", "REJECT", []),
    ("Egypt rejected the plan, said a senator who praised it.", "rejected", "REJECT", []),
]  # fmt: skip


@pytest.fixture
def contexts_in(parse):
    def find(text, word, kind, mode=None, code="", **more):
        [sentence] = parse(text).sentences
        token = next(t for t in sentence.tokens if t.text == word)
        return contexts_of(Act(sentence, token, kind, **more), mode, code)

    return find


@pytest.mark.parametrize(("text", "word", "kind", "contexts"), TOLD)
def test_contexts_from_the_words(contexts_in, text, word, kind, contexts):
    assert sorted(contexts_in(text, word, kind)) == contexts


@pytest.mark.parametrize(
    ("kind", "mode", "code", "source", "target", "context"),
    [
        ("CONSULT", None, "040", IRN, USA, "diplomatic"),
        ("SANCTION", "withdraw", "161", IRN, USA, "diplomatic"),
        ("MOBILIZE", "troops", "154", IRN, USA, "military"),
        ("COERCE", "cyber", "170", IRN, USA, "cyber"),
        ("ASSAULT", None, "190", ARMY, USA, "military"),
        ("SANCTION", "convict", "160", COURT, IRN, "legal"),
        ("ASSAULT", "unconventional", "2041", IRN, USA, "cbrn"),
        ("AID", None, "075", IRN, USA, "asylum"),
        ("COOPERATE", None, "064", IRN, USA, "intelligence"),
    ],
)
def test_contexts_from_kind_and_parties(contexts_in, kind, mode, code, source, target, context):
    found = contexts_in("He did it.", "did", kind, mode, code, source=(source,), target=(target,))
    assert context in found


def test_talks_of_others_than_states_are_not_diplomatic(contexts_in):
    person = Actor("p", "A Person", ActorKind.PERSON)
    assert contexts_in("He did it.", "did", "CONSULT", source=(person,), target=(USA,)) == ()


def test_the_best_founded_comes_first(contexts_in):
    text = "Peru accused the gang and the cartel of murder and of a bribe."
    assert contexts_in(text, "accused", "ACCUSE")[0] == "crime"


def test_every_context_has_words():
    rows = [row for found in context_words().values() for row in found]
    assert {row.context for row in rows} == plover.contexts() | {NONE}
    keys = [(row.context, row.words, row.pos) for row in rows]
    assert len(keys) == len(set(keys))
    assert len(set(context_signs())) == len(context_signs())


def test_a_phrase_that_says_nothing_says_nothing_elsewhere():
    rows = [row for found in context_words().values() for row in found]
    silent = {row.words for row in rows if row.context == NONE}
    assert silent.isdisjoint(row.words for row in rows if row.context != NONE)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("gardening\trose\tnoun\tstrong\town", "'gardening' is no context"),
        ("crime\ttheft\tnoun\tfirm\town", "neither strong nor weak"),
        ("crime\ttheft\tnoun\tstrong\t", "source is missing"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row, why):
    header = "context\tword\tpos\tstrength\tsource"
    with pytest.raises(CodebookError, match=why):
        read_table("contexts.tsv", _word, f"{header}\n{row}")
