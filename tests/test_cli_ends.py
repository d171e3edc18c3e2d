"""Ends that are not bugs: places that cannot be written, signals, full disks, terminals and
machines of every sort."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from bad.play import run
from hub import build
from hub.feedback.messages import messages_in
from hub.feedback.placing import points_from
from hub.feedback.said import Said
from hub.permalinks.basebranch import base_branch, text_at
from hub.permalinks.ledger import Ledger
from hub.problems import HubError, Place, Report
from hub.project.destination import check_file, check_output
from hub.project.siteurl import site_address
from hub.publish.publish import check_target
from hub.reading.jsonfile import read_json
from smallsite import SmallSite, command, finish, tree, with_theme

TOO_LONG = "a" * 300
_PR_CAPBSET_DROP = 24
_RIGHTS_OF_ROOT = (1, 2)  # to write and to read whatever the rights of a file are


def as_anybody() -> None:
    """Before a command begins: whoever runs the tests may read no more than the rights of a file
    say, the system administrator, too."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in _RIGHTS_OF_ROOT:
            libc.prctl(_PR_CAPBSET_DROP, right, 0, 0, 0)


def hub(
    site: SmallSite, *arguments: str, before: Callable[[], None] | None = None, **environment: str
) -> tuple[int, str]:
    """Exit code and output of the real command line."""
    done = subprocess.run(
        [sys.executable, "-m", "hub.cli", *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        check=False,
        preexec_fn=before,  # one thread, and nothing but two system calls
        timeout=240,
        stdin=subprocess.DEVNULL,
    )
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in output
    assert "error[internal]" not in output
    return done.returncode, output


def some(values: Iterable[Any], *kept: Any) -> list[Any]:
    """The values as parameters, of which only those that are kept are tried each time: all of them
    take minutes."""
    return [
        value if value in kept else pytest.param(value, marks=pytest.mark.slow) for value in values
    ]


@pytest.fixture
def themed(site: SmallSite) -> SmallSite:
    return with_theme(site)


def spoil_place(root: Path, kind: str) -> str:
    """Make a place that cannot be written to, and return its name."""
    match kind:
        case "a file in the way":
            (root / "taken").write_text("mine", encoding="utf-8")
            return "taken/out"
        case "a link that leads nowhere":
            (root / "taken").symlink_to(root / "nowhere/at/all")
            return "taken/out"
        case "links in a circle":
            (root / "taken").symlink_to(root / "other")
            (root / "other").symlink_to(root / "taken")
            return "taken/out"
        case "a name too long":
            return TOO_LONG
        case "no rights":
            (root / "taken").mkdir(mode=0o555)
            return "taken/out"
        case "a published site":
            (root / "taken").mkdir()
            (root / "taken/hub-manifest.json").write_text("{}", encoding="utf-8")
            return "taken/out"
    return kind


BAD_PLACES = [
    *(
        "a file in the way",
        "a link that leads nowhere",
        "links in a circle",
        "a name too long",
        "no rights",
        "a published site",
    ),
    *(
        "/",
        ".",
        "..",
        "content",
        "content/out",
        "editions/out",
        ".git/out",
        "../project",
        "./content/../content/x",
        "/proc/self/out",
    ),
]
WRITERS = {
    "build": ("build", "--site-dir"),
    "playbook": ("playbook", "--format", "cite", "--output"),
    "digest": ("digest", "--output"),
}


@pytest.mark.parametrize("place", some(BAD_PLACES, "a file in the way", "/", ".", "content/out"))
@pytest.mark.parametrize("writer", WRITERS)
def test_a_place_that_is_no_place_to_write_to_ends_with_two(
    writer: str, place: str, themed: SmallSite
) -> None:
    target = spoil_place(themed.root, place)
    before = {
        name: data for name, data in tree(themed.root).items() if not name.startswith(".hub-lock")
    }

    code, output = hub(themed, *WRITERS[writer], target, before=as_anybody)

    assert code == 2, output
    assert "error[bad-output-dir]" in output or "error[no-output]" in output or "Usage:" in output
    assert before == {
        name: data for name, data in tree(themed.root).items() if not name.startswith(".hub-lock")
    }


KEPT = [
    *(
        "editions",
        "permalinks.yml",
        ".git",
        ".github",
        "feedback",
        "requirements.lock",
        "requirements-dev.lock",
        "hub",
        "tests",
        "overrides",
        "docs",
        "content",
    ),
    *(
        "mkdocs.yml",
        "pyproject.toml",
        "hub.sh",
        "README.md",
        "LICENSE",
        ".venv",
        ".gitignore",
        "Editions",
        "tests/site",
        "hub/../editions",
        "feedback/site",
    ),
    *("~", "~/site", "$HOME", "a/${HOME}", "$(pwd)", "%TEMP%", "   ", "a\nb", "a\tb", "a\u202eb"),
]


@pytest.mark.parametrize("place", KEPT)
@pytest.mark.parametrize("is_there", [False, True])
def test_a_name_that_the_project_keeps_is_no_place_to_write_to(
    place: str, is_there: bool, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    if is_there:
        (project / place).mkdir(parents=True, exist_ok=True)
        (project / "hub").mkdir(exist_ok=True)
    for named in (Path(place), project / place):
        for check in (
            lambda: check_target(named, project, project / "content"),
            lambda: check_output(named, project, project / "content", fix="x"),
            lambda: check_file(named, project, fix="x"),
        ):
            before = Path.cwd()
            os.chdir(project)
            try:
                with pytest.raises(HubError) as refused:
                    check()
            finally:
                os.chdir(before)
            assert refused.value.exit_code == 2
            assert refused.value.code in ("bad-output-dir", "no-output")


@pytest.mark.parametrize(
    "place",
    [
        "site",
        "public",
        "out/content",
        "hub-site",
        "../hub",
        "a b",
        "test",
        "price$5",
        "100%",
        "ñandú",
        "editions-2026",
    ],
)
def test_any_other_name_is_one(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    for named in (Path(place), tmp_path / "project" / place):
        check_target(named, tmp_path / "project", tmp_path / "project/content")
        check_output(named, tmp_path / "project", tmp_path / "project/content", fix="x")


@pytest.mark.parametrize("writer", WRITERS)
def test_the_home_folder_is_no_place_to_write_to(
    writer: str, themed: SmallSite, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    code, output = hub(
        themed, *WRITERS[writer], str(tmp_path / "home"), HOME=str(tmp_path / "home")
    )
    assert code == 2
    assert "your home folder" in output
    assert not list((tmp_path / "home").iterdir())


@pytest.mark.parametrize(
    "target",
    [
        "content/x.zip",
        "editions/x.zip",
        "site/x.zip",
        "mkdocs.yml/x.zip",
        f"{TOO_LONG}.zip",
        "nowhere/x.zip",
    ],
)
def test_an_export_is_not_written_into_the_project_or_the_site(
    target: str, published: SmallSite
) -> None:
    before = tree(published.root)
    code, output = hub(published, "export", target)
    assert code == 2, output
    assert tree(published.root) == before


@pytest.mark.parametrize(
    "output", ["out", "out/deep/er", "../beside", "a folder with spaces", "ñandú"]
)
def test_an_honest_place_is_written_to(output: str, themed: SmallSite) -> None:
    code, told = hub(themed, "digest", "--output", output)
    assert code == 0, told
    assert len(list((themed.root / output).iterdir())) == 3


def test_an_export_lies_beside_the_project_files(published: SmallSite) -> None:
    assert hub(published, "export", "cx-hub.zip")[0] == 0
    assert (published.root / "cx-hub.zip").is_file()
    assert not list(published.root.glob("*.partial"))


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        (("new", "practices", "A brand new one"), "content/practices"),
        (("schema", "--write"), "."),
        (("import", "feedback", "said.txt"), "."),
        (("playbook", "freeze", "2024.1"), "."),
    ],
)
def test_a_project_that_may_not_be_written_is_told_and_stays_as_it_was(
    arguments: tuple[str, ...], folder: str, site: SmallSite
) -> None:
    with_theme(site).write("said.txt", "Too long.\nId: practices.sample\n")
    before = tree(site.root)
    (site.root / folder).chmod(0o555)

    code, output = hub(site, *arguments, before=as_anybody)

    (site.root / folder).chmod(0o755)
    assert code == 2, output
    assert "no-output" in output
    assert {name: data for name, (_, data) in tree(site.root).items()} == {
        name: data for name, (_, data) in before.items()
    }


def test_a_full_disk_is_told_by_a_command_that_writes_books(
    themed: SmallSite, tmp_path: Path
) -> None:
    if subprocess.run(
        ["unshare", "--map-root-user", "--mount", "true"], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine lets nobody make a small disk")
    script = f"""
        mkdir disk && mount -t tmpfs -o size=8k tmpfs disk || exit 99
        "$0" -m hub.cli playbook --format print --output disk/out
        code=$?
        cp -a disk {tmp_path}/copy
        exit $code
    """
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, sys.executable],
        cwd=themed.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4, done.stdout + done.stderr
    assert "error[no-space]" in done.stderr
    assert not [path for path in (tmp_path / "copy").rglob("*") if path.name.endswith(".new")]


# Signals


@pytest.mark.parametrize(
    ("name", "exit_code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)]
)
def test_a_build_that_is_asked_to_end_leaves_no_stage(
    name: str, exit_code: int, published: SmallSite
) -> None:
    before = tree(published.root / "site")
    started = command(published, "build")
    while not list(published.root.glob(".hub-stage-*")) and started.poll() is None:
        os.sched_yield()

    started.send_signal(getattr(signal, name))
    code, output = finish(started)

    assert code == exit_code, output
    assert "Traceback" not in output
    assert not [
        path.name
        for path in published.root.iterdir()
        if path.name.startswith((".hub-stage", ".hub-old"))
    ]
    assert tree(published.root / "site") == before


def test_a_terminal_that_closes_sends_its_signal_twice(published: SmallSite) -> None:
    started = command(published, "build")
    while not list(published.root.glob(".hub-stage-*")) and started.poll() is None:
        os.sched_yield()
    started.send_signal(signal.SIGHUP)
    started.send_signal(signal.SIGHUP)
    assert finish(started)[0] == 129
    assert not [
        path.name
        for path in published.root.iterdir()
        if path.name.startswith((".hub-stage", ".hub-old"))
    ]


def test_what_is_told_to_ignore_a_closing_terminal_goes_on(published: SmallSite) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "hub.cli", "build"],
        cwd=published.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # as nohup does
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),  # noqa: PLW1509
    )
    while not list(published.root.glob(".hub-stage-*")) and started.poll() is None:
        os.sched_yield()
    started.send_signal(signal.SIGHUP)
    assert started.wait(timeout=240) == 0


