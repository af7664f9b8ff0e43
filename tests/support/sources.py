"""Prints the .cpp files of the given test folders, one a line, as folder/file.cpp.

usage: sources.py TESTS_FOLDER FOLDER...
Folders that are not there are skipped. A folder with a meson.build of its own is left to that file.
"""
import pathlib
import sys

tests = pathlib.Path(sys.argv[1])
for folder in sys.argv[2:]:
    if (tests / folder / "meson.build").exists():
        continue
    for source in sorted((tests / folder).glob("*.cpp")):
        print(f"{folder}/{source.name}")
