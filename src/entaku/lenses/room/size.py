"""How many packages there are, and what their number made the lens do: count or draw, list, thin out or leave out."""

from __future__ import annotations

from typing import Any

from entaku.kernels.frontier_steps import MANY
from entaku.kernels.room import Survey
from entaku.lenses.room.parts import who
from entaku.model.text import Text
from entaku.space.evidence import percent, share
from entaku.space.solving import Exact
from entaku.space.study import Study
from entaku.space.zones import LISTED

_ZONE = Text(
    "{k} of {all} packages are acceptable to all of {who}, {f} of which efficient.",
    "{who}がそろって受け入れられるのは{all}案のうち{k}案で、そのうち{f}案が効率的である。",
)
_ZONE_SAMPLED = Text(
    "Some of the {all} packages are acceptable to all of {who}: between {low} and {high} of them by a sample, {f} of "
    "which were found efficient.",
    "{who}がそろって受け入れられる案がある。標本調査によれば全{all}案の{low}から{high}であり、そのうち{f}案が"
    "効率的な案として見つかった。",
)
_NO_ZONE = Text(
    "None of the {all} packages is acceptable to all of {who}.",
    "{who}がそろって受け入れられる案は、{all}案のうち一つもない。",
)
_OPEN = Text(
    "None of the {all} packages was found acceptable to all of {who}, but they were too many to be sure.",
    "全{all}案の中に{who}がそろって受け入れられる案は見つからなかったが、案が多すぎて、ないとは言い切れない。",
)
_BUILT = Text(
    "The {all} packages were not listed. Efficient packages were built issue by issue, leaving out at each step what "
    "cannot become efficient or acceptable: none is missed.",
    "{all}案のすべてを並べてはいない。効率的な案は争点ごとに組み立て、効率的にも受け入れ可能にもなり得ないものを"
    "その都度除いた。漏れはない。",
)
_MERGED = Text(
    "Too many of the {all} packages are efficient: packages worth nearly the same to everybody were merged. Every "
    "efficient package that beats no deal by {within} of each party's range is matched by one found up to as much, and "
    "none is better for everybody by more than that than one found.",
    "全{all}案のうち効率的な案が多すぎるため、全員にとってほぼ等価の案をまとめた。決裂を各当事者の価値の幅の{within}以上"
    "上回る効率的な案には、いずれも同じ幅以内でそれに並ぶ案が見つかっており、見つかった案よりもその差を超えて全員にとって"
    "良い案はない。",
)
_COUNTED = Text(
    "Acceptable packages were counted exactly, as pairs of halves of packages.",
    "受け入れられる案の数は、案を二つの半分に分けてその組を数えることで、正確に求めた。",
)
_SAMPLED = Text(
    "Acceptable packages were not counted: {k} of {n} packages drawn at random are, so that they make up between "
    "{low} and {high} of all (right in at least 95% of such samples).",
    "受け入れられる案の数は数えていない。無作為に選んだ{n}案のうち{k}案が該当し、全体に占める割合は{low}から{high}である"
    "（こうした標本の95%以上で正しい）。",
)
_NOT_ALL_LISTED = Text(
    "{f} packages are efficient, many worth exactly the same; {n} of them are listed.",
    "効率的な案は{f}案あり、価値がまったく同じものが多い。そのうち{n}案を挙げる。",
)
_DRAWN = Text(
    "The {all} packages were not listed. Whether there is room was settled in each draw without a list; efficient "
    "packages were built, issue by issue, in {looked} of {n} draws. Shares are of the {k} packages that some rule "
    "picks in some draw, or that swapping single options leads to: another may be accepted more widely.",
    "全{all}案のすべてを並べてはいない。余地があるか否かは標本ごとに、並べずに判定した。効率的な案は{n}個の標本のうち"
    "{looked}個で、争点ごとに組み立てた。割合は、いずれかの標本でいずれかの規則が選ぶ案と、そこから選択肢を一つずつ"
    "取り替えて得られる案、計{k}案について示す。ほかに、より広く受け入れられる案があるかもしれない。",
)
_DRAWN_MERGED = Text(
    "In {held} of these draws too many packages are efficient: those worth nearly the same were merged, which can cost "
    "up to {within} of a party's range.",
    "そのうち{held}の標本では効率的な案が多すぎるため、ほぼ等価の案をまとめた。これによる差は当事者の価値の幅の{within}以内である。",
)
_UNSETTLED = Text(
    "In {open} of the draws no acceptable package was found, but there were too many to be sure; they count as draws "
    "without room.",
    "標本の{open}では受け入れられる案が見つからなかったが、案が多すぎて、ないとは言い切れない。余地のない標本に数えている。",
)


