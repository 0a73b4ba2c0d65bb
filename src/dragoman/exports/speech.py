"""CAMEO's statements (root 01) and appeals (root 02), which PLOVER leaves out.

Rules:

1. An attribution becomes a statement or appeal by its stance (`speech_codes.tsv`): asserting is
   010, declining to comment 011, denying 016, asking 020 where the word appeals and does not
   order ("urged" and not "ordered"). Promises, threats and demands are none: CAMEO has them under
   03, 13 and 10, where events tell them.
2. Where a word that tells an event lies in the cue ("accused"), the event has told the act.
3. Source is who speaks: somebody who is, or acts for, a state, an organisation or an armed group,
   and no outlet.
4. Target is whom the words address: who is named between cue and content ("told Iran that"). Else,
   of an appeal, who is named first in the content ("asked that Iran return"); of anything else,
   the one other party of which the content speaks, if it speaks of one alone.
5. An event that PLOVER counts as REQUEST is an appeal where its word appeals and does not demand
   ("urged" and not "demanded"), and its code tells nothing more exact.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dragoman.codebook.cameo_scales import ATTRIBUTION, EVENT, cameo_quad, speech_codes, whole_code
from dragoman.exports.parties import completed
from dragoman.records.actors import ActorKind
from dragoman.records.tellings import Party, Saying, Telling

PARTIES = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)


def statement(saying: Saying) -> Telling | None:
    """The statement or appeal that an attribution is for CAMEO, or None: see the module's rules."""
    code = speech_codes().get((ATTRIBUTION, saying.stance))
    source = saying.source and completed(saying.source)
    if code is None or saying.told or source is None or not acts(source):
        return None
    if code.forms and not _told_by(saying.words, code.forms):
        return None
    target = _target(saying, source)
    return Telling(
        id=saying.id,
        occurrence=saying.id,
        type=None,
        mode=None,
        contexts=(),
        cameo=code.cameo,
        quad=cameo_quad(code.cameo),
        sources=(source,),
        targets=(target,) if target is not None else (),
        trigger=saying.cue,
        sentence=saying.sentence,
        words=saying.words,
        quote=saying.quote,
        date=saying.publication.published,
        date_basis="published" if saying.publication.published else None,
        site=None,
        modality="actual",
        attribution=saying.attribution,
        root=saying.root,
        confidence=saying.confidence,
        publication=saying.publication,
    )


def appealing(telling: Telling) -> Telling:
    """An event with its whole CAMEO code: an appeal's where its word appeals (rule 5)."""
    cameo = whole_code(telling.cameo)
    code = speech_codes().get((EVENT, cameo))
    if telling.type == "REQUEST" and code is not None and _told_by(telling.words, code.forms):
        cameo = code.cameo
    return replace(telling, cameo=cameo)


def _told_by(words: str | None, forms: Collection[str]) -> bool:
    return any(word in forms for word in (words or "").lower().split())


def acts(party: Party) -> bool:
    """Whether somebody is, or acts for, a state, an organisation or an armed group."""
    if party.kind == ActorKind.OUTLET.value:
        return False
    return party.party != party.id or party.kind in {kind.value for kind in PARTIES}


def _target(saying: Saying, source: Party) -> Party | None:
    addressed = _others(saying.addressed, source)
    if addressed:
        return addressed[0]
    concerned = _others(saying.concerned, source)
    if saying.stance == "asks" or len({party.party for party in concerned}) == 1:
        return next(iter(concerned), None)
    return None


def _others(named: Sequence[Party], source: Party) -> list[Party]:
    """Those named who act for somebody else than the speaker, and are no group with him in it."""
    own = {source.party, *source.members}
    whole = [completed(party) for party in named]
    return [p for p in whole if acts(p) and p.party not in own and not own & set(p.members)]
