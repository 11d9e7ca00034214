"""The example case, and faults planted in it: `§` marks where a message must point to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).with_name("example.yaml")

SHORT = """\
# a small case
entaku: 1
id: ford
title: {en: The ford, ja: 渡し場}
as_of: 2031-04-10
question: {text: Who pays?}
sources: [{id: G, title: Gazette, outlet: G, ownership: town, language: en, published: 2031-04-01}]
claims:
  - {id: C1, source: G, text: 'A: no', holders: [author, A], modality: likely}
parties: [{id: A, name: A, kind: state}, {id: NO, name: "N", kind: bloc, member_of: [A]}]
issues:
  - id: toll
    name: toll
    kind: numeric
    status_quo: low
    options:
      - {id: low, name: low, at: 0, performs: [[]]}
      - {id: top, name: top, at: 2.5}
  - {id: b, name: b, options: [{id: on, name: on}, {id: off, name: off}]}
preferences:
  - {id: S1, party: A, order: {issue: toll, worst_to_best: [low, top]}, because: [C1], holds: [.5, 1]}
  - {id: S2, party: NO, prefers: {package: {toll: top}, to: no_deal}, because: analyst}
drafts: [{id: D, title: D, authors: [A], known: full_text, status: tabled, terms: [{issue: toll, at: 1}]}]
watch_points:
  - id: W
    text: |
      Soon?
    kind: open
    closes: 2031-04-30T12:30:00Z  # noon
    because: analyst