def test_a_preview_that_is_asked_to_end_clears_its_site(themed: SmallSite, tmp_path: Path) -> None:
    (tmp_path / "temporary").mkdir()
    started = command(themed, "serve", "--port", "18000", TMPDIR=str(tmp_path / "temporary"))
    assert started.stdout is not None
    for line in started.stdout:
        if "The hub is on" in line:
            break
    started.terminate()
    code, output = finish(started)
    assert (code, "Traceback" in output) == (143, False)
    assert not list((tmp_path / "temporary").iterdir())


def test_an_export_that_is_asked_to_end_leaves_no_half_file(published: SmallSite) -> None:
    started = command(published, "export", "cx-hub.zip")
    while not list(published.root.glob("*.partial")) and started.poll() is None:
        os.sched_yield()
    started.terminate()
    code, _ = finish(started)
    assert code in (0, 143)  # a small site may be packed already
    assert not list(published.root.glob("*.partial"))


def test_a_signal_that_comes_where_no_exception_gets_out_comes_again() -> None:
    script = """
import os, signal, sys
from hub.cli.endings import Stopped, stoppable
class Value:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
try:
    with stoppable():
        value = Value()
        del value
        signal.pause()
except Stopped as stop:
    sys.exit(stop.exit_code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (143, b"")


# Standard output, standard input, and the machine


def shell(site: SmallSite, line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A line of a shell, in which $HUB is the command."""
    words = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "1",
        "HUB": f"{sys.executable} -m hub.cli",
        **environment,
    }
    return subprocess.run(
        ["bash", "-c", line],
        cwd=site.root,
        env=words,
        capture_output=True,
        check=False,
        timeout=240,
    )


