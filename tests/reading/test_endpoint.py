"""One question goes to the endpoint that was named and nowhere else; every failure is a sentence without the key."""

from __future__ import annotations

import shutil
import subprocess
import time
from email.utils import formatdate
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

import pytest

from entaku.model.errors import BadInput, EntakuError, NotPossible
from entaku.reading.endpoint import Limits, Proxy, is_loopback, post
from entaku.reading.endpoint_settings import Settings, cache_folder, configured, read_settings, settings_file
from tests.reading.endpoint_stub import Reply, Stub, only_loopback, stub

KEY = "sk-0123456789abcdef"
QUICK = Limits(connect=20.0, whole=20.0, wait=1.0, largest=10_000)
FINE = Reply(b'{"fine": true}')


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    only_loopback(monkeypatch)


def refused(told: Stub, limits: Limits = QUICK, **others: Any) -> str:
    with pytest.raises(NotPossible) as wrong:
        post(told.endpoint(key=KEY, **others), {"say": "hello"}, limits)
    assert KEY not in str(wrong.value)
    assert wrong.value.__cause__ is None
    return str(wrong.value)


def test_a_question_arrives_whole_and_the_answer_comes_back() -> None:
    with stub(FINE) as told:
        assert post(told.endpoint(key=KEY), {"say": "こんにちは\ud800"}, QUICK) == FINE.body
    path, headers, question = told.asked[0]
    assert (path, question) == ("/v1/chat/completions", {"say": "こんにちは\ud800"})
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["Host"] == f"127.0.0.1:{told.port}"


def test_without_a_key_none_is_sent() -> None:
    with stub(FINE) as told:
        post(told.endpoint(), {}, QUICK)
    assert "Authorization" not in told.asked[0][1]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=401, body=f'{{"error": {{"message": "bad key {KEY}"}}}}'.encode()), "refuses the key"),
        (Reply(status=403), "refuses the key"),
        (Reply(status=404, body=b'{"error": {"message": "no model small"}}'), "no model small"),
        (Reply(status=400, body=f'{{"error": "not with {KEY[3:9]}"}}'.encode()), "status 400)"),
        (Reply(status=400, body=b'{"error": {"message": "\\u001b[31mred\\u202e"}}'), " [31mred "),
        (Reply(status=429), "too much to do"),
        (Reply(status=429, headers={"Retry-After": "3600"}), "asks to wait 3600 s"),
        (Reply(status=429, headers={"Retry-After": "3"}), "asks to wait 3 s"),
        (Reply(status=429, headers={"Retry-After": "soon"}), "asks to wait"),
        (Reply(status=500, body=b"<h1>Traceback</h1>"), "fault of its own (status 500)"),
        (Reply(status=307, headers={"Location": "https://elsewhere.example/v1"}), "does not follow"),
        (Reply(status=302, headers={"Location": "/other"}), "does not follow"),
        (Reply(b"x" * 10_001), "larger than 9 KiB"),
        (Reply(b'{"choices": [', promised=100), "broke off"),
        (Reply(b'{"choices": [', chunked=True), "broke off"),
        (Reply(b"{}", headers={"X-Long": "y" * 70_000}), "does not answer in HTTP"),
    ],
)
def test_what_goes_wrong_is_said(reply: Reply, words: str) -> None:
    with stub(reply) as told:
        said = refused(told)
    assert words in said
    assert KEY[3:9] not in said
    assert said.isprintable()
    assert len(told.asked) == 1


def test_who_asks_to_wait_a_little_is_asked_once_more() -> None:
    busy = Reply(status=429, headers={"Retry-After": "0"})
    dated = Reply(status=429, headers={"Retry-After": formatdate(0, usegmt=True)})
    for first in (busy, dated):
        with stub(first, FINE) as told:
            assert post(told.endpoint(), {}, QUICK) == FINE.body
        assert len(told.asked) == 2
    with stub(busy) as told:
        assert "too much to do" in refused(told)
    assert len(told.asked) == 2


@pytest.mark.parametrize("pause", [0.1, 5.0])
def test_a_head_that_drips_is_cut_off_at_the_deadline(pause: float) -> None:
    began = time.monotonic()
    with stub(Reply(b"{}", pause=pause)) as told:
        assert "within 0.4 s" in refused(told, Limits(whole=0.4))
    assert time.monotonic() - began < 4  # a head of some sixty bytes would take longer


def test_who_is_not_there_is_said() -> None:
    with stub(FINE) as told:
        pass
    assert "nothing listens there" in refused(told)


def test_plain_words_on_an_https_address_are_said() -> None:
    with stub(FINE) as told:
        assert "https" in refused(told, secure=True)
    assert told.asked == []


