#!/usr/bin/python3
"""Times of GradBench's evaluations: objectives written with typegrad beside code by hand.

usage: measure.py BUILD_FOLDER [--full] [EVALUATION...]

primal, gradient   by typegrad; `by hand` is C++ that a person would write, in the same program
of primal          gradient by typegrad over the primal by hand: GradBench's own figure, as its tools in C++ share that
published          the smallest such figure that its site shows for a tool in C++ or code by hand
of hand            gradient by typegrad over gradient by hand
own                gradient over primal, both by typegrad

particle and saddle have a row for each variant of nested modes, beside the whole by hand. All functions of an evaluation
are called in turn, in rounds; the best time of each is kept, of the processor, so that other work on the machine counts
little. What they print is compared first.
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
nested = ("particle", "saddle")
nested_modes = ("rr", "rf", "fr", "ff")


def run(program, file, function):
    """The result, and the times of all calls in nanoseconds."""
    done = subprocess.run([program, file, function], text=True, stdout=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{program} {file} {function} ended with {done.returncode}")
    result, *lines = [json.loads(line) for line in done.stdout.splitlines()]
    return result, [line["nanoseconds"] for line in lines if line["name"] == "evaluate"]


def results_agree(x, y):
    """Numbers in lists or objects, to nine digits of the largest."""
    def flat(each):
        if isinstance(each, dict):
            return [number for value in each.values() for number in flat(value)]
        return [number for value in each for number in flat(value)] if isinstance(each, list) else [each]

    x, y = flat(x), flat(y)
    scale = max(map(abs, y), default=0) + 1e-300
    return len(x) == len(y) and all(abs(a - b) <= 1e-9 * scale for a, b in zip(x, y))


def measure(program, file, pairs):
    """Best time of each function and of what it is compared with."""
    order = [function for pair in pairs for function in pair]
    times, results = {function: [] for function in order}, {}
    for _ in range(rounds):
        for function in order:
            results[function], more = run(program, file, function)
            times[function] += more
    for function, by_hand in pairs:
        if not results_agree(results[function], results[by_hand]):
            sys.exit(f"{program} {file}: {function} and {by_hand} are different")
    return {function: min(times[function]) for function in order}


def in_words(nanoseconds):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.0f} ns"


def rows_of(program, file, name):
    """A row for primal and gradient, or one for each variant of nested modes."""
    words = {"evaluation": name, "size": file.stem.replace("_", " x ")}
    if name in nested:
        times = measure(program, file, [(mode, "by_hand") for mode in nested_modes])
        for mode in nested_modes:
            yield words | {"size": mode, "primal": None, "primal_by_hand": None, "gradient": times[mode],
                           "gradient_by_hand": times["by_hand"], "of_primal": None, "published": None,
                           "of_hand": times[mode] / times["by_hand"], "own": None}
        return
    primal, gradient = functions.get(name, ("primal", "gradient"))
    times = measure(program, file, [(primal, f"{primal}_by_hand"), (gradient, f"{gradient}_by_hand")])
    ours, by_hand = times[gradient], times[f"{primal}_by_hand"]
    yield words | {"primal": times[primal], "primal_by_hand": by_hand, "gradient": ours,
                   "gradient_by_hand": times[f"{gradient}_by_hand"], "of_primal": ours / by_hand,
                   "published": published.get(name), "of_hand": ours / times[f"{gradient}_by_hand"],
                   "own": ours / times[primal]}


def write_row(row):
    times = "".join(f"{in_words(row[key]) if row[key] else '':>10}"
                    for key in ("primal", "primal_by_hand", "gradient", "gradient_by_hand"))
    ratios = [f"{row[key]:.2f}" if row[key] else "" for key in ("of_primal", "of_hand", "own")]
    print(f"{row['evaluation']:<8} {row['size']:<18}{times}{ratios[0]:>11}{row['published'] or '':>10}"
          f"{ratios[1]:>8}{ratios[2]:>8}", flush=True)


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
    print(f"{'':<27}{'primal':>10}{'by hand':>10}{'gradient':>10}{'by hand':>10}{'of primal':>11}{'published':>10}"
          f"{'of hand':>8}{'own':>8}")
    rows = []
    for name in names:
        files = sorted((inputs / name).glob("*.json"), key=lambda file: [int(part) for part in file.stem.split("_")])
        for file in files:
            for row in rows_of(f"{build}/bench/gradbench.{name}", file, name):
                rows.append(row)
                write_row(row)
    pathlib.Path(build, "gradbench.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


main()
