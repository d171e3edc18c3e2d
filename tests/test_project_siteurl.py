"""The address of the site: checked once where it comes in, and a stand-in is told wherever
something leaves the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from bad.play import run
from hub.problems import HubError
from hub.project.quicksettings import quick_config
from hub.project.siteurl import VARIABLE, is_nobodys, mind, site_address
from smallsite import SmallSite, command, finish, with_theme

ROOT = Path(__file__).parents[1]
GOOD = {
    "https://example.org/cx/": "https://example.org/cx/",
    "https://example.org": "https://example.org/",
    " https://example.org/cx ": "https://example.org/cx/",
    "HTTPS://Example.ORG/CX": "https://example.org/CX/",
    "https://example.org:443/": "https://example.org/",
    "https://example.org:8443/cx": "https://example.org:8443/cx/",
    "http://localhost:8000/a/b": "http://localhost:8000/a/b/",
    "https://127.0.0.1:8000/": "https://127.0.0.1:8000/",
    "https://[::1]/": "https://[::1]/",
    "https://müller.gov/": "https://xn--mller-kva.gov/",
    "https://intranet/cx_hub/~team/": "https://intranet/cx_hub/~team/",
    "https://example.org./": "https://example.org/",
}
BAD = {
    "": "",
    "  ": "",
    "example.org": "https://example.org/",
    "example.org:8080/cx": "https://example.org:8080/cx/",
    "//example.org/": "https://example.org/",
    "https:example.org": "https://example.org/",
    "https:/example.org": "https://example.org/",
    "https://example.org/cx/?x=1": "https://example.org/cx/",
    "https://example.org/cx/#a": "https://example.org/cx/",
    "https://example.org?": "https://example.org/",
    "https://user:word@example.org/": "https://example.org/",
    "https://exa mple.org/": "https://example.org/",
    "https:\\\\example.org\\cx": "https://example.org/cx/",
    "https://example.org/cx/\u200b": "https://example.org/cx/",
    "https://example.org/index.html": "https://example.org/",
    "https://example.org//cx/": "https://example.org/cx/",
    "https://example.org/a/../cx": "https://example.org/a/cx/",
    "https://example.org/%zz/": "https://example.org/",
    "https://example.org:99999/": "",
    "https://": "",
    "https://..": "",
    "https://0x7f.1/": "",
    "https://[": "",
    "ftp://example.org/": "",
    "javascript:alert(1)": "",
    "file:///srv/site": "",
    "https://example.org/" + "a" * 5000: "",
    "9" * 5000: "",
}


@pytest.mark.parametrize("typed", GOOD)
def test_an_address_has_one_form(typed: str) -> None:
    assert site_address(typed) == GOOD[typed]
    assert site_address(GOOD[typed]) == GOOD[typed]


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_address_is_told_with_what_was_meant(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, typed)
    with pytest.raises(HubError) as refused:
        site_address(typed)
    assert (refused.value.code, refused.value.exit_code) == ("bad-site-url", 2)
    assert BAD[typed] in refused.value.fix
    assert VARIABLE in refused.value.fix
    assert "9" * 100 not in f"{refused.value} {refused.value.fix}"


def test_a_setting_is_named_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(HubError) as refused:
        site_address("example.org")
    assert refused.value.exit_code == 3
    assert "site_url in mkdocs.yml" in refused.value.fix


@pytest.mark.parametrize(
    "words",
    [
        "check",
        "list",
        "links check",
        "build",
        "playbook --format cite --output out",
        "digest",
        "export x.zip",
        "search x",
    ],
)
def test_every_command_refuses_a_wrong_address(
    words: str, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "example.org")
    code, output = run(site.root, *words.split())
    assert code == 2
    assert "error[bad-site-url]" in output
    assert "https://example.org/" in output


@pytest.mark.parametrize("empty", ["", " "])
def test_an_empty_variable_counts_as_none(
    empty: str, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, empty)
    with_theme(site)
    code, output = run(site.root, "doctor")
    assert "https://cx-hub.example/" in output
    monkeypatch.setenv(VARIABLE, empty)
    code, output = run(site.root, "check")
    assert code == 0, output


@pytest.mark.parametrize("url", ["example.org", "https://example.org/?a=1", "ftp://example.org/"])
def test_a_wrong_setting_is_not_called_a_broken_file(
    url: str, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with_theme(site)
    settings = (
        (site.root / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace('!ENV [HUB_SITE_URL, "https://cx-hub.example/"]', url)
    )
    site.write("mkdocs.yml", settings)
    code, output = run(site.root, "build")
    assert code == 3
    assert "error[bad-site-url]" in output
    assert "site_url in mkdocs.yml" in output


def test_the_address_of_a_wrong_variable_is_told_by_the_doctor(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "example.org")
    with_theme(site)
    code, output = run(site.root, "doctor")
    assert code == 1
    assert "Write https://example.org/ into HUB_SITE_URL." in output


def test_settings_hold_the_one_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "HTTPS://Example.org:443/CX")
    (tmp_path / "mkdocs.yml").write_text(
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    config = quick_config(tmp_path / "mkdocs.yml")
    assert config is not None
    assert config.settings.site_url == "https://example.org/CX/"


@pytest.mark.parametrize(
    "address",
    [
        "https://cx-hub.example/",
        "https://x.test/a/",
        "https://a.invalid/",
        "http://localhost:8000/",
        "http://a.localhost/",
        "http://127.0.0.1/",
        "http://[::1]/",
    ],
)
def test_a_stand_in_is_one(address: str) -> None:
    assert is_nobodys(address)
    assert "Set HUB_SITE_URL" in mind(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://cx.gov/",
        "https://example.gov/",
        "https://test.agency.gov/",
        "https://hub.local/",
        "https://10.0.0.1/",
        "",
    ],
)
def test_an_address_of_somebody_is_none(address: str) -> None:
    assert mind(address) == ""


STAND_IN = "lead to cx-hub.example, which nobody can open"


@pytest.mark.parametrize(
    "words", ["playbook --format cite --output out", "digest --output out", "digest", "doctor"]
)
def test_what_leaves_the_machine_says_that_the_address_is_a_stand_in(
    words: str, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with_theme(site)
    assert run(site.root, *words.split())[1].count(STAND_IN) == 1
    monkeypatch.setenv(VARIABLE, "https://cx.agency.gov/")
    assert "nobody can open" not in run(site.root, *words.split())[1]


def test_a_site_and_its_zip_say_it_once(published: SmallSite) -> None:
    assert finish(command(published, "build", HUB_SITE_URL=None))[1].count(STAND_IN) == 1
    assert (
        run(
            published.root,
            "export",
            str(published.root / "a.zip"),
            "--site-dir",
            str(published.root / "site"),
        )[1].count(STAND_IN)
        == 1
    )
    assert (
        STAND_IN not in finish(command(published, "build", HUB_SITE_URL="https://cx.agency.gov"))[1]
    )
    assert (
        STAND_IN
        not in run(
            published.root,
            "export",
            str(published.root / "a.zip"),
            "--site-dir",
            str(published.root / "site"),
        )[1]
    )
