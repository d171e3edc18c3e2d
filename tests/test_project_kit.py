"""The start-up script, the locks, the GitHub kit and the papers say what is true."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub.build import Result
from hub.cli.commands import COMMANDS
from hub.editing.jsonschema import SETTINGS, editor_settings, schema_files
from hub.folders import COLLECTIONS

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
PACKAGE = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def workflow(path: Path) -> dict[str, Any]:
    # else "on" becomes true
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def versions(lock: str) -> dict[str, str]:
    return {name: version for name, version, _ in PACKAGE.findall(read(lock))}


def hub_sh(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "hub.sh", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_every_command_in_the_papers_exists(paper: str) -> None:
    named = set(re.findall(r"(?:`|^    |&& |/ )hub ([a-z]+)", read(paper), re.MULTILINE))

    assert named
    assert named <= set(COMMANDS)


def test_the_readme_begins_with_the_two_commands() -> None:
    assert re.findall(r"^    (\S+ \S+)", read("README.md"), re.MULTILINE)[:2] == [
        "./hub.sh site",
        "./hub.sh test",
    ]


def test_contributing_begins_with_five_minutes() -> None:
    assert (
        re.findall(r"^## (.+)", read("CONTRIBUTING.md"), re.MULTILINE)[0]
        == "Edit a practice in five minutes"
    )


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_papers_link_to_files_that_exist(paper: Path, shipped: Result) -> None:
    """Pages that are read on the site lead to what the hub makes, too."""
    assert shipped.site is not None
    made = (
        {f"{page.address}index.md" for page in shipped.site.pages}
        | shipped.site.file_addresses
        | {"llms.txt"}
        if paper.name in ("for-machines.md", "feature-table.md", "for-trainers.md")
        else frozenset()
    )
    prose = re.sub(
        r"^ {4}.*$|^```[\s\S]*?^```$", "", paper.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", prose)

    assert [link for link in links if link not in made and not (paper.parent / link).exists()] == []


def test_the_page_for_trainers_links_the_pages_and_feeds_that_it_names() -> None:
    text = read("docs/for-trainers.md")

    assert {
        "playbooks/cx/since/2026.1/index.md",
        "playbooks/cx/since/feed.xml",
        "editions/index.md",
        "courses/index.md",
    } <= set(re.findall(r"\]\(([^)]+)\)", text))
    assert re.findall(r"`/(?:playbooks|editions|courses)/[^`]*`", text) == []


def test_a_wrong_task_is_a_wrong_command_line() -> None:
    for words in ((), ("tset",), ("test", "--quick")):
        answer = hub_sh(*words)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "./hub.sh site" in answer.stderr


def test_continuous_integration_runs_the_test_command() -> None:
    assert [line for line in read(".ci/run").splitlines() if "hub" in line] == [
        "exec ./hub.sh test"
    ]
    assert all(os.access(ROOT / script, os.X_OK) for script in ("hub.sh", ".ci/run"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_hash(lock: str) -> None:
    rest = PACKAGE.sub("", read(lock))

    assert "setuptools" in versions(lock)
    assert {line for line in rest.splitlines() if line and not line.startswith("#")} == {
        "--only-binary :all:"
    }


def test_the_lock_of_the_tests_holds_every_line_of_the_other() -> None:
    assert versions("requirements.lock").items() <= versions("requirements-dev.lock").items()


@pytest.mark.parametrize(
    "path",
    [
        *LOCKS,
        "tests/browser/package-lock.json",
        "tests/browser/package.json",
        "tests/proof/package-lock.json",
        "tests/proof/package.json",
    ],
)
def test_no_committed_file_says_where_packages_come_from(path: str) -> None:
    assert (
        re.findall(r"://|--(?:extra-)?index|find-links|trusted-host|\"resolved\"", read(path)) == []
    )


def test_browser_tools_are_locked() -> None:
    wanted = json.loads(read("tests/browser/package.json"))["dependencies"]
    packages = json.loads(read("tests/browser/package-lock.json"))["packages"]

    assert packages[""]["dependencies"] == wanted
    assert all(
        packages[f"node_modules/{name}"]["version"] == version for name, version in wanted.items()
    )
    assert all("integrity" in package for name, package in packages.items() if name)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]

    assert used
    assert [line for line in used if not PINNED.search(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_keep_no_credentials_and_stop_in_time(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")
    assert all("timeout-minutes" in job for job in workflow(path)["jobs"].values())


def test_a_pull_request_may_only_read() -> None:
    check = workflow(ROOT / ".github/workflows/check.yml")

    assert (
        list(check["on"]) == ["pull_request"]
        if isinstance(check["on"], dict)
        else check["on"] == "pull_request"
    )
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    assert not re.search(
        r"^\s*cache:|actions/cache", read(".github/workflows/check.yml"), re.MULTILINE
    )


def test_only_the_last_job_may_publish() -> None:
    publish = workflow(ROOT / ".github/workflows/publish.yml")

    assert publish["permissions"] in ("", "{}", {})
    assert {name: job["permissions"] for name, job in publish["jobs"].items()} == {
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_script_of_a_workflow_takes_words_from_a_pull_request(path: Path) -> None:
    scripts = [
        step["run"]
        for job in workflow(path)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]

    assert [script for script in scripts if "${{" in script] == []


def test_the_schemas_for_editors_are_up_to_date(shipped: Result) -> None:
    assert shipped.library is not None
    texts = schema_files(shipped.library.vocabulary)

    assert [str(path) for path, text in texts.items() if read(str(path)) != text] == []


def test_the_editor_checks_each_collection_against_its_schema() -> None:
    assert editor_settings(ROOT / SETTINGS) == read(str(SETTINGS))
    assert json.loads(read(str(SETTINGS)))["yaml.schemas"] == {
        f"./.vscode/schemas/{name}.json": f"content/{name}/*.yml" for name in COLLECTIONS
    }
