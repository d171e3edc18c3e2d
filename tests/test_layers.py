"""The shape of the house: what may import what, who prints, who makes markup, how long a module may
be."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HUB = Path(__file__).parents[1] / "hub"
MODULES = sorted(HUB.rglob("*.py"))
STAGES = ("load", "validate", "link", "compose", "render", "audit", "publish")
ONLY_IN = {
    "mkdocs": r"plugin|mkdocsrun",
    "material": r"plugin|mkdocsrun",
    # content; and the settings of the project, which it trusts
    "yaml": r"reading\.yaml\.(text|nodereader)|project\.quicksettings",
    "markdown_it": r"prose\.(markdown|runs|blockslips)",
    "mdit_py_plugins": r"prose\.markdown",
    "babel": r"prose\.languages",
    "whoosh": r"search(\..*)?",
    "typst": r"compose\.playbook\.typstrun",
    "pydantic": r"kinds\..*|compose\.drawing\.data|editing\..*",
    "pydantic_core": r"kinds\.(fields|idfields|days|schema)",
    "rich": r"cli\.progress",
    "click": r"cli\..*",
}
# From the top down. A module imports from floors below its own, and from its own room; rooms on one
# floor do not know each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("plugin",),
    ("mkdocsrun",),
    ("build", "editing"),
    STAGES,
    ("compose.pages", "compose.wayfinding", "compose.toolkit", "compose.api"),
    ("compose.playbook",),
    ("compose.diagrams",),
    ("compose.drawing",),
    ("checks", "feedback"),
    ("permalinks",),
    ("model",),
    ("search",),
    ("kinds", "pages"),
    ("prose",),
    ("reading",),
    ("project", "report", "theme"),
    ("alphabet", "folders", "problems"),
    ("limits",),
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def name_of(path: Path) -> str:
    """`compose.entries` for hub/compose/pages/entries.py, `compose` for its __init__."""
    return ".".join(path.relative_to(HUB).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports when it runs, at the top or inside a function."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found.update(_meant(node.module or "", alias.name) for alias in node.names)
    return found


def _meant(module: str, name: str) -> str:
    """`hub.compose.data` for `from hub.compose import data`, and `hub.link` for `from hub.link
    import link`."""
    inner = HUB.parent / module.replace(".", "/") / name
    is_module = module.split(".", maxsplit=1)[0] == "hub" and (
        inner.with_suffix(".py").is_file() or inner.is_dir()
    )
    return f"{module}.{name}" if is_module else module


def calls_of(path: Path) -> set[str]:
    """The names of everything a file calls: `print`, `click.echo`, `Markup`."""
    return {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }


def room_of(name: str) -> str:
    """The room that a module stands in: `compose.api` for compose.api.tables, `compose` for
    compose.site."""
    parts = name.split(".")
    return next((room for room in (".".join(parts[:2]), parts[0]) if room in ROOMS), "")


OTHERS = {"iter", "zip", "partial"}  # names of ours that the standard library or lxml has, too


MOST_LINES = 300  # of a module; above, it is two ideas
MOST_LINES_OF_A_FUNCTION = 60  # one screen

every_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


@every_module
def test_a_library_is_known_to_its_own_module_only(path: Path) -> None:
    name = name_of(path)
    for imported in imports_of(path):
        allowed = ONLY_IN.get(imported.split(".")[0])
        assert allowed is None or re.fullmatch(allowed, name), f"hub/{name} may not know {imported}"


def test_every_room_has_a_floor() -> None:
    assert {
        name for name in map(name_of, MODULES) if name not in ("", "__init__") and not room_of(name)
    } == set()


@every_module
def test_imports_go_down_only(path: Path) -> None:
    own = room_of(name_of(path))
    for imported in sorted(imports_of(path)):
        room = room_of(imported.removeprefix("hub.")) if imported.startswith("hub.") else own
        if room and own and room != own:
            assert ROOMS[room] > ROOMS[own], (
                f"{name_of(path)} may not know {imported}: {room} does not stand below {own}"
            )


@every_module
def test_a_stage_never_imports_another(path: Path) -> None:
    own = name_of(path).split(".")[0]
    if own in STAGES:
        imported = {name.split(".")[1] for name in imports_of(path) if name.startswith("hub.")}
        assert imported & set(STAGES) <= {own}


def test_no_two_modules_import_each_other() -> None:
    from hub.checks.rings import find_ring

    known = {name_of(path) for path in MODULES}
    edges = {
        name_of(path): sorted(
            {imported.removeprefix("hub.") for imported in imports_of(path)}
            & known - {name_of(path)}
        )
        for path in MODULES
    }
    assert find_ring(edges) == []


@every_module
def test_nothing_that_runs_when_it_is_read_is_read(path: Path) -> None:
    runs = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "dbm"}
    assert {name.split(".")[0] for name in imports_of(path)} & runs == set()


@every_module
def test_only_the_command_line_prints(path: Path) -> None:
    if not name_of(path).startswith("cli"):
        printed = {
            call
            for call in calls_of(path)
            if call in ("print", "click.echo", "sys.stdout.write", "sys.stderr.write")
        }
        assert not printed


@every_module
def test_markup_is_made_in_three_places_only(path: Path) -> None:
    if name_of(path) not in ("prose.text", "compose.dress", "compose.drawing.drawing"):
        assert not {call for call in calls_of(path) if call.split(".")[-1] == "Markup"}
        assert "|safe" not in path.read_text(encoding="utf-8").replace(" ", "")


@every_module
def test_a_module_fits_a_few_pages(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


@every_module
def test_a_function_fits_one_screen(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    lines = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name for name, many in lines.items() if many > MOST_LINES_OF_A_FUNCTION} == set()


@every_module
def test_a_module_is_named_after_its_idea(path: Path) -> None:
    assert path.stem not in ("utils", "helpers", "common", "base", "manager", "handler", "misc")


@every_module
def test_a_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


# Where a module is imported inside a function, and why it is worth that. Commands come through one
# door, `hub.cli.commands`; what a command's module needs stands at its top.
LATE = {
    "build": "each stage where it is called: a check loads no templates",
    "cli.project": "MkDocs, which takes a third of a second and is seldom asked",
    "cli.progress": "the bar of a terminal: a tenth of a second",
    "compose.drawing.drawing": "jinja2: a check draws nothing",
    "compose.playbook.outputs": "one format of a book does not need what another one does",
    "load": "the rules of pictures: many hubs have none",
    "prose.languagemarks": "the names of languages: few entries mark one",
    "reading.yaml.reader": "mending: few files need it",
}


def _imports_late(path: Path) -> bool:
    return any(
        isinstance(inner, ast.Import | ast.ImportFrom)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    )


def test_modules_are_imported_at_the_top_but_where_it_is_worth_more() -> None:
    assert {name_of(path) for path in MODULES if _imports_late(path)} == set(LATE)


# Who reads and writes files, besides the reader of content and the publisher, and what for.
DOORS = {
    "reading.filetext": "content/",
    "publish": "the site, the times of its files, and the zip made of it",
    "audit": "what is about to be published",
    "plugin": "what MkDocs itself wrote",
    "theme": "the theme and its scripts",
    "cli.editing": "the schemas and owners that `hub schema --write` renews",
    "cli.endings": "something in the place of a stream that was closed",
    "cli.search": "the published index",
    "editing": "new entries, schemas for editors' tools",
    "project.docs": "the titles of docs/",
    "project.files": "the files of a project beside its content",
    "project.quicksettings": "mkdocs.yml",
    "search": "the index, and what is kept of it",
    "feedback.queuefile": "the owners' queue",
    "permalinks.projectledger": "the ledger",
    "permalinks.headingids": "ids written into entries",
    "compose.api.revisions": "the calendar that is published now",
    "compose.playbook.outputs": "books that are kept",
    "compose.playbook.editions": "frozen editions",
    "compose.playbook.pdf": "what typst sets",
    "compose.playbook.typstrun": "what typst sets",
    "compose.playbook.typstwords": "the measures of fonts",
}


def _opens_files(path: Path) -> bool:
    ends = (".read_text", ".read_bytes", ".write_text", ".write_bytes")
    return any(call in ("open", "os.open") or call.endswith(ends) for call in calls_of(path))


def _is_behind(door: str, name: str) -> bool:
    return name == door or name.startswith(f"{door}.")


@every_module
def test_only_the_reader_opens_content_and_only_the_publisher_writes(path: Path) -> None:
    if not any(_is_behind(door, name_of(path)) for door in DOORS):
        assert not _opens_files(path)


def test_every_door_is_a_door() -> None:
    using = [name_of(path) for path in MODULES if _opens_files(path)]
    assert [door for door in DOORS if not any(_is_behind(door, name) for name in using)] == []


def _ours() -> set[str]:
    """Functions, methods and classes of the hub that take a fixed number of arguments."""
    nodes = [
        node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    named = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    named |= {node.name for node in functions}
    return named - {node.name for node in functions if node.args.vararg} - OTHERS


def test_a_call_of_ours_says_the_names_of_all_but_three_arguments() -> None:
    ours = _ours()
    calls = [
        (path, node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    long = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in calls
        if len(node.args) > 3 and ast.unparse(node.func).split(".")[-1] in ours
    ]
    assert long == []