def test_a_reader_that_has_gone_is_no_mistake(site: SmallSite) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "hub.cli", "list"],
        cwd=site.root,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=240,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    "words", ["check", "list", "show practices/sample", "check --format json", "--help", "build"]
)
def test_an_output_that_is_full_is_told(words: str, published: SmallSite) -> None:
    done = shell(published, f"$HUB {words} > /dev/full; echo $?")
    assert done.stdout == b"4\n"
    assert b"error[no-space]" in done.stderr
    assert b"has not been changed" not in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", some(["check", "build", "import feedback -"], "check"))
def test_a_stream_that_is_closed_stops_nothing(
    words: str, closed: str, published: SmallSite
) -> None:
    done = shell(
        published, f"$HUB {words} {closed} {'' if '<' in closed else '< /dev/null'}; echo $?"
    )
    assert done.stdout.endswith(b"1\n" if words.startswith("import") else b"0\n"), done.stderr
    assert b"Traceback" not in done.stdout + done.stderr


def test_a_build_with_closed_streams_publishes_what_it_would(published: SmallSite) -> None:
    before = tree(published.root / "site")
    shell(published, "$HUB build <&- >&- 2>&-", SOURCE_DATE_EPOCH="")
    assert {name: data for name, (_, data) in tree(published.root / "site").items()} == {
        name: data for name, (_, data) in before.items()
    }


