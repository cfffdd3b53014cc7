"""The only ways in which an address or somebody's HTML gets into a page."""

from __future__ import annotations

from markupsafe import Markup, escape

_SCHEMES = ("https://", "http://", "mailto:")


def safe(url: str) -> bool:
    """Whether an address may become a link: a scheme that cannot run anything, no character that browsers drop."""
    return url.lower().startswith(_SCHEMES) and url.isprintable() and " " not in url


def link(url: str, label: str, name: str = "", rel: str = "") -> Markup:
    """A link, or only its label where the address is not one. ``name`` is what a screen reader says instead."""
    if not safe(url):
        return escape(label)
    attributes = Markup(' aria-label="{}"').format(name) if name else Markup()
    if rel:
        attributes += Markup(' rel="{}"').format(rel)
    return Markup('<a href="{}"{}>{}</a>').format(url, attributes, label)


def own_link(url: str, label: str) -> Markup:
    """A link that a candidate gave."""
    return link(url, label or url, rel="nofollow ugc noopener me")


def sanitised(html: str) -> Markup:
    """HTML that the sanitiser has made harmless. Nothing else that people wrote may enter a page unescaped."""
    return Markup(html)  # noqa: S704 - this is the one place, and the reason for it
