"""Words that are an address lead there; names and files that look like one are left alone."""

from __future__ import annotations

import pytest

from hub.linkwords import misleading_words


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Node.js", "https://nodejs.org/"),
        ("README.md", "https://github.com/x/y"),
        ("Ph.D", "https://x.gov/"),
        ("irs.gov.", "https://www.irs.gov"),
        ("https://www.irs.gov/form…", "https://www.irs.gov/forms"),
        ("müller.de", "https://xn--mller-kva.de/"),
        ("https://www.irs.gov:443/", "https://www.irs.gov/"),
        ("Recreation.gov", "agencies/recreation-gov"),
        ("No.10", "a.md"),
        ("Call 911.", "tel:911"),
        ("@usagov", "https://x.com/usagov"),
    ],
)
def test_these_lead_where_they_say(words: str, address: str) -> None:
    assert misleading_words(words, address) == ""


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("IRS.GOV!", "https://evil.example"),
        ("«irs.gov»", "https://evil.example"),
        ("irs.tax", "https://evil.example"),
        ("irs․gov", "https://evil.example"),
        ("https:/irs.gov", "https://evil.example"),
        ("irs.gov/", "https://evil.example/irs.gov/"),
        ("irs.gov", "#a"),
        ("пример.рф", "https://evil.example"),
        ("login.gov@evil.example", "https://evil.example/"),
        ("www.report.pdf", "https://evil.example"),
        ("https://1.2.3.4/", "https://x.gov"),
        ("irs.gov\u200d", "https://evil.example"),
        ("irs.gov", "https://[::1"),
    ],
)
def test_these_lead_elsewhere(words: str, address: str) -> None:
    assert misleading_words(words, address)
