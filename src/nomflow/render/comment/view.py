"""A comment as an HTML page, about as GitHub shows it: for people who look before anything is on GitHub."""

from __future__ import annotations

from nomflow.render.quote import html

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ --text: #1f2328; --quiet: #59636e; --paper: #fff; --line: #d1d9e0; --tint: #f6f8fa; --link: #0969da;
  --code: #818b981f; color-scheme: light dark }}
@media (prefers-color-scheme: dark) {{ :root {{ --text: #f0f6fc; --quiet: #9198a1; --paper: #0d1117; --line: #3d444d;
  --tint: #151b23; --link: #4493f8; --code: #656c7633 }} }}
body {{ margin: 0; padding: 1.5rem; background: var(--paper); color: var(--text);
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif,
  "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji" }}
main {{ max-width: 800px; margin: auto; padding: 16px; border: 1px solid var(--line); border-radius: 6px;
  overflow-wrap: break-word }}
main > :first-child {{ margin-top: 0 }} main > :last-child {{ margin-bottom: 0 }}
a {{ color: var(--link); text-underline-offset: .2em }}
h1, h2, h3, h4, h5, h6 {{ margin: 24px 0 16px; line-height: 1.25; font-weight: 600 }}
h1 {{ font-size: 2em }} h2 {{ font-size: 1.5em }} h3 {{ font-size: 1.25em }} h4 {{ font-size: 1em }}
h5 {{ font-size: .875em }} h6 {{ font-size: .85em; color: var(--quiet) }}
h1, h2 {{ padding-bottom: .3em; border-bottom: 1px solid var(--line) }}
p, ul, ol, dl, table, pre, details, blockquote {{ margin: 0 0 16px }}
ul, ol {{ padding-inline-start: 2em }} li + li {{ margin-top: .25em }} li > p {{ margin-top: 16px }}
summary {{ cursor: pointer }} details[open] > summary {{ margin-bottom: 16px }}
table {{ display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse }}
th, td {{ padding: 6px 13px; border: 1px solid var(--line) }} th {{ font-weight: 600 }}
tr:nth-child(2n) td {{ background: var(--tint) }}
code, tt {{ padding: .2em .4em; font: 85% ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  background: var(--code); border-radius: 6px }}
pre {{ padding: 16px; overflow: auto; background: var(--tint); border-radius: 6px }}
pre code {{ padding: 0; background: none }}
blockquote {{ padding: 0 1em; color: var(--quiet); border-inline-start: .25em solid var(--line) }}
hr {{ height: .25em; margin: 24px 0; border: 0; background: var(--line) }}
sub {{ font-size: 75%; vertical-align: baseline }} img {{ max-width: 100% }}
@media (max-width: 500px) {{ body {{ padding: 0 }} main {{ border: 0 }} }}
</style>
<main>
{body}</main>
</html>
"""


def view(comment_body: str, title: str) -> str:
    """The page for a comment's Markdown. GitHub's own styles and filters differ in details."""
    return _PAGE.format(title=html(title), body=_shown(comment_body))


def _shown(markdown: str) -> str:
    import comrak
    import nh3

    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.autolink = extensions.tasklist = True
    extensions.footnotes = True
    rendering.unsafe_ = True
    rendering.gfm_quirks = True
    raw = comrak.render_markdown(markdown, extensions, None, rendering)
    attributes = {name: set(allowed) for name, allowed in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = {"id", "dir", "lang", "align"}
    attributes["details"] = {"open"}
    return nh3.clean(raw, tags=set(nh3.ALLOWED_TAGS), attributes=attributes, url_schemes={"http", "https", "mailto"})
