"""Headers and sources look as .clang-format says, keep to 100 columns, and have air.

usage: check_format.py [ROOT]       checks a tree; `./dev format` mends what the first check finds
       check_format.py --self-test  proves that each check can fail

Prints one TAP line per check.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap

formatter = "clang-format-19"
most_columns = 100
most_lines_without_air = 60
# Tables: one case a line or a count, written by a script or compared with one.
tables = ["tests/debug/numpy_texts.hpp", "include/typegrad/op/literal_refusal.hpp",
          "include/typegrad/meta/fields.hpp"]


class Skipped(Exception):
    pass


def files_of(root):
    """(name, text) of every header and source, in the folders that `./dev format` formats."""
    for top in ("include", "tests", "examples", "bench"):
        for path in sorted((root / top).glob("**/*.?pp")):
            if path.suffix in (".hpp", ".cpp"):
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def files_are_formatted(root):
    if not shutil.which(formatter):
        raise Skipped(f"{formatter} is not installed")
    names = [name for name, _ in files_of(root)]
    jobs = len(os.sched_getaffinity(0))
    parts = [part for part in (names[start::jobs] for start in range(jobs)) if part]

    def look(part):
        return subprocess.run([formatter, "--dry-run", *part], cwd=root, text=True, errors="replace",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    found = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for done in pool.map(look, parts):
            places = re.findall(r"^(\S+?:\d+):\d+: (?:warning|error):", done.stdout, re.M)
            found += dict.fromkeys(places)
            if done.returncode != 0 and not places:
                found.append(done.stdout.strip() or f"{formatter} ended with {done.returncode}")
    for place in sorted(found):
        yield f"{place}: not as {formatter} writes it"
    if found:
        yield "./dev format  mends this"


def lines_keep_to_100_columns(root):
    for name, text in files_of(root):
        if name in tables:
            continue
        quotes = name.startswith("tests/compile_fail/")
        for number, line in enumerate(text.splitlines(), 1):
            if len(line) > most_columns and not (quotes and line.startswith("// expect")):
                yield f"{name}:{number} has {len(line)} columns, more than {most_columns}"


# What may hold a brace that opens nothing: literals, comments, the directives of the preprocessor.
no_code = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\[^\n]+?|[^\'\\\n])\'|'
                     r"//[^\n]*|/\*.*?\*/|^[ \t]*#(?:\\\n|[^\n])*", re.S | re.M)


def functions_of(text):
    """The first and the last line of every function, lambdas outside of functions included."""
    code = no_code.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    opened, head = [], ""
    number = 1
    for letter in code:
        if letter == "\n":
            number += 1
        if letter == "{":
            is_function = "(" in head and not re.search(r"\b(namespace|struct|class|union|enum)\b[^()]*$", head)
            opened.append((is_function, number))
            head = ""
        elif letter == "}":
            head = ""
            is_function, start = opened.pop() if opened else (False, number)
            if is_function and not any(outer for outer, _ in opened):
                yield start, number
        elif letter == ";":
            head = ""
        else:
            head += letter


def long_functions_have_blank_lines(root):
    for name, text in files_of(root):
        if name in tables:
            continue
        lines = text.splitlines()
        for first, last in functions_of(text):
            blanks = [at for at in range(first, last + 1) if not lines[at - 1].strip()]
            edges = [first - 1, *blanks, last + 1]
            for above, below in zip(edges, edges[1:]):
                if below - above - 1 > most_lines_without_air:
                    yield (f"{name}:{above + 1}: {below - above - 1} lines of a function without a blank one, "
                           f"more than {most_lines_without_air}")


checks = [files_are_formatted, lines_keep_to_100_columns, long_functions_have_blank_lines]


def complaints_of(check, root):
    """(what is wrong, why nothing was checked)"""
    try:
        return list(check(root)), None
    except Skipped as reason:
        return [], str(reason)


def spoken(check):
    return check.__name__.replace("_", " ")


def self_test():
    """A good tree passes; with one thing wrong it is refused by the check it is meant for."""
    here = pathlib.Path(__file__).resolve().parents[2]
    long_comment = "// " + "x" * most_columns
    body = "  x += '\"' + 1;\n"
    function = "int f(int x) {{\n{}  return x;\n}}\n"
    good = {
        ".clang-format": (here / ".clang-format").read_text(),
        "include/a.hpp": "struct a {\n" + "  int f(int x) { return x; }\n" * 70 + "};\n",
        "tests/b.cpp": function.format(body * 40 + "\n" + body * 30) + "char const* braces = \"{{{\";\n",
        "tests/compile_fail/c.cpp": f"// expect: {'x' * most_columns}\n",
        tables[0]: long_comment + "\n",
    }
    bad = [
        (files_are_formatted, {"include/a.hpp": "int  f( int x ){return x;}\n"}),
        (lines_keep_to_100_columns, {"include/a.hpp": long_comment}),
        (lines_keep_to_100_columns, {"tests/compile_fail/c.cpp": long_comment}),
        (long_functions_have_blank_lines, {"tests/b.cpp": function.format(body * 60)}),
        (long_functions_have_blank_lines, {"tests/b.cpp": function.format("\n" + body * 60)}),
        (long_functions_have_blank_lines, {"tests/b.cpp": f"auto f = [](int x) {{\n{body * 60}}};\n"}),
        (long_functions_have_blank_lines,
         {"tests/b.cpp": f"struct s {{\n  int f(int x) const noexcept {{\n{body * 60}  }}\n}};\n"}),
    ]

    def looked_at(check, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            return complaints_of(check, pathlib.Path(folder))

    results = [(f"{spoken(check)} accepts a good tree", *looked_at(check, good)) for check in checks]
    for check, change in bad:
        refused, skipped = looked_at(check, {**good, **change})
        results.append((f"{spoken(check)} refuses a bad {next(iter(change))}",
                        [] if refused or skipped else ["it was accepted"], skipped))
    return tap(results)


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(1 if self_test() else 0)
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    sys.exit(1 if tap([(spoken(check), *complaints_of(check, root)) for check in checks]) else 0)


main()
