"""``nomflow draw``: puts the value that orders the list on record, once it is public."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from nomflow.cli.close import RECORDS, chosen
from nomflow.cli.time import moment
from nomflow.core.basics.errors import ExitCode, UsageError
from nomflow.core.basics.time import describe_utc, utc
from nomflow.core.election.election import Election
from nomflow.core.freeze.draw import drand_round, round_at
from nomflow.core.freeze.draw_document import NAME, Draw, dump_draw, read_draw
from nomflow.core.nomination.deadlines import for_everybody
from nomflow.core.site.site import OrderRule, Site
from nomflow.disk import Folder, open_folder, write_tree
from nomflow.net.drand import SERVER, fetch


def run(options: argparse.Namespace) -> ExitCode:
    """Writes ``records/<election>/draw.json``, once."""
    folder = open_folder(options.path, options.config)
    election = chosen(folder.config, options.election)
    number = round_of(election)
    if number is None:
        raise UsageError(
            f"The order of {election.id} does not use drand. Write the value that was drawn in public into "
            "nomflow.yml: `publication: {order: {source: public-draw, value: …}}`."
        )
    if moment("") < round_at(number):
        raise UsageError(
            f"Round {number} is not published before {describe_utc(round_at(number))}. Run this again after that."
        )
    path = folder.root / RECORDS / election.id / NAME
    draw = kept_draw(path, number)
    if draw is None:
        draw = fetch(number, os.environ.get("NOMFLOW_DRAND_URL", SERVER))
        write_tree(path.parent, [(NAME, dump_draw(draw))])
    print(f"{path}: drand's round {draw.round} is {draw.value}")
    return ExitCode.OK


def round_of(election: Election) -> int | None:
    """The round that orders an election's list; ``None`` where another rule does, or where nominations never close."""
    closes = for_everybody(election).windows.nominations.closes
    return drand_round(utc(closes)) if closes and election.publication.order.source == "drand" else None


def kept_draw(path: Path, number: int) -> Draw | None:
    """The value on record. Raises ``ConfigError``, or ``UsageError`` where it is that of another round."""
    if not path.is_file():
        return None
    draw = read_draw(path.read_bytes(), str(path))
    if draw.round != number:
        raise UsageError(f"{path} holds drand's round {draw.round}; nominations closed just before round {number}.")
    return draw


def awaited(site: Site) -> Iterator[tuple[str, str]]:
    """For each election with a list that is final and not drawn yet, what officers must do; by its id."""
    for election in site.elections:
        orders = {race.order for race in election.races if race.order.then and len(race.standing) > 1}
        for order in orders if election.phase.final else ():
            how = (
                f"from drand's round {order.round}: `nomflow draw --election {election.id}` puts its value on record"
                if order.then is OrderRule.DRAND
                else "in public: type its value into nomflow.yml, under `publication: {order: {source: public-draw}}`"
            )
            yield election.id, f"{election.title}: the order of the list is still to be drawn, {how}."


def with_draws(folder: Folder, now: datetime, more: Path | None = None) -> Folder:
    """The folder with the values on record (also in ``more``) in its elections, where none was typed."""
    elections = []
    for election in folder.config.elections:
        number = round_of(election)
        if number is not None and not election.publication.order.value and round_at(number) <= now:
            for records in (folder.root / RECORDS, more):
                draw = kept_draw(records / election.id / NAME, number) if records else None
                if draw:
                    order = replace(election.publication.order, value=draw.value)
                    election = replace(election, publication=replace(election.publication, order=order))  # noqa: PLW2901
        elections.append(election)
    return replace(folder, config=replace(folder.config, elections=tuple(elections)))
