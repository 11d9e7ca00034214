"""Each rule of a case, broken once in the example; `§` marks where the message must point to."""

from __future__ import annotations

from tests.casefile.planted import plant

LONG = "x" * 201

BROKEN = (
    # the case as a whole
    plant("entaku: 1", "entaku: §2", "entaku", "the form 2", "the form 1"),
    # ids
    plant("id: JUDGE,", "id: §the judge,", "parties.2.id", "'the judge'", "letters, digits"),
    plant("- {id: radio,", "- {id: §gazette,", "sources.1.id", "'gazette' a second time", "sources.0.id"),
    plant("- {id: C2,", "- {id: §C1,", "claims.1.id", "'C1' a second time", "each id of claims once"),
    plant("- {id: S2,", "- {id: §S1,", "preferences.1.id", "each id of statements once"),
    plant("{id: off,", "{id: §on,", "issues.2.options.1.id", "each id of options once"),
    plant("{id: no, text", "{id: §yes, text", "watch_points.0.outcomes.1.id", "each id of outcomes once"),
    plant("- {id: LEAGUE, name", "- {id: §no_deal, name", "parties.4.id", "the reserved word 'no_deal'"),
    plant("- {id: W2,", "- {id: §analyst,", "watch_points.1.id", "the reserved word 'analyst'"),
    plant("- {id: T1,", f"- {{id: §{'t' * 65},", "tensions.0.id", "at most 64"),
    plant("compartment: 'mediator:only'}", "compartment: §a b}", "claims.3.compartment", "'a b'"),
    # words
    plant(
        "name: {en: Norhill, ja: 北丘}", f"name: §{LONG}", "parties.3.name", "201 characters", "at most 200"
    ),
    plant("note: invented", f"note: §{'y' * 4001}", "sources.0.note", "4,001 characters", "at most 4,000"),
    plant("note: invented", 'note: §"a\\u202eb"', "sources.0.note", "U+202E (right-to-left override)"),
    plant("note: invented", 'note: §"a\\rb"', "sources.0.note", "U+000D"),
    plant("sentences: [s0, s7]", 'sentences: [s0, §"s\\u200b7"]', "tensions.0.sentences.1", "zero width"),
    plant("UP, {LO: [1", 'UP, {"L\\e": §[1', "expect.1.value.1.L�", "U+001B"),
    plant(
        "name: {en: Norhill, ja: 北丘}", "name: §''", "parties.3.name", "nothing", "a word in one language"
    ),
    plant("words: stubborn Lowton", "words: §''", "framing.0.words", "nothing", "at least a word"),
    # references
    plant(
        "source: radio, text: {en: Both",
        "source: §rado, text: {en: Both",
        "claims.2.source",
        "Did you mean 'radio'?",
    ),
    plant(
        "    issue: dam\n    public",
        "    issue: §dams\n    public",
        "claims.0.issue",
        "the unknown issue 'dams'",
    ),
    plant("member_of: [LEAGUE]", "member_of: [§LEAGE]", "parties.0.member_of.0", "Did you mean 'LEAGUE'?"),
    plant("lead: UP.chief", "lead: §UP.boss", "parties.0.delegations.0.lead", "the unknown person 'UP.boss'"),
    plant(
        "status_quo: none",
        "status_quo: §nothing",
        "issues.0.status_quo",
        "the unknown option",
        "high, low, none",
    ),
    plant("parent: dam", "parent: §dm", "issues.2.parent", "Did you mean 'dam'?"),
    plant("performs: [[UP]]", "performs: [[§UPP]]", "issues.0.options.1.performs.0.0", "Did you mean 'UP'?"),
    plant(
        "stops: [[LO, NO]]", "stops: [[LO, §N0]]", "issues.0.options.1.stops.0.1", "the unknown party 'N0'"
    ),
    plant("subjects: [LO]", "subjects: [§L0]", "issues.0.options.1.subjects.0", "the unknown party 'L0'"),
    plant(
        "weights: {UP: 2,", "weights: {U: §2,", "issues.1.options.2.vote.weights.U", "the unknown party 'U'"
    ),
    plant(
        "options: {dam: none, alarm: on}",
        "options: {dam: none, alrm: §on}",
        "impossible.0.options.alrm",
        "Did you mean 'alarm'?",
    ),
    plant(
        "options: {dam: none, alarm: on}",
        "options: {dam: §non, alarm: on}",
        "impossible.0.options.dam",
        "Did you mean 'none'?",
    ),
    plant(
        "agreement: {parties: [UP, LO]",
        "agreement: {parties: [UP, §L]",
        "agreement.parties.1",
        "the unknown party 'L'",
    ),
    plant("- {id: S1, party: UP,", "- {id: S1, party: §UB,", "preferences.0.party", "the unknown party 'UB'"),
    plant(
        "worst_to_best: [none, low,",
        "worst_to_best: [none, §lwo,",
        "preferences.0.order.worst_to_best.1",
        "Did you mean 'low'?",
    ),
    plant(
        "better: {issue: dam, option: low, than: high",
        "better: {issue: dam, option: low, than: §hgh",
        "preferences.1.better.than",
    ),
    plant("order: {issue: dam,", "order: {issue: §damm,", "preferences.0.order.issue", "Did you mean 'dam'?"),
    plant("heavier: {issues: [water,", "heavier: {issues: [§watr,", "preferences.7.heavier.issues.0"),
    plant(
        "at_least: 2, than: dam", "at_least: 2, than: §low", "preferences.8.times.than", "the unknown issue"
    ),
    plant(
        "from: none, to: low",
        "from: none, to: §'12'",
        "preferences.9.matters_more.step.to",
        "the unknown option '12'",
    ),
    plant(
        "prefers: {package: UP1, to",
        "prefers: {package: §UP2, to",
        "preferences.10.prefers.package",
        "the unknown draft",
        "Did you mean 'UP1'?",
    ),
    plant(
        "package: {dam: none, water: '20'}",
        "package: {dam: none, water: §'21'}",
        "preferences.11.prefers.package.water",
    ),
    plant(
        "indifferent: [{dam: low}, no_deal]",
        "indifferent: [{dam: low}, §no_del]",
        "preferences.12.indifferent.1",
        "Did you mean 'no_deal'?",
    ),
    plant(
        "red_line: {issue: dam, option: high",
        "red_line: {issue: dam, option: §on",
        "preferences.14.red_line.option",
    ),
    plant("no_concern: alarm", "no_concern: §alarms", "preferences.15.no_concern", "Did you mean 'alarm'?"),
    plant("not_stated: dam", "not_stated: §Dam", "preferences.16.not_stated", "Did you mean 'dam'?"),
    plant(
        "moves: {drought: [-1,",
        "moves: {rain: §[-1,",
        "outlook.paths.0.moves.rain",
        "the unknown factor 'rain'",
    ),
    plant("authors: [UP.team]", "authors: [§UP.tem]", "drafts.0.authors.0", "Did you mean 'UP.team'?"),
    plant(
        "- {issue: dam, option: high, because",
        "- {issue: dam, option: §higher, because",
        "drafts.0.terms.0.option",
        "Did you mean 'high'?",
    ),
    plant(
        "bracketed: [low, high]",
        "bracketed: [low, §on]",
        "drafts.1.terms.0.bracketed.1",
        "the unknown option 'on'",
    ),
    plant("based_on: [UP1]", "based_on: [§UP0]", "drafts.1.based_on.0", "Did you mean 'UP1'?"),
    plant("- {party: LO, level", "- {party: §LOW, level", "rounds.0.seats.1.party", "Did you mean 'LO'?"),
    plant(
        "- {party: LO, level: consulted,",
        "- {party: LO, delegation: §UP.team, level: consulted,",
        "rounds.0.seats.1.delegation",
        "none, for the case has none",
    ),
    plant(
        "by: LEAGUE, on: LO",
        "by: LEAGUE, on: §L",
        "pressure.0.on",
        "the unknown party, delegation or person 'L'",
    ),
    plant("toward: UP1", "toward: §UP9", "pressure.0.toward", "the unknown draft, issue or option"),
    plant("of: LO, name", "of: §L, name", "ratifiers.0.of", "the unknown party 'L'"),
    plant("approves: [dam]", "approves: [§low]", "ratifiers.0.approves.0", "the unknown issue 'low'"),
    plant("- {id: H1, party: UP,", "- {id: H1, party: §UB,", "home.0.party", "the unknown party 'UB'"),
    plant("    issues: [dam]\n", "    issues: [§dan]\n", "watch_points.0.issues.0", "Did you mean 'dam'?"),
    plant(
        "{source: gazette, words", "{source: §gazete, words", "framing.0.source", "Did you mean 'gazette'?"
    ),
    # on whose word
    plant(
        "order: {issue: dam, worst_to_best: [none, low, high]}, because: [C1]",
        "order: {issue: dam, worst_to_best: [none, low, high]}, because: [§C9]",
        "preferences.0.because.0",
        "the unknown claim 'C9'",
        "C1, C2, C3, C4, analyst",
    ),
    plant(
        "no_concern: alarm, because: analyst",
        "no_concern: alarm, because: §[]",
        "preferences.15.because",
        "nothing",
        "because: analyst",
    ),
    plant(
        "level: consulted, because: [C3]",
        "level: consulted, because: §[]",
        "rounds.0.seats.1.because",
        "nothing",
    ),
    plant(
        "ja: 上町は高いダムを最も望む。}\n    holders: [author, UP]",
        "ja: x}\n    holders: §[]",
        "claims.0.holders",
        "nobody",
        "[author]",
    ),
    plant(
        "because: [C1, C2]",
        "because: [C1, §C4]",
        "issues.0.because.1",
        "the claim 'C4', which is in the compartment 'mediator:only'",
    ),
    plant(
        "prefers: {package: UP1, to: no_deal}",
        "prefers: {package: §J2, to: no_deal}",
        "preferences.10.prefers.package",
        "the draft 'J2', which is in the compartment",
    ),
    # issues and what cannot be combined
    plant(
        "options: [{id: on, name: {en: on, ja: あり}}, {id: off,",
        "options: §[{id: off,",
        "issues.2.options",
        "1 options",
        "at least two",
    ),
    plant(
        "{id: '12', name: '12', at: 12,",
        "{id: '12', name: '12', at: §4,",
        "issues.1.options.1.at",
        "4 after 4",
        "rising order",
    ),
    plant(
        "{id: '4', name: '4', at: 4,",
        "§{id: '4', name: '4',",
        "issues.1.options.0.at",
        "nothing",
        "a number for each option",
    ),
    plant(
        "{id: none, name: {en: no dam, ja: ダムなし}",
        "{id: none, at: §0, name: {en: no dam, ja: ダムなし}",
        "issues.0.options.0.at",
        "a number",
        "kind: numeric",
    ),
    plant(
        "vote: {quota: 3,", "vote: {quota: §6,", "issues.1.options.2.vote.quota", "a quota of 6 with 5 votes"
    ),
    plant("LO: 2, NO: 1}", "LO: §-1, NO: 3}", "issues.1.options.2.vote.weights.LO", "-1"),
    plant(
        "at: 20.5, vote: {",
        "at: 20.5, performs: [[UP]], vote: §{",
        "issues.1.options.2.vote",
        "a vote beside 'performs'",
    ),
    plant(
        "options: {dam: none, alarm: on}",
        "options: §{dam: none}",
        "impossible.0.options",
        "options of 1 issues",
    ),
    plant(
        "agreement: {parties: [UP, LO]",
        "agreement: {parties: [UP, §UP]",
        "agreement.parties.1",
        "the party 'UP' a second time",
    ),
    plant("agreement: {parties: [UP, LO]", "agreement: {parties: §[]", "agreement.parties", "at least 1"),
    # sources
    plant("grade: C3", "grade: §G3", "sources.0.grade", "'G3'", "A-F"),
    plant("sha256: 9f86", "sha256: §9F86", "sources.0.sha256", "64 digits"),
    plant("grades: {C: [.5, .9]", "grades: {c: §[.5, .9]", "trust.grades.c", "'c'", "A, B, C, D, E, F"),
    plant("grades: {C: [.5, .9]", "grades: {C: §[.5, 1.9]", "trust.grades.C", "[0.5, 1.9]", "within [0, 1]"),
    plant("likely: [.55, .8]", "likely: §[-.55, .8]", "trust.words.likely", "within [0, 1]"),
    plant(
        "at: {sentence: s1, start: 0, end: 52}",
        "at: §{sentence: s1, start: 53, end: 52}",
        "claims.0.at",
        "53 to 52",
    ),
    # preferences
    plant("holds: [.7, .95]", "holds: §[.7, 1.5]", "preferences.0.holds", "within [0, 1]"),
    plant(
        "weight: {issue: dam, range: [.3",
        "weight: {issue: dam, range: §[-.3",
        "preferences.6.weight.range",
        "within [0, 1]",
    ),
    plant("range: [.4, .6]", "range: §[.4, 6]", "preferences.5.value.range", "within [0, 1]"),
    plant(
        "worst_to_best: [none, low, high]",
        "worst_to_best: [none, low, §none]",
        "preferences.0.order.worst_to_best.2",
        "'none' a second time",
    ),
    plant(
        "worst_to_best: [none, low, high]",
        "worst_to_best: §[none]",
        "preferences.0.order.worst_to_best",
        "at least 2",
    ),
    plant(
        "options: [on, off]}, because",
        "options: [on, §on]}, because",
        "preferences.2.same.options.1",
        "a second time",
    ),
    plant(
        "heavier: {issues: [water, dam]}",
        "heavier: {issues: [water, §water]}",
        "preferences.7.heavier.issues.1",
        "a second time",
    ),
    plant(
        "option: low, than: high, by",
        "option: low, than: §low, by",
        "preferences.1.better.than",
        "'low' on both sides",
    ),
    plant("by: .25", "by: §1.25", "preferences.1.better.by", "1.25", "0 to 1"),
    plant("at_least: 2, than: dam", "at_least: 2, than: §water", "preferences.8.times.than", "on both sides"),
    plant("at_least: 2,", "at_least: §0,", "preferences.8.times.at_least", "more than 0"),
    plant(
        "from: none, to: low", "from: none, to: §none", "preferences.9.matters_more.step.to", "at both ends"
    ),
    plant(
        "indifferent: [{dam: low}, no_deal]",
        "indifferent: §[no_deal]",
        "preferences.12.indifferent",
        "1 packages",
    ),
    plant(
        "prefers: {package: {dam: none, water: '20'}",
        "prefers: {package: §{}",
        "preferences.11.prefers.package",
        "an empty package",
    ),
    plant(
        "dam: {none: 0, low: 5, high: 2.5}",
        "dam: §{none: 0, low: 5}",
        "preferences.17.values.table.dam",
        "no value for high of 'dam'",
    ),
    plant(
        "table: {dam: {none: 0, low: 5, high: 2.5}, water",
        "table: §{water",
        "preferences.17.values.table",
        "no value for high, low, none of 'dam'",
    ),
    plant(
        "dam: {none: 0, low: 5, high: 2.5}",
        "dam: {none: 0, low: 5, high: 2.5, top: §1}",
        "preferences.17.values.table.dam.top",
        "the unknown option 'top'",
    ),
    plant(
        "- {id: S16, party: UP, no_concern: alarm",
        "- {id: S16, party: JUDGE, no_concern: §alarm",
        "preferences.15.no_concern",
        "no_concern for 'JUDGE', whose exact values stand in 'S18'",
    ),
    # drafts, rounds, outlook
    plant(
        "- {issue: water, at: 8.5}",
        "- §{issue: water}",
        "drafts.0.terms.1",
        "none of them",
        "exactly one of option, at, bracketed, open",
    ),
    plant(
        "- {issue: water, at: 8.5}",
        "- §{issue: water, at: 8.5, open: true}",
        "drafts.0.terms.1",
        "at and open",
    ),
    plant("- {issue: water, at: 8.5}", "- {issue: water, at: §30}", "drafts.0.terms.1.at", "30", "4 to 20.5"),
    plant(
        "- {issue: water, at: 8.5}",
        "- {issue: alarm, at: §8.5}",
        "drafts.0.terms.1.at",
        "a number for the categorical issue 'alarm'",
    ),
    plant(
        "- {issue: water, at: 8.5}",
        "- {issue: §dam, option: low}",
        "drafts.0.terms.1.issue",
        "'dam' a second time",
    ),
    plant(
        "    silence: status_quo\n",
        "    silence: status_quo\n    based_on: §[UP1]\n",
        "drafts.0.based_on",
        "UP1 → UP1",
    ),
    plant(
        "    member_of: [LEAGUE]\n",
        "    member_of: §[UP]\n",
        "parties.0.member_of",
        "a circle of parties",
        "UP → UP",
    ),
    plant(
        "status_quo: not stated, parent: dam",
        "status_quo: not stated, parent: §alarm",
        "issues.2.parent",
        "a circle of issues",
        "alarm → alarm",
    ),
    plant(
        "- {party: LO, level: consulted",
        "- {party: §UP, delegation: UP.team, level: consulted",
        "rounds.0.seats.1.party",
        "'UP' a second time",
    ),
    plant("months: 12", "months: §0", "outlook.months", "at least 1"),
    plant(
        "volatility: [0, .05]", "volatility: §[-.1, .05]", "outlook.factors.0.volatility", "from 0 upwards"
    ),
    plant(
        "paths:\n    - {party: LO,",
        "paths:\n    - {party: LO, because: analyst}\n    - {party: §LO,",
        "outlook.paths.1.party",
        "one path a party",
    ),
    # watch points
    plant(
        "outcomes: [{id: yes, text: {en: They meet., ja: 会う}}, {id: no,",
        "outcomes: §[{id: no,",
        "watch_points.0.outcomes",
        "1 outcomes",
        "at least two",
    ),
    plant(
        "outcomes: [{id: yes,",
        "outcomes: §[{id: maybe, text: x}, {id: yes,",
        "watch_points.0.outcomes",
        "3 outcomes of a binary question",
    ),
    plant(
        "opens: 2031-04-10T12:30:00+09:00",
        "opens: §2031-05-01T00:00:00Z",
        "watch_points.0.opens",
        "before it closes",
    ),
    plant(
        "resolve_by: 2031-05-02",
        "resolve_by: §2031-04-29",
        "watch_points.0.resolve_by",
        "2031-04-30 or later",
    ),
    plant(
        "resolver: {en: River Gazette, ja: 川新聞}",
        "resolver: §''",
        "watch_points.0.resolver",
        "nothing",
        "who can tell",
    ),
    plant(
        "rule: {en: a report that names the place, ja: 場所を示す報道}",
        "rule: §''",
        "watch_points.0.rule",
        "nothing",
    ),
    plant("within: .01", "within: §-.01", "expect.0.within", "0 or more"),
)
