"""The figures of the fictional briefing: one of every kind."""

from __future__ import annotations

from entaku.model.finding import Column, Figure
from entaku.model.text import Text

ALDMOOR = Text("Aldmoor", "アルドムーア")
BRENNICK = Text("Brennick", "ブレニック")
SELWICK = Text("Selwick", "セルウィック")
SLUICE = Text("Control of the sluice", "水門の管理")
TOLLS = Text("Tolls on barges", "はしけの通行料")
REEDS = Text("Reed beds", "葦原の保全")

PACKAGES = (
    (Text("joint sluice, low tolls, reeds kept", "水門は共同、通行料は低額、葦原は保全"), 0.62, 0.71, 1),
    (Text("joint sluice, no tolls, reeds kept", "水門は共同、通行料なし、葦原は保全"), 0.48, 0.83, 1),
    (
        Text("Aldmoor's sluice, low tolls, reeds cut", "水門はアルドムーア、通行料は低額、葦原は伐採"),
        0.81,
        0.42,
        1,
    ),
    (
        Text("Aldmoor's sluice, full tolls, reeds cut", "水門はアルドムーア、通行料は全額、葦原は伐採"),
        0.93,
        0.18,
        1,
    ),
    (
        Text("Brennick's sluice, no tolls, reeds kept", "水門はブレニック、通行料なし、葦原は保全"),
        0.15,
        0.95,
        1,
    ),
    (Text("joint sluice, full tolls, reeds cut", "水門は共同、通行料は全額、葦原は伐採"), 0.58, 0.33, 0),
    (
        Text("Brennick's sluice, low tolls, reeds cut", "水門はブレニック、通行料は低額、葦原は伐採"),
        0.22,
        0.61,
        0,
    ),
    (Text("joint sluice, low tolls, reeds cut", "水門は共同、通行料は低額、葦原は伐採"), 0.51, 0.57, 0),
    (
        Text("Aldmoor's sluice, no tolls, reeds kept", "水門はアルドムーア、通行料なし、葦原は保全"),
        0.44,
        0.52,
        0,
    ),
)

FRONTIER = Figure(
    id="room-frontier",
    lens="room",
    title=Text("What each package is worth to the two valleys", "各合意案の両当事者にとっての値打ち"),
    kind="scatter",
    columns=(
        Column(id="package", title=Text("package", "合意案"), role="label"),
        Column(
            id="aldmoor",
            title=ALDMOOR,
            role="x",
            unit=Text("share of its range", "自らの幅に占める割合"),
            form="number",
        ),
        Column(
            id="brennick",
            title=BRENNICK,
            role="y",
            unit=Text("share of its range", "自らの幅に占める割合"),
            form="number",
        ),
        Column(id="efficient", title=Text("on the frontier", "効率的"), role="mark", form="number"),
    ),
    rows=PACKAGES,
    caption=Text(
        "Diamonds are packages that no other package betters for both.",
        "菱形は、双方にとってそれより良い案が存在しない合意案を示す。",
    ),
    rule=Text("Additive values, averaged over the draws.", "加法的な価値を標本について平均した。"),
    because=("S1", "S2"),
)

GAINS = Figure(
    id="room-gains",
    lens="room",
    title=Text("Gain over no deal in the most even-handed package", "最も公平な案での決裂に対する利得"),
    kind="bars",
    columns=(
        Column(id="party", title=Text("party", "当事者"), role="label"),
        Column(
            id="gain",
            title=Text("gain", "利得"),
            role="value",
            unit=Text("share of its range", "自らの幅に占める割合"),
            form="share",
        ),
        Column(id="low", title=Text("low", "下限"), role="low", form="share"),
        Column(id="high", title=Text("high", "上限"), role="high", form="share"),
    ),
    rows=((ALDMOOR, 0.21, 0.12, 0.34), (BRENNICK, 0.33, 0.25, 0.41), (SELWICK, 0.08, 0.002, 0.19)),
    caption=Text("Lines run over nine draws in ten.", "線は標本の9割が収まる幅を示す。"),
    rule=Text("Largest smallest gain, Kalai 1977.", "最小利得の最大化、Kalai 1977。"),
    because=("S1",),
)

