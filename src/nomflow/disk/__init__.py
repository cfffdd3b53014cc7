"""Folders and files, and the same data as a pull request has."""

from nomflow.disk.discovery import statements
from nomflow.disk.folder import (
    CONFIG_NAMES,
    Folder,
    config_name,
    file_of,
    load_config,
    open_folder,
    place_of,
    preset,
    preset_names,
    shown_in,
)
from nomflow.disk.origin import origin_of
from nomflow.disk.people import AFFILIATIONS, read_affiliations_of, read_people_files, read_roll
from nomflow.disk.reading import FolderSnapshots, election_for, read_question_files, snapshot_of
from nomflow.disk.writing import write_each, write_tree

__all__ = [
    "AFFILIATIONS",
    "CONFIG_NAMES",
    "Folder",
    "FolderSnapshots",
    "config_name",
    "election_for",
    "file_of",
    "load_config",
    "open_folder",
    "origin_of",
    "place_of",
    "preset",
    "preset_names",
    "read_affiliations_of",
    "read_people_files",
    "read_question_files",
    "read_roll",
    "shown_in",
    "snapshot_of",
    "statements",
    "write_each",
    "write_tree",
]
