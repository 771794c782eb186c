"""What was done: one SQLite file, one writer, and the readers.

`recorder` maps what the transport reports to rows, `writer` puts them on disk, `sessions` reads them back,
`lock` says which session is being played now. `store` opens the file and `schema` describes it;
docs/history.md is the page for users. This module imports nothing, so that a command which only reads pays
for nothing else.
"""