def test_a_name_that_only_says_it_is_this_machine_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "entaku.reading.endpoint.is_loopback", lambda host: host == "localhost"
    )  # as if localhost led to 127.0.0.1 of somebody else
    with stub(FINE) as told:
        assert "another machine" in refused(told, host="localhost")
    assert told.asked == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SSLContext]:
    if not (tool := shutil.which("openssl")):
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, file = folder / "key.pem", folder / "cert.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=stub"]
    words += ["-keyout", str(key), "-out", str(file), "-addext", "subjectAltName=IP:127.0.0.1,DNS:model.test"]
    subprocess.run([tool, *words], check=True, capture_output=True)
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return file, context


def test_https_needs_a_certificate_that_is_trusted(
    certificate: tuple[Path, SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = certificate
    with stub(FINE, tls=context) as told:
        assert "cannot prove who it is" in refused(told, secure=True)
        assert told.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        assert post(told.endpoint(secure=True), {}, QUICK) == FINE.body


def test_a_drip_behind_https_is_cut_off_too(
    certificate: tuple[Path, SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with stub(Reply(b"{}", pause=0.1), tls=context) as told:
        assert "within 0.5 s" in refused(told, Limits(whole=0.5), secure=True)


def test_a_proxy_passes_on_what_it_cannot_read(
    certificate: tuple[Path, SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with stub(FINE, FINE, inside=context) as told:
        proxy = Proxy(host="127.0.0.1", port=told.port, credentials="ann:hush")
        asked = told.endpoint(secure=True, host="model.test", port=443, proxies=(proxy,), key=KEY)
        assert post(asked, {"say": "hello"}, QUICK) == FINE.body
    (gate, passed, _), (path, headers, question) = told.asked
    assert (gate, path, question) == ("model.test:443", "/v1/chat/completions", {"say": "hello"})
    assert passed["Proxy-Authorization"] == "Basic YW5uOmh1c2g="
    assert "Authorization" not in passed
    assert (headers["Host"], "Proxy-Authorization" in headers) == ("model.test", False)


def test_a_proxy_that_lets_nothing_pass_is_said() -> None:
    with stub(FINE) as told:
        proxy = Proxy(host="127.0.0.1", port=told.port)
        said = refused(told, secure=True, host="model.test", port=443, proxies=(proxy,))
    assert "through the proxy 127.0.0.1" in said
    assert "403" in said


def test_in_the_clear_a_proxy_is_told_the_whole_address() -> None:
    with stub(FINE) as told:
        proxy = Proxy(host="127.0.0.1", port=told.port)
        post(told.endpoint(host="model.test", port=80, proxies=(proxy,)), {}, QUICK)
    assert told.asked[0][0] == "http://model.test/v1/chat/completions"


# what the user has named


def named(
    tmp_path: Path, address: str = "", model: str = "m", *, insecure: bool = False, **around: str
) -> Any:
    around = {"XDG_CONFIG_HOME": str(tmp_path)} | around
    return configured(Settings(address=address, model=model), insecure=insecure, environment=around)


def settings(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "entaku" / "endpoint.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://model.example/v1", "in the clear"),
        ("http://localhost.example/v1", "in the clear"),
        ("http://127.1/v1", "in the clear"),
        ("ftp://model.example", "no address"),
        ("model.example/v1", "no address"),
        ("https://", "no address"),
        ("https://h:99999/", "no address"),
        ("https://[::1/", "no address"),
        ("https://ann:hush@model.example/v1", "no name or password"),
        ("https://model.example/v1?key=hush", "without"),
        ("https://model.example/\u202ev1", "without"),
        ("", "no endpoint is named"),
    ],
)
def test_an_address_that_may_not_be_used_is_refused(tmp_path: Path, address: str, words: str) -> None:
    with pytest.raises(NotPossible, match=words) as wrong:
        named(tmp_path, address)
    assert str(wrong.value).isprintable()


def test_plain_http_needs_a_word_of_its_own_but_for_this_machine(tmp_path: Path) -> None:
    assert named(tmp_path, "http://model.example/v1", insecure=True).secure is False
    for host in ("localhost", "127.0.0.1", "[::1]"):
        assert named(tmp_path, f"http://{host}:9/v1").loopback


def test_the_path_is_completed_once(tmp_path: Path) -> None:
    ends = {named(tmp_path, f"https://h.example/v1{end}").path for end in ("", "/", "/chat/completions")}
    assert ends == {"/v1/chat/completions"}


def test_a_name_that_looks_like_another_is_shown_as_it_is(tmp_path: Path) -> None:
    assert named(tmp_path, "https://аpi.example/v1").shown == "https://xn--pi-6kc.example"


@pytest.mark.parametrize("model", ["", "two words", "\x1b[31m", "x" * 201, "\u202em"])
def test_a_model_is_one_word(tmp_path: Path, model: str) -> None:
    with pytest.raises(NotPossible, match="model"):
        named(tmp_path, "https://h.example/v1", model)


def test_what_is_said_comes_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    settings(tmp_path, 'address = "https://file.example/v1"\nmodel = "of-file"\nform = "tool"\n')
    around: Any = {"ENTAKU_ENDPOINT": "https://around.example/v1", "ENTAKU_MODEL": "of-environment"}
    found = [
        named(tmp_path, "", ""),
        named(tmp_path, "", "", **around),
        named(tmp_path, "https://said.example/v1", "of-line", **around),
    ]
    assert [(one.host, one.model) for one in found] == [
        ("file.example", "of-file"),
        ("around.example", "of-environment"),
        ("said.example", "of-line"),
    ]
    assert {one.form for one in found} == {"tool"}


def test_a_key_goes_to_the_address_it_was_set_for_and_to_no_other(tmp_path: Path) -> None:
    settings(tmp_path, f'address = "https://file.example/v1"\nkey = "{KEY}"\n')
    assert named(tmp_path).key == KEY
    assert named(tmp_path, "https://file.example:443/v2").key == KEY
    elsewhere = ("https://other.example/v1", "https://file.example:444/v1", "http://localhost:9/v1")
    assert [named(tmp_path, address).key for address in elsewhere] == ["", "", ""]
    assert named(tmp_path, "http://file.example/v1", insecure=True).key == ""
    around: Any = {"ENTAKU_KEY": "hush", "ENTAKU_ENDPOINT": "https://around.example/v1"}
    assert named(tmp_path, **around).key == "hush"
    assert named(tmp_path, "https://other.example/v1", **around).key == ""
    assert named(tmp_path, "https://other.example/v1", ENTAKU_KEY="hush").key == "hush"
    assert KEY not in repr(named(tmp_path))
    assert KEY not in repr(read_settings(settings_file({"XDG_CONFIG_HOME": str(tmp_path)})))


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "鍵", "nul\x00"])
def test_a_key_with_other_signs_is_refused_unsaid(tmp_path: Path, key: str) -> None:
    with pytest.raises(NotPossible) as wrong:
        named(tmp_path, "https://h.example/v1", ENTAKU_KEY=key)
    assert key not in str(wrong.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'key = "{KEY}', "no TOML"),
        (f"key = {KEY}", "no TOML"),
        (f'{KEY} = ""', "one that is no word"),
        ('adress = "https://h.example"', "adress"),
        ("key = 5", "no text for key"),
        ('form = "prose"', "another form"),
    ],
)
def test_a_file_with_faults_is_said_without_its_key(tmp_path: Path, text: str, words: str) -> None:
    file = settings(tmp_path, text)
    with pytest.raises(BadInput, match=words) as wrong:
        named(tmp_path, "https://h.example/v1")
    assert KEY not in str(wrong.value)
    assert str(file) in str(wrong.value)


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    file = settings(tmp_path, "")
    file.write_bytes(b"\xff")
    with pytest.raises(BadInput, match="no UTF-8"):
        read_settings(file)
    with pytest.raises(BadInput, match="cannot be read"):
        read_settings(tmp_path)


