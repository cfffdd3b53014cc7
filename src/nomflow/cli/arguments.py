"""What can be typed. Each command names the module that runs it, so that nothing else is imported."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Define = Callable[[argparse.ArgumentParser], None]

ANNOUNCEMENTS = (
    *("nominations-open", "last-days", "no-candidates"),
    *("list-published", "voting-open", "voting-last-days"),
)
#: Questions of ``nomflow init`` that a flag can answer.
INIT_ANSWERS = (
    ("organisation", "NAME", "who holds the election"),
    ("repository", "OWNER/NAME", "where it is on GitHub (default: the clone's origin)"),
    ("title", "TEXT", "what the election is called"),
    ("election", "ID", "its short name, such as 2026-board"),
    ("preset", "NAME", "rules to start from: nomflow init --preset x lists them"),
    ("seats", "N|TITLES", "how many places, or titles with commas"),
    ("zone", "ZONE", "of the dates: AoE, UTC, or a place such as Europe/Berlin"),
    ("opens", "DATE", "when nominations open"),
    ("closes", "DATE", "when they close"),
    ("officers", "LOGINS", "who runs it"),
    ("voters", "WHO", "who may vote: logins, a file, ORGANISATION/TEAM, or anyone"),
)
FORMATS = ("text", "json", "sarif", "github", "markdown")


def path_of(typed: str) -> Path:
    from pathlib import Path  # --help and --version need none

    return Path(typed)


def parser(version: str, typed: Sequence[str]) -> argparse.ArgumentParser:
    """The command line for what was ``typed``: with one command if that is one, because each costs time to define."""
    top = argparse.ArgumentParser(prog="nomflow", description="Elections by pull request.")
    top.add_argument("--version", action="version", version=f"nomflow {version}")
    commands = top.add_subparsers(required=True, prog="nomflow", metavar="COMMAND")
    wanted = typed[0] if typed and typed[0] in COMMANDS else ""
    for name, (about, module, define) in COMMANDS.items():
        if wanted in ("", name):
            command = commands.add_parser(
                name,
                help=about,
                description=f"{about[0].upper()}{about[1:]}.",
                epilog="\n  ".join(("examples:", *EXAMPLES[name])),
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
            command.set_defaults(module=module)
            define(command)
    return top


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=path_of, default=".", metavar="FOLDER")
    for name, value, about in INIT_ANSWERS:
        command.add_argument(f"--{name}", metavar=value, help=about)
    past = command.add_mutually_exclusive_group()
    past.add_argument("--import-elekto", type=path_of, metavar="DIR", help="take over an election that Elekto held")
    past.add_argument("--import-kubernetes", type=path_of, metavar="DIR", help="the same, by Kubernetes' rules")
    command.add_argument("--overwrite", action="store_true", help="replace existing files that differ")
    command.add_argument("--dry-run", action="store_true", help="only show what would be written")


def _check(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths", nargs="*", type=path_of, metavar="PATH", help="statement files or folders (default: .)"
    )
    command.add_argument(
        "--snapshot", action="append", default=[], type=path_of, metavar="FILE", help="a saved snapshot"
    )
    command.add_argument("--format", choices=FORMATS, default="text")
    command.add_argument(
        "--select", action="append", default=[], metavar="RULE", help="apply only this rule; may be repeated"
    )
    command.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="skip this rule; may be repeated"
    )
    command.add_argument("--colour", "--color", choices=("auto", "always", "never"), default="auto")
    command.add_argument("-v", "--verbose", action="store_true", help="also show rules that passed or were skipped")
    _judging(command)


def _preview(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=path_of, metavar="PATH")
    command.add_argument("--out", type=path_of, default="preview", metavar="FOLDER")
    command.add_argument(
        "--serve", action="store_true", help="serve it on this machine, and reload it after each change"
    )
    command.add_argument("--port", type=int, default=0)
    _judging(command)


def _publish(command: argparse.ArgumentParser) -> None:
    _folder(command)
    command.add_argument("--freeze", type=path_of, metavar="FILE", help="a final record outside records/")
    command.add_argument("--out", type=path_of, default="site", metavar="FOLDER")
    command.add_argument("--pull-request", type=int, metavar="N", help="build a preview with this pull request merged")
    command.add_argument("--repo", default="", metavar="OWNER/NAME", help="where it is (default: GITHUB_REPOSITORY)")
    command.add_argument(
        "--cache", type=path_of, metavar="FOLDER", help="keep built pages here, and rebuild only what changed"
    )
    _judging(command)


def _close(command: argparse.ArgumentParser) -> None:
    _folder(command)
    command.add_argument("--out", type=path_of, default="records", metavar="FOLDER")
    _judging(command)


def _draw(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=path_of, default=".", metavar="FOLDER")
    command.add_argument(
        "--config", type=path_of, metavar="FILE", help="the configuration (default: nomflow.yml above)"
    )
    command.add_argument("--election", default="", metavar="ID", help="the election's id, if there are several")


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", type=path_of, metavar="PATH", help="folders or freeze files (default: .)")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _announce(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", choices=ANNOUNCEMENTS, metavar="KIND", help=", ".join(ANNOUNCEMENTS))
    _folder(command)
    command.add_argument("--format", choices=("markdown", "email"), default="markdown")
    command.add_argument("--language", default="", metavar="TAG", help="one of the site's languages")
    command.add_argument("--post", action="store_true", help="post it to the webhook in NOMFLOW_WEBHOOK_URL")
    _judging(command)


def _status(command: argparse.ArgumentParser) -> None:
    _folder(command)
    command.add_argument("--repo", default="", metavar="OWNER/NAME", help="read it from GitHub")
    command.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    command.add_argument(
        "--watch", nargs="?", type=float, const=60.0, metavar="SECONDS", help="refresh it this often (default: 60)"
    )
    _judging(command)


def _rehearse(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=path_of, default=".", metavar="FOLDER")
    command.add_argument(
        "--config", type=path_of, metavar="FILE", help="the configuration (default: nomflow.yml above)"
    )
    command.add_argument("--election", default="", metavar="ID", help="the election's id, if there are several")
    _demo(command, "rehearsal")


def _replay(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=path_of, metavar="FOLDER", help="saved snapshots")
    command.add_argument(
        "--config", type=path_of, metavar="FILE", help="the configuration (default: each snapshot's own)"
    )
    command.add_argument("--outcomes", type=path_of, metavar="FILE", help="known outcomes: a CSV with nominee,outcome")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _demo(command: argparse.ArgumentParser, out: str = "demo") -> None:
    command.add_argument("--out", type=path_of, default=out, metavar="FOLDER")
    command.add_argument("--serve", action="store_true", help="serve it on this machine and print the address")
    command.add_argument("--port", type=int, default=0)


def _pr(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=_number, metavar="N")
    command.add_argument(
        "--save-snapshot", type=path_of, metavar="FILE", help="save the facts as a snapshot, for check --snapshot"
    )
    _writing(command)


def _snapshots(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=path_of, default="snapshots", metavar="FOLDER")
    command.add_argument("--election", default="", metavar="ID", help="only this election's")
    _on_github(command)


def _roll(command: argparse.ArgumentParser) -> None:
    command.add_argument("team", metavar="ORGANISATION/TEAM")


def _selfcheck(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=_number, metavar="N", help="an open pull request there, best from a fork")
    command.add_argument("--repo", default="", metavar="OWNER/NAME")


def _doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=path_of, default=".", metavar="FOLDER")
    command.add_argument("--repo", default="", metavar="OWNER/NAME", help="look at GitHub, with or without a token")
    command.add_argument(
        "--config", type=path_of, metavar="FILE", help="the configuration (default: nomflow.yml above)"
    )
    command.add_argument("--as-of", default="", metavar="TIME", help="judge as if it were then: 2026-07-31T12:00Z")
    command.add_argument("--format", choices=("text", "json"), default="text")


def _action(command: argparse.ArgumentParser) -> None:
    command.add_argument("command", choices=("check", "sweep", "publish", "record"))


def _rules(command: argparse.ArgumentParser) -> None:
    command.set_defaults(rule="")
    command.add_argument("--page", action="store_true", help="as the Markdown page docs/rules.md")


def _explain(command: argparse.ArgumentParser) -> None:
    command.set_defaults(page=False)
    command.add_argument("rule", metavar="RULE")


def _schema(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", choices=("config", "front-matter", "snapshot", "report", "freeze"))
    command.add_argument("--election", default="", metavar="ID", help="whose front matter, where there are several")
    command.add_argument("--page", action="store_true", help="config or snapshot as a Markdown page")


def _completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"))


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", nargs="?", type=path_of, default=".", metavar="FOLDER")
    command.add_argument("--snapshots", type=path_of, metavar="FOLDER", help="saved snapshots of the pull requests")


def _judging(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--config", type=path_of, metavar="FILE", help="the configuration (default: nomflow.yml above)"
    )
    command.add_argument("--election", default="", metavar="ID", help="the election's id, if the path does not show it")
    command.add_argument(
        "--as-of", default="", metavar="TIME", help="apply the rules as of this time: 2026-07-31T12:00Z"
    )


def _number(typed: str) -> int:
    """The number of a pull request, as ``42`` or ``#42``; GraphQL takes no larger ones than these."""
    digits = typed.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits[:10]) < 2**31 and len(digits) <= 10):
        raise argparse.ArgumentTypeError(f"{typed[:40]!r} is not the number of a pull request, such as 42")
    return int(digits)


