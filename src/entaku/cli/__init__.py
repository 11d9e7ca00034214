"""The command line: parses, calls `entaku.app`, prints. Results go to stdout, remarks to stderr.

Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 3 bad input, 70 a fault of entaku itself, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword

import click

from entaku.model.version import __version__

VERBS = {
    "agree": "Say how far coders of one document agree, and where they do not.",
    "annotations": "Exchange a document's claims with annotation programs and spreadsheets.",
    "brief": "Say what can be concluded from a case, or from a document that nobody has coded yet.",
    "catalog": "List the cases that come with entaku.",
    "check": "Find what is wrong with a case, what contradicts what, and what it leaves open.",
    "doctor": "Tell what this installation can do.",
    "draft": "Write a first case file from a document, for a person to finish.",
    "export": "Write a case as files of another program.",
    "import": "Write a case file from a file of another program.",
    "lens": "Look at a case through one lens.",
    "lenses": "List the lenses: the question each answers, and on what it rests.",
    "read": "Read documents: what they say, on whose word, and what does not fit.",
    "rehearse": "Play the talks of a case out: how often they end with a deal, on what, and what would change that.",
    "review": "Decide on each claim that rules suggest in a document; export what was accepted.",
    "schema": "Print the JSON Schema of case files.",
    "sources": "Say which findings stand without a source, and which claims carry the answer.",
    "strategies": "List how a party can be made to bargain in a rehearsal: strategies and rules of acceptance.",
    "tournament": "Let strategies play one another in all seats of cases, and rank them.",
    "versions": "Compare two language versions of a text: hedges, numbers and dates.",
}


def module_of(verb: str) -> str:
    """Which module of this package holds a verb? A word of Python has an underscore after it."""
    return f"{verb}_" if iskeyword(verb) else verb


class Verbs(click.Group):
    """Loads a verb's module when it is called, so that --help stays light."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in alphabetical order."""
        del ctx
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a verb's command; its help alone does not load it."""
        del ctx
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"entaku.cli.{module_of(cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs from their one line each."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="entaku")
def group() -> None:
    """What follows from what is written about a negotiation, and how firmly.

    CASE is a path to a case file or a name of the catalogue, for example moscow-2025-12-02. Everything runs on
    this machine; nothing is sent anywhere unless you ask a language model that you name.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    from entaku.model.errors import BadInput, EntakuError, NotFound

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no matrix here is large: more threads only wait
    gc.set_threshold(100_000)  # a process this short gains nothing from looking for cycles often
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a sign the terminal cannot show is no reason to stop
    try:
        code = group.main(standalone_mode=False, prog_name="entaku")
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as wrong:
        wrong.show()
        code = wrong.exit_code
    except (BadInput, NotFound) as wrong:
        click.echo(_said(wrong), err=True)
        code = 3
    except EntakuError as wrong:
        click.echo(_said(wrong), err=True)
        code = 1
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        code = 0
    except OSError as wrong:
        click.echo(f"cannot write the result: {wrong.strerror or _said(wrong)}", err=True)
        code = 1
    except Exception as wrong:
        if os.environ.get("ENTAKU_DEBUG"):
            raise
        click.echo(
            f"a fault of entaku itself, {type(wrong).__name__}: {_said(wrong)}\n"
            "set ENTAKU_DEBUG=1 for the whole trace, and please report it",
            err=True,
        )
        code = 70
    sys.exit(code or 0)


def _said(wrong: Exception) -> str:
    """Give an error's text without signs that could steer a terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in str(wrong))


def one_line(words: str) -> str:
    """Give words that neither steer a terminal nor begin a line of their own."""
    return "".join(sign if sign.isprintable() else " " for sign in words)
