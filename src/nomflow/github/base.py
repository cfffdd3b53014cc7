"""What the base branch decides: the configuration, the roll, the people, the template. Never read from the head."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.time import Edge, parse_moment, utc
from nomflow.core.election.election import Config, Election
from nomflow.core.roll.roll import Roll, RollPart, Unavailable, join, parse_roll
from nomflow.core.snapshot.affiliations import read_affiliations
from nomflow.core.snapshot.people import read_people
from nomflow.github.files import MAX_BYTES, Repository, TreeEntry

CONFIG_NAMES = ("nomflow.yml", ".github/nomflow.yml", "nomflow.yaml")
COMMENT_TEMPLATE = ".github/nomflow/comment.md.j2"
"""An organisation's own layout of the comment."""

LoadConfig = Callable[[str, str], Config]
"""From a configuration's text and path to the configuration; raises ``ConfigError``."""


class Base(Struct, frozen=True, kw_only=True):
    """The base branch at one commit. ``files`` holds every path that was asked about."""

    repository: Repository
    commit: str
    config: Config
    config_text: str
    config_path: str
    files: Mapping[str, TreeEntry | None]

    def roll(self, election: Election) -> Roll | Unavailable | None:
        """The roll, ``None`` when the election has none, or why it could not be read."""
        rules = election.roll
        if not rules.sources:
            return None
        parts: list[RollPart | Unavailable] = []
        for source in rules.sources:
            if source.team:
                parts.append(self.repository.members_of(source))
                continue
            text = self._text(source.path)
            if isinstance(text, Unavailable):
                return text
            parts.append(parse_roll(text, source.path, source))
        holds_from = utc(parse_moment(rules.holds_from, "UTC", edge=Edge.OPEN)) if rules.holds_from else None
        return join(parts, holds_from)

    def people(self) -> Mapping[str, str]:
        """Names and handles. Raises ``ConfigError`` with every file that cannot be read."""
        people: dict[str, str] = {}
        faults: list[Fault] = []
        for path in self.config.people:
            text = self._text(path)
            if isinstance(text, Unavailable):
                faults.append(Fault(text.why, Place(path=path)))
            else:
                people |= read_people(text, path)
        if faults:
            raise ConfigError(faults)
        return people

    def affiliations(self, election: Election) -> Mapping[str, tuple[str, ...]] | Unavailable:
        """Who works for whom, by the file that the configuration names. Private ones are in no repository."""
        rules = election.endorsements
        if rules.private_affiliations:
            return Unavailable("They are private, and were not given to this run.")
        text = self._text(rules.affiliations) if rules.affiliations else ""
        if isinstance(text, Unavailable) or not text:
            return text or {}
        try:
            return read_affiliations(text, rules.affiliations)
        except ConfigError as error:
            return Unavailable(str(error))

    def template(self, election: Election) -> str:
        """The text of the statement's template, or ``""``. Raises ``ConfigError`` if it is named and not there."""
        path = election.statement.template
        text = self._text(path) if path else ""
        if isinstance(text, Unavailable):
            raise ConfigError([Fault(text.why, Place(path=path))])
        return text

    def comment_template(self) -> Mapping[str, str]:
        """The organisation's own layout of the comment by the name of ours, or nothing."""
        text = self._text(COMMENT_TEMPLATE) if self.files.get(COMMENT_TEMPLATE) else ""
        return {"comment.md.j2": text} if isinstance(text, str) and text else {}

    def _text(self, path: str) -> str | Unavailable:
        entry = self.files.get(path)
        if entry is None or not entry.plain:
            what = "is no plain file" if entry else "is not there"
            return Unavailable(f"{path} {what} on the branch that nominations go to.")
        if entry.size > MAX_BYTES:
            return Unavailable(f"{path} has more than {MAX_BYTES // 1_000_000} MB, which nomflow does not read.")
        try:
            return self.repository.bytes_of(entry).decode("utf-8-sig")
        except UnicodeDecodeError:
            return Unavailable(f"{path} is not UTF-8.")


def paths_of(config: Config, elections: tuple[Election, ...]) -> tuple[str, ...]:
    """Every path of the base branch that these elections need."""
    wanted = [source.path for election in elections for source in election.roll.sources if source.path]
    for election in elections:
        wanted += [path for path in (election.statement.template, election.endorsements.affiliations) if path]
    return tuple(dict.fromkeys((*wanted, *config.people)))


def find_config(
    repository: Repository, files: Mapping[str, TreeEntry | None], names: tuple[str, ...], load: LoadConfig
) -> tuple[Config, str, str]:
    """The configuration, its text and its path. Raises ``ConfigError`` if there is none or it cannot be used."""
    for path in names:
        entry = files.get(path)
        if entry is not None and entry.plain:
            try:
                text = repository.bytes_of(entry).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise ConfigError([Fault("This file is not UTF-8.", Place(path=path))]) from error
            return load(text, path), text, path
    told = (
        "There is no configuration on the branch that nominations go to. `nomflow schema config` says what one holds."
    )
    raise ConfigError([Fault(told, Place(path=names[0]))])


def config_names(own: str = "") -> tuple[str, ...]:
    """Where a configuration may lie."""
    return (own,) if own else CONFIG_NAMES
