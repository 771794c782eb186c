"""What holds for every test: how the suite is spread over workers, and how many examples the laws try."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

from tests.support.alone import AloneLast, is_alone, list_alone, shared_folder, turn
from tests.support.examples import EXPLORING, examples

# A worker has a core. numpy's threads would only wait for one another: listening cost twice the CPU time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# How long an example takes, or to think of one, says more about the machine than about the code.
settings.register_profile(
    "any machine",
    deadline=None,
    derandomize=not EXPLORING,
    max_examples=examples(100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


@pytest.hookimpl(optionalhook=True)  # a run may leave the plugin out: -p no:xdist
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker more than cores: half of the tests wait for a screen, a terminal or a sound.

    One file or test runs in this process: to start workers takes longer than most files do.
    """
    named = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if len(named) == 1 and named[0].is_file() else (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> AloneLast:
    """Spread whole files, and keep the tests that run alone for the end."""
    return AloneLast(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests that run alone behind all others."""
    items.sort(key=is_alone)
    if hasattr(config, "workerinput"):
        list_alone(shared_folder(config), items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test begin when it may."""
    if not hasattr(item.config, "workerinput"):  # one process: every test is alone
        return (yield)
    with turn(shared_folder(item.config), alone=is_alone(item)):
        return (yield)
