"""Words that are an address lead there; names and files that look like one are left alone."""

from __future__ import annotations

import pytest

from hub.prose.linkwords import misleading_words


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
        ("Booking.com", "https://en.wikipedia.org/wiki/Booking.com"),
        ("Yes.No", "https://evil.example/"),
        ("https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"),
        ("https://x.gov/Foo_Inc.", "https://x.gov/Foo_Inc."),
        ("Go to irs.gov", "https://www.irs.gov/"),
        ("Sign in at login.gov", "https://secure.login.gov/"),
        ("Compare irs.gov and ssa.gov", "https://ssa.gov/a"),
        ("How Login.gov learned", "https://www.gsa.gov/blog/1"),
        ("How Login.gov learned", "case-studies/login-gov.md"),
        ("How HealthCare.gov was mended", "https://news.example/2014/healthcare-launch"),
        ("the .gov registry", "https://get.example/"),
        ("The .gov", "https://get.example/"),
        ("Read the rule. In short", "https://x.gov/"),
        ("5.1.1.2", "https://pages.nist.gov/800-63-3/sp800-63b.html#sec5-1-1-2"),
        ("1.2.3.4", "#part-1"),
        ("(800) 829-1040", "tel:+18008291040"),
        ("Call 800.829.1040 now", "tel:+1-800-829-1040"),
        ("Call 800-829-1040 or 800-829-4933", "tel:800-829-4933"),
        ("988 Lifeline", "tel:1-800-273-8255"),
        ("Write about form 1040 of 2024", "mailto:a@x.gov"),
        ("Write to cx@agency.gov", "mailto:CX@agency.gov?subject=a"),
        ("irs dot gov", "https://irs.gov"),
        ("Guides to ASP.NET", "https://dotnet.example/"),
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
        ("//irs.gov", "https://evil.example"),
        ("ftp://gao.gov/x", "https://evil.example/x"),
        ("1.2.3.4", "https://evil.example"),
        ("irs[.]gov", "https://evil.example"),
        ("irs (dot) gov", "https://evil.example"),
        ("irs dot gov", "https://evil.example"),
        ("irs .gov", "https://evil.example"),
        ("irs. gov", "https://evil.example"),
        ("irs\u2022gov", "https://evil.example"),
        ("irs\u00b7gov", "https://evil.example"),
        ("irs.gov\u0338", "https://evil.example"),
        ("i\u0338rs.gov", "https://evil.example"),
        ("irs.gov", "https://evil.example/irs.gov"),
        ("(800) 829-1040", "mailto:a@x.gov"),
        ("Call 800.829.1040 now", "tel:+19005551234"),
        ("Call (800) 829-1040 today", "mailto:a@x.gov"),
        ("Go to irs.gov", "https://evil.example/"),
        ("Go to irs.gov", "https://evil.example/irs"),
        ("Pay your taxes at https://irs.gov/pay", "https://evil.example/"),
        ("Visit irs.gov", "https://www.ssa.gov/"),
        ("the irs.gov refund page", "https://evil.example/"),
        ("Compare irs.gov and ssa.gov", "https://evil.example/"),
        ("Write to cx@agency.gov", "mailto:a@evil.example"),
    ],
)
def test_these_lead_elsewhere(words: str, address: str) -> None:
    assert misleading_words(words, address)
