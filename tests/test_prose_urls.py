"""Addresses are judged as a browser reads them."""

from __future__ import annotations

import pytest

from hub.prose.urls import judge


@pytest.mark.parametrize(
    "address",
    [
        "https://www.usa.gov/",
        "HTTPS://WWW.USA.GOV",
        "http://x.gov:8080/a?b=c#d",
        "https://www.usa.gov/a:b?c=d:e#f:g",
        "https://1.2.3.4/",
        "https://[2620:0:2d0:200::7]/",
        "https://xn--e1awd7f.gov/",
        "mailto:cx@agency.gov",
        "tel:+1-800-555-0100",
        "https://x.gov/?mail=a@b.gov",
        "mailto:cx@agency.gov?subject=A%20form&body=One%0D%0Atwo",
        "mailto:cx@agency.gov?Subject=A&amp;body=B",
        "https://x.gov/100%25?q=a%0Ab",
    ],
)
def test_these_may_stand_on_a_page(address: str) -> None:
    assert judge(address).kind == "outside"


@pytest.mark.parametrize(
    "address",
    [
        "a.md",
        "../guides/b.md",
        "#part",
        "?q=x",
        "/guides/",
        "",
        ".",
        "a/b:c",
        "%6Aavascript:alert(1)",
        "1:2",
    ],
)
def test_these_stay_inside(address: str) -> None:
    assert judge(address).kind == "inside"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "jav&Tab;ascript&colon;alert(1)",
        "java&#x0A;script:x",
        "&NewLine;javascript:x",
        "javascript\n:x",
        "java script:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://x.gov/1",
        "ftp://x.gov",
        "view-source:x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:\\\\evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https://",
        "https://login.gov@evil.example/",
        "https://user:pw@x.gov",
        "https://@x.gov",
        "http://[::1",
        "https://x.gov:99999/",
        "https://x.gov:80a/",
        "https://еxample.gov/",
        "https://x.gov\u3002evil.example/",
        "https://x gov/",
        "hub-link:0",
        "\t//evil.example",
        "mailto:a@x.gov,b@evil.example",
        "mailto:a@x.gov;b@evil.example",
        "mailto:a@x.gov%2Cb@evil.example",
        "mailto:a@x.gov?to=b@evil.example",
        "mailto:a@x.gov?subject=x&CC=b@evil.example",
        "mailto:a@x.gov?%62cc=b@evil.example",
        "mailto:a@x.gov?attach=/etc/passwd",
        "mailto:a@x.gov?subject=x%0D%0Abcc:b@evil.example",
        "mailto://a@x.gov",
        "https://x.gov/%zz",
        "https://x.gov/%",
        "https://x.gov/%00",
        "https://x.gov/?q=%1b",
        "guides/%00.md",
        "/\t/evil.example",
    ],
)
def test_these_are_refused_with_a_reason(address: str) -> None:
    verdict = judge(address)
    assert verdict.kind == "unsafe"
    assert verdict.why.endswith(".")


def test_plain_http_is_known() -> None:
    assert judge("http://x.gov").is_insecure
    assert not judge("https://x.gov").is_insecure
    assert not judge("http.md").is_insecure
