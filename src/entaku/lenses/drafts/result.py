"""Every draft by how it fares: who accepts it, what would have to change, who likes which draft better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entaku.lenses.drafts.comparing import Pair
from entaku.lenses.drafts.faring import Fare, Reception, accepts
from entaku.lenses.drafts.figures import accepted, gains
from entaku.lenses.drafts.saying import Saying, finding
from entaku.lenses.drafts.words import DEAL_ASSUMES, DEALS, DEALS_DRAWN, PREFERRED, UNKNOWN
from entaku.model.finding import Conclusion, Figure, Finding, Firmness, Strength, Topic
from entaku.model.text import Text
from entaku.space.evidence import percent, share, strength
from entaku.space.flips import deal_answer
from entaku.space.silence import deals_unstated
from entaku.space.study import Study
from entaku.space.verdicts import DEAD

SHOWN = 3
"""How many drafts, and how many pairs, are told; all are in the data."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """How every draft with terms fares."""

    study: Study
    reception: Reception

    def findings(self) -> tuple[Finding, ...]:
        """Give each draft's reception, the changes for whom it fails most and gains least, and preferences proved."""
        saying = Saying(self.study, self.reception)
        told: list[Finding] = []
        for place, fare in enumerate(self.reception.fares[:SHOWN]):
            told.append(saying.fares(fare, headline=place == 0))
            told += saying.changes(fare, latest=place == 0)
            told += self._unknown(fare) if place == 0 else []
        proved = [pair for pair in self.reception.pairs if pair.first or pair.second]
        return (*told, *(self._preferred(pair) for pair in proved[:SHOWN]))

    def figures(self) -> tuple[Figure, ...]:
        """Show who accepts which draft, and what each is worth against no deal."""
        return accepted(self.study, self.reception), gains(self.study, self.reception)

    def missing(self) -> tuple[Text, ...]:
        """Name the needed parties whose no-deal value is not stated."""
        return deals_unstated(self.study)

    def conclusions(self) -> tuple[Conclusion, ...]:
        """Conclude whether a draft on the table is a deal, and which package where it settles everything."""
        draws, table = self.study.ensemble, [f for f in self.reception.fares if f.draft.status not in DEAD]
        if not table:
            return ()
        surest = max(table, key=lambda fare: share(draws, fare.all_sure))
        likeliest = max(table, key=lambda fare: share(draws, fare.all_some))
        sure = deal_answer(share(draws, surest.all_sure)) == "yes"
        hopeless = deal_answer(share(draws, likeliest.all_some)) == "no"
        answer = "yes" if sure else "no" if hopeless else "open"
        decides = surest if sure else likeliest
        held = strength(draws, surest.all_sure if sure else likeliest.all_some)
        told = any(fare is decides for fare in self.reception.fares[:SHOWN])
        deal = Conclusion(
            topic=Topic.DEAL,
            answer=answer,
            text=(DEALS if draws.exact else DEALS_DRAWN)[answer].filled(
                draft=decides.draft.title, held=percent(held.share)
            ),
            strength=held,
            assumes=DEAL_ASSUMES,
            finding=f"drafts-fares-{(decides if told else table[0]).draft.id}",
        )
        return (deal, *self._package(decides, deal))

    def _package(self, fare: Fare, deal: Conclusion) -> list[Conclusion]:
        settled = {term.issue: term.option for term in fare.draft.terms if term.option}
        issues = [issue.id for issue in self.study.case.issues]
        if deal.answer != "yes" or set(settled) != set(issues):
            return []
        return [
            Conclusion(
                topic=Topic.PACKAGE,
                answer=";".join(f"{issue}={settled[issue]}" for issue in issues),
                text=deal.text,
                strength=deal.strength,
                assumes=DEAL_ASSUMES,
                finding=deal.finding,
            )
        ]

    def data(self) -> dict[str, Any]:
        """Give acceptance, values, gains, changes and proved preferences as plain JSON values."""
        draws, study = self.study.ensemble, self.study
        return {
            "parties": list(study.parties),
            "needed": list(study.case.needed),
            "draws": draws.size,
            "seed": draws.seed,
            "exact": draws.exact,
            "latest": self.reception.fares[0].draft.id,
            "drafts": {fare.draft.id: self._fare(fare) for fare in self.reception.fares},
            "pairs": [
                {
                    "one": pair.one.id,
                    "two": pair.two.id,
                    "likes_one": list(pair.first),
                    "likes_two": list(pair.second),
                    "draws": {
                        party: {"one": shares[0], "two": shares[1]}
                        for party, shares, told in zip(
                            study.parties, pair.shares, self.reception.known, strict=True
                        )
                        if told
                    },
                }
                for pair in self.reception.pairs
            ],
        }

    def _fare(self, fare: Fare) -> dict[str, Any]:
        draws, parties = self.study.ensemble, self.study.parties
        known = [place for place, told in enumerate(self.reception.known) if told]

        def by_party(shares: tuple[float, ...]) -> dict[str, Any]:
            return {parties[place]: shares[place] for place in known}

        return {
            "known": fare.draft.known,
            "accepted_however_completed": by_party(_each(self.study, fare.sure)),
            "accepted_with_some_completion": by_party(_each(self.study, fare.some)),
            "by_all_needed": {"however": share(draws, fare.all_sure), "some": share(draws, fare.all_some)},
            "value": {parties[p]: dict(zip(_ENDS, fare.values[p], strict=True)) for p in known},
            "gain": {parties[p]: dict(zip(_ENDS, fare.gains[p], strict=True)) for p in known},
            "changes": {
                parties[place]: {
                    "however_completed": fare.changes[place].sure,
                    "terms": {term.issue: term.option for term in fare.changes[place].terms},
                    "enough": fare.changes[place].enough(place),
                    "before": fare.changes[place].share_now(place),
                    "after": fare.changes[place].share(place),
                    "however": by_party(fare.changes[place].after.sure),
                    "some": by_party(fare.changes[place].after.some),
                }
                for place in known
            },
            "not_stated": [
                party for party, told in zip(parties, self.reception.known, strict=True) if not told
            ],
        }

    def _unknown(self, fare: Fare) -> list[Finding]:
        """Say of whom, absent from the latest round, nothing can be told."""
        reception, case = self.reception, self.study.case
        told = dict(zip(self.study.parties, reception.known, strict=True))
        who = [case.party(party).name for party in reception.away if not told[party]]
        if not who:
            return []
        text = UNKNOWN.filled(draft=fare.draft.title, who=who)
        return [finding("absent", text, Strength(firmness=Firmness.NOT_STATED), (fare.draft.id,))]

    def _preferred(self, pair: Pair) -> Finding:
        case = self.study.case
        first, second = ([case.party(party).name for party in some] for some in (pair.first, pair.second))
        text = PREFERRED[bool(first), bool(second)].filled(
            first=first, second=second, one=pair.one.title, two=pair.two.title
        )
        grounds = [one.id for party in (*pair.first, *pair.second) for one in case.of(party)]
        because = (pair.one.id, pair.two.id, *grounds)
        strong = Strength(firmness=Firmness.PROVED)
        return finding(f"prefers-{pair.one.id}-{pair.two.id}", text, strong, because)


_ENDS = ("worst", "best")


def _each(study: Study, held: Any) -> tuple[float, ...]:
    return tuple(accepts(study, held, place) for place in range(len(study.parties)))
