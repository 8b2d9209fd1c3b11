"""Building the look and placing the font; the packages themselves are not fetched."""

from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from tracker.management.commands import build_assets

ICONS = Path(build_assets.ICONS)


@pytest.fixture
def app_dir(tmp_path, monkeypatch):
    """A copy of the app's folder with the sources of the assets only."""
    sources = tmp_path / "tracker" / "assets"
    sources.mkdir(parents=True)
    for name in build_assets.SOURCES:
        (sources / name).write_text("source")
    app = SimpleNamespace(path=tmp_path / "tracker")
    registry = SimpleNamespace(get_app_config=lambda label: app)
    monkeypatch.setattr(build_assets, "apps", registry)
    return tmp_path / "tracker"


@pytest.fixture
def steps(monkeypatch):
    """Programs that write down what they were asked and leave what they should."""
    taken = []

    def npm(args, *, cwd, **options):
        taken.append(("npm", args[0]))
        (cwd / ICONS).mkdir(parents=True)
        (cwd / ICONS / "icon-used.svg").write_text("<svg/>")
        (cwd / ICONS / "icon-unused.svg").write_text("<svg/>")
        for name in build_assets.FONT_FILES:
            path = cwd / build_assets.FONT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("font")
        return CompletedProcess(args, 0)

    def node(args, *, cwd, **options):
        taken.append(("node", args[0]))
        built = cwd / "built"
        built.mkdir(exist_ok=True)
        (built / "all.css").write_text("a{background:url(./images/icon-used.svg)}")
        (built / "app.js").write_text("start()")
        return CompletedProcess(args, 0)

    monkeypatch.setattr(build_assets, "npm", npm)
    monkeypatch.setattr(build_assets, "node", node)
    return taken


def built_files(app_dir: Path) -> list[str]:
    target = app_dir / "static" / "govuk"
    return sorted(
        path.relative_to(target).as_posix()
        for path in target.rglob("*")
        if path.is_file()
    )


def test_builds_from_the_locked_packages(app_dir, steps):
    call_command("build_assets")

    assert steps == [
        ("npm", "ci"),
        ("node", "node_modules/sass/sass.js"),
        ("node", "node_modules/esbuild/bin/esbuild"),
    ]
    assert built_files(app_dir) == ["all.css", "app.js", "images/icon-used.svg"]


def test_font_comes_with_its_licence(app_dir, steps):
    call_command("build_assets")

    assert sorted(path.name for path in (app_dir / "fonts").iterdir()) == [
        "Arimo_400Regular.ttf",
        "Arimo_700Bold.ttf",
        "LICENSE_FONT",
    ]


def test_if_missing_fetches_a_missing_font(app_dir, steps):
    call_command("build_assets")
    (app_dir / "fonts" / "Arimo_700Bold.ttf").unlink()
    steps.clear()

    call_command("build_assets", "--if-missing")

    assert len(steps) == 3


def test_leaves_nothing_in_the_source_tree(app_dir, steps):
    call_command("build_assets")

    assert sorted(path.name for path in (app_dir / "assets").iterdir()) == sorted(
        build_assets.SOURCES
    )


def test_if_missing_builds_what_is_missing(app_dir, steps):
    call_command("build_assets", "--if-missing")

    assert len(steps) == 3


def test_if_missing_leaves_alone_what_is_there(app_dir, steps, capsys):
    call_command("build_assets")
    steps.clear()

    call_command("build_assets", "--if-missing")

    assert steps == []
    assert "already there" in capsys.readouterr().out


def test_builds_again_when_asked(app_dir, steps):
    call_command("build_assets")
    steps.clear()

    call_command("build_assets")

    assert len(steps) == 3


def test_without_node_it_says_what_to_install(app_dir, monkeypatch):
    monkeypatch.setattr(build_assets, "npm", None)

    with pytest.raises(CommandError) as refusal:
        call_command("build_assets")

    assert str(refusal.value) == (
        "Building needs Node: run pip install -e '.[demo]' and try again."
    )


def test_what_went_wrong_is_said_and_nothing_is_put_in_place(
    app_dir, steps, monkeypatch
):
    def npm(args, **options):
        return CompletedProcess(args, 1, stdout="", stderr="no such version")

    monkeypatch.setattr(build_assets, "npm", npm)

    with pytest.raises(CommandError, match=r"stopped at ci:\nno such version"):
        call_command("build_assets")

    assert built_files(app_dir) == []


def test_lock_file_names_no_registry():
    lock = Path(build_assets.__file__).parents[2] / "assets" / "package-lock.json"

    assert "resolved" not in lock.read_text()
