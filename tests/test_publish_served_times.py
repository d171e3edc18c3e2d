"""A new version is never taken for the old one: by rsync, nginx and Apache as Debian ships them,
and by Python's own server."""

from __future__ import annotations

import http.client
import os
import re
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from smallsite import ROOT, SmallSite, command, finish

pytestmark = pytest.mark.proof

GUIDE = (
    "---\ntitle: Callbacks\nsummary: How soon we call back.\nstatus: published\nowner:"
    " cx-team\nadded: 2024-05-01\nkind: explainer\n---\n\nWe call within {} days.\n"
)
PAGE = "guides/callbacks/index.html"
LATER, EARLIER = "1795564800", "1714521600"
APACHE_MODULES = Path("/usr/lib/apache2/modules")
SHIPPED = re.search(
    r"rsync .* site/ host:\S+", (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
)
COMMANDS = {
    "as the workflow says": SHIPPED[0] if SHIPPED else "",
    "plainly": "rsync -a --delete site/ host:/srv/",
}


@dataclass(frozen=True)
class Versions:
    """Two builds of one hub, the second with another word of the same length."""

    old: Path
    new: Path

    @property
    def changed(self) -> list[str]:
        """The files whose size is the same and whose bytes are not."""
        names = sorted(
            path.relative_to(self.new).as_posix()
            for path in self.new.rglob("*")
            if path.is_file() and (self.old / path.relative_to(self.new)).is_file()
        )
        both = {
            name: ((self.old / name).read_bytes(), (self.new / name).read_bytes()) for name in names
        }
        return [name for name, (old, new) in both.items() if len(old) == len(new) and old != new]


def lacking(what: str) -> None:
    """Skip with the reason; where CI is set, a tool that is missing is a failure, or nobody would
    notice."""
    reason = f"The proof of published times needs {what}."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def build(site: SmallSite, word: str, epoch: str | None = None, folder: str = "site") -> Path:
    site.write("content/guides/callbacks.md", GUIDE.format(word))
    code, output = finish(command(site, "build", "--site-dir", folder, SOURCE_DATE_EPOCH=epoch))
    assert code == 0, output
    return site.root / folder


def in_the_same_folder(site: SmallSite) -> Versions:
    old = shutil.copytree(build(site, "five"), site.root / "old")
    return Versions(old, build(site, "nine"))


def on_another_machine(site: SmallSite) -> Versions:
    return Versions(build(site, "five"), build(site, "nine", folder="fresh"))


def with_an_earlier_source_date(site: SmallSite) -> Versions:
    old = shutil.copytree(build(site, "five", LATER), site.root / "old")
    return Versions(old, build(site, "nine", EARLIER))


def after_the_clock_was_put_back(site: SmallSite) -> Versions:
    site_folder = build(site, "five")
    for path in site_folder.rglob("*"):
        os.utime(path, (int(LATER) + 86400 * 365, int(LATER) + 86400 * 365))
    old = shutil.copytree(site_folder, site.root / "old")
    return Versions(old, build(site, "nine"))


WAYS = (
    in_the_same_folder,
    on_another_machine,
    with_an_earlier_source_date,
    after_the_clock_was_put_back,
)


@pytest.fixture(scope="module", params=WAYS, ids=[way.__name__.replace("_", " ") for way in WAYS])
def versions(
    request: pytest.FixtureRequest, built: SmallSite, tmp_path_factory: pytest.TempPathFactory
) -> Versions:
    site = SmallSite(tmp_path_factory.mktemp("versions") / "project")
    shutil.copytree(built.root, site.root)
    made: Versions = request.param(site)
    assert PAGE in made.changed
    return made


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that servers may read, which run as somebody else when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="hub-host-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def copied(typed: str, site: Path, host: Path) -> None:
    """Run a command for rsync as it was written, with these folders in the place of its own."""
    words = [
        {"site/": f"{site}/"}.get(word, f"{host}/" if word.startswith("host:") else word)
        for word in shlex.split(typed)
    ]
    subprocess.run(words, check=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("typed", COMMANDS.values(), ids=COMMANDS)
def test_rsync_brings_every_change(typed: str, versions: Versions, tmp_path: Path) -> None:
    if not shutil.which("rsync"):
        lacking("rsync (apt-get install rsync)")
    for version in (versions.old, versions.new):
        copied(typed, version, tmp_path / "host")

    assert contents(tmp_path / "host") == contents(versions.new)
    code, output = finish(
        command(
            SmallSite(versions.new.parent),
            "search",
            "call within nine days",
            "--site-dir",
            str(tmp_path / "host"),
        )
    )
    assert (code, "guides/callbacks" in output) == (0, True), output


def end(pid: Path) -> None:
    """End a server by the number that it wrote down, and wait until it is gone."""
    number = int(pid.read_text(encoding="utf-8"))
    handle = os.pidfd_open(number)
    os.kill(number, signal.SIGTERM)
    select.select([handle], [], [], 20)
    os.close(handle)


def nginx(host: Path, folder: Path, port: int) -> Callable[[], object]:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(program).is_file():
        lacking("nginx (apt-get install nginx-light)")
    config = f"""
        daemon on; master_process off; pid {folder}/pid; error_log {folder}/log;
        events {{ }}
        http {{ access_log off; server {{ listen 127.0.0.1:{port}; root {host}; }}
            client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5; }}
    """
    (folder / "nginx.conf").write_text(config, encoding="utf-8")
    subprocess.run([program, "-c", str(folder / "nginx.conf")], check=True, capture_output=True)
    return partial(end, folder / "pid")


def apache(host: Path, folder: Path, port: int) -> Callable[[], object]:
    program = shutil.which("apache2") or "/usr/sbin/apache2"
    if not Path(program).is_file():
        lacking("Apache (apt-get install apache2-bin)")
    lines = [
        f'ServerRoot "{folder}"',
        "ServerName 127.0.0.1",
        f"Listen 127.0.0.1:{port}",
        f"PidFile {folder}/pid",
        f"ErrorLog {folder}/log",
        f"DefaultRuntimeDir {folder}",
    ]
    lines += [
        f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so"
        for name in ("mpm_event", "authz_core", "dir")
    ]
    lines += ["User www-data", "Group www-data"] if os.geteuid() == 0 else []
    lines += [
        f'DocumentRoot "{host}"',
        f'<Directory "{host}">',
        "Require all granted",
        "</Directory>",
    ]
    (folder / "apache.conf").write_text("\n".join(lines), encoding="utf-8")
    subprocess.run(
        [program, "-f", str(folder / "apache.conf"), "-k", "start"], check=True, capture_output=True
    )
    return partial(end, folder / "pid")


def python(host: Path, folder: Path, port: int) -> Callable[[], object]:
    started = subprocess.Popen(
        [
            sys.executable,
            "-u",
            "-m",
            "http.server",
            "--bind",
            "127.0.0.1",
            "--directory",
            str(host),
            str(port),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert started.stdout is not None
    assert "Serving" in started.stdout.readline()

    def stop() -> None:
        started.terminate()
        started.communicate()

    return stop


@contextmanager
def server(
    start: Callable[[Path, Path, int], Callable[[], object]], host: Path, folder: Path
) -> Iterator[int]:
    """A server of the folder `host` on a port of this machine, for as long as the block runs. It
    returns when it listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder.mkdir()
    stop = start(host, folder, port)
    try:
        yield port
    finally:
        stop()


def fetch(port: int, name: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(
        "GET",
        f"/{name}",
        headers={name.replace("_", "-"): value for name, value in headers.items() if value},
    )
    answer = connection.getresponse()
    found = answer.status, answer.read(), {key.lower(): value for key, value in answer.getheaders()}
    connection.close()
    return found


@pytest.mark.parametrize("start", [nginx, apache, python], ids=["nginx", "Apache", "http.server"])
def test_whoever_has_the_old_page_is_given_the_new_one(
    start: Callable[[Path, Path, int], Callable[[], object]], versions: Versions, open_folder: Path
) -> None:
    host = open_folder / "host"
    if not shutil.which("rsync"):
        lacking("rsync (apt-get install rsync)")
    copied(COMMANDS["as the workflow says"], versions.old, host)
    with server(start, host, open_folder / "server") as port:
        old = {name: fetch(port, name) for name in versions.changed}
        asked = {
            name: {
                "If_None_Match": held.get("etag", ""),
                "If_Modified_Since": held["last-modified"],
            }
            for name, (_, _, held) in old.items()
        }
        # Apache says of a time that has not come that it is now, so then its ETags tell versions
        # apart and its times do not.
        tells_by_time = start is not apache or (versions.old / PAGE).stat().st_mtime < time.time()
        if tells_by_time:
            assert {fetch(port, name, **question)[0] for name, question in asked.items()} == {
                304
            }, "what did not change is not sent again"

        copied(COMMANDS["as the workflow says"], versions.new, host)

        for name, question in asked.items():
            new = (versions.new / name).read_bytes()
            assert fetch(port, name, **question)[:2] == (200, new), name
            for one, value in question.items() if tells_by_time else ():
                assert fetch(port, name, **{one: value})[:2] == (200, new), (name, one)
