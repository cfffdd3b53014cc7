"""``nomflow announce``: writes the text that tells people of an election, and posts it where one asks for that."""

from __future__ import annotations

import argparse
import os
import sys

from nomflow import __version__
from nomflow.cli.publish import built_at, read_site
from nomflow.core.basics.errors import ExitCode, NothingToCheckError, UsageError
from nomflow.core.site.publish import site_of
from nomflow.core.site.site import ElectionPage, Site
from nomflow.disk import open_folder
from nomflow.net.webhook import Service, post, webhook_of
from nomflow.render.announce.announce import AnnouncementKind, Form, announce

_FORMS = {Service.SLACK: Form.SLACK, Service.DISCORD: Form.CHAT, Service.ZULIP: Form.CHAT}


def run(options: argparse.Namespace) -> ExitCode:
    """Prints the text, or posts it and says so."""
    webhook = webhook_of(os.environ) if options.post else None
    folder = open_folder(options.path, options.config)
    now = built_at(options.as_of)
    try:
        site = read_site(folder, options.path, options.snapshots, now)
    except NothingToCheckError:
        site = site_of(folder.config, (), now, f"nomflow {__version__}")
    page = _election(site, options.election)
    language = options.language or page.language
    if language not in (page.language, *site.languages):
        told = ", ".join(dict.fromkeys((page.language, *site.languages)))
        raise UsageError(f"The pages are not in {language}. Choose one of {told}, or add it to site.languages.")
    if webhook is None:
        print(announce(AnnouncementKind(options.kind), site, page, Form(options.format), language).text, end="")
        return ExitCode.OK
    made = announce(AnnouncementKind(options.kind), site, page, _FORMS.get(webhook.service, Form.MARKDOWN), language)
    count = post(webhook, made.subject, made.text)
    print(f"Posted to {webhook.service}{f' in {count} messages' if count > 1 else ''}.", file=sys.stderr)
    return ExitCode.OK


def _election(site: Site, wanted: str) -> ElectionPage:
    ids = [page.id for page in site.elections]
    if not wanted and len(ids) == 1:
        return site.elections[0]
    if wanted not in ids:
        what = f"There is no election {wanted}." if wanted else "There are several elections."
        raise UsageError(f"{what} Say which one with --election: {', '.join(ids)}.")
    return site.elections[ids.index(wanted)]