"""
"""A case short enough to be mutated often."""


def text() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Plant:
    """`old` is replaced by `new`; the message must stand at the mark and hold all these words."""

    old: str
    new: str
    says: tuple[str, ...]

    @property
    def text(self) -> str:
        return self._marked.replace("§", "")

    @property
    def place(self) -> tuple[int, int]:
        before = self._marked[: self._marked.index("§")]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    @property
    def _marked(self) -> str:
        example = text()
        assert example.count(self.old) >= 1, self.old
        assert self.new.count("§") == 1, self.new
        return example.replace(self.old, self.new, 1)


def plant(old: str, new: str, *says: str) -> Plant:
    return Plant(old, new, says)


STRUCTURAL = (
    # keys
    plant(
        "order: {issue",
        "§ordr: {issue",
        "preferences.0.ordr",
        "unknown key 'ordr'",
        "order, better",
        "Did you mean 'order'?",
    ),
    plant("months: 12", "§month: 12", "outlook.month", "unknown key 'month'", "Did you mean 'months'?"),
    plant(
        "as_of: 2031-04-10\n",
        "as_of: 2031-04-10\n§colour: red\n",
        "colour",
        "unknown key 'colour'",
        "entaku, id, title",
    ),
    plant("drift: [-.01", "§drifts: [-.01", "outlook.factors.0.drifts", "Did you mean 'drift'?"),
    plant(
        "{issue: dam, from: none,",
        "{issue: dam, §start: none,",
        "preferences.9.matters_more.step.start",
        "unknown key 'start'",
    ),
    plant("- {id: H1, party: UP,", "- §{id: H1,", "home.0.party", "got nothing", "Add the key 'party'."),
    plant(
        "- id: gazette\n    title: {en: Dam talks resume, ja: ダム協議が再開}",
        "- §id: gazette",
        "sources.0.title",
        "got nothing",
    ),
    plant("{en: adjective, ja", "{en: good, §bad, ja", "framing.0.device.bad", "A comma ends a text"),
    # verbs
    plant(
        "- {id: S4, party: UP, best: {issue: water, option: '4'},",
        "- §{id: S4, party: UP,",
        "preferences.3",
        "no verb",
        "red_line",
    ),
    plant(
        "no_concern: alarm,",
        "no_concern: alarm, §not_stated: dam,",
        "preferences.15",
        "more than one verb: no_concern, not_stated",
    ),
    # types
    plant(
        "name: {en: Norhill, ja: 北丘}",
        "name: §3",
        "parties.3.name",
        "the number 3",
        "allowed: text",
        'Write "3" in quotes',
    ),
    plant("id: R1\n", "id: §true\n", "rounds.0.id", "the truth value true", "allowed: text"),
    plant("months: 12", "months: §12.5", "outlook.months", "the number 12.5", "a whole number"),
    plant("months: 12", "months: §twelve", "outlook.months", "the text 'twelve'", "a whole number"),
    plant("at: 20.5,", "at: §high,", "issues.1.options.2.at", "the text 'high'", "a number"),
    plant("by: .25", "by: §.inf", "preferences.1.better.by", "a finite number"),
    plant("within: .01", "within: §.nan", "expect.0.within", "a finite number"),
    plant("value: .75", "value: §1e999", "expect.0.value", "a finite number"),
    plant("public: true", "public: §yes", "claims.0.public", "the text 'yes'", "true or false"),
    plant(
        "roles: [author]",
        "roles: §author",
        "parties.0.roles",
        "the text 'author'",
        "Write [author] for a list of one.",
    ),
    plant(
        "roles: [author]", "roles: §{author: 1}", "parties.0.roles", "a mapping with 'author'", "a list of"
    ),
    plant(
        "performs: [[UP]]",
        "performs: [§UP]",
        "issues.0.options.1.performs.0",
        "the text 'UP'",
        "a list of text",
    ),
    plant(
        "options: {dam: none, alarm: on}",
        "options: §[dam, alarm]",
        "impossible.0.options",
        "a list of 2",
        "a mapping from names to text",
    ),
    plant(
        "agreement: {parties: [UP, LO], because: analyst}",
        "agreement: §[UP, LO]",
        "agreement",
        "a list of 2",
        "a mapping with the keys parties, because",
    ),
    plant("grade: C3", "§grade:", "sources.0.grade", "got nothing", "leave the key out"),
    plant("grade: C3", "grade: §~", "sources.0.grade", "got nothing"),
    # words
    plant(
        "modality: asserted",
        "modality: §assertd",
        "claims.1.modality",
        "'assertd'",
        "asserted, reported",
        "Did you mean 'asserted'?",
    ),
    plant(
        "level: consulted",
        "level: §consultd",
        "rounds.0.seats.1.level",
        "not stated, or drafts",
        "Did you mean 'consulted'?",
    ),
    plant("form: shuttle", "form: §1", "rounds.0.form", "the number 1", "bilateral, multilateral, shuttle"),
    # ranges, times, grounds
    plant(
        "no_deal: [.2, .4]",
        "no_deal: §low",
        "preferences.13.no_deal",
        "the text 'low'",
        "a number, or a range [low, high]",
    ),
    plant(
        "no_deal: [.2, .4]",
        "no_deal: §[.4, .2]",
        "preferences.13.no_deal",
        "[0.4, 0.2]",
        "Write the lower end first.",
    ),
    plant("no_deal: [.2, .4]", "no_deal: §[.2, .3, .4]", "preferences.13.no_deal", "a list of 3"),
    plant("no_deal: [.2, .4]", "no_deal: §low", "preferences.13.no_deal", "the text 'low'"),
    plant("holds: [.7, .95]", "holds: [.7, §high]", "preferences.0.holds.1", "the text 'high'", "a number"),
    plant("as_of: 2031-04-10", "as_of: §2031-04-31", "as_of", "'2031-04-31'", "a date like"),
    plant("as_of: 2031-04-10", "as_of: §10 April 2031", "as_of", "a date like"),
    plant("as_of: 2031-04-10", "as_of: §２０３１-04-10", "as_of", "a date like"),
    plant(
        "closes: 2031-04-30 23:59:59Z",
        "closes: §2031-04-30 23:59:59",
        "watch_points.0.closes",
        "2025-12-02T18:00:00+09:00",
    ),
    plant("closes: 2031-04-30 23:59:59Z", "closes: §2031-04-30", "watch_points.0.closes", "a date and time"),
    plant(
        "{first: 2031-03-20, last: 2031-03-31,",
        "§{first: 2031-03-31, last: 2031-03-20,",
        "drafts.1.date",
        "not before its first",
    ),
    plant("date: 2031-03-01", "date: §March", "drafts.0.date", "a date like", "first, last, precision"),
    plant(
        "because: [C1]",
        "because: §C1",
        "parties.0.principal.because",
        "the text 'C1'",
        "analyst, or a list of text",
        "Write [C1] for a list of one.",
    ),
    plant("because: [C1, analyst]", "because: [C1, §3]", "preferences.9.because.1", "the number 3"),
    plant(
        "indifferent: [{dam: low}, no_deal]",
        "indifferent: §no_deal",
        "preferences.12.indifferent",
        "a list of text",
    ),
    plant(
        "to: no_deal}", "to: §[no_deal]}", "preferences.10.prefers.to", "a list of 1", "text, or a mapping"
    ),
)
"""Faults in the form; the schema refuses each of them too."""
