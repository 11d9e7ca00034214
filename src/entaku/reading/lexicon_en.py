"""Cues of English, by what they say of the holder and of firmness. Version 1."""

from __future__ import annotations

from typing import Final

from entaku.reading.cues import Rule, rule

_BE: Final = r"(?:is|are|was|were|be|been|being)"
_SAY: Final = (
    r"(?:says?|said|tells?|told|adds|added|stated|insists?|insisted|maintains?|maintained|claimed|"
    r"argues?|argued|contends?|contended|warns?|warned|denies|denied|admits?|admitted|concedes?|conceded|"
    r"acknowledges?|acknowledged|reveals?|revealed|noted|points? out|pointed out|announces?|announced|"
    r"declares?|declared|repeats?|repeated|stresses|stressed|confirms?|confirmed|(?:states|notes|claims)(?= that))"
)
_VIEW: Final = r"(?:view|perception|fear|impression|reading|belief|sense|suspicion|concern)"

RULES: Final[tuple[Rule, ...]] = (
    # somebody says so
    rule(
        "en.reportedly_front", r"^(?:Reportedly|Allegedly|Purportedly),?", "reported", "unnamed", "sentence"
    ),
    rule("en.reportedly", r"(?<!^)\b(?:reportedly|allegedly|purportedly)\b", "reported", "unnamed", "clause"),
    rule(
        "en.said_to",
        rf"\b(?:{_BE} )?(?:said|reported|rumou?red) to\b(?! (?:reporters|journalists|the press|parliament))",
        "reported",
        "unnamed",
        "near",
    ),
    rule(
        "en.reports_say",
        r"\b(?:reports|media) (?:say|said|suggest)(?: that)?\b",
        "reported",
        "unnamed",
        "after",
    ),
    # somebody thinks so
    rule(
        "en.believed",
        rf"\b{_BE} (?:widely )?(?:believed|thought|understood|considered|regarded|seen|taken|expected by observers) (?:to|as)\b",
        "inferred",
        "unnamed",
        "clause",
    ),
    rule("en.view_that", rf"\b(?:the|a|this) {_VIEW} that\b", "inferred", "unnamed", "after"),
    # a named holder
    rule(
        "en.according",
        r"\b(?P<cue>according to)(?! plan) (?P<who>(?:(?:a|an|the) )?[^,.;]{1,60}),?",
        "reported",
        "named",
        "after",
    ),
    rule(
        "en.says",
        rf"(?<!never )(?<!not )(?<!neither )(?<!nor )\b(?:keeps saying|{_SAY})(?: (?:parliament|reporters|journalists|the press))?(?: that)?\b",
        "reported",
        "subject",
        "after",
    ),
    rule(
        "en.regards",
        r"\b(?:regards?|sees?|considers?|describes?) (?:itself|himself|herself|themselves) as\b",
        "reported",
        "subject",
        "after",
    ),
    rule(
        "en.dismissed",
        r"\bby (?P<who>[A-Z][\w-]*(?: [A-Z][\w-]*)*) (?P<cue>as [“\"'‘][^”\"’']{1,60}[”\"’'])",
        "reported",
        "named",
        "here",
    ),
    rule(
        "en.late_view",
        rf"^(?P<cue>(?:That|This|Such) is (?:also )?the {_VIEW} of (?P<who>[^,.]{{1,60}}))",
        "reported",
        "named",
        "previous",
    ),
    rule(
        "en.late_say",
        r"^(?P<cue>(?P<who>[A-Z][^,.]{1,40}?) (?:says|said) so\b)",
        "reported",
        "named",
        "previous",
    ),
    # the text itself, with a likelihood word
    rule(
        "en.very_likely",
        r"\b(?:(?:very|highly|extremely) likely|almost certainly)\b",
        "likely",
        "author",
        "clause",
        "very_likely",
    ),
    rule(
        "en.likely",
        r"\b(?:probably|(?<!very )(?<!highly )(?<!extremely )(?<!the )(?<!a )likely|in all likelihood)\b",
        "likely",
        "author",
        "clause",
        "likely",
    ),
    rule("en.unlikely", r"\b(?:unlikely|improbable|doubtful)\b", "unlikely", "author", "clause", "unlikely"),
    # the text itself, without a number
    rule(
        "en.possible",
        r"\b(?:(?-i:may)|might|could|possibly|conceivabl[ey]|cannot be ruled out)\b(?! not be called)",
        "possible",
        "author",
        "clause",
    ),
    rule(
        "en.unsettled",
        r"\bremains? to be seen (?:whether|if|how|what)\b|\b(?:is|are) (?:not clear|unclear) (?:whether|if)\b",
        "possible",
        "author",
        "sentence",
    ),
    rule(
        "en.seems",
        r"\b(?:appears?|seems?|seemed|appeared)(?: to| that| as)\b|\bapparently\b|\blooks? set to\b",
        "inferred",
        "author",
        "clause",
    ),
    # what is to come, what hangs on an if
    rule(
        "en.planned",
        r"\b(?:is|are) (?:to|due to|set to|scheduled to|expected to)(?! blame)\b|\bplans? to\b|\bis arranging to\b",
        "planned",
        "author",
        "clause",
    ),
    rule(
        "en.demanded",
        r"\b(?:calls? on|called on|demands?|demanded|urges?|urged) [^,.]{1,40} to\b|\b(?:demands?|demanded) that\b",
        "demanded",
        "subject",
        "after",
    ),
    rule(
        "en.if",
        r"(?:^|(?<=, )|(?<=\bbut ))(?:if(?! anything)|unless|provided that)\b",
        "conditional",
        "author",
        "after",
    ),
)
