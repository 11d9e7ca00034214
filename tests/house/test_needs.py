"""What a test needs and does not find makes it skip, unless ENTAKU_REQUIRE names it."""

from __future__ import annotations

import pytest

from tests.conftest import absent


@pytest.mark.parametrize("required", ["", "shared", "browsers"])
def test_a_need_that_is_not_required_skips(monkeypatch: pytest.MonkeyPatch, required: str) -> None:
    monkeypatch.setenv("ENTAKU_REQUIRE", required)
    with pytest.raises(pytest.skip.Exception, match="no chromium"):
        absent("browser", "there is no chromium")


@pytest.mark.parametrize("required", ["browser", "shared,browser"])
def test_a_need_that_is_required_fails(monkeypatch: pytest.MonkeyPatch, required: str) -> None:
    monkeypatch.setenv("ENTAKU_REQUIRE", required)
    with pytest.raises(pytest.fail.Exception, match="ENTAKU_REQUIRE names browser"):
        absent("browser", "there is no chromium")
