"""Slugs: the stable form of names in paths, file names and history."""

import unicodedata


def slug(text: str) -> str:
    """Return `text` as a slug: NFKC, casefolded, every run of non-alphanumerics one hyphen.

    Letters of all scripts stay. A text without letters or digits gives an empty string.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(char if char.isalnum() else " " for char in folded).split()
    return "-".join(words)
