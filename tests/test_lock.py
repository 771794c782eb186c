"""What the tests install is written down: `uv.lock`, and `constraints.txt` made from it for pip."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.core

ROOT = Path(__file__).parents[1]
HOW = "write both again: just lock"


def locked() -> dict[str, set[str]]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    versions: dict[str, set[str]] = {}
    for package in packages:
        if package["source"].get("editable") != ".":
            versions.setdefault(package["name"], set()).add(package["version"])
    return versions


def constrained() -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        name, version = line.split(" ;")[0].strip().split("==")
        versions.setdefault(name, set()).add(version)
    return versions


def test_the_constraints_say_what_the_lock_says() -> None:
    assert constrained() == locked(), HOW


def test_the_lock_keeps_every_requirement_of_the_project_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [Requirement(text) for group in (project["dependencies"], *extras) for text in group]
    versions = locked()
    for requirement in wanted:
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert all(requirement.specifier.contains(version) for version in versions.get(name, {"none"})), (
            f"{requirement} is not met by the lock; {HOW}"
        )


def test_the_readme_installs_the_tests_within_the_constraints() -> None:
    commands = re.findall(r"^    python3 .*pytest$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(commands) == 1
    assert "-c constraints.txt -e '.[test]'" in commands[0]
