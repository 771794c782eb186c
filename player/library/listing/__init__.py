"""The list of routines: what it shows of each, remembered between runs, and found by a word."""
