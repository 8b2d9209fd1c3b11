"""The shape of the code: rooms, sizes, imports."""

import ast
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ROOMS = ("tracker", "config", "tests")
MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 50
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "core", "services"}
FILES = [
    path
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
    if "migrations" not in path.parts
]
SHIPPED = [path for path in FILES if path.relative_to(ROOT).parts[0] != "tests"]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(path: Path) -> str:
    """The path as a reader knows it."""
    return str(path.relative_to(ROOT))


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions and methods of a file, also those inside others."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]


@pytest.mark.skipif(
    find_spec("importlinter") is None,
    reason="import-linter comes with the extra dev, so the contract was not checked.",
)
def test_rooms_import_downwards_only():
    command = "from importlinter.cli import lint_imports_command as lint; lint()"

    linted = subprocess.run(  # noqa: S603  nothing of it comes from outside
        [sys.executable, "-c", command, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout


def test_no_file_has_a_name_that_says_nothing():
    names = {name for path in FILES for name in (path.stem, path.parent.name)}

    assert names & NAMES_THAT_SAY_NOTHING == set()


def test_files_are_short():
    long = [
        name_of(path)
        for path in SHIPPED
        if path.read_text(encoding="utf-8").count("\n") > MOST_LINES_OF_A_FILE
    ]

    assert long == []


def test_functions_are_short():
    long = [
        f"{name_of(path)}: {node.name}"
        for path in SHIPPED
        for node in functions_of(path)
        if node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]

    assert long == []


def test_imports_stand_at_the_top():
    inline = [
        f"{name_of(path)}: {function.name}"
        for path in SHIPPED
        for function in functions_of(path)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]

    assert inline == []


def test_files_begin_with_what_they_are():
    silent = [
        name_of(path)
        for path in SHIPPED
        if path.stat().st_size
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_map_names_every_room():
    said = (ROOT / "tracker" / "__init__.py").read_text(encoding="utf-8")
    rooms = [
        path.stem
        for path in sorted((ROOT / "tracker").iterdir())
        if (path / "__init__.py").exists() or path.suffix == ".py"
    ]
    not_rooms = {"__init__", "apps", "migrations"}

    assert [room for room in rooms if room not in said and room not in not_rooms] == []
