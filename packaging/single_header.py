"""Writes the library as single headers: typegrad_embedded.hpp (the static mode) and typegrad.hpp (all of it), and a library
of Arduino, arduino/typegrad, whose header typegrad.h is the first of them.

usage: single_header.py FOLDER      ./dev single-header writes them into build/single-header

A header is pasted where it is first included. Where that stands within #if it may not be read, so it is pasted again
where it is included next, in a guard of its own.
"""
import pathlib
import re
import shutil
import sys

root = pathlib.Path(__file__).resolve().parents[1]
include = root / "include"
editions = {"typegrad_embedded.hpp": "typegrad/embedded.hpp", "typegrad.hpp": "typegrad/typegrad.hpp"}


class Paste:
    def __init__(self):
        self.pasted = set()  # those that are read in any case

    def lines_of(self, name, conditional):
        text = (include / name).read_text(encoding="utf-8")
        guarded = re.search(r"^#pragma once$", text, re.M)
        if guarded and name in self.pasted:
            return
        if guarded and not conditional:
            self.pasted.add(name)
        guard = "TYPEGRAD_PASTED_" + re.sub(r"\W", "_", name.removeprefix("typegrad/").removesuffix(".hpp"))
        if guarded:
            yield from (f"#ifndef {guard}", f"#define {guard}")
        depth = 0
        for line in text.splitlines():
            if re.match(r"#\s*if", line):
                depth += 1
            elif re.match(r"#\s*endif", line):
                depth -= 1
            if match := re.match(r"#\s*include <(typegrad/[^>]+)>", line):
                yield from self.lines_of(match[1], conditional or depth > 0)
            elif line != "#pragma once" and not line.startswith("// SPDX-License-Identifier"):
                yield line
        if guarded:
            yield "#endif"


def single_header(name):
    version = re.search(r"version: '([^']+)'", (root / "meson.build").read_text())[1]
    licence = (root / "LICENSE").read_text().strip()
    head = [f"// typegrad {version}, the header <{name}> and all that it includes in one file.", "//",
            *("// " + line if line else "//" for line in licence.splitlines()), "#pragma once"]
    lines, empty = [], False
    for line in Paste().lines_of(name, False):
        if line or not empty:
            lines.append(line)
        empty = not line
    return "\n".join([*head, *lines]) + "\n"


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: single_header.py FOLDER")
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file, name in editions.items():
        text = single_header(name)
        (folder / file).write_text(text, encoding="utf-8")
        print(f"{folder / file}  {len(text.splitlines()):,} lines, {len(text) // 1000:,} kB")
    arduino = folder / "arduino" / "typegrad"
    (arduino / "src").mkdir(parents=True, exist_ok=True)
    # Contents alone: of a checkout that is read-only the copies are not.
    source = root / "packaging" / "arduino"
    for path in filter(pathlib.Path.is_file, source.rglob("*")):
        copy = arduino / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    shutil.copyfile(folder / "typegrad_embedded.hpp", arduino / "src" / "typegrad.h")
    print(arduino)


if __name__ == "__main__":
    main()
