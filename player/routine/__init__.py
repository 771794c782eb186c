"""Routine files: from YAML text to a `Routine`, or to problems with their places. Pure: no file is touched.

Nothing is imported here, so that `player.routine.model` alone stays cheap. The public face:

* `reader.read` and `reader.explanations`; `text.source.decode` for the bytes of a file;
* `catalogue.Catalogue` and `catalogue.read_catalogue`;
* `problems.Problem`, `problems.render`, `problems.render_all`; `visible.visible` for any user text;
* `grammar` for whoever derives something from the language; `writing` for an editor.

The way of a file: `text` (bytes to nodes), `steps` (nodes to the model, with `values` for what stands behind
a key), `reader`, which leads through it. `grammar` is the table that all of them ask.
"""

__all__: list[str] = []