def _on_github(command: argparse.ArgumentParser) -> None:
    command.add_argument("--repo", default="", metavar="OWNER/NAME", help="the repository (default: GITHUB_REPOSITORY)")
    command.add_argument("--config", default="", metavar="PATH", help="the configuration's path in the repository")


def _writing(command: argparse.ArgumentParser) -> None:
    _on_github(command)
    command.add_argument("--dry-run", action="store_true", help="only show what would be written")


#: Each command: what it does, the module that runs it, and its arguments.
COMMANDS: dict[str, tuple[str, str, Define]] = {
    "init": ("set up a repository for an election", "init", _init),
    "check": ("check statements, folders or saved snapshots", "check", _check),
    "preview": ("show how a statement will look, and the comment it gets", "preview", _preview),
    "publish": ("build the election site", "publish_if_changed", _publish),
    "close": ("take the freeze (final record) of nominations at the close", "close", _close),
    "draw": ("fetch the random value that decides the order of candidates", "draw", _draw),
    "verify": ("check a site, a final record or a repository against its evidence", "verify", _verify),
    "announce": ("write an announcement of the election, and post it", "announce", _announce),
    "rehearse": ("rehearse your election from start to end with made-up people", "rehearse", _rehearse),
    "status": ("show the state of every nomination and who must act next", "status", _status),
    "replay": ("apply the rules to a past election, moment by moment", "replay", _replay),
    "demo": ("write and show a complete sample election", "demo", _demo),
    "pr": ("check one pull request on GitHub, and answer there", "github.pr", _pr),
    "sweep": ("check every open pull request on GitHub", "github.sweep", _writing),
    "snapshots": ("save a snapshot of every nomination on GitHub", "github.snapshots", _snapshots),
    "roll": ("print the members of a GitHub team as a roll file", "github.roll", _roll),
    "doctor": ("say what is not set up right, and how to fix it", "doctor", _doctor),
    "selfcheck": ("test how GitHub behaves, on a repository made for testing", "github.selfcheck", _selfcheck),
    "action": ("run one step of the GitHub Action; action.yml uses it", "github.action", _action),
    "rules": ("list the rules", "rules", _rules),
    "explain": ("explain one rule", "rules", _explain),
    "schema": ("print a JSON Schema", "schema", _schema),
    "completion": ("print what a shell needs to complete commands", "completion", _completion),
}

