"""A fictional briefing: two valleys and a lake commission, in both languages."""

from __future__ import annotations

from datetime import date

from entaku.briefing.page import Basis, Briefing, FirstPage, Line, Run, Section
from entaku.model.finding import Finding, Firmness, Strength
from entaku.model.text import Text
from tests.briefing.sample_figures import DRAFTS, FRONTIER, GAINS, HOLDING, SEATS, WEIGHTS

SOURCE = Text(
    "The Sel Valley Courier (owned by the Aldmoor Mills), 3 May 2031",
    "セル渓谷通信（アルドムーア製粉所所有）、2031年5月3日",
)

BASES = {
    one.id: one
    for one in (
        Basis(
            id="S1",
            kind="statement",
            text=Text(
                "For Aldmoor the sluice weighs more than the tolls.",
                "アルドムーアにとって水門は通行料より重い。",
            ),
            rests_on=("C1", "C2"),
        ),
        Basis(
            id="S2",
            kind="statement",
            text=Text(
                "Brennick would rather have no deal than lose the reed beds.",
                "ブレニックは葦原を失うより決裂を選ぶ。",
            ),
            rests_on=("C3",),
        ),
        Basis(
            id="S3",
            kind="statement",
            text=Text(
                "The toll needs Selwick's harbour office.", "通行料にはセルウィック港務所の同意が要る。"
            ),
            rests_on=("analyst",),
        ),
        Basis(
            id="C1",
            kind="claim",
            text=Text(
                "The miller's guild will not share the sluice keys.", "製粉組合は水門の鍵を分け合わない。"
            ),
            quote="“The keys stay where they are,” the guild is said to have told the commission.",
            place="s. 4",
            source=SOURCE,
            holder=Text("the paper, reporting the guild", "同紙が伝える組合"),
            hedge=Text("is said to have", "という"),
        ),
        Basis(
            id="C2",
            kind="claim",
            text=Text("The tolls can be talked about.", "通行料は交渉できる。"),
            quote="Tolls, a councillor conceded, are only money.",
            place="s. 7",
            source=SOURCE,
            holder=Text("a councillor of Aldmoor", "アルドムーアの参事"),
            framed=True,
        ),
        Basis(
            id="C3",
            kind="claim",
            text=Text(
                "Brennick calls the reed beds not for sale.", "ブレニックは葦原を売り物ではないと言う。"
            ),
            quote="葦原は売り物ではない、とブレニックの村長は述べた。",
            place="12",
            source=Text("Brennick Parish Notes, 9 May 2031", "ブレニック教区だより、2031年5月9日"),
            holder=Text("the reeve of Brennick", "ブレニックの村長"),
        ),
        Basis(
            id="D1", kind="draft", text=Text("Commission draft of May", "委員会の5月草案"), rests_on=("C2",)
        ),
    )
}

ROOM = Section(
    lens="room",
    title=Text("Room for a deal", "合意の余地"),
    question=Text(
        "Is there a package that both valleys prefer to no deal?", "双方が決裂より好む合意案はあるか。"
    ),
    findings=(
        Finding(
            id="room-1",
            lens="room",
            text=Text(
                "In every draw some package is better for both than no deal.",
                "どの標本にも、双方にとって決裂より良い案がある。",
            ),
            strength=Strength(firmness=Firmness.EVERY_DRAW, draws=1850.2),
            rule=Text(
                "The set of acceptable packages is not empty in any draw.",
                "受け入れ可能な案の集合がどの標本でも空でない。",
            ),
            because=("S1", "S2"),
            headline=True,
        ),
        Finding(
            id="room-2",
            lens="room",
            text=Text(
                "A joint sluice with low tolls and the reeds kept is acceptable to both; "
                "Aldmoor gains .21 of its range.",
                "水門を共同とし、通行料を低くし、葦原を保全する案は双方が受け入れられ、アルドムーアは自らの幅の0.21を得る。",
            ),
            strength=Strength(firmness=Firmness.SHARE, share=0.73, margin=0.021, draws=1850.2),
            rule=Text(
                "Share of the weight of draws in which both value it at least as much as no deal.",
                "双方が決裂以上と評価する標本の重みの割合。",
            ),
            because=("S1", "C3", "analyst"),
        ),
        Finding(
            id="room-3",
            lens="room",
            text=Text(
                "No package with the reeds cut is acceptable to Brennick.",
                "葦原を伐採する案をブレニックが受け入れることはない。",
            ),
            strength=Strength(firmness=Firmness.PROVED),
            rule=Text(
                "Linear program over all admissible values.", "許されるすべての価値についての線形計画。"
            ),
            because=("S2",),
        ),
    ),
    figures=(FRONTIER, GAINS, WEIGHTS),
    missing=(Text("What no deal is worth to Selwick", "セルウィックの決裂時の価値"),),
    assumes=Text(
        "Values add up over the issues; a package with strong ties between issues is judged wrongly.",
        "価値は争点ごとに加算される。争点間の結びつきが強い案は誤って評価される。",
    ),
    sources=(
        "Raiffa, H. (1982). The Art and Science of Negotiation.",
        "Kalai, E. (1977). Proportional solutions.",
    ),
)

