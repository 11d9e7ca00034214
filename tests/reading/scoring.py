"""Scores a reading against a coding made by a person."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from entaku.model.document import Sentence, Suggestion
from entaku.reading.actors import Actor, ActorKind, Gazetteer
from entaku.reading.claims import suggestions
from entaku.reading.cues import cues
from entaku.reading.lexicon_ja import RULES
from entaku.reading.reader import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
JSEM = SHARED / "published" / "reading" / "jsem" / "Modality.xml"
_ENDINGS = (
    "hazu rasii youni you soo sooda mitoosida mikomida moyouda toiu toiukotoda tonokotoda kamosirenai kousangaookii "
    "kousandaida tigainai matigainai sooninai utagainai daroo mitai mai poi ariuru inamenai janai"
)
ENDINGS = frozenset(_ENDINGS.split(" "))


@dataclass(frozen=True)
class Score:
    """What became of the claims of a coding, and what went wrong."""

    hedged: int
    lost: int
    missed: int
    plain: int
    false: int
    modality: int
    holder: int
    invented: int
    misses: tuple[str, ...]

    @property
    def false_rate(self) -> float:
        return self.false / self.plain

    def line(self) -> str:
        return (
            f"hedge-loss {self.lost}/{self.hedged}, not found {self.missed}, false hedges {self.false}/{self.plain} "
            f"({self.false_rate:.2f}), modality {self.modality}/{self.hedged}, holder {self.holder}/{self.hedged}, "
            f"invented {self.invented}"
        )


@dataclass(frozen=True)
class Pairs:
    """Precision and recall of final hedges on pairs of sentences."""

    right: int
    wrong: int
    missed: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    def line(self) -> str:
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"P {self.precision:.2f}, R {self.recall:.2f} ({counts})"


def gold(name: str) -> Any:
    return YAML(typ="safe").load((SHARED / "sources" / name / "gold.yaml").read_text(encoding="utf-8"))


def texts() -> Iterator[tuple[str, str, Any, str]]:
    """Give name, text, coding and language of each coded text that is there."""
    folder = SHARED / "sources"
    if not folder.exists():
        return
    moscow = gold("moscow-2025-12-02")
    text = (folder / "moscow-2025-12-02" / "article.txt").read_text(encoding="utf-8")
    yield "Moscow, 2 December 2025", text, {**moscow, "whole": moscow}, "ja"
    fictional = gold("fictional-a")
    for language in ("ja", "en"):
        text = (folder / "fictional-a" / f"article.{language}.txt").read_text(encoding="utf-8")
        yield (
            f"Dorrin Strait ({language})",
            text,
            {**fictional["documents"][language], "whole": fictional},
            language,
        )


SOURCES = texts


def people(whole: Any) -> Gazetteer:
    actors = []
    kinds: tuple[tuple[str, ActorKind], ...] = (
        ("parties", "party"),
        ("persons", "person"),
        ("organisations", "organisation"),
    )
    for key, kind in kinds:
        for one in whole.get(key, []):
            names = [name for tongue in ("ja", "en") for name in _listed(one.get(tongue, []))]
            belongs = one.get("party") or ""
            actors.append(Actor(id=one["id"], names=tuple(names), kind=kind, party=belongs))
    return Gazetteer(tuple(actors))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def suggested(text: str, coding: Any, language: str) -> tuple[Suggestion, ...]:
    units = [Sentence(id=s["id"], start=s["start"], end=s["end"], block=0) for s in coding["sentences"]]
    return suggestions(text, units, [language] * len(units), people(coding["whole"]))


def matched(claim: Any, found: Sequence[Suggestion]) -> Suggestion | None:
    """Give the suggestion that overlaps a claim by half of the shorter, the one with the largest share in common."""

    def shared(one: Suggestion) -> int:
        return int(min(one.end, claim["end"]) - max(one.start, claim["start"]))

    near = [
        one for one in found if 2 * shared(one) >= min(one.end - one.start, claim["end"] - claim["start"]) > 0
    ]
    near = [one for one in near if shared(one) > 0]
    return max(
        near,
        key=lambda one: shared(one) / (max(one.end, claim["end"]) - min(one.start, claim["start"])),
        default=None,
    )


def score(text: str, coding: Any, language: str) -> Score:
    found = suggested(text, coding, language)
    whole = coding["whole"]
    party = {
        one["id"]: one.get("party") for key in ("persons", "organisations") for one in whole.get(key, [])
    }
    counts = dict.fromkeys(
        ("hedged", "lost", "missed", "plain", "false", "modality", "holder", "invented"), 0
    )
    misses: list[str] = []
    for claim in coding["claims"]:
        readings = [claim, *({**claim, **other} for other in claim.get("alt", []))]
        hedged = claim["modality"] != "asserted" or claim["holders"] != ["author"]
        best = matched(claim, found)
        if best is None:
            counts["missed"] += hedged
            misses.append(f"{claim['id']}: not found")
            continue
        firm = best.modality == "asserted" and best.holders == ("author",)
        same = any(best.modality == one["modality"] for one in readings)
        held = any(_same(best.holders[-1], one["holders"][-1], party) for one in readings)
        counts["hedged" if hedged else "plain"] += 1
        counts["lost"] += hedged and firm
        counts["false"] += not hedged and not firm and not (same and held)
        counts["modality"] += hedged and same
        counts["holder"] += hedged and held
        counts["invented"] += best.likelihood is not None and not claim.get("likelihood")
        if (hedged and (firm or not same or not held)) or (not hedged and not firm and not (same and held)):
            want = f"{claim['modality']} {claim['holders']}"
            misses.append(f"{claim['id']}: {want}; got {best.modality} {list(best.holders)} by {best.rule}")
    return Score(**counts, misses=tuple(misses))


def _same(one: str, other: str, party: dict[str, str | None]) -> bool:
    return one == other or party.get(one) == other or party.get(other) == one


@dataclass(frozen=True)
class Page:
    """What reading the whole page found: sentences, date conflicts, names of photo lines, questions."""

    sentences: float
    conflicts: int
    credits_named: int
    questions: int
    watch_points: int
    asked: int

    def line(self) -> str:
        return (
            f"sentences F {self.sentences:.3f}, date conflicts {self.conflicts}, photo names among actors "
            f"{self.credits_named}, watch points {self.watch_points}/{self.asked} of {self.questions} questions found"
        )


def page(text: str, coding: Any) -> Page:
    """Read the page as `entaku read` does, and compare with the coding."""
    known = people(coding["whole"])
    found = read("article.txt", text.encode(), known)
    body = {(one.start, one.end) for one in found.document.sentences if one.id.startswith("P")}
    gold = {(one["start"], one["end"]) for one in coding["sentences"]}
    points = coding["watch_points"]
    questions = [(one.start, one.end) for one in found.questions]
    met = [any(low <= one["start"] and one["end"] <= high for low, high in questions) for one in points]
    credited = [name for one in (coding["whole"], coding) for name in one.get("not_actors", [])]
    named = {text[one.start : one.end] for one in found.mentions}
    photos = [(one.start, one.end) for one in found.document.blocks if one.kind == "photo"]
    in_photos = [one for one in found.mentions if any(low <= one.start < high for low, high in photos)]
    return Page(
        sentences=2 * len(body & gold) / (len(body) + len(gold)),
        conflicts=sum(one.kind == "date" for one in found.document.conflicts),
        credits_named=len(in_photos) + len(named & set(credited)),
        questions=len(questions),
        watch_points=sum(met),
        asked=len(points),
    )


def jsem() -> Pairs:
    """Does a final hedge fire exactly where it blocks entailment? (Definition: method page on reading, section 16.)"""
    right = wrong = missed = 0
    misses: list[str] = []
    root = ET.parse(JSEM).getroot()  # noqa: S314 - a file of our own folder
    for problem in root.iter("problem"):
        phenomena = {one.strip() for one in (problem.get("phenomena") or "").split(",")}
        if problem.get("answer") not in ("yes", "no", "unknown") or not phenomena & ENDINGS:
            continue
        premise, hypothesis = _said(problem.findall("p")[-1]), _said(problem.find("h"))
        common = next(
            (n for n, (a, b) in enumerate(zip(premise, hypothesis, strict=False)) if a != b), len(hypothesis)
        )
        if len(premise) <= len(hypothesis) or common < 0.75 * len(hypothesis):
            continue
        if list(cues(hypothesis, 0, len(hypothesis), RULES)):
            continue
        fired = any(cue.end > common for cue in cues(premise, 0, len(premise), RULES))
        blocked = problem.get("answer") == "unknown"
        right += fired and blocked
        wrong += fired and not blocked
        missed += blocked and not fired
        if fired != blocked:
            misses.append(f"{problem.get('jsem_id')} {', '.join(sorted(phenomena & ENDINGS))}")
    return Pairs(right, wrong, missed, tuple(misses))


def _said(part: Any) -> str:
    return "".join((part.find("script").text or "").split())
