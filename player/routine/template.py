"""What a new routine file begins with."""


def new_routine(name: str, language: str | None = None) -> str:
    """Return the text of a new routine, which reads without problems.

    Args:
        name: What it is called.
        language: Of its texts, such as `en`; None leaves the key out.
    """
    return f"name: {name}\n"