@pytest.mark.parametrize(
    "encoding", ["cp1252", "cp437", "latin-1", "koi8-r", "shift_jis", "utf-16"]
)
def test_a_terminal_of_another_encoding_gets_the_whole_report(
    encoding: str, site: SmallSite
) -> None:
    site.write(
        "content/guides/odd.md",
        "---\ntitle: Odd ñandú\nstatus: draft\nunknown: ’\n---\n\nDon’t forget → [[practices/nope]]"
        " 日本.\n",
    )
    done = shell(site, "$HUB check", PYTHONIOENCODING=encoding)
    text = done.stdout.decode(encoding)
    assert done.returncode == 1, done.stderr
    assert "unknown-field" in text
    assert "broken-reference" in text
    assert "2 errors in 1 file" in text


def test_letters_that_a_terminal_has_not_are_shown_by_the_nearest(site: SmallSite) -> None:
    site.write(
        "content/guides/odd.md",
        "---\ntitle: Odd\nstatus: draft\n---\n\nDon’t forget “ñ” → [[practices/nope]].\n",
    )
    done = shell(site, "$HUB check", PYTHONIOENCODING="latin-1")
    assert """Don't forget "ñ" -> [[practices/nope]].""" in done.stdout.decode("latin-1")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_json_stays_json_in_every_encoding(encoding: str, site: SmallSite) -> None:
    site.write(
        "content/guides/odd.md", "---\ntitle: Odd “ñandú” 🙂\nstatus: draft\n---\n\nWords.\n"
    )
    for words in (
        "show guides/odd --json",
        "list guides --json",
        "check --format json",
        "check --format sarif",
    ):
        json.loads(shell(site, f"$HUB {words}", PYTHONIOENCODING=encoding).stdout)
    assert "Odd “ñandú” 🙂" in json.dumps(
        json.loads(shell(site, "$HUB show guides/odd --json", PYTHONIOENCODING=encoding).stdout),
        ensure_ascii=False,
    )


