"""Every header compiles alone, and twice in one file; so do the files beside this one, each of which says what it is for.
A header that another one begins with is compiled by way of that one: there, too, nothing stands before it.
A header that puts macros aside, as those that users begin with do, is compiled behind the macros of function_macros.cpp.

usage: check.py --compiler g++ [--jobs N] [--root ROOT] [--only HEADER|FILE...] [--for-users] [-- FLAG...]
       check.py --compiler g++ --one-program
       check.py --compiler g++ --self-test

--for-users takes those that users include: the engine and the operations, which all of these read, are left out.
--one-program: files that include the library in different ways and orders are one program, in which the same function
gives the same bits.
Prints one TAP line per header. FLAGs replace the usual ones.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap

usual = ["-std=c++20", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wdouble-promotion", "-Werror",
         "-isystem", "/usr/include/eigen3"]

here = pathlib.Path(__file__).resolve().parent


# What stands before a header: of a pair, the other half; what a list names.
read_before = {"typegrad/pop_macros.hpp": "typegrad/push_macros.hpp", "typegrad/separate_list.hpp": "typegrad/dynamic.hpp"}
# Headers for other libraries that are left out where these are not installed.
read_with = {"typegrad/interop/ceres.hpp": "/usr/include/ceres/ceres.h",
             "typegrad/interop/ceres_dynamic.hpp": "/usr/include/ceres/ceres.h", "typegrad/interop/mpi.hpp": "/usr/include/mpi.h"}


# What many headers include, from small to large. A header is compiled behind the last one that it includes: it sees the same
# names as alone, which these, being alone themselves, do not depend on. Half of the time.
often_included = ["typegrad/shape/shape.hpp", "typegrad/op/apply.hpp", "typegrad/ops/reshape.hpp",
                  "typegrad/kernel/lane_instructions.hpp", "typegrad/trace/structure.hpp",
                  "typegrad/tensor/dynamic_tensor.hpp", "typegrad/run/compiled.hpp", "typegrad/dynamic/value/value_node.hpp"]
worth_precompiling = 6  # headers


macros_of_boards = "\n".join(re.findall(r"^#define .*", (here / "function_macros.cpp").read_text(), re.M)) + "\n"
puts_macros_aside = "#include <typegrad/push_macros.hpp>\n"


def compile_alone(compiler, flags, include, header, behind=()):
    first = f"#include <{read_before[header]}>\n" if header in read_before else ""
    path = pathlib.Path(include) / header
    if header.endswith(".hpp") and path.exists() and puts_macros_aside in path.read_text(encoding="utf-8"):
        first = macros_of_boards + first
    again = "" if header == "typegrad/pop_macros.hpp" else f"#include <{header}>\n"
    text = f"{first}#include <{header}>\n{again}" if header.endswith(".hpp") else (here / header).read_text()
    done = subprocess.run([compiler, *flags, "-I", str(include), *behind, "-fsyntax-only", "-x", "c++", "-"], input=text, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace")
    return done.stdout.splitlines()[:12] if done.returncode else []


def precompile(compiler, flags, include, header, folder):
    """The arguments by which a file begins with what is precompiled; none where that does not compile."""
    beginning = pathlib.Path(folder) / header.replace("/", "_")
    beginning.write_text(f"#include <{header}>\n")
    more = ["-fpch-instantiate-templates"] if "clang" in compiler else []
    done = subprocess.run([compiler, *flags, *more, "-I", str(include), "-x", "c++-header", str(beginning), "-o", f"{beginning}.gch"],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode:
        return ()
    return ("-include-pch", f"{beginning}.gch") if "clang" in compiler else ("-include", str(beginning))


def all_included(include, header, known):
    """The headers of the library that a header includes, directly or not."""
    if header not in known:
        path = include / header
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        known[header] = set()
        for name in re.findall(r"^#include <(typegrad/[^>]+)>", text, re.M):
            known[header] |= {name} | all_included(include, name, known)
    return known[header]


def first_included(path):
    """What a header reads before anything else but the putting aside of macros."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("//", "#pragma once", puts_macros_aside.strip())):
            include = re.match(r"#include <(typegrad/[^>]+)>", line)
            return include[1] if include else None
    return None


def read_first_by(include, headers):
    """Of a header another one that begins with it, so that compiling that one alone reads it alone as well."""
    return {first: header for header in headers if header.endswith(".hpp")
            and (first := first_included(include / header)) in headers and first not in read_before}


def check(compiler, flags, include, headers, jobs):
    include = pathlib.Path(include)
    reader = read_first_by(include, headers)

    def outermost(header):
        while header in reader:
            header = reader[header]
        return header

    alone = [header for header in headers if header not in reader]
    known = {}
    beginning = {header: ([None] + [often for often in often_included if often in all_included(include, header, known)])[-1]
                 for header in alone if header.endswith(".hpp") and header not in read_before}
    count = collections.Counter(beginning.values())
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        worth = [often for often in often_included if count[often] >= worth_precompiling]
        made = dict(zip(worth, pool.map(lambda often: precompile(compiler, flags, include, often, folder), worth)))
        found = dict(zip(alone, pool.map(
            lambda h: compile_alone(compiler, flags, include, h, made.get(beginning.get(h), ())), alone)))
    return [(header, found[outermost(header)]) for header in headers]


