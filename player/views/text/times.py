"""Lengths and dates in few characters. Imports almost nothing, since every list uses it."""

from datetime import datetime


def clock_face(length: int, *, up: bool = False) -> str:
    """Return `1:05` or `1:02:05` for a length in ms; time left is rounded up, time passed (`up`) down."""
    seconds = length // 1000 if up else -(-length // 1000)
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:  # noqa: PLR2004  minutes in an hour
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def short_length(length: int) -> str:
    """Return `20 s`, `2.5 s`, `1:30` for a length in ms."""
    if length < 60_000:  # noqa: PLR2004  a minute
        return f"{length / 1000:g} s"
    return clock_face(length)


def about_minutes(length: int, *, is_open: bool) -> str:
    """Return `7 min` for a length in ms, at least `1 min`; `7+ min` where open steps add to it."""
    minutes = max(1, round(length / 60_000))
    return f"{minutes}{'+' if is_open else ''} min"


def when(moment: str, now: datetime) -> str:
    """Return `today`, `yesterday`, `3 days` or `5 weeks` for an ISO 8601 time before `now`, by dates."""
    days = (now.date() - datetime.fromisoformat(moment).date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < 14:  # noqa: PLR2004  two weeks
        return f"{days} days"
    return f"{days // 7} weeks"
