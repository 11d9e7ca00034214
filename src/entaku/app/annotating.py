"""Annotations of a document in the forms of other programs, both ways, and what each form loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Final

from entaku.app.cases import whole
from entaku.app.reading import read
from entaku.briefing.plain import clean
from entaku.exchange import brat, claims_csv, doccano, webannotation
from entaku.exchange.claims_form import Page, lost, opened, placed
from entaku.model.case import shared_with
from entaku.model.document import Annotation, Suggestion
from entaku.model.errors import NotFound, NotPossible
from entaku.model.source import UNNAMED, Claim
from entaku.model.text import Text, listed, say
from entaku.model.version import __version__
from entaku.reading.review import LEXICON, item

_FORMS: Final[dict[str, tuple[Callable[[Page], str], Callable[[str, Page, str], tuple[Annotation, ...]]]]] = {
    "webannotation": (webannotation.written, webannotation.read),
    "doccano": (doccano.written, doccano.read),
    "brat": (brat.written, brat.read),
    "csv": (claims_csv.written, claims_csv.read),
    "json": (claims_csv.written_json, claims_csv.read_json),
}
FORMS: Final = tuple(_FORMS)
"""The forms in which annotations are read and written."""
_FIELDS: Final = {
    "id": Text("the id", "識別子"),
    "start": Text("where it starts", "始まりの位置"),
    "end": Text("where it ends", "終わりの位置"),
    "exact": Text("the words", "文言"),
    "prefix": Text("the words before it", "前の文脈"),
    "suffix": Text("the words after it", "後の文脈"),
    "holders": Text("who holds it", "誰の言葉か"),
    "modality": Text("how firmly it is put", "断定の度合い"),
    "likelihood": Text("the likelihood word", "確からしさの語"),
    "polarity": Text("whether it is denied", "肯定か否定か"),
    "public": Text("whether it is said in public", "公言か否か"),
    "presupposed": Text("whether it is presupposed", "前提とされているか"),
    "cues": Text("the cues", "手がかりの語"),
    "rule": Text("the rule", "規則"),
    "creator": Text("who made it", "作成者"),
    "created": Text("when it was made", "作成日時"),
    "status": Text("whether it is decided", "判断の状態"),
    "note": Text("the note", "注記"),
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A frozen text with its annotations, to be written in any form."""

    page: Page

    def written(self, form: str) -> str:
        """Give the annotations in a form.

        Raises
        ------
        NotFound
            No form is called so.
        """
        return _form(form)[0](self.page)

    def lost(self, form: str) -> tuple[Text, ...]:
        """Say what the form does not hold: written, read again, and compared field by field."""
        back = _form(form)[1](self.written(form), self.page, "")
        fields = [
            say("{what} ({count})", "{what}（{count}件）", what=_FIELDS[name], count=count)
            for name, count in lost(self.page, back).items()
        ]
        if not fields:
            return ()
        return (
            say(
                "lost in {form}, of {count} annotations: {fields}",
                "{form}では注釈{count}件のうち次が失われる：{fields}",
                form=form,
                count=len(back),
                fields=listed(fields),
            ),
        )

    def save(self, form: str, target: Path) -> tuple[Path, ...]:
        """Write a form to a file, and for brat the text beside it; give what was written.

        Raises
        ------
        NotFound
            No form is called so.
        NotPossible
            For brat, the file does not end in .ann, or another text lies beside it.
        """
        made = {target: self.written(form)}
        if form == "brat":
            beside = target.with_suffix(".txt")
            if target.suffix != ".ann":
                raise NotPossible(f"brat looks for a file that ends in .ann; got {target.name}")
            if not beside.exists():
                made[beside] = self.page.text
            elif beside.read_bytes() != self.page.text.encode():
                raise NotPossible(
                    f"{beside} is not the frozen text of {self.page.name}: choose another name for {target.name}"
                )
        for file, text in made.items():
            try:
                file.write_text(text, encoding="utf-8", newline="")
            except OSError as wrong:
                raise NotPossible(f"{file} cannot be written: {wrong.strerror}") from None
        return tuple(made)


def _form(
    name: str,
) -> tuple[Callable[[Page], str], Callable[[str, Page, str], tuple[Annotation, ...]]]:
    if name not in _FORMS:
        raise NotFound(f"no form is called {name!r}; there are: {', '.join(FORMS)}")
    return _FORMS[name]


def suggested(
    path: str | PathLike[str], case: str | Path | None = None, day: date | None = None
) -> Annotated:
    """Which annotations do the rules suggest for a document?

    Raises
    ------
    NotFound, BadInput
        As `entaku.app.reading.read`.
    """
    found = read(Path(path), case, day).reading
    text = found.document.text
    page = Page(name=found.document.name, text=text, sha256=found.document.sha256)
    return Annotated(replace(page, annotations=tuple(annotation(text, one) for one in found.suggestions)))


def annotation(text: str, one: Suggestion) -> Annotation:
    """Give a suggestion as an annotation of its text, made by this version and its cue tables.

    Examples
    --------
    >>> one = Suggestion(
    ...     start=0, end=9, sentence="P1.s1", holders=("author",), modality="asserted", rule="plain"
    ... )
    >>> annotation("It rained.", one).id
    'P1.s1:0-9'
    """
    return Annotation(
        id=item(one),
        **placed(text, one.start, one.end),
        holders=tuple(clean(name) or UNNAMED for name in one.holders),
        modality=one.modality,
        likelihood=one.likelihood,
        polarity=one.polarity,
        public=one.public,
        presupposed=one.presupposed,
        cues=one.cues,
        rule=one.rule,
        creator=f"entaku {__version__}, cue tables {LEXICON}",
    )


def coded(path: str | PathLike[str], case: str | Path) -> Annotated:
    """Which claims does a case code from a document? They are known by the hash of the text.

    Raises
    ------
    NotFound, BadInput
        As `entaku.app.reading.read`.
    NotPossible
        No source of the case has the hash of this text.
    """
    found = read(Path(path)).reading.document
    known = shared_with(whole(case), frozenset())
    sources = {source.id for source in known.sources if source.sha256 == found.sha256}
    if not sources:
        raise NotPossible(f"no source of {case} has the hash {found.sha256} of {found.name}")
    claims = [claim for claim in known.claims if claim.source in sources]
    made = tuple(
        _claim(found.text, one) for one in claims if 0 <= one.at.start < one.at.end <= len(found.text)
    )
    return Annotated(Page(name=found.name, text=found.text, sha256=found.sha256, annotations=made))


def _claim(text: str, one: Claim) -> Annotation:
    return Annotation(
        id=one.id,
        **placed(text, one.at.start, one.at.end),
        holders=one.holders,
        modality=one.modality,
        likelihood=one.likelihood,
        polarity=one.polarity,
        public=one.public,
        presupposed=one.presupposed,
        status="accepted",
        note=one.text.en or one.text.ja,
    )


def brought(path: str | PathLike[str], form: str, source: str | PathLike[str]) -> Annotated:
    """Which annotations of a document does a file of another program hold?

    Raises
    ------
    NotFound
        No form is called so, or a file is not there.
    BadInput
        With every fault of the file and its place; it must be about this text, and quote it word for word.
    """
    _, reader = _form(form)
    found = read(Path(path)).reading.document
    page = Page(name=found.name, text=found.text, sha256=found.sha256)
    return Annotated(replace(page, annotations=reader(opened(source), page, str(source))))
