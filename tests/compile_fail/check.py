"""Wrong programs are refused with the right words: compiles every .cpp of this folder twice.

usage: check.py --compiler g++ [--jobs N] [--root ROOT] [--show] [NAME...]
       check.py --compiler g++ --self-test

As it stands (the control) a file must compile: together with others, each in a namespace of its own, or else alone. With
-DSHOULD_FAIL it must not, and its first lines say what comes out:

    // expect: columns of a must equal rows of b      this text is in the output (any number of such lines)
    // expect gcc: ...     // expect clang-14: ...    the same, for compilers of this name
    // at most: 12 lines                              the output is no longer
    // errors: 2                                      that many lines say "error:"; 1 when nothing is said
    // flags: -std=c++17                              more flags for the wrong program

The output is counted without the quoted source lines and carets, whose number differs
between compilers. --show prints the output of each file. Prints one TAP line per file.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap

flags = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wdouble-promotion", "-Werror",
         "-Wno-unused-const-variable",
         "-isystem", "/usr/include/eigen3", "-fdiagnostics-color=never", "-fmessage-length=0"]
no_quoted_lines = {"gcc": "-fno-diagnostics-show-caret", "clang": "-fno-caret-diagnostics"}


def family_of(compiler):
    return "clang" if "clang" in compiler else "gcc"


# Most files begin with one of these. Precompiled, they save half of the time; the messages are the same.
precompiled_headers = ["typegrad/embedded.hpp", "typegrad/static.hpp", "typegrad/typegrad.hpp"]


def precompile(compiler, include, folder):
    once = ["-fpch-instantiate-templates"] if family_of(compiler) == "clang" else []  # what the header uses, not once a file
    for header in precompiled_headers:
        made = pathlib.Path(folder) / f"{header}.gch"
        made.parent.mkdir(parents=True, exist_ok=True)
        # The header is the main file here, where GCC warns of its #pragma once.
        subprocess.run([compiler, *flags, *once, "-Wno-error", no_quoted_lines[family_of(compiler)], "-x", "c++-header", "-I", str(include),
                        str(pathlib.Path(include) / header), "-o", str(made)], check=True, stderr=subprocess.DEVNULL)


def use_precompiled(compiler, source, folder):
    """GCC finds what is precompiled by itself, in the first folder that it looks into."""
    text = source.read_text(encoding="utf-8")
    first = re.search(r"^#include <(.*)>", text, re.M)
    if folder is None or not first or first[1] not in precompiled_headers or "// flags:" in text:
        return []
    return ["-I", str(folder)] if family_of(compiler) == "gcc" else ["-include-pch", f"{folder}/{first[1]}.gch"]


def compile_once(compiler, include, source, precompiled, *more):
    done = subprocess.run([compiler, *flags, no_quoted_lines[family_of(compiler)], *use_precompiled(compiler, source, precompiled),
                           "-I", str(include), "-fsyntax-only", *more, str(source)],
                          text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def compile_controls(compiler, include, sources, folder, name):
    """Whether all of them compile in one file: a compiler that starts once and instantiates once saves half of the time."""
    headers = dict.fromkeys(line for source in sources for line in re.findall(r"^#include <.*>", source.read_text(encoding="utf-8"), re.M))
    together = pathlib.Path(folder) / f"{name}.cpp"
    together.write_text("\n".join(headers) + "\n" + "".join(
        f'namespace of_{source.stem} {{\n#include "{source.resolve()}"\n}}\n' for source in sources))
    return not sources or compile_once(compiler, include, together, None)[0] == 0


def check_one(compiler, include, source, precompiled=None, control_compiles=False):
    """(complaints, output of the wrong program)"""
    text = source.read_text(encoding="utf-8")
    names = rf"{family_of(compiler)}|{re.escape(pathlib.PurePath(compiler).name.replace('++', ''))}"
    expected = [match[1].strip() for match in re.finditer(rf"^//\s*expect(?: (?:{names}))?:(.*)$", text, re.M)]
    most = re.search(r"^//\s*at most:\s*(\d+) lines", text, re.M)
    errors = re.search(rf"^//\s*errors(?: (?:{names}))?:\s*(\d+)", text, re.M)

    complaints = []
    if not expected:
        complaints.append("it has no line `// expect: text`")
    if "SHOULD_FAIL" not in text and "// flags:" not in text:
        complaints.append("it never mentions SHOULD_FAIL")
    status, output = (0, "") if control_compiles else compile_once(compiler, include, source, precompiled)
    if status != 0:
        return complaints + ["the control does not compile:"] + output.splitlines()[:20], output
    flags_of_case = re.search(r"^// flags:(.*)$", text, re.M)
    status, output = compile_once(compiler, include, source, precompiled, "-DSHOULD_FAIL", *(flags_of_case[1].split() if flags_of_case else []))
    if status == 0:
        return complaints + ["the wrong program compiles"], output
    lines = [line for line in output.splitlines() if line.strip() and not re.match(r"\d+ errors? generated", line)]
    for words in expected:
        if words not in output:
            complaints.append(f"the output does not say: {words}")
    if most and len(lines) > int(most[1]):
        complaints.append(f"the output has {len(lines)} lines, at most {most[1]} are allowed")
    counted = sum(bool(re.search(r"\berror: ", line)) for line in lines)
    if counted != (int(errors[1]) if errors else 1):
        complaints.append(f"the output has {counted} errors, {errors[1] if errors else 1} expected")
    if complaints:
        complaints += ["output:"] + ["  " + line for line in lines[:20]]
    return complaints, "\n".join(lines)


def self_test(compiler):
    good = ("// expect: three is not two\n// at most: 9 lines\n"
            "#ifdef SHOULD_FAIL\nconstexpr int x = 3;\n#else\nconstexpr int x = 2;\n#endif\n"
            'static_assert(x == 2, "three is not two");\n')
    cases = [
        ("accepts a wrong program refused in the right words", good, False),
        ("refuses other words", good.replace("// expect: three", "// expect: four"), True),
        ("refuses a wrong program that compiles", good.replace("int x = 3", "int x = 2"), True),
        ("refuses a control that does not compile", good.replace("int x = 2;", "int x = 4;"), True),
        ("refuses a long output", good.replace("at most: 9", "at most: 0"), True),
        ("refuses a second error", good + "#ifdef SHOULD_FAIL\nint y = unknown;\n#endif\n", True),
        ("refuses a file that expects nothing", good.replace("// expect:", "// except:"), True),
        ("reads the lines for one compiler", good + "// expect gcc: three is\n// expect clang: three is\n", False),
        ("reads the lines for one version", good + "".join(f"// expect {name}: four\n" for name in ("gcc", "clang-14", "clang-19")), True),
    ]
    results = []
    for name, text, refused in cases:
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "case.cpp"
            source.write_text(text)
            found, _ = check_one(compiler, folder, source)
        results.append((name, [] if bool(found) == refused else found or ["it was accepted"]))
    return tap(results)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("names", nargs="*")
    chosen = parser.parse_args()
    if chosen.self_test:
        sys.exit(1 if self_test(chosen.compiler) else 0)
    sources = sorted((chosen.root / "tests/compile_fail").glob("*.cpp"))
    if chosen.names:
        sources = [source for source in sources if source.stem in chosen.names]
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(chosen.jobs) as pool:
        include = chosen.root / "include"
        precompile(chosen.compiler, include, folder)
        parts = [sources[first::chosen.jobs] for first in range(chosen.jobs)]
        good = pool.map(lambda n: compile_controls(chosen.compiler, include, parts[n], folder, f"controls{n}"), range(chosen.jobs))
        compiled = {source for part, all_compile in zip(parts, good) if all_compile for source in part}
        checked = list(pool.map(lambda s: check_one(chosen.compiler, include, s, folder, s in compiled), sources))
    if chosen.show:
        for source, (_, output) in zip(sources, checked):
            print(f"# {source.stem}\n" + "\n".join(f"#   {line}" for line in output.splitlines()))
    sys.exit(1 if tap([(source.stem, found) for source, (found, _) in zip(sources, checked)]) else 0)


main()
