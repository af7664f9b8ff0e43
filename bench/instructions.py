#!/usr/bin/python3
"""Counts the instructions of runtime/numbers: typegrad's derivatives, those by hand and SymPy's.

usage: instructions.py [--compiler g++] [--flags=-O2]

Executed in one warm call, without what runs inside libm; divisions and square roots stand in the code of the function.
Counts miss what a division costs: read them beside the times (`./dev bench hessian`).
"""
import argparse
import concurrent.futures
import math
import pathlib
import re
import statistics
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(here.parent / "tests/codegen"), str(here.parent / "tests/support")]
import check  # noqa: E402

kinds = ("generated", "by_hand", "sympy")


def build(compiler, flags, folder):
    sources = sorted((here / "runtime/numbers").glob("*.cpp"))
    # Four stages with a Jacobian of 12 x 16 are more than clang evaluates unasked.
    more_steps = "-fconstexpr-steps=200000000" if "clang" in compiler else "-fconstexpr-ops-limit=200000000"

    def compile_one(source):
        check.run([compiler, "-std=c++20", more_steps, *flags, "-I", here.parent / "include", "-c", source,
                   "-o", folder / f"{source.stem}.o"])

    with concurrent.futures.ThreadPoolExecutor() as pool:
        list(pool.map(compile_one, sources))
    program = folder / "count"
    check.run([compiler, *(folder / f"{source.stem}.o" for source in sources), "-Wl,-z,now", "-o", program, "-lm"])
    return program


def divisions_by_function(program):
    counts, function = {}, None
    for line in check.run(["objdump", "-d", "--no-show-raw-insn", program]).splitlines():
        if match := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            function = match[1]
        elif re.search(r"\sv?(div|sqrt)[sp]d\s", line):
            counts[function] = counts.get(function, 0) + 1
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--flags", default="-O2", help="valgrind knows no AVX-512: -O3 -march=native -mno-avx512f")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        program = build(chosen.compiler, chosen.flags.split(), folder)
        names = []
        for line in check.run([program]).splitlines():
            name, off = line.split()
            if not float(off) <= 1e-12:
                sys.exit(f"{name}: results differ by {off}")
            names.append(name)
        counted = check.profile(program, [f"{kind}_{name}" for name in names for kind in kinds], folder)
        divisions = divisions_by_function(program)
    print(f"{chosen.compiler} {chosen.flags:<30} {'instructions':>23} {'ratio to':>14} {'divisions, roots':>23}")
    print(f"{'':<16} " + " ".join(f"{word:>10}" for word in ("generated", "by hand", "SymPy", "hand", "best", *kinds)))
    ratios = []
    for name in names:
        own = [counted.own(f"{kind}_{name}") for kind in kinds]
        ratios.append(own[0] / min(own[1:]))
        cells = [*own, f"{own[0] / own[1]:.2f}", f"{ratios[-1]:.2f}",
                 *(divisions.get(f"{kind}_{name}", 0) for kind in kinds)]
        print(f"{name:<16} " + " ".join(f"{cell:>10}" for cell in cells))
    print(f"geometric mean of the ratios to the best {math.exp(statistics.fmean(map(math.log, ratios))):.2f}, "
          f"worst {max(ratios):.2f}")


main()