@pytest.mark.parametrize(
    "environment",
    some(
        [
            {"LC_ALL": "C"},
            {"LC_ALL": "en_US.ISO-8859-1"},
            {"HOME": "", "XDG_CACHE_HOME": ""},
            {"HOME": "/nonexistent", "XDG_CACHE_HOME": ""},
            {"XDG_CACHE_HOME": "/proc/nowhere"},
            {"XDG_CACHE_HOME": "relative"},
            {"TMPDIR": "/nonexistent"},
            {"TERM": "dumb", "COLUMNS": "0"},
            {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
        ],
        {"LC_ALL": "C"},
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": ""},
    ),
    ids=str,
)
def test_an_odd_machine_builds_the_same(environment: dict[str, str], published: SmallSite) -> None:
    before = {name: data for name, (_, data) in tree(published.root / "site").items()}
    environment = {"SOURCE_DATE_EPOCH": "1714521600", **environment}
    assert hub(published, "build", **environment)[0] == 0
    assert {name: data for name, (_, data) in tree(published.root / "site").items()} == before
    assert not (published.root / "relative").exists()


def test_a_folder_that_was_removed_is_told(site: SmallSite) -> None:
    (site.root / "gone").mkdir()
    done = shell(
        site,
        "cd gone && rmdir ../gone && $HUB check; echo $?",
        PYTHONPATH=str(Path(build.__file__).parents[1]),
    )
    assert done.stdout == b"2\n"
    assert b"error[no-project]" in done.stderr


@pytest.mark.parametrize(
    "name",
    some(
        [
            "a project with spaces",
            "proyecto ñandú",
            "line\nbreak",
            "-dash",
            "quote'\"s",
            "perc%20ent",
            "日本",
            "a#b?c",
        ],
        "line\nbreak",
    ),
)
def test_a_project_may_stand_in_any_folder(name: str, published: SmallSite, tmp_path: Path) -> None:
    root = tmp_path / "elsewhere" / name
    shutil.copytree(published.root, root)
    for words in (
        ("check",),
        ("build",),
        ("doctor",),
        ("playbook", "--format", "cite", "--output", "out"),
        ("links", "check"),
        ("new", "guides", "A new one"),
    ):
        code, output = hub(SmallSite(root), *words)
        assert code == 0 or words[0] == "doctor", output
    assert tree(root / "site").keys() == tree(published.root / "site").keys()


@pytest.mark.parametrize(
    "content", ["nowhere", "mkdocs.yml", "content/nowhere", "/nowhere", TOO_LONG, "site/index.html"]
)
def test_a_content_folder_that_is_none_ends_with_two(content: str, published: SmallSite) -> None:
    for words in (
        ("check",),
        ("build",),
        ("links", "check"),
        ("playbook", "--format", "cite", "--output", "out"),
    ):
        code, output = (
            hub(published, words[0], "--content", content, *words[1:])
            if words[0] != "links"
            else hub(published, *words, "--content", content)
        )
        assert code == 2, output


# What may not be read


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize(
    "folder", ["practices", "images", "vocabulary", "case-studies", "agencies", "terms", ""]
)
def test_a_folder_that_may_not_be_read_is_one_problem(
    folder: str, mode: int, site: SmallSite
) -> None:
    place = site.root / "content" / folder
    place.chmod(mode)
    code, output = hub(site, "check", before=as_anybody)
    place.chmod(0o755)
    assert code == 1, output
    assert "1 error in 1 file." in output
    assert "not-readable" in output


@pytest.mark.parametrize("file", ["vocabulary/status.yml", "practices/sample.md", "images/ok.png"])
def test_a_file_that_may_not_be_read_is_one_problem(file: str, site: SmallSite) -> None:
    place = site.root / "content" / file
    place.chmod(0)
    code, output = hub(site, "check", before=as_anybody)
    assert code == 1, output
    assert output.count("error[") == 1


@pytest.mark.parametrize("mode", [0o000, 0o444])
@pytest.mark.parametrize("place", ["docs", "overrides", "overrides/partials", "editions"])
def test_a_folder_of_the_project_that_may_not_be_read_stops_the_build(
    place: str, mode: int, published: SmallSite
) -> None:
    (published.root / place).mkdir(parents=True, exist_ok=True)
    before = tree(published.root / "site")
    (published.root / place / "kept").mkdir()
    (published.root / place).chmod(mode)
    code, output = hub(published, "build", before=as_anybody)
    (published.root / place).chmod(0o755)
    assert code == 3, output
    assert "not-readable" in output
    assert tree(published.root / "site") == before


def test_a_lock_in_a_folder_of_somebody_else_is_told(published: SmallSite, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir(mode=0o555)
    code, output = hub(
        published, "build", "--site-dir", str(tmp_path / "theirs/site"), before=as_anybody
    )
    assert code == 2, output
    assert "You may not write there." in output


# JSON that lies on a disk

HOSTILE = {
    "deep": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "long number": b'{"schema": ' + b"9" * 5000 + b"}",
    "not text": b"\xff\xfe\x00",
    "cut off": b'{"files": {',
    "a list": b"[]",
    "null": b"null",
    "a number": b"7",
    "wrong types": b'{"files": [1], "playbook": {}, "edition": []}',
    "files of numbers": b'{"files": {"a": 1}, "playbook": "course", "edition": "2026.1"}',
    "twice": b'{"files": {}, "files": {}, "playbook": "course", "edition": "2026.1"}',
    "not a number": b'{"files": NaN}',
    "empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_edition_with_a_hostile_manifest_is_refused(name: str, published: SmallSite) -> None:
    before = tree(published.root / "site")
    folder = published.root / "editions/2026.1"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_bytes(HOSTILE[name])
    code, output = hub(published, "build")
    assert code == 5, output
    assert "error[edition-changed]" in output
    assert tree(published.root / "site") == before


@pytest.mark.parametrize("name", some(HOSTILE, "deep", "wrong types"))
def test_a_published_ledger_that_is_hostile_is_as_none(name: str, published: SmallSite) -> None:
    (published.root / "site/permalinks.json").write_bytes(HOSTILE[name])
    assert hub(published, "build")[0] == 0


@pytest.mark.parametrize("name", some(HOSTILE, "deep", "wrong types"))
def test_a_search_index_that_is_hostile_is_told(name: str, published: SmallSite) -> None:
    import gzip

    (published.root / "site/search/en/manifest.bin").write_bytes(gzip.compress(HOSTILE[name]))
    code, output = hub(published, "search", "journey", "--site-dir", "site")
    assert code == 2, output
    assert "error[no-search-index]" in output


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in HOSTILE
        if name not in ("a list", "null", "a number", "wrong types", "files of numbers")
    ],
)
def test_what_is_no_json_is_one_error(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_json(HOSTILE[name])


def test_what_is_json_is_read() -> None:
    assert read_json('{"a": [1, 2.5, "ñ", null, true]}'.encode()) == {
        "a": [1, 2.5, "ñ", None, True]
    }


# Numbers and days


@pytest.mark.parametrize(
    "digits",
    [
        "9" * 5000,
        "9" * 61,
        "1" * 100 + "." + "5" * 100,
        "1," + "000," * 1500 + "000",
        "-" + "8" * 5000,
    ],
)
@pytest.mark.parametrize("field", ["minutes: {}", "number: {}", "value: {}"])
def test_a_number_of_thousands_of_digits_is_not_repeated(
    digits: str, field: str, site: SmallSite
) -> None:
    measure = (
        (site.root / "content/measures/sample-measure.yml").read_text(encoding="utf-8")
        if (site.root / "content/measures/sample-measure.yml").is_file()
        else ""
    )
    site.write(
        "content/measures/odd.yml",
        measure.replace("title:", "title: Odd\n#", 1) + field.format(digits) + "\n",
    )
    code, output = run(site.root, "check")
    assert code == 1
    assert digits[:60] not in "\n".join(
        line for line in output.splitlines() if line.startswith("  Write")
    )
    assert "Traceback" not in output


def test_no_advice_is_a_number_that_would_be_refused(site: SmallSite) -> None:
    from hub.kinds.meant import dates_meant, number_meant

    assert number_meant("9" * 5000) is None
    assert dates_meant("1" * 5000) == []
    assert number_meant("1,200") == "1200"
    assert dates_meant("10 March 2025") == ["2025-03-10"]


@pytest.mark.parametrize(("day", "code"), [("2026-11-30", 0), ("2026-12-01", 0), ("2026-12-02", 1)])
def test_today_is_what_any_place_on_earth_calls_so(day: str, code: int, site: SmallSite) -> None:
    guide = (site.root / "content/guides/sample-guide.md").read_text(encoding="utf-8")
    site.write(
        "content/guides/sample-guide.md",
        "\n".join(
            f"added: {day}" if line.startswith("added:") else line for line in guide.split("\n")
        ),
    )
    # 30 November 2026, 22:00 UTC: 8:00 the next day in Guam
    output = hub(site, "check", SOURCE_DATE_EPOCH="1796076000", TZ="Pacific/Guam")
    assert output[0] == code, output[1]


def test_a_morning_before_ten_in_utc_has_no_later_day_anywhere(site: SmallSite) -> None:
    code, output = hub(
        site.write(
            "content/guides/new.md",
            "---\ntitle: New\nstatus: draft\nadded: 2026-12-02\n---\n\nWords.\n",
        ),
        "check",
        SOURCE_DATE_EPOCH="1796119140",
    )
    assert code == 1, output  # 1 December, 9:59 UTC
    assert "in the future" in output
    # two minutes later it is 2 December in Kiribati
    assert hub(site, "check", SOURCE_DATE_EPOCH="1796119260")[0] == 0


# Lists and folders that are not there, or lead elsewhere


@pytest.mark.parametrize("name", ["status", "owners", "pillar"])
def test_a_list_without_a_file_is_one_problem(name: str, site: SmallSite) -> None:
    (site.root / f"content/vocabulary/{name}.yml").rename(
        site.root / f"content/vocabulary/{name}x.yml"
    )
    assert site.problems() == [
        f"content/vocabulary/{name}.yml missing-list",
        f"content/vocabulary/{name}x.yml unknown-list",
    ]
    assert f"vocabulary/{name}x.yml, under the name" in str(site.check().report.problems)


def test_no_lists_at_all_are_told_by_their_names(site: SmallSite) -> None:
    shutil.rmtree(site.root / "content/vocabulary")
    assert {problem.partition(" ")[2] for problem in site.problems()} == {"missing-list"}


@pytest.mark.parametrize(
    "folder", ["guides", "vocabulary", "practices", "agencies", "images", "terms"]
)
def test_a_folder_that_is_a_link_is_one_problem(folder: str, site: SmallSite) -> None:
    place = site.root / "content" / folder
    place.rename(site.root / "elsewhere")
    place.symlink_to(site.root / "elsewhere")
    assert site.problems() == [f"content/{folder} symlink"]


def test_a_link_beside_the_content_hides_no_mistake_in_it(site: SmallSite) -> None:
    (site.root / "practices").mkdir()
    (site.root / "docs").mkdir(exist_ok=True)
    (site.root / "docs/practices").symlink_to(site.root / "practices")
    site.write(
        "content/guides/extra.md",
        "---\ntitle: Extra\nstatus: draft\n---\n\nSee [[practices/not-there]].\n",
    )
    assert [problem.partition(" ")[2] for problem in site.problems()] == [
        "broken-reference",
        "symlink",
    ]


# The ledger

PLACES = [
    *(
        "index.html/",
        "search/index.html/",
        "404.html/",
        "feed.xml/",
        "robots.txt/",
        "hub-manifest.json/",
        f"{TOO_LONG}/",
        "CON/",
        "practices/nul/",
        "assets/",
    ),
    *(
        "go/",
        "go/practices.sample/",
        "assets/hub.js/",
        "practices/sample.md/",
        "a/./b/",
        "_redirects.d/",
    ),
]


@pytest.mark.parametrize("place", PLACES)
def test_a_line_of_the_ledger_whose_place_is_none_of_a_page_is_told(
    place: str, site: SmallSite
) -> None:
    site.write("permalinks.yml", f'# Ids.\npractices.x: {{at: "{place}", since: "2024.1"}}\n')
    assert site.problems() == ["permalinks.yml:2:1 bad-ledger"]
    code, output = run(site.root, "check")
    assert code == 1
    assert place[:40] in output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<<<<<<< HEAD\n", "1:1 bad-ledger"),
        ("practices: x\n", "1:1 bad-ledger"),
        (
            'a.b: {at: "a/b/", since: "1"}\na.b: {at: "a/b/", since: "1"}\n',
            "2:1 permalink-duplicate",
        ),
        (
            'practices.other: {at: "practices/sample/", since: "1", gone: "Over."}\n',
            "1:1 bad-ledger",
        ),
    ],
)
def test_a_spoiled_ledger_does_not_pass_the_check(text: str, told: str, site: SmallSite) -> None:
    assert site.write("permalinks.yml", text).problems() == [f"permalinks.yml:{told}"]


