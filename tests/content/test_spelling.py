"""What people read and hear is spelled as the dictionary of common slips has it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    ".github/ISSUE_TEMPLATE",
    ".github/pull_request_template.md",
    "docs",
    "routines",
    "player",
    "sounds/README.md",
    "sounds/speech/en.json",
)


def spelled(*paths: str | Path) -> str:
    command = [sys.executable, "-m", "codespell_lib", *map(str, paths)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout  # noqa: S603  our own list


def test_nothing_is_misspelled() -> None:
    assert spelled(*(path for path in READ if (ROOT / path).exists())) == ""


def test_the_speller_sees_a_slip(tmp_path: Path) -> None:
    slip = tmp_path / "a.md"
    slip.write_text("Recieve the band and seperate the blades.\n")  # codespell:ignore
    assert spelled(slip).count("==>") == 2
