"""The settings in force: what `<config>/config.yaml` says. Nothing in it can keep the program from running.

A missing file costs one look at the disk; what reads YAML is loaded only where there is a file.
"""

import os

from player.library.config.config import Config
from player.library.folders import Folders
from player.library.routine_files import CONFIG


def read_config(folders: Folders) -> Config:
    """Return the settings; a file that is missing or damaged leaves every default as it is."""
    path = folders.config / CONFIG
    if not os.path.lexists(path):
        return Config()
    from player.library.config.loading import config_in

    return config_in(path)[0]
