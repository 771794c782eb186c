"""What runs alone runs alone, and a single file starts no workers."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

import pytest

from tests.support.alone import turn

MANY = 200


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such lock there")
def test_nothing_runs_beside_a_test_that_is_alone_and_everybody_has_a_turn(tmp_path: Path) -> None:
    log: list[tuple[str, int]] = []

    def worker(number: int) -> None:
        for test in range(MANY):
            alone = (test + number) % 5 == 0
            with turn(tmp_path, alone=alone):
                log.append(("alone" if alone else "beside", 1))
                log.append(("alone" if alone else "beside", -1))

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(worker, range(4)))
    assert len(log) == 2 * 4 * MANY
    running = list(accumulate(step for _, step in log))
    assert {count for (kind, _), count in zip(log, running, strict=True) if kind == "alone"} == {0, 1}
    assert running[-1] == 0


def test_one_file_runs_in_one_process_and_a_folder_in_several(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_XDIST_AUTO_NUM_WORKERS", raising=False)
    config = request.config

    def workers(*named: str | Path) -> int:
        monkeypatch.setattr(config, "args", [str(name) for name in named])
        count: int = config.hook.pytest_xdist_auto_num_workers(config=config)
        return count

    assert workers(__file__) == 0
    assert workers(f"{__file__}::{request.node.name}") == 0
    assert workers(Path(__file__).parent) > 0
    assert workers(__file__, __file__) > 0