def test_a_ledger_that_is_no_text_does_not_pass_the_check(site: SmallSite) -> None:
    (site.root / "permalinks.yml").write_bytes(b"\xff\xfe\x00\x01")
    assert site.problems() == ["permalinks.yml bad-ledger"]


def test_a_page_that_was_withdrawn_and_stands_again_does_not_pass_the_check(
    site: SmallSite,
) -> None:
    site.write(
        "permalinks.yml", 'practices.sample: {at: "practices/sample/", since: "1", gone: "Over."}\n'
    )
    code, output = run(site.root, "check")
    assert code == 1
    assert "permalinks.yml:1:1: error[permalink-reused]" in output


def test_an_honest_ledger_passes_the_check(site: SmallSite) -> None:
    lines = [
        'home: {at: "", since: "2024.1"}',
        'home.start: {at: "#start", since: "2024.1"}',
        'news.old: {at: "news/old/", since: "2024.1", gone: "Es ist \\"over\\", mañana."}',
        'playbooks.cx.since.2026.1: {at: "playbooks/cx/since/2026.1/", since: "2024.1", to: home}',
        (
            'practices.old-one.a--b: {at: "practices/old-one/#a--b", since: "2024.1", to:'
            ' practices.sample, why: "Merged."}'
        ),
        'practices.sample: {at: "practices/sample/", since: "2024.1"}',
        'es.go: {at: "es/go/", since: "2024.1", gone: "Over."}',
    ]
    site.write("permalinks.yml", "\n".join(lines) + "\n")
    assert run(site.root, "check")[0] == 0


