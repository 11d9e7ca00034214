"""How long do suggestions for one article take, and a thousand articles on two cores, in how much memory?

Run: python bench/reading_many.py    (the coded articles beside the checkout; invented text where they are absent)
"""

from __future__ import annotations

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from entaku.reading.reader import read

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"
ARTICLES = ("moscow-2025-12-02/article.txt", "fictional-a/article.ja.txt", "fictional-a/article.en.txt")
INVENTED = ("港湾局は、岸壁を閉鎖する可能性が高い。組合は応じないと主張している。" * 40).encode()
MANY = 1000
HOSTILE = {
    "quotative particles": "と" * 200_000,
    "topics": "は、" * 100_000,
    "reports": "と報じられて" * 50_000,
    "brackets that open": "（" * 200_000,
    "commas": "a, " * 150_000,
    "50 MB of one line": "湖" * 17_000_000,
}


def texts() -> list[bytes]:
    """Give the articles that are there."""
    found = [(SOURCES / each).read_bytes() for each in ARTICLES if (SOURCES / each).is_file()]
    return found or [INVENTED]


def one(data: bytes) -> int:
    """Read one article whole; give how many suggestions came of it."""
    return len(read("article.txt", data).suggestions)


def seconds(data: bytes) -> float:
    """Give the CPU seconds of one reading."""
    began = time.process_time()
    one(data)
    return time.process_time() - began


def main() -> None:
    """Print milliseconds of an article, seconds of a thousand, and how hostile texts fare."""
    articles = texts()
    for data in articles:
        one(data)
        print(f"{len(data):9} bytes: {1000 * min(seconds(data) for _ in range(15)):7.1f} ms CPU, everything")
    began = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        found = sum(pool.map(one, (articles[n % len(articles)] for n in range(MANY)), chunksize=20))
    took = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{MANY} articles on two cores: {took:.1f} s, {found} suggestions, {most:.0f} MiB at most in a process"
    )
    for name, text in HOSTILE.items():
        print(f"{name:22} {seconds(text.encode()):7.2f} s CPU")


if __name__ == "__main__":
    main()
