# The developer's commands. `.venv/bin/just` after the README's test command; see CONTRIBUTING.md.

python := ".venv/bin/python"

# What there is to do.
default:
    @just --list

# Lock all packages anew within the ranges of pyproject.toml, and write the constraints for pip from it.
lock *OPTIONS:
    .venv/bin/uv lock {{ OPTIONS }}
    .venv/bin/uv export -q --frozen --all-extras --no-hashes --no-emit-project --no-annotate --no-header -o constraints.txt
