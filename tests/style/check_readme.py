"""The code in README.md is code that compiles: each C++ block equals a marked region of a source file.

usage: check_readme.py [ROOT]      checks README.md, CONTRIBUTING.md and docs/**/*.md of a tree
       check_readme.py --write     puts the code into the blocks
       check_readme.py --self-test proves that the check can fail

In the text, a comment above the block names the file and the region:

    <!-- examples/first.cpp:gradient -->
    ```cpp
    auto dx = tg::grad(f)(x);
    ```

and in the file the region stands between two comments:

    // [readme:gradient]
    auto dx = tg::grad(f)(x);
    // [readme:gradient end]

The region's indentation is taken off. A block of another language (```sh, ```text) may carry such a comment too:
`<!-- examples/output/first.txt -->` (no region) is the whole file, `:2-4` after it are some of its lines (of
tests/compile_fail/*.cpp without `// expect:`, so that messages can be quoted); the tests compare
these files with what the examples print. C++ blocks must carry a comment.
"""
import pathlib
import re
import sys
import tempfile
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap

comment = re.compile(r"\s*<!--\s*(?P<file>[\w./-]+\.\w+)(?::(?P<region>[\w-]+))?\s*-->\s*$")
fence = re.compile(r"```(?P<language>\w*)\s*$")


def region_of(text, name):
    if name[0].isdigit():
        first, last = map(int, name.split("-"))
        return "\n".join(re.sub("^// expect[^:]*: ", "", line) for line in text.splitlines()[first - 1:last])
    lines, kept, inside = text.splitlines(), [], False
    for line in lines:
        if re.match(rf"\s*//\s*\[readme:{name} end\]", line):
            return textwrap.dedent("\n".join(kept)).strip("\n")
        if inside and not re.match(r"\s*//\s*\[readme:", line):
            kept.append(line)
        if re.match(rf"\s*//\s*\[readme:{name}\]", line):
            inside = True
    return None


def blocks(text):
    """(line number, language, comment above or None, code)"""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opened = fence.match(lines[at])
        if not opened:
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not lines[end].startswith("```"):
            end += 1
        above = at - 1
        while above >= 0 and not lines[above].strip():
            above -= 1
        yield at + 1, opened["language"], comment.match(lines[above]) if above >= 0 else None, "\n".join(lines[at + 1:end])
        at = end + 1


def source_of(root, source):
    """What the comment above a block names; None where there is no such thing."""
    file = root / source["file"]
    if not file.exists():
        return None
    text = file.read_text(encoding="utf-8")
    return region_of(text, source["region"]) if source["region"] else text.strip("\n")


def write(root, document):
    lines = (root / document).read_text(encoding="utf-8").splitlines()
    for line, _, source, code in reversed(list(blocks("\n".join(lines)))):
        if source is not None and (text := source_of(root, source)) is not None:
            lines[line:line + len(code.splitlines())] = text.splitlines()
    (root / document).write_text("\n".join(lines) + "\n", encoding="utf-8")


def complaints_of(root, document):
    for line, language, source, code in blocks((root / document).read_text(encoding="utf-8")):
        where = f"{document}:{line}"
        if source is None:
            if language in ("cpp", "c++"):
                yield f"{where}: a C++ block without <!-- FILE:REGION --> above it: nobody would notice if it did not compile"
            continue
        file = root / source["file"]
        if not file.exists():
            yield f"{where}: {source['file']} does not exist"
            continue
        expected = source_of(root, source)
        if expected is None:
            yield f"{where}: {source['file']} has no region [readme:{source['region']}] ... [readme:{source['region']} end]"
        elif [a.rstrip() for a in expected.splitlines()] != [b.rstrip() for b in code.strip("\n").splitlines()]:
            yield f"{where}: differs from {source['file']}" + (f", region {source['region']}" if source["region"] else "")


def documents_of(root):
    named = [name for name in ("README.md", "CONTRIBUTING.md") if (root / name).exists()]
    return named + sorted(p.relative_to(root).as_posix() for p in (root / "docs").glob("**/*.md"))


def self_test():
    source = "int main() {\n  // [readme:twice]\n  int y = 2 * x;\n  // [readme:twice end]\n}\n"
    shown = "<!-- examples/a.txt:2-3 -->\n```text\ntwo\nthree\n```\n"
    good = "<!-- examples/a.cpp:twice -->\n```cpp\nint y = 2 * x;\n```\n\n```sh\n./dev test\n```\n"
    cases = [
        ("accepts a block that equals its region", good, False),
        ("refuses a block that differs", good.replace("2 * x", "3 * x"), True),
        ("accepts lines of a file", shown, False),
        ("refuses other lines of a file", shown.replace("2-3", "1-2"), True),
        ("refuses a C++ block without a source", "```cpp\nint y;\n```\n", True),
        ("refuses a region that does not exist", good.replace("twice", "thrice"), True),
        ("refuses a file that does not exist", good.replace("a.cpp", "b.cpp"), True),
    ]
    results = []
    for name, text, refused in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "examples").mkdir()
            (root / "examples/a.cpp").write_text(source)
            (root / "examples/a.txt").write_text("one\ntwo\nthree\n")
            (root / "README.md").write_text(text)
            found = list(complaints_of(root, "README.md"))
        results.append((name, [] if bool(found) == refused else [f"complaints: {found}"]))
    return tap(results)


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(1 if self_test() else 0)
    if sys.argv[1:] == ["--write"]:
        root = pathlib.Path(__file__).parents[2]
        for name in documents_of(root):
            write(root, name)
        return
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    results = [(f"the code of {name} is compiled code", list(complaints_of(root, name))) for name in documents_of(root)]
    sys.exit(1 if tap(results) else 0)


main()
