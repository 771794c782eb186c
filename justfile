# The developer's commands. `.venv/bin/just` after the README's test command; see CONTRIBUTING.md.

bin := ".venv/bin"
python := bin / "python"

# What there is to do.
default:
    @{{ just_executable() }} --list

# A look after every change, within a minute: linter, format, types, layers; core tests with few examples, no measuring.
check:
    {{ bin }}/ruff check .
    {{ bin }}/ruff format --check .
    {{ bin }}/mypy
    {{ bin }}/lint-imports
    BACKBEAT_EXAMPLES=light {{ python }} -m pytest -q -m "core and not alone" tests

# The whole suite, on all cores; or what is named: `just test tests/session`, `just test -k pause`.
test *ARGUMENTS:
    {{ python }} -m pytest {{ ARGUMENTS }}

# Try the laws with examples nobody has tried: `just explore tests/script`.
explore *ARGUMENTS:
    BACKBEAT_EXAMPLES=explore {{ python }} -m pytest -q -m core {{ ARGUMENTS }}

# Everything that is checked before a change lands, in fresh environments.
all:
    .ci/run

# Write every page and file that is made from the code.
docs:
    {{ python }} docs/make_keys.py
    {{ python }} docs/make_problems.py
    {{ python }} docs/make_reference.py
    {{ python }} docs/make_schema.py
    {{ python }} docs/make_sources.py

# Play a routine from this working copy: `just play y-t-ws --speed 20`.
play NAME *OPTIONS:
    {{ bin }}/backbeat play {{ NAME }} {{ OPTIONS }}

# Pictures of all screens in four sizes, to be looked at, in shots/.
shots:
    {{ python }} -m tests.tui.shots shots

# Hear a whole session in real time: seven minutes, for whoever touches sound.
listen *OPTIONS:
    .ci/listen {{ OPTIONS }}

# The core tests with the newest packages that are allowed.
newest:
    .ci/newest

# Lock all packages anew within the ranges of pyproject.toml, and write the constraints for pip from it.
lock *OPTIONS:
    {{ bin }}/uv lock {{ OPTIONS }}
    {{ bin }}/uv export -q --frozen --all-extras --no-hashes --no-emit-project --no-annotate --no-header -o constraints.txt
