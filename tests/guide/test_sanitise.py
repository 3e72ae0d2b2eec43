"""Nothing that runs, loads or leads astray passes."""

from __future__ import annotations

import pytest

from migdesk.guide.sanitise import sanitise


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<style>body{background:url(https://evil.example/x)}</style>",
        '<p onclick="alert(1)">x</p>',
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<a href="vbscript:msgbox(1)">x</a>',
        r'<a href="\\evil.example\share\alert">x</a>',
        '<img src="https://evil.example/pixel.png">',
        '<img src="//evil.example/pixel.png">',
        '<img src="file:///C:/alert.png">',
        '<img src="../../../alert.png">',
        '<img src="data:image/svg+xml,alert">',
        '<iframe src="https://evil.example"></iframe>',
        '<object data="https://evil.example"></object>',
        '<form action="https://evil.example"><input name="alert"></form>',
        '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
        "<math><mtext><script>alert(1)</script></mtext></math>",
        '<p style="background:url(https://evil.example)">x</p>',
        '<base href="https://evil.example/">',
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<video src="https://evil.example/x"></video>',
        "<!--[if IE]><script>alert(1)</script><![endif]-->",
        '<div class="fixed-overlay" role="alert">x</div>',
    ],
)
def test_attacks_come_to_nothing(attack: str) -> None:
    clean = sanitise(f"<p>before</p>{attack}<p>after</p>")
    for trace in ("evil.example", "alert", "script", "onerror", "passwd", "fixed-overlay", "style"):
        assert trace not in clean.lower()
    assert "before" in clean and "after" in clean


def test_what_a_page_needs_stays() -> None:
    page = (
        '<h2 id="who">Who</h2><div class="carecard" role="note" aria-label="N">'
        '<p class="carecard-heading">N</p></div>'
        '<p><a href="/guide#x">in</a> <a href="https://www.nhs.uk/">out</a> <a href="mailto:a@b.uk">mail</a></p>'
        '<table><tbody><tr><td class="align-right">1</td></tr></tbody></table><img src="assets/a.png" alt="A">'
    )
    assert sanitise(page) == page


def test_boxes_to_tick_are_told_apart() -> None:
    assert sanitise('<p><input type="checkbox"> a <input checked type=checkbox disabled> b</p>') == "<p>☐ a ☑ b</p>"
