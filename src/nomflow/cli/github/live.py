"""Whether a site that was built is live already: then nothing has to be deployed, approved and attested again."""

from __future__ import annotations

import json
from pathlib import Path

from nomflow.core.basics.errors import GitHubError
from nomflow.core.site.verify import MANIFEST, content_of
from nomflow.github.files import Repository
from nomflow.net.published import fetch_manifest


def live_at(repository: Repository, site: Path) -> str:
    """Where GitHub Pages serves the same content, whenever it was built; empty where it does not, or that cannot be
    told: then the site is deployed (https://docs.github.com/en/rest/pages/pages#get-a-github-pages-site)."""
    try:
        found = repository.client.read(f"/repos/{repository.owner}/{repository.name}/pages", may_lack=True)
        url = found["html_url"].text if found["build_type"].text_or_empty == "workflow" else ""
    except GitHubError:
        return ""
    built = _content((site / MANIFEST).read_bytes())
    return url if url and built and built == _content(fetch_manifest(url)) else ""


def _content(manifest: bytes) -> str:
    try:
        return content_of(json.loads(manifest))
    except (ValueError, RecursionError):
        return ""
