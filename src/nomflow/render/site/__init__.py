"""The election pages: from the site model (``core.site``) to files. Imports Jinja2 and Babel: import it late."""

from nomflow.render.site.build import UnshownNomination, render_site
from nomflow.render.site.preview import render_preview
from nomflow.render.site.section import render_section, section_sha256

__all__ = ["UnshownNomination", "render_preview", "render_section", "render_site", "section_sha256"]
