"""Where routines are: folders, files, names."""
