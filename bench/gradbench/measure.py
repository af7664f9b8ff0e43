#!/usr/bin/python3
"""Times of GradBench's evaluations: objectives written with typegrad beside code by hand.

usage: measure.py BUILD_FOLDER [--full] [EVALUATION...]

primal, gradient   by typegrad; `by hand` is C++ that a person would write, in the same program
of primal          gradient by typegrad over the primal by hand: GradBench's own figure, as its tools in C++ share that
published          the smallest such figure that its site shows for a tool in C++ or code by hand
of hand            gradient by typegrad over gradient by hand
own                gradient over primal, both by typegrad

The four functions are called in turn, in rounds, and the best time of each is kept.
"""
import json
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
rounds = 3
#: as of 2026: gradient over primal of the best tool in C++ or of the code by hand
published = {"ba": 7.7, "det": 2.8, "gmm": 2.2, "ht": 5.8, "kmeans": 1.4, "llsq": 1.4, "lse": 1.1, "lstm": 2.1, "ode": 3.2}
#: what GradBench calls primal and derivative
functions = {"ba": ("objective", "jacobian"), "gmm": ("objective", "jacobian"), "ht": ("objective", "jacobian"),
             "lstm": ("objective", "jacobian"), "kmeans": ("cost", "dir")}


def run(program, file, function):
    """The times of all calls, in nanoseconds."""
    done = subprocess.run([program, file, function], text=True, stdout=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{program} {file} {function} ended with {done.returncode}")
    lines = [json.loads(line) for line in done.stdout.splitlines()[1:]]
    return [line["nanoseconds"] for line in lines if line["name"] == "evaluate"]


def measure(program, file, name):
    """Best time of primal, gradient and both by hand."""
    primal, derivative = functions.get(name, ("primal", "gradient"))
    order = (primal, derivative, f"{primal}_by_hand", f"{derivative}_by_hand")
    times = {function: [] for function in order}
    for _ in range(rounds):
        for function in order:
            times[function] += run(program, file, function)
    return [min(times[function]) for function in order]


def in_words(nanoseconds):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.0f} ns"


def row_of(name, size, times):
    primal, gradient, primal_by_hand, by_hand = times
    return {"evaluation": name, "size": size, "primal": primal, "gradient": gradient, "primal_by_hand": primal_by_hand,
            "gradient_by_hand": by_hand, "of_primal": gradient / primal_by_hand, "published": published.get(name),
            "of_hand": gradient / by_hand, "own": gradient / primal}


def write_row(row):
    times = "".join(f"{in_words(row[key]):>10}" for key in ("primal", "primal_by_hand", "gradient", "gradient_by_hand"))
    print(f"{row['evaluation']:<8} {row['size']:<16}{times}{row['of_primal']:>11.2f}{row['published'] or '':>10}"
          f"{row['of_hand']:>8.2f}{row['own']:>8.2f}", flush=True)


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    build, *words = sys.argv[1:]
    kind = "full" if "--full" in words else "quick"
    wanted = [word for word in words if word != "--full"]
    names = sorted(path.stem for path in here.glob("*.cpp"))
    if unknown := set(wanted) - set(names):
        sys.exit(f"No evaluation is called {' '.join(sorted(unknown))}. There are: {' '.join(names)}")
    names = wanted or names
    done = subprocess.run(["ninja", "-C", build, *(f"bench/gradbench.{name}" for name in names)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.exit(done.stdout)
    inputs = pathlib.Path(build, "bench/gradbench_inputs")
    subprocess.run([sys.executable, here / "make_inputs.py", inputs, kind, *names], check=True)
    print(f"{'':<25}{'primal':>10}{'by hand':>10}{'gradient':>10}{'by hand':>10}{'of primal':>11}{'published':>10}"
          f"{'of hand':>8}{'own':>8}")
    rows = []
    for name in names:
        files = sorted((inputs / name).glob("*.json"), key=lambda file: [int(part) for part in file.stem.split("_")])
        for file in files:
            rows.append(row_of(name, file.stem.replace("_", " x "), measure(f"{build}/bench/gradbench.{name}", file, name)))
            write_row(rows[-1])
    pathlib.Path(build, "gradbench.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


main()
