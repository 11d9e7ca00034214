"""Which endpoint the user has named: on the command line, in the environment, or in a file of their own.

Never from a case file or a document. A key goes to the address it was set for and to no other.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from entaku.model.errors import BadInput, Fault, NotPossible
from entaku.reading.endpoint import FORMS, Endpoint, Form, Proxy, is_loopback

ADDRESS: Final = "ENTAKU_ENDPOINT"
MODEL: Final = "ENTAKU_MODEL"
KEY: Final = "ENTAKU_KEY"
_KEYS: Final = ("address", "model", "key", "form")
_VERB: Final = "/chat/completions"
_PLAIN: Final = re.compile(r"[!-~]*")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is set in one place; empty where nothing is."""

    address: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    form: Form = "schema"


def configured(
    said: Settings, *, insecure: bool = False, environment: Mapping[str, str] = os.environ
) -> Endpoint:
    """Give the endpoint to ask: what was `said` comes before the environment, and that before the user's file.

    `insecure` allows plain http to another machine.

    Raises
    ------
    NotPossible
        If no address or no model is named, or the address may not be used.
    BadInput
        If the file is not as it should be.

    Examples
    --------
    >>> configured(Settings(address="http://localhost:8080/v1", model="small"), environment={}).path
    '/v1/chat/completions'
    """
    file = read_settings(settings_file(environment))
    around = Settings(
        address=environment.get(ADDRESS, ""), model=environment.get(MODEL, ""), key=environment.get(KEY, "")
    )
    address = said.address or around.address or file.address
    model = said.model or around.model or file.model
    if not address:
        raise NotPossible(f"no endpoint is named: use --endpoint, {ADDRESS}, or {settings_file(environment)}")
    if not model:
        raise NotPossible(f"no model is named: use --model, {MODEL}, or {settings_file(environment)}")
    if len(model) > _LONGEST or not model.isprintable() or len(model.split()) != 1:
        raise NotPossible(f"the name of a model is one word of at most {_LONGEST} characters")
    key = _key_for(address, around, file)
    if not _PLAIN.fullmatch(key):
        raise NotPossible("the key has signs that no key has: white space, or letters beyond ASCII")
    return _endpoint(address, Settings(model=model, key=key, form=file.form), insecure=insecure)


def _key_for(address: str, around: Settings, file: Settings) -> str:
    """Give the key set beside this address; one of the environment without an address beside it goes with any."""
    if around.key and (not around.address or _origin(around.address) == _origin(address)):
        return around.key
    if file.key and file.address and _origin(file.address) == _origin(address):
        return file.key
    return ""


def _origin(address: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return address, "", 0
    return parts.scheme, parts.hostname or "", port


def _endpoint(address: str, settings: Settings, *, insecure: bool) -> Endpoint:
    shown = "".join(sign if sign.isprintable() else "�" for sign in address)
    try:
        parts = urlsplit(address)
        host = _host(parts.hostname or "")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotPossible("the endpoint is no address; one looks like https://host/v1") from None
    if parts.scheme not in ("http", "https") or not host:
        raise NotPossible("the endpoint is no address; one looks like https://host/v1")
    if parts.username is not None or parts.password is not None:
        raise NotPossible(f"an endpoint has no name or password in its address; set the key as {KEY}")
    if parts.query or parts.fragment or not _PLAIN.fullmatch(parts.path):
        raise NotPossible(f"an endpoint is named without ? and # and in ASCII; got {shown}")
    secure = parts.scheme == "https"
    if not secure and not is_loopback(host) and not insecure:
        raise NotPossible(
            f"{shown} would send the text in the clear; use https, or say --insecure if you must"
        )
    path = parts.path.rstrip("/")
    return Endpoint(
        secure=secure,
        host=host,
        port=port,
        path=path if path.endswith(_VERB) else path + _VERB,
        model=settings.model,
        key=settings.key,
        form=settings.form,
        proxies=() if is_loopback(host) else _proxies(parts.scheme, host),
    )


def _host(name: str) -> str:
    """Give a host in ASCII, so that a name which only looks like another one does not."""
    return name if name.isascii() else name.encode("idna").decode("ascii")


def _proxies(scheme: str, host: str) -> tuple[Proxy, ...]:
    """Give the proxy that the environment names for an address, if it does."""
    named = getproxies()
    address = named.get(scheme) or named.get("all", "")
    if not address or proxy_bypass(host):
        return ()
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        name, port = _host(parts.hostname or ""), parts.port or 80
    except ValueError:
        name, port = "", 0
    if not name or parts.scheme != "http":
        raise NotPossible(f"the proxy set for {scheme} is none that entaku can use: only http:// is spoken")
    told = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    return (Proxy(host=name, port=port, credentials=told),)


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Say where the user's own file is, or would be."""
    return _folder(environment, "XDG_CONFIG_HOME", ".config") / "endpoint.toml"


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Say where answers are kept on this machine."""
    return _folder(environment, "XDG_CACHE_HOME", ".cache") / "answers"


def _folder(environment: Mapping[str, str], variable: str, usual: str) -> Path:
    base = environment.get(variable, "")
    return (Path(base) if Path(base).is_absolute() else Path("~", usual).expanduser()) / "entaku"


def read_settings(file: Path) -> Settings:
    """Read the user's file; nothing is set where there is none.

    Raises
    ------
    BadInput
        If it is no TOML, or holds what is not known. No value of it is shown.
    """
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as wrong:
        raise _bad(file, f"a file that cannot be read ({wrong.strerror})") from None
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"at line (\d+)", str(wrong))
        raise _bad(file, "a file that is no TOML", int(line[1]) if line else 1) from None
    except UnicodeDecodeError:
        raise _bad(file, "a file that is no UTF-8") from None
    if unknown := sorted(set(found) - set(_KEYS)):
        named = [
            name if name.isalpha() else "one that is no word" for name in unknown
        ]  # a key in a wrong place
        raise _bad(file, f"the keys {', '.join(named)}")
    if wrong_ones := [name for name in found if not isinstance(found[name], str)]:
        raise _bad(file, f"no text for {', '.join(wrong_ones)}")
    form = found.get("form", "schema")
    if form not in FORMS:
        raise _bad(file, "another form")
    return Settings(
        address=found.get("address", ""), model=found.get("model", ""), key=found.get("key", ""), form=form
    )


def _bad(file: Path, got: str, line: int = 1) -> BadInput:
    allowed = f'{", ".join(_KEYS)} as key = "text"; form is one of {", ".join(FORMS)}'
    return BadInput((Fault(("the endpoint",), got, allowed, "", line, 1),), str(file))
