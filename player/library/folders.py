"""The folders in which the program keeps its files."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import player


class Folders(NamedTuple):
    """The four folders; none of them need exist."""

    config: Path
    """`config.yaml`, `exercises.yaml` and `routines/` of the person."""
    data: Path
    """The history."""
    cache: Path
    """Files that can be made again."""
    state: Path
    """Backups, older versions, the log."""

    @property
    def routines(self) -> Path:
        """The person's own routines."""
        return self.config / "routines"

    @property
    def history(self) -> Path:
        """The history file."""
        return self.data / "history.db"

    @property
    def log(self) -> Path:
        """The log file, which takes what the sound engine prints."""
        return self.state / "audio.log"


def find_folders(environment: Mapping[str, str] = os.environ) -> Folders:
    """Return the folders: below `BACKBEAT_HOME` if it is set, else where the system keeps such files."""
    home = environment.get("BACKBEAT_HOME", "")
    if home.strip():
        base = Path(home).expanduser().absolute()
        return Folders(base / "config", base / "data", base / "cache", base / "state")
    import platformdirs

    places = platformdirs.PlatformDirs("backbeat", appauthor=False)
    return Folders(
        _whole(places.user_config_path, ".config"),
        _whole(places.user_data_path, ".local/share"),
        _whole(places.user_cache_path, ".cache"),
        _whole(places.user_state_path, ".local/state"),
    )


def _whole(path: Path, usual: str) -> Path:
    """Return `path`, or the usual folder below home if it is relative: XDG has such a path ignored."""
    return path if path.is_absolute() else Path.home() / usual / "backbeat"


def bundled(name: str) -> Path:
    """Return the folder `routines` or `sounds` of the program: in the wheel, else in the checkout."""
    package = Path(player.__file__).parent
    inside = package / "_data" / name
    return inside if inside.is_dir() else package.parent / name
