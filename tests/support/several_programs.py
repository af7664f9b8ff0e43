"""Writes a program that is several, each in a namespace of its own, so that what they share is compiled once.

usage: several_programs.py OUTPUT SOURCE...

The first argument of the program is the stem of the source whose main() gets the others.
"""
import pathlib
import re
import sys

output, *names = sys.argv[1:]
sources = [pathlib.Path(name).resolve() for name in names]
includes = {}
for source in sources:
    for said in re.findall(r"^#include (.*)$", source.read_text(encoding="utf-8"), re.M):
        includes[f'"{source.parent}/{said[1:]}' if said.startswith('"') else said] = None
lines = [f"#include {said}" for said in [*includes, "<string_view>"]]
for source in sources:
    lines += [f"namespace of_{source.stem} {{", f'#include "{source}"', "}"]
lines += ["int main(int argc, char** argv) {", '  std::string_view const name = argc > 1 ? argv[1] : "";']
lines += [f'  if (name == "{source.stem}") return of_{source.stem}::main(argc - 1, argv + 1);' for source in sources]
lines += ["  return 2;", "}"]
pathlib.Path(output).write_text("\n".join(lines) + "\n", encoding="utf-8")