WEIGHTS = Figure(
    id="room-weights",
    lens="room",
    title=Text("What matters to whom", "誰にとって何が重いか"),
    kind="stacked",
    columns=(
        Column(id="party", title=Text("party", "当事者"), role="label"),
        Column(id="issue", title=Text("issue", "争点"), role="series"),
        Column(id="weight", title=Text("weight", "重み"), role="value", form="share"),
    ),
    rows=(
        (ALDMOOR, SLUICE, 0.55),
        (ALDMOOR, TOLLS, 0.37),
        (ALDMOOR, REEDS, 0.08),
        (BRENNICK, SLUICE, 0.3),
        (BRENNICK, TOLLS, 0.28),
        (BRENNICK, REEDS, 0.42),
        (SELWICK, SLUICE, 0.02),
        (SELWICK, TOLLS, 0.68),
        (SELWICK, REEDS, 0.3),
    ),
    caption=Text("Mean weights over the draws; each row adds up to one.", "標本平均の重み。各行の合計は1。"),
    rule=Text("Mean of the drawn weights.", "抽出した重みの平均。"),
    because=("S1", "S2", "analyst"),
)

DRAFTS = Figure(
    id="seats-drafts",
    lens="seats",
    title=Text("How each draft fares, by party", "草案ごと、当事者ごとの評価"),
    kind="matrix",
    columns=(
        Column(id="draft", title=Text("draft", "草案"), role="label"),
        Column(id="aldmoor", title=ALDMOOR),
        Column(id="brennick", title=BRENNICK),
        Column(id="selwick", title=SELWICK),
    ),
    rows=(
        (
            Text("Commission draft of May", "委員会の5月草案"),
            Text("better than no deal", "決裂より良い"),
            Text("better than no deal", "決裂より良い"),
            Text("not stated", "記載なし"),
        ),
        (
            Text("Aldmoor counter-draft", "アルドムーアの対案"),
            Text("better than no deal", "決裂より良い"),
            Text("worse than no deal", "決裂より悪い"),
            Text("worse than no deal", "決裂より悪い"),
        ),
        (
            Text("Revised draft of June", "6月の改訂草案"),
            Text("better than no deal", "決裂より良い"),
            Text("open", "分かれる"),
            Text("better than no deal", "決裂より良い"),
        ),
    ),
    caption=Text("Judged against each party's own no-deal value.", "各当事者の決裂時の価値と比べた。"),
    rule=Text("Better where it is so in every draw.", "すべての標本で成り立つ場合に「良い」とした。"),
    because=("C2", "D1"),
)

HOLDING = Figure(
    id="seats-holding",
    lens="seats",
    title=Text("How long each side can wait", "各当事者はどこまで待てるか"),
    kind="line",
    columns=(
        Column(id="date", title=Text("date", "日付"), role="x", form="date"),
        Column(id="party", title=Text("party", "当事者"), role="series"),
        Column(id="value", title=Text("no-deal value", "決裂時の価値"), role="y", form="number"),
        Column(id="low", title=Text("low", "下限"), role="low", form="number"),
        Column(id="high", title=Text("high", "上限"), role="high", form="number"),
    ),
    rows=(
        ("2031-05-01", ALDMOOR, 0.41, 0.36, 0.45),
        ("2031-07-01", ALDMOOR, 0.37, 0.31, 0.44),
        ("2031-09-01", ALDMOOR, 0.28, 0.2, 0.38),
        ("2031-05-01", BRENNICK, 0.5, 0.46, 0.53),
        ("2031-07-01", BRENNICK, 0.49, 0.44, 0.54),
        ("2031-09-01", BRENNICK, 0.47, 0.4, 0.55),
    ),
    caption=Text("The band covers nine draws in ten.", "帯は標本の9割が収まる幅を示す。"),
    rule=Text("Coded path of the outside option.", "コード化した外部選択肢の推移。"),
    because=("S2",),
)

SEATS = Figure(
    id="seats-table",
    lens="seats",
    title=Text("Who has to agree", "誰の同意が必要か"),
    kind="table",
    columns=(
        Column(id="party", title=Text("party", "当事者"), role="label"),
        Column(id="clauses", title=Text("clauses that need it", "同意を要する条項"), form="number"),
        Column(id="power", title=Text("share of power", "影響力の割合"), form="share"),
    ),
    rows=((ALDMOOR, 3, 0.5), (BRENNICK, 2, 1 / 3), (SELWICK, 1, 1 / 6)),
    caption=Text("Selwick is needed for the tolls alone.", "セルウィックの同意は通行料にのみ必要。"),
    rule=Text("Shapley 1953 over the clauses.", "条項についてのShapley 1953。"),
    because=("S3",),
)
