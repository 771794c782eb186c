"""A path in a routine's place may be anything; reading it never blocks and never raises."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from player.library.files import read_bytes, read_text
from player.routine.codes import Code
from player.routine.problems import Problem
from player.routine.text.source import MOST_BYTES

pytestmark = pytest.mark.core

unix = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no pipes and devices as files on Windows"
)


def fault(path: Path) -> Problem:
    found = read_bytes(path)
    assert isinstance(found, Problem)
    return found


def open_descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_a_file_is_read_byte_by_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"name: \r\n\x00\xff")
    assert read_bytes(file) == b"name: \r\n\x00\xff"


def test_a_text_has_newlines_and_no_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufeffname: Ä\r\nsteps: []\r".encode())
    assert read_text(file) == "name: Ä\nsteps: []\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, Code.NO_FILE),
        (b"name: \xff", Code.NOT_UTF8),
        (b"\x00" * 9, Code.BROKEN_FILE),
        (b"a" * (MOST_BYTES + 1), Code.TOO_LARGE),
    ],
    ids=["no file", "no text", "zero bytes", "too large"],
)
def test_a_file_without_a_text_tells_why(tmp_path: Path, data: bytes | None, code: Code) -> None:
    file = tmp_path / "a.yaml"
    if data is not None:
        file.write_bytes(data)
    found = read_text(file)
    assert isinstance(found, Problem)
    assert found.code is code


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.touch()
    assert read_bytes(file) == b""


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    problem = fault(tmp_path / "a.yaml")
    assert problem.code is Code.NO_FILE
    assert problem.message == "there is no such file"
    assert problem.hint is not None
    assert "backbeat list" in problem.hint
    assert problem.line is None


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    problem = fault(tmp_path)
    assert problem.code is Code.NOT_A_FILE
    assert problem.message == "this is a folder"
    assert problem.hint == "name one of the .yaml files in it"


@unix
def test_a_folder_leaves_no_open_descriptor(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not list open files in /proc")
    before = open_descriptors()
    for _ in range(5):
        fault(tmp_path)
    assert open_descriptors() == before


@unix
def test_a_pipe_without_a_writer_does_not_block(tmp_path: Path) -> None:
    pipe = tmp_path / "a.yaml"
    os.mkfifo(pipe)
    problem = fault(pipe)
    assert problem.code is Code.NOT_A_FILE
    assert "pipe" in problem.message


@unix
def test_a_device_is_not_read() -> None:
    assert fault(Path("/dev/zero")).code is Code.NOT_A_FILE


@unix
def test_a_file_that_fails_while_it_is_read_says_so() -> None:
    memory = Path("/proc/self/mem")  # a regular file by its type, and its first byte cannot be read
    if not memory.exists():
        pytest.skip("this system has no /proc")
    problem = fault(memory)
    assert problem.code is Code.UNREADABLE
    assert problem.message.startswith("the file cannot be read: ")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything; whoever runs the tests otherwise stays who they are."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@unix
def test_a_file_that_may_not_be_read_says_why(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.touch(mode=0)
    with as_nobody():
        problem = fault(file)
    assert problem.code is Code.UNREADABLE
    assert problem.message == "the file cannot be opened: permission denied"


def test_a_name_too_long_for_the_system_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    assert fault(tmp_path / ("a" * 5000)).code is Code.UNREADABLE


def test_a_name_with_a_nul_in_it_is_a_problem_not_a_crash() -> None:
    assert fault(Path("a\0b.yaml")).code is Code.UNREADABLE


@unix
def test_a_link_to_itself_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    link = tmp_path / "a.yaml"
    link.symlink_to(link)
    assert fault(link).code is Code.UNREADABLE


def test_of_a_gigantic_file_only_one_byte_too_many_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    with file.open("wb") as out:
        out.truncate(1 << 34)  # a hole: takes no room on the disk
    data = read_bytes(file)
    assert isinstance(data, bytes)
    assert len(data) == MOST_BYTES + 1
