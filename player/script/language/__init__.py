"""Languages as data, and the code that fills their templates. Pure."""
