"""How the reception of a draft and the changes of it are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entaku.lenses.drafts.changes import Change
from entaku.lenses.drafts.faring import Fare, Reception, accepts
from entaku.lenses.drafts.words import (
    CARD,
    CHANGE,
    COST,
    COST_EXACT,
    EXACT_PARTS,
    FARES,
    FARES_ALWAYS,
    FARES_WHOLE,
    GAINS_EXACT,
    HELD,
    HELD_NOW,
    HOW,
    MOST,
    NO_COST,
    NO_COST_EXACT,
    NO_NEED,
    NOTHING,
    REPLACED,
    ROLE,
    ROLES,
    RULE,
    SETTLED,
)
from entaku.model.finding import Finding, Strength
from entaku.model.process import Draft, Term
from entaku.model.text import Text, listed, say
from entaku.model.wording import option_name
from entaku.space.drafts import reading
from entaku.space.evidence import averaged, percent, share, strength
from entaku.space.study import Study

GAIN = 0.02
"""By how much a party's share of acceptance must fall for it to be named as the price of a change."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words for the drafts of one study."""

    study: Study
    reception: Reception

    def fares(self, fare: Fare, *, headline: bool) -> Finding:
        """Say who accepts a draft and with whom it fails most often."""
        draws, case = self.study.ensemble, self.study.case
        text = self._exactly(fare) if draws.exact else self._over_draws(fare)
        whole = _whole(self.study, fare.draft)
        because = (
            fare.draft.id,
            *(s.id for s in case.preferences if s.party in case.needed and s.verb != "not_stated"),
        )
        held = strength(draws, fare.all_sure if whole else fare.all_some)
        return finding(f"fares-{fare.draft.id}", text, held, because, headline=headline)

    def _over_draws(self, fare: Fare) -> Text:
        draws, case = self.study.ensemble, self.study.case
        who = [party.name for party in case.parties if party.id in case.needed]
        if fare.all_sure.all():
            return FARES_ALWAYS.filled(draft=fare.draft.title, who=who)
        worst = self._worst(fare)
        return (FARES_WHOLE if _whole(self.study, fare.draft) else FARES).filled(
            draft=fare.draft.title,
            who=who,
            some=percent(share(draws, fare.all_some)),
            sure=percent(share(draws, fare.all_sure)),
            party=case.party(self.study.parties[worst]).name,
            one=percent(accepts(self.study, fare.some, worst)),
            every=percent(accepts(self.study, fare.sure, worst)),
        )

    def _exactly(self, fare: Fare) -> Text:
        """Say by party who accepts, with each one's gain in its own unit."""
        groups: dict[str, list[Text]] = {"sure": [], "open": [], "never": []}
        gains = []
        for place in self._needed():
            name = self.study.case.parties[place].name
            sure, some = bool(fare.sure[0, place]), bool(fare.some[0, place])
            groups["sure" if sure else "open" if some else "never"].append(name)
            low, high = (self._gain(fare, place, end) for end in (0, 1))
            gains.append(say("{p} {g}", "{p}の{g}", p=name, g=low if low == high else f"{low} – {high}"))
        parts = [EXACT_PARTS[key].filled(who=names) for key, names in groups.items() if names]
        parts.append(GAINS_EXACT.filled(gains=gains))
        title = fare.draft.title.en
        return Text(
            f"{title[:1].upper()}{title[1:]}: {'; '.join(part.en for part in parts)}.",
            f"「{fare.draft.title.ja}」：{'。'.join(part.ja for part in parts)}。",
        )

    def _gain(self, fare: Fare, place: int, end: int) -> str:
        deal = self.study.ensemble.no_deal[0, place, 0] / self.study.ensemble.scale[place]
        return f"{fare.values[place][end]['median'] - float(deal):+g}"

    def _needed(self) -> list[int]:
        return [place for place, party in enumerate(self.study.parties) if party in self.study.case.needed]

    def _worst(self, fare: Fare) -> int:
        """With which needed party does a draft fail most often?"""
        names = self.study.parties
        return min(
            self._needed(),
            key=lambda p: (accepts(self.study, fare.some, p), accepts(self.study, fare.sure, p), names[p]),
        )

    def changes(self, fare: Fare, *, latest: bool) -> list[Finding]:
        """Say what would make a draft acceptable: with whom it fails most; the weakest and the absent, if latest."""
        known = [p for p in self._needed() if self.reception.known[p]]
        if fare.all_sure.all() or not known:
            return []
        worst = self._worst(fare)
        roles: dict[int, list[str]] = {worst: ["worst"]} if worst in known else {}
        if latest:
            names = self.study.parties
            weakest = min(
                known, key=lambda p: (round(sum(end["median"] for end in fare.gains[p]), 9), names[p])
            )
            roles.setdefault(weakest, []).append("weakest")
            for place, party in enumerate(names):
                if party in self.reception.away and self.reception.known[place]:
                    roles.setdefault(place, []).append("away")
        return [self._change(fare, fare.changes[place], place, some) for place, some in roles.items()]

    def _change(self, fare: Fare, change: Change, place: int, roles: Sequence[str]) -> Finding:
        case, exact = self.study.case, self.study.ensemble.exact
        enough = change.enough(place)
        template = (CHANGE if enough else MOST) if change.terms else NO_NEED if enough else NOTHING
        before, after = percent(change.share_now(place)), percent(change.share(place))
        held = (HELD if change.terms else HELD_NOW).filled(before=before, after=after)
        changed = (*(t for t in fare.draft.terms if t.issue not in _issues(change)), *change.terms)
        whole = len(changed) == len(case.issues) and all(term.option for term in changed)
        text = template.filled(
            party=case.parties[place].name,
            roles=ROLES.filled(roles=_enumerated([ROLE[role] for role in roles])),
            draft=fare.draft.title,
            how=HOW["whole" if whole else "sure" if change.sure else "some"],
            change=self._terms(fare.draft, change.terms),
            held=Text() if exact else held,
            cost=self._cost(change, place),
        )
        strong = averaged(self.study.ensemble)
        grounds = [one.id for one in case.of(self.study.parties[place]) if one.verb != "not_stated"]
        name = f"change-{fare.draft.id}-{self.study.parties[place]}"
        return finding(name, text, strong, (fare.draft.id, *grounds))

    def _terms(self, draft: Draft, terms: Sequence[Term]) -> Text:
        here = {term.issue: term for term in draft.terms}
        parts = []
        for term in terms:
            new, old = option_name(self.study.case, term.issue, term.option), here.get(term.issue)
            if old is not None and old.option:
                before = option_name(self.study.case, term.issue, old.option)
                parts.append(REPLACED.filled(old=before, new=new))
            else:
                parts.append(SETTLED.filled(issue=self.study.case.issue(term.issue).name, new=new))
        return Text(listed(parts).en if parts else "", "に、".join(part.ja for part in parts))

    def _cost(self, change: Change, place: int) -> Text:
        """Name the needed party that could accept the draft less often, the one that loses most by the change."""
        if not change.terms:
            return Text()
        drops = {
            other: change.before.some[other] - change.after.some[other]
            for other in self._needed()
            if other != place and self.reception.known[other]
        }
        loser = max(drops, key=lambda p: (round(drops[p], 9), self.study.parties[p]), default=-1)
        if loser < 0 or drops[loser] < GAIN:
            return NO_COST_EXACT if self.study.ensemble.exact else NO_COST
        template = COST_EXACT if self.study.ensemble.exact else COST
        return template.filled(
            loser=self.study.case.parties[loser].name,
            before=percent(change.before.some[loser]),
            after=percent(change.after.some[loser]),
        )


def _issues(change: Change) -> set[str]:
    return {term.issue for term in change.terms}


def _enumerated(roles: Sequence[Text]) -> Text:
    return Text(", ".join(role.en for role in roles), "、".join(role.ja for role in roles))


def _whole(study: Study, draft: Draft) -> bool:
    """Tell whether a draft leaves nothing open."""
    read = reading(study, draft)
    return int(read.open_to.sum()) == len(study.outcomes.block_starts) - 1


def finding(
    name: str, text: Text, strong: Strength, because: Sequence[str], *, headline: bool = False
) -> Finding:
    """Wrap a sentence of this lens with its rule and grounds."""
    text = Text(text.en.rstrip(), text.ja)
    return Finding(
        id=f"drafts-{name}",
        lens=CARD.name,
        text=text,
        strength=strong,
        rule=RULE,
        because=tuple(dict.fromkeys(because)),
        headline=headline,
    )
