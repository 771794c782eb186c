"""The grammar of the routine language: one table of keys, and everything derived from it."""