def test_proxies_are_for_other_machines_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("https_proxy", "http://ann:hu%20sh@proxy.example:3128")
    monkeypatch.setenv("http_proxy", "proxy.example:3128")
    found = named(tmp_path, "https://h.example/v1").proxies[0]
    assert (found.host, found.port, found.credentials) == ("proxy.example", 3128, "ann:hu sh")
    assert "hu sh" not in repr(found)
    assert named(tmp_path, "http://h.example/v1", insecure=True).proxies[0].host == "proxy.example"
    for host in ("http://localhost", "https://localhost", "http://127.0.0.1:8080", "https://[::1]"):
        assert named(tmp_path, host).proxies == ()
    monkeypatch.setenv("no_proxy", "h.example")
    assert named(tmp_path, "https://h.example/v1").proxies == ()
    monkeypatch.setenv("https_proxy", "socks5://proxy.example")
    with pytest.raises(EntakuError, match="only http"):
        named(tmp_path, "https://other.example/v1")


def test_folders_are_the_users_own(tmp_path: Path) -> None:
    assert cache_folder({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "entaku" / "answers"
    assert settings_file({"XDG_CONFIG_HOME": "not/absolute"}).parts[-3:] == (
        ".config",
        "entaku",
        "endpoint.toml",
    )


@pytest.mark.parametrize(
    "host", ["127.0.0.1.example", "10.0.0.1", "::ffff:10.0.0.1", "2130706433", "LOCALHOST."]
)
def test_what_is_not_surely_this_machine_is_another(host: str) -> None:
    assert not is_loopback(host)