# A function with a loop and a product, whose last bits tell how loops and products are run.
file_of_a_program = """
constexpr auto f = [](auto x, auto w) { return typegrad::sum(typegrad::tanh(typegrad::matmul(x, w))); };
namespace %(name)s {
unsigned long long bits() {
  typegrad::tensor<float, 24, 24> x, w;
  for (int i = 0; i < 576; ++i) {
    x.data()[i] = static_cast<float>(i %% 17) / 16;
    w.data()[i] = static_cast<float>(i %% 23) / 64;
  }
  unsigned long long sum = typegrad::lane_width<float> * 1000 + typegrad::lane_width<double>;
  for (float const slope : typegrad::grad(f)(x, w)) sum = sum * 31 + __builtin_bit_cast(unsigned, slope);
  return sum;
}
}
"""


def one_program(compiler, flags, include):
    """One file with each way to include the library, and a main program that compares what they compute."""
    ways = {"embedded": ["embedded"], "whole": ["typegrad"], "both": ["embedded", "typegrad"], "shuffled": ["debug/print_variable", "static"]}
    with tempfile.TemporaryDirectory() as folder:
        main = "\n".join(f"namespace {name} {{ unsigned long long bits(); }}" for name in ways)
        main += "\nint main() { return " + " && ".join(f"{name}::bits() == embedded::bits()" for name in ways) + " ? 0 : 1; }\n"
        texts = {name: "".join(f"#include <typegrad/{header}.hpp>\n" for header in headers) + file_of_a_program % {"name": name}
                 for name, headers in ways.items()} | {"main": main}
        for name, text in texts.items():
            (pathlib.Path(folder) / f"{name}.cpp").write_text(text)
        build = [compiler, *flags, "-O1", "-I", str(include), *(f"{folder}/{name}.cpp" for name in texts), "-o", f"{folder}/program"]
        done = subprocess.run(build, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, errors="replace")
        if done.returncode:
            return done.stdout.splitlines()[:12]
        return [] if subprocess.run([f"{folder}/program"]).returncode == 0 else ["the files compute different numbers"]


def self_test(compiler, flags):
    cases = [
        ("a good header passes", "#pragma once\n#include <vector>\ninline std::vector<int> one() { return {1}; }\n", False),
        ("a header that needs another include is refused", "#pragma once\ninline std::vector<int> one() { return {1}; }\n", True),
        ("a header without guard is refused", "struct once {};\n", True),
        ("a header with a warning is refused", "#pragma once\ninline float half(double x) { return x / 2; }\n", True),
        ("a header without a word on macros may use their names", "#pragma once\nconstexpr int N = 1;\n", False),
        ("a header that says that it puts macros aside and does not is refused",
         f"#pragma once\n#if 0\n{puts_macros_aside}#endif\nconstexpr int N = 1;\n", True),
    ]
    results = []
    for name, text, refused in cases:
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "h.hpp").write_text(text)
            found = compile_alone(compiler, flags, folder, "h.hpp")
        results.append((name, [] if bool(found) == refused else found or ["it was accepted"]))
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "typegrad").mkdir()
        first, second = "typegrad/first.hpp", "typegrad/second.hpp"
        (pathlib.Path(folder) / first).write_text("#pragma once\ninline std::vector<int> one() { return {1}; }\n")
        (pathlib.Path(folder) / second).write_text(f"// two\n#pragma once\n\n#include <{first}>\n#include <vector>\n")
        found = dict(check(compiler, flags, folder, [first, second], 1))
    results.append(("a bad header that another one begins with is refused", [] if found[first] else ["it was accepted"]))
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "typegrad/shape").mkdir(parents=True)
        often = often_included[0]
        (pathlib.Path(folder) / often).write_text("#pragma once\n#include <array>\ninline std::array<int, 1> one() { return {1}; }\n")
        names = [f"typegrad/h{i}.hpp" for i in range(worth_precompiling)]
        for name in names:
            (pathlib.Path(folder) / name).write_text(f"// .\n#pragma once\n#include <cstddef>\n#include <{often}>\n"
                                                     f"inline std::{'vector' if name == names[0] else 'array'}<int, 1> two();\n"
                                                     f"inline std::array<int, 1> two() {{ return one(); }}\n")
        found = [name for name, complaints in check(compiler, flags, folder, [often, *names], 1) if complaints]
    results.append(("of those behind a precompiled one the bad one is refused", [] if found == names[:1] else [f"refused: {found}"]))
    return tap(results)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--root", type=pathlib.Path, default=here.parents[1])
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--for-users", action="store_true")
    parser.add_argument("--one-program", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    own, flags = sys.argv[1:], usual
    if "--" in own:
        flags = own[own.index("--") + 1:]
        own = own[:own.index("--")]
    chosen = parser.parse_args(own)
    if chosen.self_test:
        sys.exit(1 if self_test(chosen.compiler, flags) else 0)
    include = chosen.root / "include"
    if chosen.one_program:
        sys.exit(1 if tap([("one program", one_program(chosen.compiler, flags, include))]) else 0)
    headers = chosen.only or sorted(p.relative_to(include).as_posix() for p in include.glob("typegrad/**/*.hpp"))
    headers = [h for h in headers if h not in read_with or pathlib.Path(read_with[h]).exists()]
    if chosen.for_users:
        # Not number/, which a program includes beside the operations: clang misses them.
        headers = [h for h in headers if h.count("/") == 1 or h.split("/")[1] in ("nn", "interop", "debug")
                   or h.split("/")[1] != "number" and puts_macros_aside in (include / h).read_text(encoding="utf-8")]
    if not chosen.only:
        headers += sorted(path.name for path in here.glob("*.cpp"))
    absent = [header for header in headers if not ((include if header.endswith(".hpp") else here) / header).exists()]
    if absent:
        for number, header in enumerate(absent, 1):
            print(f"ok {number} - {header} # SKIP not written yet")
        print(f"1..{len(absent)}")
        return
    sys.exit(1 if tap(check(chosen.compiler, flags, include, headers, chosen.jobs)) else 0)


main()
