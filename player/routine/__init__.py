"""Routine files: from YAML text to a `Routine`, or to problems with their places. Pure: no file is touched.

Nothing is imported here, so that `player.routine.model` alone stays cheap. The public face:

* `reader.read` and `reader.explanations`; `source.decode` for the bytes of a file;
* `catalogue.Catalogue` and `catalogue.read_catalogue`;
* `problems.Problem`, `problems.render`, `problems.render_all`; `visible.visible` for any user text;
* `grammar` and `keys` for whoever derives something from the language.
"""

__all__: list[str] = []
