"""What a rehearsal assumes that no source says: who sits, the order, the clock, the text, the mediator."""

from __future__ import annotations

from collections.abc import Iterator

from entaku.model.case import Case
from entaku.model.text import Text, both, listed, say
from entaku.rehearsal.arranging import Arrangement
from entaku.rehearsal.believing import DRAWS
from entaku.rehearsal.telling.words import COUNT, NTH, PLAYED_RULES, ROLES
from entaku.space.deals import name
from entaku.space.study import Study


def assumptions(study: Study, arrangement: Arrangement) -> tuple[Text, ...]:
    """What is assumed about how these talks are held?"""
    case = study.case
    return (
        PLAYED_RULES[arrangement.protocol],
        *_seats(case, arrangement),
        *_missing(case, arrangement),
        *_clock(study, arrangement),
        *_text(study, arrangement),
        *_mediator(case, arrangement),
    )


_JOINS = Text("From round {n} on {who} sits too.", "第{n}回から{who}も席に着く。")
_LEAVES = Text("From round {n} on {who} has no seat any more.", "第{n}回以降、{who}は席を失う。")


def _seats(case: Case, arrangement: Arrangement) -> Iterator[Text]:
    names = [case.party(party).name for party in arrangement.bargaining]
    if arrangement.protocol == "offers":
        yield say(
            "Turns in this order: {who}; the first opens.",
            "手番は{who}の順で、先頭の当事者が最初に提案する。",
            who=names,
        )
        for party, round_ in arrangement.joins.items():
            yield _JOINS.filled(n=round_, who=case.party(party).name)
        for party, round_ in arrangement.leaves.items():
            yield _LEAVES.filled(n=round_, who=case.party(party).name)
        if arrangement.consent == "carried":
            yield Text(
                "A deal needs those who can carry it out, not all who sit.",
                "合意に要るのは、席に居る全員ではなく、合意を実行できる当事者の同意である。",
            )
    else:
        yield say("Asked are {who}.", "同意を問う相手は{who}である。", who=names)
    if arrangement.protocol == "shuttle":
        yield _journey(case, arrangement)


def _journey(case: Case, arrangement: Arrangement) -> Text:
    if not arrangement.itinerary:
        return (
            Text(
                "Each visit is to the party visited least.",
                "毎回、それまでの訪問が最も少ない当事者を訪ねる。",
            )
            if arrangement.next == "least"
            else Text(
                "Each visit is to the party thought to gain least from the text in hand.",
                "毎回、手元の案文から得るものが最も少ないとみられる当事者を訪ねる。",
            )
        )
    stops = [case.party(party).name for party in arrangement.itinerary]
    return say(
        "Visits in this order, again and again: {stops}.",
        "訪問は{stops}の順とし、これを繰り返す。",
        stops=Text(", then ".join(stop.en for stop in stops), "→".join(stop.ja for stop in stops)),
    )


def _missing(case: Case, arrangement: Arrangement) -> Iterator[Text]:
    absent = [case.party(party).name for party in case.needed if party not in arrangement.parties]
    if absent:
        yield say(
            "{who} is not asked although a deal needs it: only what the others can carry out alone is bargained for.",
            "合意には{who}の同意が要るが、それを問わないため、他の当事者だけで実行できるものだけを"
            "交渉の対象とする。",
            who=listed(absent),
        )


def _clock(study: Study, arrangement: Arrangement) -> Iterator[Text]:
    template = (
        Text(
            "There is one {nth} only; without a deal in it there is none.",
            "{n}{what}限りとし、そこで合意がなければ決裂とする。",
        )
        if arrangement.rounds == 1
        else Text(
            "There are at most {n} {what}; without a deal by then there is none.",
            "{n}{what}を期限とし、それまでに合意がなければ決裂とする。",
        )
    )
    yield template.filled(
        n=arrangement.rounds,
        what=COUNT[arrangement.protocol],
        nth=NTH[arrangement.protocol],
    )
    if arrangement.protocol == "offers":
        yield (
            Text("The last offer is answered once by each.", "最後の提案には各自が一度だけ答える。")
            if arrangement.last == "answered"
            else Text(
                "The last offer of the last round is never answered: nobody has the last word.",
                "最終回の最後の提案には誰も答えない。最後の一言で事を決められる者はいない。",
            )
        )
    if arrangement.months > 0:
        yield say(
            "The talks take one month, in which no-deal values move as the outlook says."
            if arrangement.months == 1
            else "The talks take {n} months, in which no-deal values move as the outlook says.",
            "交渉は{n}か月にわたり、その間、決裂時の価値は見通しのとおりに動く。",
            n=f"{arrangement.months:g}",
        )
    elif study.case.outlook is not None:
        yield Text("Nothing moves outside meanwhile.", "交渉中、外部の状況は動かない。")


def _text(study: Study, arrangement: Arrangement) -> Iterator[Text]:
    if arrangement.protocol == "offers":
        return
    yield say("The first text is {text}.", "最初の案文は{text}である。", text=name(study, arrangement.start))
    if arrangement.protocol == "shuttle":
        carried = {
            "text": Text(
                "Nothing but the text is carried; what a party answers stays with the mediator.",
                "伝えるのは案文だけであり、各当事者の回答は仲介役の手元にとどまる。",
            ),
            "answers": Text(
                "With the text, the mediator carries what the others have answered to it.",
                "仲介役は案文とともに、他の当事者がそれにどう答えたかも伝える。",
            ),
        }
        yield carried[arrangement.carries]
        yield say(
            "Before it leaves, the mediator knows of each party what {n} draws of the case say; answers narrow "
            "them down, but "
            "never below a tenth.",
            "出発の時点で仲介役が各当事者について知っているのは、事例の標本{n}本が示すことだけである。"
            "標本は回答によって絞り込むが、1割より少なくはしない。",
            n=DRAWS,
        )
    if arrangement.protocol == "text" and arrangement.voice == "asking":
        yield Text(
            "A party also objects to what falls short of what it asks for at the time.",
            "当事者は、その時点で求める水準に届かないものにも異を唱える。",
        )


def _mediator(case: Case, arrangement: Arrangement) -> Iterator[Text]:
    if arrangement.protocol == "offers":
        return
    if not arrangement.mediator:
        yield Text("The mediator has no stake of its own.", "仲介役自身は利害をもたない。")
        return
    party = case.party(arrangement.mediator)
    roles = [ROLES[role] for role in party.roles if role != "mediator"]
    if roles:
        yield say(
            "{who}, who mediates, is also {roles}, and its agreement is needed.",
            "仲介する{who}は{roles}でもあり、その同意も要る。",
            who=party.name,
            roles=roles,
        )
    if arrangement.interest > 0.0:
        yield say(
            "Its own interest counts with weight {w} of 1 in its choice of texts.",
            "案文を選ぶ際、仲介役は自らの利益を、全体を1として{w}の重みで考慮する。",
            w=both(f"{arrangement.interest:g}"),
        )
    else:
        yield Text(
            "Its own interest does not count in its choice of texts.",
            "案文を選ぶ際、仲介役は自らの利益を考慮しない。",
        )
    if arrangement.protocol == "shuttle":
        yield Text(
            "It carries nothing that is worth less to it than no deal.",
            "また、自らにとって決裂時の価値を下回る案文は運ばない。",
        )
