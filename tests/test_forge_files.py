"""What a forge and pre-commit read of the repository is well-formed and runs what is checked here."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

pytestmark = pytest.mark.core

ROOT: Final = Path(__file__).parents[1]
FORMS: Final = sorted(
    path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"
)
INPUTS: Final = frozenset(("input", "textarea", "dropdown", "checkboxes"))


def read(path: str | Path) -> Any:  # noqa: ANN401  YAML may be anything
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_has_what_the_forge_asks_for(path: Path) -> None:
    form = read(path)
    assert form["name"]
    assert form["description"]
    inputs = [item for item in form["body"] if item["type"] != "markdown"]
    assert inputs
    assert {item["type"] for item in inputs} <= INPUTS
    assert all(item["attributes"]["label"] for item in inputs)
    assert len({item["id"] for item in inputs}) == len(inputs)


def test_a_bug_comes_with_what_the_doctor_says() -> None:
    asked = {item.get("id"): item for item in read(".github/ISSUE_TEMPLATE/bug.yml")["body"]}
    assert "backbeat doctor --json" in asked["doctor"]["attributes"]["label"]
    assert asked["doctor"]["validations"]["required"]


def test_the_forge_runs_all_that_is_checked_on_every_python_we_name() -> None:
    (job,) = read(".github/workflows/ci.yml")["jobs"].values()
    assert "bash .ci/run" in [step.get("run") for step in job["steps"]]
    given = [step["with"] for step in job["steps"] if "with" in step]
    pythons = next(options["python-version"].split() for options in given if "python-version" in options)
    named = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert sorted(pythons) == sorted(named)
    oldest = min(named, key=lambda version: int(version.split(".")[1]))
    assert pythons[-1] == oldest  # the last one is `python3`


def test_what_runs_before_a_commit_is_installed_with_the_tests() -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"  # nothing is downloaded
    commands = {hook["entry"].split()[0] for hook in repository["hooks"]}
    assert commands == {".venv/bin/ruff", ".venv/bin/codespell"}
    locked = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert all(f"\n{Path(command).name}==" in locked for command in commands)


def test_commits_to_be_left_out_of_blame_have_their_whole_name_and_a_reason() -> None:
    lines = (ROOT / ".git-blame-ignore-revs").read_text(encoding="utf-8").splitlines()
    commits = [line for line in lines if line and not line.startswith("#")]
    assert commits
    assert all(re.fullmatch(r"[0-9a-f]{40}", line) for line in commits)
    for above, line in pairwise(lines):
        assert line not in commits or above.startswith("# ")
