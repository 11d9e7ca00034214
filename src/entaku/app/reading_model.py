"""Asking a language model about a document: to whom, with what, and what came of it. Off unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from entaku.app.reading import Read
from entaku.briefing.plain import clean
from entaku.model.errors import NotPossible
from entaku.model.text import Text, both, listed, say
from entaku.reading.advice import Advised
from entaku.reading.asking_model import Desk, advise, to_send
from entaku.reading.endpoint import Endpoint
from entaku.reading.endpoint_settings import Settings, cache_folder, configured
from entaku.reading.model_answer import Why

_WHY: Final[dict[Why, Text]] = {
    "answer": Text(
        "an answer that is no list of suggestions: {count}", "候補の一覧になっていない回答：{count}"
    ),
    "shape": Text("of another form than asked for: {count}", "求めた形でないもの：{count}"),
    "quote": Text("words that are not in the text: {count}", "本文にない引用：{count}"),
    "outside": Text("words outside the sentences: {count}", "文の外からの引用：{count}"),
    "question": Text("words of a question: {count}", "問いの文からの引用：{count}"),
    "repeated": Text("the same words again: {count}", "同じ箇所の重複：{count}"),
    "many": Text("beyond what is looked at: {count}", "上限を超えたもの：{count}"),
}


def named(model: str = "", address: str = "", *, insecure: bool = False) -> Desk:
    """Which model is asked, and where: as said here, in the environment, or in the user's own file?

    Raises
    ------
    NotPossible, BadInput
        No endpoint or model is named, the address may not be used, or the file is broken.
    """
    endpoint = configured(Settings(address=address, model=model), insecure=insecure)
    return Desk(endpoint, cache_folder())


def announced(reads: Sequence[Read], desk: Desk) -> tuple[Text, ...]:
    """Which texts would go to which host? Empty where every answer is at hand, so that nothing is sent.

    Raises
    ------
    NotPossible
        If a document is too long to ask about.
    """
    lines = []
    for one in reads:
        sizes = to_send(one.reading, desk)
        if sizes:
            lines.append(
                say(
                    "{name}: {signs} characters go to {where}; requests: {parts}; model: {model}",
                    "{name}：{signs}字を{where}へ送る。回数：{parts}。モデル：{model}",
                    name=both(clean(one.reading.document.name)),
                    signs=sum(sizes),
                    parts=len(sizes),
                    where=_where(desk.endpoint),
                    model=both(clean(desk.endpoint.model)),
                )
            )
    return tuple(lines)


def trusted(desk: Desk) -> bool:
    """Tell whether a text would stay on this machine."""
    return desk.endpoint.loopback


def _where(endpoint: Endpoint) -> Text:
    shown = both(clean(endpoint.shown))
    marks = []
    if endpoint.loopback:
        marks.append(Text("this machine", "この計算機"))
    elif not endpoint.secure:
        marks.append(Text("in the clear: anybody on the way can read it", "暗号化なし。途中の誰でも読める"))
    if endpoint.proxies:
        proxy = both(clean(f"{endpoint.proxies[0].host}:{endpoint.proxies[0].port}"))
        marks.append(say("through the proxy {proxy}", "プロキシ{proxy}を経由", proxy=proxy))
    if endpoint.key:
        marks.append(Text("with your key", "鍵を添えて"))
    if not marks:
        return shown
    return say("{shown} ({marks})", "{shown}（{marks}）", shown=shown, marks=listed(marks))


def advised(read: Read, desk: Desk) -> Read:
    """What would the model suggest beside the rules? Whatever goes wrong is said in the answer."""
    return replace(read, advised=(*read.advised, advise(read.reading, read.reading.known, desk)))


def kept(read: Read, desk: Desk) -> Read:
    """What has the model suggested before? Nothing is sent.

    Raises
    ------
    NotPossible
        If the model has not been asked about all of this text.
    """
    if to_send(read.reading, desk):
        name, model = clean(read.reading.document.name), clean(desk.endpoint.model)
        raise NotPossible(
            f"{model} has not answered on {name}: ask first with entaku read {name} --model {model}"
        )
    return advised(read, desk)


def failed(read: Read) -> bool:
    """Tell whether a model that was asked gave no whole answer."""
    return any(one.failed for one in read.advised)


def counted(read: Read) -> Iterator[Text]:
    """Say of each model that was asked how much it suggests, what was dropped and why, and what went wrong."""
    for one in read.advised:
        yield say(
            "{model} at {host}: {count} suggestions; hedges lost: {lost}; likelihoods taken away: {numbers}; "
            "dropped: {dropped}",
            "{model}（{host}）：候補{count}件。落とされた留保{lost}件。取り除いた見込み{numbers}件。除いたもの：{dropped}",
            model=both(clean(one.model)),
            host=both(clean(one.host)),
            count=len(one.advice),
            lost=len([each for each in one.advice if each.hedge_lost]),
            numbers=one.numbers,
            dropped=_dropped(one),
        )
        yield from (both(clean(why)) for why in one.failed)


def _dropped(one: Advised) -> Text:
    total = both(str(sum(one.dropped.values())))
    if not one.dropped:
        return total
    reasons = listed([_WHY[why].filled(count=count) for why, count in one.dropped.items()])
    return say("{total} ({reasons})", "{total}件（{reasons}）", total=total, reasons=reasons)
