"""A language as data, and what fills its templates. Pure."""
