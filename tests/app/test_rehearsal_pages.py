"""What a rehearsal's page says, word for word, in both languages; ENTAKU_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from entaku.app.asking import Asked
from entaku.app.rehearsing import Rehearsed, Talks, play_out
from entaku.model.text import LANGUAGES, Language

GOLDEN = Path(__file__).parent / "golden"
TALKS = {
    "shuttle": Talks(protocol="shuttle", carries="answers", strategies={"all": "informed"}),
    "text": Talks(protocol="text", rounds=30),
    "offers": Talks(rounds=8, also=("EU",), joins={"EU": 4}),
}


@pytest.fixture(scope="module", params=TALKS)
def rehearsed(request: pytest.FixtureRequest) -> tuple[str, Rehearsed]:
    return request.param, play_out("moscow-2025-12-02", TALKS[request.param], Asked(draws=60))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_reads_as_it_did(rehearsed: tuple[str, Rehearsed], language: Language) -> None:
    name, made = rehearsed
    told = re.split(r"\n(?=[^\n]+\n─{80,}\n)", made.text(language))[1]
    file = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("ENTAKU_UPDATE_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text("utf-8")


def test_a_page_is_complete_in_both_languages(rehearsed: tuple[str, Rehearsed]) -> None:
    _, made = rehearsed
    for language in LANGUAGES:
        assert "〔" not in made.text(language)
        assert "<figure" in made.html(language)
    assert made.tables().csv("rehearsal-play").count("\n") > 1