#: What somebody types who uses a command for the first time.
EXAMPLES: dict[str, tuple[str, ...]] = {
    "init": (
        "nomflow init    asks what it needs to know",
        "nomflow init --organisation Example --opens 2026-07-01 --closes 2026-07-31 --officers ada-example",
    ),
    "check": (
        "nomflow check                                  every statement of this folder",
        "nomflow check nominations/2026-board/ada.md    one statement",
        "nomflow check --as-of 2026-07-31T12:00Z        as it will be judged at that time",
    ),
    "preview": ("nomflow preview nominations/2026-board/ada.md --serve",),
    "publish": ("nomflow publish --out site", "nomflow publish --snapshots snapshots"),
    "close": ("nomflow snapshots --repo acme/elections", "nomflow close --snapshots snapshots"),
    "draw": ("nomflow draw --election 2026-board",),
    "verify": ("nomflow verify site", "nomflow verify records/2026-board.json"),
    "announce": ("nomflow announce nominations-open", "nomflow announce last-days --format email"),
    "status": (
        "nomflow status                                  the statements of this folder, and snapshots/",
        "nomflow status --repo acme/elections --watch    what is on GitHub, every minute",
    ),
    "rehearse": ("nomflow rehearse --serve", "nomflow rehearse --election 2026-board --out try"),
    "replay": ("nomflow replay snapshots --outcomes outcomes.csv",),
    "demo": ("nomflow demo --serve", "nomflow demo --out sample"),
    "pr": ("nomflow pr 42 --repo acme/elections --dry-run", "nomflow pr 42 --save-snapshot 42.json"),
    "sweep": ("nomflow sweep --repo acme/elections --dry-run",),
    "snapshots": ("nomflow snapshots --repo acme/elections --out snapshots",),
    "roll": ("nomflow roll acme/members > roll.yml",),
    "doctor": ("nomflow doctor", "nomflow doctor --repo acme/elections"),
    "selfcheck": ("nomflow selfcheck 1 --repo acme/scratch",),
    "action": ("nomflow action check",),
    "rules": ("nomflow rules", "nomflow rules --page > rules.md"),
    "explain": (
        "nomflow explain links",
        "nomflow explain front-matter    with the fields of this election",
    ),
    "schema": (
        "nomflow schema config > nomflow.schema.json",
        "nomflow schema front-matter    the fields of this election's statements",
    ),
    "completion": ('eval "$(nomflow completion bash)"    in ~/.bashrc',),
}
