"""Decodes the bytes of a file into text, or says in one clear sentence why it cannot (TRUST §2.1)."""

import re

from player.routine.codes import Code
from player.routine.nodes import Span
from player.routine.problems import MOST_HELPED, Fix, Problem, problem_at
from player.routine.text.foreign import FOREIGN, foreign_character, is_printable

MOST_BYTES = 256 * 1024
"""Bytes of the longest file that is read: an honest routine of 4,000 exercises has 250 kB."""

_MAGIC = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"RIFF", "a sound or video file"),
    (b"SQLite format 3\x00", "a database"),
)

_WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decode(data: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file, with one byte order mark removed and every line break as a newline.

    The text is None exactly if there is a problem. What stands in the text is judged by `read`, so that
    its problems can quote the line.

    Args:
        data: The bytes of the file; the caller need read no more than `MOST_BYTES + 1` of them.
    """
    problem = _refusal(data)
    if problem is not None:
        return None, (problem,)
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, (_not_utf8(body, fault.start),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _refusal(data: bytes) -> Problem | None:
    if len(data) > MOST_BYTES:
        return problem_at(
            Code.TOO_LARGE,
            "error",
            None,
            f"the file is larger than {MOST_BYTES // 1024} KiB",
            "split it into several routines",
        )
    if data and not data.strip(b"\x00"):
        return problem_at(
            Code.BROKEN_FILE,
            "error",
            None,
            "the file holds only zero bytes, as after a power failure",
            "restore it from a copy",
        )
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return _wide(encoding)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return problem_at(
                Code.NOT_TEXT_FILE,
                "error",
                None,
                f"this is not a text file but {kind}",
                "is it the right file?",
            )
    if _looks_wide(data):
        return _wide("UTF-16")
    return None


def _wide(encoding: str) -> Problem:
    return problem_at(
        Code.NOT_UTF8, "error", None, f"the file is written in {encoding}", "save it as UTF-8 in your editor"
    )


def _looks_wide(data: bytes) -> bool:
    """Whether every second byte of the beginning is zero: UTF-16 of Latin text without its mark."""
    head = data[:64]
    return len(head) >= 4 and (not any(head[0::2]) or not any(head[1::2]))  # noqa: PLR2004 (two characters)


def _not_utf8(body: bytes, at: int) -> Problem:
    before = body[:at].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return problem_at(
        Code.NOT_UTF8,
        "error",
        Span(line, column, len(before), line, column + 1, len(before) + 1),
        f"the byte 0x{body[at]:02x} is not UTF-8",
        f"{_in_windows(body[at : at + 1])}save the file as UTF-8 in your editor",
    )


def _in_windows(byte: bytes) -> str:
    """Return a sentence's beginning that names a byte's character in Windows-1252, that of most old files."""
    char = byte.decode("cp1252", "ignore")
    return f"in Windows-1252 it is '{char}': " if char.isprintable() and char else ""


def foreign_characters(text: str) -> tuple[Problem, ...]:
    """Return a problem for the first forbidden character of every line that has one."""
    if is_printable(text):
        return ()
    found: list[Problem] = []
    line, start, after = 1, 0, -1
    for match in re.finditer(FOREIGN, text):
        at = match.start()
        if at < after:
            continue
        line += text.count("\n", start, at)
        start = at
        column = at - text.rfind("\n", 0, at)
        end = text.find("\n", at)
        after = len(text) if end < 0 else end
        found.append(_foreign(text, Span(line, column, at, line, column + 1, at + 1), len(found)))
    return tuple(found)


def _foreign(text: str, span: Span, before: int) -> Problem:
    code, message, hint = foreign_character(text[span.start])
    fixes: tuple[Fix, ...] = ()
    if before < MOST_HELPED:
        from player.routine.text.cleaning import cleaned

        fixes = cleaned(text, span.start, everywhere=before == 0)
    return problem_at(code, "error", span, message, hint, fixes)
