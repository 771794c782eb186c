"""What once failed in fuzzing, and what it starts from, is answered as it should be."""

import random
from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.reading import Reading, kept, mutants, seeds


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading()


@pytest.mark.parametrize("path", kept(), ids=lambda path: path.stem)
def test_a_text_that_failed_once_is_answered_now(path: Path, reading: Reading) -> None:
    assert reading.fault(path.read_bytes()) is None


def test_a_few_hundred_spoiled_texts_are_answered(reading: Reading) -> None:
    corpus = seeds()
    for data in islice(mutants(random.Random(20261120), corpus), 300):  # noqa: S311  not for secrets
        assert reading.fault(data) is None


def test_the_fuzzer_tells_what_goes_wrong(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.reading.read", lambda *_args, **_options: (None, ()))
    fault = reading.fault(b"name: X\nsteps: [One]\n")
    assert fault is not None
    assert "exactly where there is no error" in fault.why