def told_of_draws(study: Study, found: Survey) -> list[Text]:
    """Say in one text how packages were looked at over the draws where they are too many to list."""
    if study.outcomes.count <= LISTED:
        return []
    merged = found.within > 0.0
    parts = [
        _DRAWN,
        *([_DRAWN_MERGED] if merged.any() else []),
        *([_UNSETTLED] if found.unsettled.any() else []),
    ]
    whole = Text(" ".join(part.en for part in parts), "".join(part.ja for part in parts))
    return [
        whole.filled(
            all=f"{study.outcomes.count:,}",
            looked=f"{int(found.looked.sum()):,}",
            n=f"{study.ensemble.size:,}",
            k=f"{len(found.numbers):,}",
            held=percent(float(merged.sum() / found.looked.sum())),
            within=f"{found.within.max():.2g}",
            open=percent(share(study.ensemble, found.unsettled)),
        )
    ]


def data_of_draws(study: Study, found: Survey) -> dict[str, Any]:
    """Give how packages were looked at over the draws, as plain JSON values."""
    listed = study.outcomes.count <= LISTED
    return {
        "packages": study.outcomes.count,
        "frontier": "merged" if found.within.any() else "exact",
        "within": float(found.within.max()),
        "listed": len(found.numbers),
        "acceptable": "listed" if listed else "searched",
        "draws_looked_at": int(found.looked.sum()),
        "unsettled": share(study.ensemble, found.unsettled),
    }


def zone(study: Study, solved: Exact) -> Text:
    """Say how many packages are acceptable to all."""
    if solved.zone == "some":
        template = _ZONE_SAMPLED if solved.acceptable.sampled else _ZONE
    else:
        template = _OPEN if solved.zone == "open" else _NO_ZONE
    return template.filled(
        k=f"{solved.acceptable.count:,}",
        low=_share(solved.acceptable.low),
        high=_share(solved.acceptable.high),
        all=f"{study.outcomes.count:,}",
        f=_many(solved.packages),
        who=who(study),
    )


def told(study: Study, solved: Exact) -> list[Text]:
    """Say in one text what was done because there are many packages; nothing where there are few."""
    found = solved.acceptable
    parts = []
    if study.outcomes.count > LISTED or not solved.exact:
        parts.append(_BUILT if solved.exact else _MERGED)
        parts.append(_SAMPLED if found.sampled else _COUNTED)
    if solved.packages > len(solved.numbers):
        parts.append(_NOT_ALL_LISTED)
    if not parts:
        return []
    whole = Text(" ".join(part.en for part in parts), "".join(part.ja for part in parts))
    return [
        whole.filled(
            all=f"{study.outcomes.count:,}",
            within=f"{solved.within:.2g}",
            k=f"{found.count:,}",
            n=f"{len(solved.numbers) if solved.packages > len(solved.numbers) else found.of:,}",
            low=_share(found.low),
            high=_share(found.high),
            f=_many(solved.packages),
        )
    ]


def zone_data(solved: Exact) -> dict[str, Any]:
    """Give the number of acceptable packages, or bounds of their share, as plain JSON values."""
    found = solved.acceptable
    shares = {"low": found.low, "high": found.high, "acceptable_share": found.share, "strict": found.strict}
    kind = {"sampled": found.of} if found.sampled else {"packages": found.count}
    return {**kind, **shares, "share": float(solved.zone == "some"), "answer": solved.zone}


def data(solved: Exact) -> dict[str, Any]:
    """Give what was done because of the number of packages, as plain JSON values."""
    return {
        "packages": solved.study.outcomes.count,
        "frontier": "exact" if solved.exact else "merged",
        "within": solved.within,
        "listed": len(solved.numbers),
        "acceptable": "sampled" if solved.acceptable.sampled else "counted",
    }


def _share(part: float) -> str:
    return f"{100 * part:.2g}%"


def _many(packages: int) -> str:
    return f"{packages:,}" if packages < MANY else f"{MANY:.0e}"