AT_TABLE = Section(
    lens="seats",
    title=Text("Seats", "席"),
    question=Text(
        "Whose consent is needed, and who can be bypassed?", "誰の同意が必要で、誰を迂回できるか。"
    ),
    findings=(
        Finding(
            id="seats-1",
            lens="seats",
            text=Text(
                "Selwick is not at the table, but the tolls cannot be settled without it.",
                "セルウィックは席にいないが、通行料はその同意なしに決められない。",
            ),
            strength=Strength(firmness=Firmness.EXACT),
            rule=Text(
                "Every winning coalition of the clause on tolls contains Selwick.",
                "通行料の条項の勝利提携はすべてセルウィックを含む。",
            ),
            because=("S3",),
            headline=True,
        ),
        Finding(
            id="seats-2",
            lens="seats",
            text=Text(
                "The commission is both author of the draft and chair.",
                "委員会は草案の起草者であり議長でもある。",
            ),
            strength=Strength(firmness=Firmness.CODED),
            rule=Text("Roles as coded.", "コード化された役割。"),
            because=("D1",),
        ),
        Finding(
            id="seats-3",
            lens="seats",
            text=Text(
                "Selwick's view of the reed beds is not stated.",
                "葦原についてのセルウィックの立場は記載がない。",
            ),
            strength=Strength(firmness=Firmness.NOT_STATED),
            rule=Text("No claim names it.", "言及する言明がない。"),
        ),
    ),
    figures=(DRAFTS, HOLDING, SEATS),
    missing=(),
    assumes=Text("Consent is given clause by clause.", "同意は条項ごとに与えられる。"),
    sources=("Shapley, L. S. (1953). A value for n-person games.",),
)

BRIEFING = Briefing(
    case="sel-valley",
    title=Text("The sluice on the Sel", "セル川の水門"),
    summary=Text(
        "Two valleys, one sluice, and a harbour nobody invited.",
        "二つの谷、一つの水門、そして招かれなかった港。",
    ),
    as_of=date(2031, 5, 12),
    first=FirstPage(
        question=Text(
            "Is there a deal, and who can stop it?", "合意の余地はあるか。誰がそれを止められるか。"
        ),
        answer=Text(
            "Yes: a joint sluice with low tolls and the reeds kept. "
            "Selwick, which is not at the table, can stop the tolls.",
            "ある。水門を共同とし、通行料を低くし、葦原を保全する案である。ただし席にいないセルウィックが通行料を止められる。",
        ),
        firmness=Text(
            "That there is a deal holds in every draw; this one in 73% of them.",
            "合意の余地はすべての標本で、この案は標本の73%で成り立つ。",
        ),
        rests_on=(
            Line(
                text=Text(
                    "Some package is better for both in every draw.", "どの標本にも双方にとって良い案がある。"
                ),
                finding="room-1",
            ),
            Line(
                text=Text("Tolls need Selwick's consent.", "通行料にはセルウィックの同意が要る。"),
                finding="seats-1",
            ),
        ),
        also=(
            Line(
                text=Text("Cutting the reeds ends the talks.", "葦原を伐れば協議は終わる。"), finding="room-3"
            ),
            Line(text=Text("The commission chairs its own draft.", "委員会は自らの草案を議長として扱う。")),
        ),
        not_stated=(
            Text("Selwick's view of the reed beds", "葦原についてのセルウィックの立場"),
            Text("Who pays for the keeper", "番人の費用を誰が払うか"),
        ),
        slant=(
            Text(
                "Two of three claims come from a paper that one party's mill owns.",
                "三つの言明のうち二つは、一方の製粉所が所有する新聞による。",
            ),
        ),
    ),
    sections=(ROOM, AT_TABLE),
    watch=(
        Line(
            text=Text(
                "Does the guild hand a second key to the commission by 1 June?",
                "組合は6月1日までに二つ目の鍵を委員会に渡すか。",
            ),
            finding="room-2",
        ),
        Line(
            text=Text("Is Selwick's harbour office invited?", "セルウィック港務所は招かれるか。"),
            finding="seats-1",
        ),
    ),
    not_stated=(
        Text("Selwick's view of the reed beds", "葦原についてのセルウィックの立場"),
        Text("Who pays for the keeper", "番人の費用を誰が払うか"),
        Text("What no deal is worth to Selwick", "セルウィックの決裂時の価値"),
    ),
    slant=(
        Text(
            "Two of three claims come from a paper that one party's mill owns.",
            "三つの言明のうち二つは、一方の製粉所が所有する新聞による。",
        ),
        Text("“Conceded” judges; plainly: “said”.", "「認めた」は評価を含む。平易には「述べた」。"),
    ),
    bases=BASES,
    sources=(SOURCE, Text("Brennick Parish Notes, 9 May 2031", "ブレニック教区だより、2031年5月9日")),
    run=Run(
        version="0.1.0",
        seed=20310512,
        draws=2000,
        effective=1850.2,
        measure=Text("Uniform over admissible values", "許される価値の上で一様"),
        notes=(Text("Nothing was redrawn.", "再抽出はしていない。"),),
    ),
)
