"""What can be typed. Each command names the module that runs it, so that nothing else is imported."""

from __future__ import annotations

import argparse
from pathlib import Path

ANNOUNCEMENTS = (
    *("nominations-open", "last-days", "no-candidates"),
    *("list-published", "voting-open", "voting-last-days"),
)
FORMATS = ("text", "json", "sarif", "github", "markdown")


def parser(version: str) -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="nomflow", description="Elections by pull request.")
    top.add_argument("--version", action="version", version=f"nomflow {version}")
    commands = top.add_subparsers(required=True, prog="nomflow", metavar="COMMAND")

    check = commands.add_parser("check", help="check statements, folders or saved snapshots")
    check.set_defaults(module="check")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="statement files or folders (default: .)")
    check.add_argument("--snapshot", action="append", default=[], type=Path, metavar="FILE", help="a saved snapshot")
    check.add_argument("--format", choices=FORMATS, default="text")
    check.add_argument("--select", action="append", default=[], metavar="RULE", help="ask only these rules")
    check.add_argument("--ignore", action="append", default=[], metavar="RULE", help="leave these rules out")
    check.add_argument("--colour", choices=("auto", "always", "never"), default="auto")
    check.add_argument("-v", "--verbose", action="store_true", help="show rules that passed or were skipped, too")
    _common(check)

    preview = commands.add_parser("preview", help="write a candidate's page and the comment for one statement")
    preview.set_defaults(module="preview")
    preview.add_argument("path", type=Path, metavar="PATH")
    preview.add_argument("--out", type=Path, default=Path("preview"), metavar="FOLDER")
    preview.add_argument("--serve", action="store_true", help="serve it on this machine, and follow every change")
    preview.add_argument("--port", type=int, default=0)
    _common(preview)

    publish = commands.add_parser("publish", help="write the election site")
    publish.set_defaults(module="publish")
    publish.add_argument("path", nargs="?", type=Path, default=Path(), metavar="FOLDER")
    publish.add_argument("--snapshots", type=Path, metavar="FOLDER", help="saved snapshots of the pull requests")
    publish.add_argument("--freeze", type=Path, metavar="FILE", help="the freeze record: candidates are those on it")
    publish.add_argument("--out", type=Path, default=Path("site"), metavar="FOLDER")
    _common(publish)

    _replay(commands)
    _records(commands)

    demo = commands.add_parser("demo", help="write and show a complete sample election")
    demo.set_defaults(module="demo")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="FOLDER")
    demo.add_argument("--serve", action="store_true", help="serve it on this machine and print the address")
    demo.add_argument("--port", type=int, default=0)

    _on_github(commands)

    rules = commands.add_parser("rules", help="list the rules")
    rules.set_defaults(module="rules", rule="")
    rules.add_argument("--page", action="store_true", help="as the Markdown page docs/rules.md")

    explain = commands.add_parser("explain", help="teach one rule")
    explain.set_defaults(module="rules", page=False)
    explain.add_argument("rule", metavar="RULE")

    schema = commands.add_parser("schema", help="print a JSON Schema")
    schema.set_defaults(module="schema")
    schema.add_argument("name", choices=("config", "snapshot", "report", "freeze"))
    schema.add_argument("--page", action="store_true", help="config or snapshot as a Markdown page")
    return top


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, metavar="FILE", help="the configuration (default: nomflow.yml above)")
    command.add_argument("--election", default="", metavar="ID", help="the election, where the path does not tell")
    command.add_argument(
        "--as-of", default="", metavar="TIME", help="judge as if it were this time, such as 2026-07-31T12:00Z"
    )


def _on_github(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pull = commands.add_parser("pr", help="check one pull request on GitHub, and answer there")
    pull.set_defaults(module="github_pr")
    pull.add_argument("number", type=int, metavar="N")
    pull.add_argument("--save-snapshot", type=Path, metavar="FILE", help="keep what was read, for check --snapshot")
    _github(pull)

    sweep = commands.add_parser("sweep", help="check every open pull request on GitHub")
    sweep.set_defaults(module="github_sweep")
    _github(sweep)

    snapshots = commands.add_parser("snapshots", help="save every nomination on GitHub, for close and publish")
    snapshots.set_defaults(module="github_snapshots")
    snapshots.add_argument("--out", type=Path, default=Path("snapshots"), metavar="FOLDER")
    snapshots.add_argument("--election", default="", metavar="ID", help="only this election's")
    snapshots.add_argument(
        "--repo", default="", metavar="OWNER/NAME", help="the repository (default: GITHUB_REPOSITORY)"
    )
    snapshots.add_argument("--config", default="", metavar="PATH", help="the configuration's path in the repository")

    selfcheck = commands.add_parser("selfcheck", help="try what nomflow assumes of GitHub, on a scratch repository")
    selfcheck.set_defaults(module="github_selfcheck")
    selfcheck.add_argument("number", type=int, metavar="N", help="an open pull request there, best from a fork")
    selfcheck.add_argument("--repo", default="", metavar="OWNER/NAME")

    action = commands.add_parser("action", help="what action.yml starts")
    action.set_defaults(module="github_action")
    action.add_argument("command", choices=("check", "sweep"))


def _github(command: argparse.ArgumentParser) -> None:
    command.add_argument("--repo", default="", metavar="OWNER/NAME", help="the repository (default: GITHUB_REPOSITORY)")
    command.add_argument("--config", default="", metavar="PATH", help="the configuration's path in the repository")
    command.add_argument("--dry-run", action="store_true", help="write nothing; say what would be written")


def _replay(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    announce = commands.add_parser("announce", help="write the text that tells people of an election, and post it")
    announce.set_defaults(module="announce")
    announce.add_argument("kind", choices=ANNOUNCEMENTS, metavar="KIND", help=", ".join(ANNOUNCEMENTS))
    announce.add_argument("path", nargs="?", type=Path, default=Path(), metavar="FOLDER")
    announce.add_argument("--snapshots", type=Path, metavar="FOLDER", help="saved snapshots of the pull requests")
    announce.add_argument("--format", choices=("markdown", "email"), default="markdown")
    announce.add_argument("--post", action="store_true", help="post it to the webhook in NOMFLOW_WEBHOOK_URL")
    _common(announce)

    replay = commands.add_parser("replay", help="evaluate the snapshots of a past election over time")
    replay.set_defaults(module="replay")
    replay.add_argument("path", type=Path, metavar="FOLDER", help="saved snapshots")
    replay.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration (default: that of each snapshot)"
    )
    replay.add_argument(
        "--outcomes", type=Path, metavar="FILE", help="what became of them: a CSV with the columns nominee,outcome"
    )
    replay.add_argument("--format", choices=("text", "json"), default="text")


def _records(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    close = commands.add_parser("close", help="take the freeze: what stood when the window closed")
    close.set_defaults(module="close")
    close.add_argument("path", nargs="?", type=Path, default=Path(), metavar="FOLDER")
    close.add_argument("--snapshots", type=Path, metavar="FOLDER", help="snapshots saved after the close")
    close.add_argument("--out", type=Path, default=Path("records"), metavar="FOLDER")
    _common(close)

    verify = commands.add_parser("verify", help="check a site, a freeze record or a repository; say what differs")
    verify.set_defaults(module="verify")
    verify.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folders or freeze files (default: .)")
    verify.add_argument("--format", choices=("text", "json"), default="text")
