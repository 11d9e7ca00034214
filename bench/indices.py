"""How fast are exact power indices of a vote of 28 members by two majorities, and of other sizes?

The Council of the European Union with 28 members: an act is carried by 55 % of the members (16) that have 65 % of
the population, or by all but three members (Treaty on European Union, Article 16(4): fewer than four cannot block).
Populations are those on 1 January 2017 (Eurostat, demo_pjan, as published in 2018; 511,523,613 in all), in persons
and not rounded. All answers are fractions.

Run: python bench/indices.py
"""

from __future__ import annotations

import time

from entaku.kernels.coalitions import weighted_game
from entaku.kernels.nucleolus import nucleolus
from entaku.kernels.power import shapley_shubik as by_listing
from entaku.kernels.votes import banzhaf_raw, either_rule, shapley_shubik, winning

POPULATION = {
    "Austria": 8_772_865, "Belgium": 11_351_727, "Bulgaria": 7_101_859, "Croatia": 4_154_213,
    "Cyprus": 854_802, "Czechia": 10_578_820, "Denmark": 5_748_769, "Estonia": 1_315_635,
    "Finland": 5_503_297, "France": 66_989_083, "Germany": 82_521_653, "Greece": 10_768_193,
    "Hungary": 9_797_561, "Ireland": 4_784_383, "Italy": 60_589_445, "Latvia": 1_950_116,
    "Lithuania": 2_847_904, "Luxembourg": 590_667, "Malta": 460_297, "Netherlands": 17_081_507,
    "Poland": 37_972_964, "Portugal": 10_309_573, "Romania": 19_644_350, "Slovakia": 5_435_343,
    "Slovenia": 2_065_895, "Spain": 46_528_966, "Sweden": 9_995_153, "United Kingdom": 65_808_573,
}  # fmt: skip
LIMIT = 2.0
SHOWN = ("Germany", "Poland", "Malta")


def council() -> None:
    """Print how long both indices of the Council take, and some of them."""
    weights = [*POPULATION.values()]
    quotas = either_rule(weights, [(16, -(-sum(weights) * 65 // 100)), (25, 0)])
    start, cpu = time.perf_counter(), time.process_time()
    shares, raw = shapley_shubik(weights, quotas), banzhaf_raw(weights, quotas)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    carried = sum(winning(weights, quotas)[0])
    print(
        f"Council of 28, Shapley-Shubik and Banzhaf exactly: {wall:.2f} s, {cpu:.2f} s CPU (at most {LIMIT:g})"
    )
    print(f"  winning coalitions: {carried:,} of {2**28:,} ({100 * carried / 2**28:.3f} %)")
    for name in SHOWN:
        place = [*POPULATION].index(name)
        part = raw[place] / sum(raw)
        print(f"  {name:10} Shapley-Shubik {float(shares[place]):.6f}, Banzhaf {raw[place]:,} ({part:.6f})")
    if wall > LIMIT:
        raise SystemExit(f"too slow: {wall:.2f} s")


def others() -> None:
    """Print how long other sizes take: by listing, by sums of small weights, and a nucleolus."""
    game = weighted_game(39, [7] * 5 + [1] * 10)
    start = time.perf_counter()
    by_listing(game)
    print(f"Security Council of 15, by listing: {time.perf_counter() - start:.3f} s")
    many = [1 + place % 9 for place in range(60)]
    start = time.perf_counter()
    shapley_shubik(many, [sum(many) // 2 + 1] * 61)
    print(f"60 members with small weights, by sums: {time.perf_counter() - start:.2f} s")
    worth = weighted_game(9, [3, 3, 2, 2, 1, 1, 1, 1, 1, 1]).astype(int).tolist()
    start = time.perf_counter()
    nucleolus(worth)
    print(f"nucleolus of a vote of 10: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    council()
    others()
