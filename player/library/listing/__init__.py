"""The list of routines: a summary of each, remembered between runs, and the search in them."""
