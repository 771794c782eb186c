"""`docs/problems.md` explains every code with a file that yields it, in the words of the reader."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from player.routine.codes import Code

pytestmark = pytest.mark.core

ROOT = Path(__file__).parents[2]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_problems", ROOT / "docs" / "make_problems.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = _generator()
EXAMPLES = sorted(path.stem for path in GENERATOR.MISTAKES.glob("*.yaml"))


def test_the_page_is_what_its_generator_makes() -> None:
    assert GENERATOR.PAGE.read_text(encoding="utf-8") == GENERATOR.page(), "run docs/make_problems.py"


def test_every_code_has_an_example_but_those_about_files_as_a_whole() -> None:
    assert {Code(name) for name in EXAMPLES} | GENERATOR.ABOUT_FILES.keys() == set(Code)
    assert not {Code(name) for name in EXAMPLES} & GENERATOR.ABOUT_FILES.keys()


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_yields_its_code_and_no_other(code: str) -> None:
    told = GENERATOR.problems_of(GENERATOR.example_of(Code(code)))
    assert {problem.code for problem in told} == {Code(code)}
    assert all(problem.message for problem in told)