# What a command says


def test_an_entry_that_is_nowhere_ends_as_a_file_that_is_nowhere_does(site: SmallSite) -> None:
    assert [
        run(site.root, *words)[0]
        for words in (("show", "nope"), ("check", "nope"), ("show", "practices/sample"))
    ] == [2, 2, 0]


@pytest.mark.parametrize("named", ["content", "nowhere"])
def test_a_search_in_what_is_no_site_ends_with_two(named: str, site: SmallSite) -> None:
    code, output = run(site.root, "search", "journey", "--site-dir", str(site.root / named))
    assert (code, "error[no-search-index]" in output) == (2, True)


@pytest.mark.parametrize("typed", ["99999999999", "9" * 30])
def test_a_clock_far_ahead_is_told_as_that(
    typed: str, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", typed)
    code, output = run(site.root, "check")
    assert (code, "too far in the future" in output) == (2, True)


def test_a_clock_that_makes_every_day_the_future_is_named_once(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    output = run(site.root, "check")[1]
    assert output.count("is in the future") > 3
    assert output.count("unset SOURCE_DATE_EPOCH") == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://a.gov/my site/", "https://a.gov/my%20site/"),
        ("https://a .gov/", ""),
        ("https://a.gov/x y z", "https://a.gov/x%20y%20z/"),
        ("https://a.gov /x", ""),
    ],
)
def test_a_space_in_the_address_of_the_site_is_written_or_left(
    typed: str, meant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUB_SITE_URL", typed)
    with pytest.raises(HubError) as refused:
        site_address(typed)
    assert refused.value.fix.startswith(
        f"Write {meant} into" if meant else "Write the whole address"
    )


def test_one_problem_is_one(site: SmallSite) -> None:
    site.write("content/guides/extra.md", "---\ntitle: \u3164\nstatus: draft\n---\n\nWords.\n")
    assert site.problems() == ["content/guides/extra.md:2:8 forbidden-character"]
    assert "\n1 problem.\n" in run(site.root, "check", "--format", "markdown")[1]


@pytest.mark.parametrize("branch", ["-x", "--upload-pack=x", "a b", "a;b", "$(x)"])
def test_a_branch_that_is_no_name_is_not_put_into_a_command(branch: str, site: SmallSite) -> None:
    subprocess.run(["git", "init", "--quiet", str(site.root)], check=True)
    for call in (lambda: base_branch(site.root, branch), lambda: text_at(site.root, branch, "x")):
        with pytest.raises(HubError) as refused:
            call()
        assert branch not in refused.value.fix
    with pytest.raises(HubError, match="release/2") as refused:
        base_branch(site.root, "release/2")
    assert refused.value.fix == "git fetch origin release/2"


# Feedback


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://cx.agency.gov/hub/practices/sample/", "practices.sample"),
        ("https://www.cx.agency.gov/hub/go/practices.sample/", "practices.sample"),
        ("http://localhost:8000/practices/sample/", "practices.sample"),
        ("practices/sample/", "practices.sample"),
        ("https://other.example.com/practices/sample/", ""),
        ("https://cx.agency.gov.example.com/go/practices.sample/", ""),
    ],
)
def test_a_page_of_another_host_is_none_of_this_hub(address: str, page: str) -> None:
    report = Report()
    said = Said(Place("x.csv", 2), "row-1", "It is good.", "2024-05-01", None, address)
    points = points_from(
        [said],
        {"practices.sample": "Sample"},
        Ledger(),
        report,
        site_url="https://cx.agency.gov/hub/",
    )
    assert [point.page for point in points] == ([page] if page else [])
    assert [problem.code for problem in report.problems] == (
        [] if page else ["feedback-without-page"]
    )


def test_two_mails_of_one_name_with_other_words_are_two() -> None:
    mail = (
        "From a@b.gov Mon Jan  1 10:00:00 2024\nFrom: a@b.gov\nMessage-ID: <1@b.gov>\nDate: Mon, 1"
        " Jan 2024 10:00:00 +0000\n\n{}\n\n"
    )
    names = [
        said.id
        for said in messages_in(
            "x.mbox", "".join(map(mail.format, ("One.", "Two.", "One."))).encode(), Report()
        )
    ]
    assert names[0] == names[2] != names[1]


def test_a_row_is_told_which_column_is_empty_and_a_day_to_come(site: SmallSite) -> None:
    site.write(
        "said.csv",
        "on,page,text\n2999-01-01,practices/sample/,Good.\n2024-05-01,,Better.\n2024-05-01,practices/sample/,\n2024-05-02,practices/sample/,Best.\n",
    )
    code, output = run(site.root, "import", "feedback", str(site.root / "said.csv"))
    assert code == 0, output
    assert output.count("in the future") == 1
    assert "in the column page" in output
    assert "in the column text" in output
    assert "2 added" in output
