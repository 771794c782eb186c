"""What holds for every test: how the suite is spread over workers, and how many examples the laws try."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.alone import turn
from tests.support.examples import examples

# A worker has a core. numpy's threads would only wait for one another: listening cost twice the CPU time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# How long an example takes, or to think of one, says more about the machine than about the code.
settings.register_profile(
    "any machine",
    deadline=None,
    max_examples=examples(100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One file or test runs in this process: to start workers takes longer than most files do."""
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if len(named) == 1 and named[0].is_file() else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that run alone behind the others of their file: the other worker waits for less of it."""
    items.sort(key=lambda item: item.get_closest_marker("alone") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test begin when it may."""
    if not hasattr(item.config, "workerinput"):  # one process: every test is alone
        return (yield)
    shared = item.config._tmp_path_factory.getbasetemp().parent  # type: ignore[attr-defined]  # of all workers
    with turn(shared, alone=item.get_closest_marker("alone") is not None):
        return (yield)
