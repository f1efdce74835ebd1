"""The page: one HTML file that holds its data, its script and its style, and loads nothing.

Its Content-Security-Policy admits the one script and the one style that belong to it, by their
SHA-256, and no connection: data cannot become script, and nothing can leave the page. The policy
stands in a meta element (CSP Level 3, section 3.3), because a file has no headers.
"""

import base64
import hashlib
import html
import json
from typing import Any

from istanbul_talks.exploring.assets import asset

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="{generator}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<div id="page"><noscript><p>This page shows its data with JavaScript, all of which stands in this \
file; it loads nothing. Please allow JavaScript for it.</p></noscript></div>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def page(payload: dict[str, Any]) -> str:
    """The HTML of the page that shows a payload."""
    script, style = asset("explorer.js"), asset("explorer.css")
    about = payload["about"]
    return _PAGE.format(
        policy=policy(script, style),
        generator=about["made_with"],
        title=html.escape(about["title"] or "A dataset of talks and strikes"),
        style=style,
        data=embedded(payload),
        script=script,
    )


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy of a page with this script and this style, and nothing else."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""What could end the element or begin a comment in it, or end a line of script."""


def embedded(value: Any) -> str:
    """JSON that can stand in a script element: no character of it means anything to HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)
