"""Prints a link that opens a program in Compiler Explorer, which includes the single header from an address.

usage: compiler_explorer.py ADDRESS [PROGRAM.cpp]      ADDRESS: where typegrad_embedded.hpp can be read as it stands, by https

The program is in the link, in base64; without one it is that of docs/start.md.
"""
import base64
import json
import pathlib
import re
import sys

compilers = ("g122", "clang1900")


def program_of_start():
    text = (pathlib.Path(__file__).resolve().parents[1] / "docs" / "start.md").read_text(encoding="utf-8")
    return re.search(r"```text\n(namespace tg = .*?)```", text, re.S)[1]


def link(address, program):
    source = f"#include <{address}>\n\n{program}"
    state = {"sessions": [{"id": 1, "language": "c++", "source": source,
                           "compilers": [{"id": each, "options": "-std=c++20 -O2"} for each in compilers]}]}
    return "https://godbolt.org/clientstate/" + base64.urlsafe_b64encode(json.dumps(state).encode()).decode()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print(link(sys.argv[1], pathlib.Path(sys.argv[2]).read_text(encoding="utf-8") if len(sys.argv) > 2 else program_of_start()))
