"""Configures, builds and runs the tests; counts every test case. Called by ./dev test.

usage: run.py [--build FOLDER] [--list] [FILTER...]

FILTER     ops.tanh      tests/ops/tanh.cpp alone, with GCC
           ops           tests/ops, with GCC
           tanh          every tests/*/*tanh*.cpp, with GCC
           style         the checks whose name starts with style
           clang-19      everything that clang 19 runs
           clang-19:api  tests/api with clang 19
Without a filter everything runs. Each line of a script that says `ok` or `not ok` (TAP) counts as one test case.
"""
import argparse
import concurrent.futures
import dataclasses
import fcntl
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent
jobs = len(os.sched_getaffinity(0))


@dataclasses.dataclass(frozen=True)
class Variant:
    """One build directory: a compiler, what it builds, with which flags."""

    name: str
    compiler: str
    options: tuple
    says: str


def variants_here():
    """Sanitizers belong to clang -O0, where they cost little: a file of 3.3 s with GCC -O1 takes 9 s there with them."""
    only_tests = ("-Ddebug=false", "-Dscripts=false", "-Dexamples=false")
    engine = "meta,math,shape,tensor,graph,op,trace,expression,transform,kernel,run,api,nn,interop"
    # GCC builds every test. What differs between compilers is the engine and the front ends; the operations are templates
    # on top of both, and tests/dynamic runs them with sanitizers, through random graphs of all of them, and tests/agreement.
    # tests/requirements and tests/debug call what these call: 90 s of 1700 on two cores.
    sanitized = ("-Doptimization=0", "-Dsanitize=true", *only_tests, f"-Dtest_folders={engine},dynamic,agreement,codegen")
    says = "-O0, address and undefined behaviour sanitizers, the engine and the run-time mode"
    yield Variant("gcc", "g++", ("-Doptimization=0", "-Ddebug=false", "-Dexamples=false"), "-O0")
    yield Variant("clang-14", "clang++-14", ("-Doptimization=0", *only_tests, f"-Dtest_folders={engine}"),
                  "-O0, the engine and its front ends")
    yield Variant("clang-19", "clang++-19", sanitized, says)
    if not shutil.which("clang++-19"):
        yield Variant("gcc-sanitized", "g++", sanitized, says)
    yield Variant("examples", "g++", ("-Doptimization=2", "-Ddebug=false", "-Dtests=false", "-Dexamples=true"),
                  "every example, -O2")


@dataclasses.dataclass
class Outcome:
    name: str
    passed: int = 0
    failed: list = dataclasses.field(default_factory=list)
    skipped: list = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    output: str = ""


def read_boost(name, text, status):
    """Counts the cases in a Boost.Test log written with --log_level=test_suite."""
    outcome = Outcome(name)
    suites, entered, left, failed = [], [], set(), {}
    for line in text.splitlines():
        if match := re.search(r'Entering test suite "([^"]*)"', line):
            suites.append(match[1])
        elif re.search(r'Leaving test suite "', line):
            suites = suites[:-1]
        elif match := re.search(r'Entering test case "([^"]*)"', line):
            entered.append("/".join([*suites, match[1]]))
        elif match := re.search(r'Leaving test case "', line):
            left.add(entered[-1])
        elif match := re.search(r'(?:fatal )?error: in "([^"]*)"', line):
            failed.setdefault(match[1], line)
    for case in entered:
        if case in failed or case not in left:
            outcome.failed.append(f"{case}")
        else:
            outcome.passed += 1
    if status != 0 and not outcome.failed:
        outcome.failed.append(f"the process ended with status {status}")
    if not entered and status == 0:
        outcome.failed.append("no test case ran")
    return outcome


def read_tap(name, text, status):
    """Counts the `ok` and `not ok` lines of a script; a script without any counts as one check."""
    outcome = Outcome(name)
    for line in text.splitlines():
        match = re.match(r"(not )?ok\b(?:\s+\d+)?[\s-]*(.*)", line)
        if not match:
            continue
        if re.search(r"#\s*skip", match[2], re.I):
            outcome.skipped.append(match[2])
        elif match[1]:
            outcome.failed.append(match[2])
        else:
            outcome.passed += 1
    nothing_planned = re.search(r"^1\.\.0\b", text, re.M)
    if not outcome.passed and not outcome.failed and not outcome.skipped and status == 0 and not nothing_planned:
        outcome.passed = 1
    if status != 0 and not outcome.failed:
        outcome.failed.append(f"ended with status {status}")
    return outcome


def run(name, command, environment=None, folder=None):
    start = time.monotonic()
    program = pathlib.Path(command[0])
    is_boost = program.parent.name == "tests" and re.fullmatch(r"[a-z]+\.\w+", program.name)
    if is_boost:
        command = [command[0], "--log_level=test_suite", "--color_output=no", "--catch_system_errors=no"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          cwd=folder or root, env={**os.environ, **(environment or {})})
    outcome = (read_boost if is_boost else read_tap)(name, done.stdout, done.returncode)
    outcome.seconds = time.monotonic() - start
    outcome.output = done.stdout
    return outcome


noise = re.compile(r"(Entering|Leaving) test|^Running \d+ test|^\*\*\* |^(ok|1\.\.\d+)|^\s*$")


def report(outcome):
    skipped = f", {len(outcome.skipped)} skipped" if outcome.skipped else ""
    failed = f", {len(outcome.failed)} FAILED" if outcome.failed else ""
    print(f"   {outcome.name:<28} {outcome.passed:>5} passed{failed}{skipped:<12} {outcome.seconds:8.1f} s", flush=True)
    for skip in outcome.skipped:
        print(f"      skipped: {skip}")
    if outcome.failed:
        for line in [line for line in outcome.output.splitlines() if not noise.search(line)][:80]:
            print(f"      {line}")


def sources_of(variant):
    """What decides the shape of a build directory; when it changes Meson has to look again."""
    places = [root / folder for folder in ("tests", "examples", "bench")]
    listed = sorted(str(p.relative_to(root)) for place in places for p in place.rglob("*")
                    if p.suffix == ".cpp" or p.name == "meson.build")
    return json.dumps([1, listed, variant.options, (root / "include/typegrad").is_dir()], indent=1)


def configure(variant, build):
    remembered = build / "typegrad-sources.json"
    now = sources_of(variant)
    if (build / "build.ninja").exists() and remembered.exists() and remembered.read_text() == now:
        return None
    known = ["--reconfigure"] if (build / "build.ninja").exists() else []
    if not known and build.exists():
        shutil.rmtree(build)
    command = ["meson", "setup", *known, *variant.options, "-Doperations_without_test=warning", str(build), str(root)]
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "CXX": variant.compiler})
    if done.returncode != 0:
        return done.stdout
    remembered.write_text(now)
    return None


def ninja(build, *arguments):
    return subprocess.run(["ninja", "-C", str(build), *arguments], text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def compile_everything(build, targets):
    """Builds; gives the output and the targets that could not be built."""
    if (build / "tests").is_dir():
        ninja(build, "tests/precompiled.hpp", "tests/precompiled_library.hpp")  # clang's dependency files name it in a way that ninja does not recognise
    command = ["ninja", "-C", str(build), "-k", "0", f"-j{jobs}", *targets]
    process = subprocess.Popen(command, text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = []
    for line in process.stdout:
        if match := re.match(r"\[(\d+)/(\d+)\] (.*)", line):
            if sys.stdout.isatty():
                print(f"\r\033[K   [{match[1]}/{match[2]}] {match[3][:80]}", end="", flush=True)
        else:
            lines.append(line)
    if sys.stdout.isatty():
        print("\r\033[K", end="")
    if process.wait() == 0:
        return "", set()
    stale = {target for target in targets if "no work to do" not in ninja(build, "-n", target).stdout}
    kept, skip = [], False
    for line in lines:
        if line.startswith(("FAILED:", "ninja:")):
            skip = line.startswith("FAILED:")  # the command line comes next
        elif skip:
            skip = False
        else:
            kept.append(line)
    return "".join(kept), stale


def introspect(build, what):
    done = subprocess.run(["meson", "introspect", what, str(build)], text=True, capture_output=True)
    return json.loads(done.stdout) if done.returncode == 0 else []


def pick(variant, build, filters):
    """The tests to run: (name, command, environment, folder, ninja targets, beside others or alone)."""
    picked = []
    left = set(filters)
    targets = {target["id"]: target["filename"] for target in introspect(build, "--targets")}
    for test in introspect(build, "--tests"):
        name, hit = test["name"], [f for f in filters if test["name"] == f or test["name"].startswith(f + ".")]
        left -= set(hit)
        if filters and not hit:
            continue
        programs = [word for word in test["cmd"] if word.startswith(str(build) + "/")]
        needs = [str(pathlib.Path(program).relative_to(build)) for program in programs]
        needs += [str(pathlib.Path(file).relative_to(build)) for id in test["depends"] for file in targets.get(id, [])]
        needs = [need for need in dict.fromkeys(needs) if ninja(build, "-t", "query", need).returncode == 0]
        picked.append((name, test["cmd"], test["env"], test.get("workdir"), needs, test["is_parallel"]))
    for word in left:
        folder, _, stem = word.rpartition(".")
        for source in sorted((root / "tests").glob(f"{folder or '*'}/{stem}.cpp" if folder else f"*/*{stem}*.cpp")):
            single = f"{source.parent.name}.{source.stem}"
            if ninja(build, "-t", "query", f"tests/{single}").returncode == 0:
                picked.append((single, [str(build / "tests" / single)], None, None, [f"tests/{single}"], True))
    return picked


def run_variant(variant, build, filters):
    start = time.monotonic()
    if not shutil.which(variant.compiler):
        print(f"== {variant.name}: {variant.compiler} is not installed, skipped")
        return []
    print(f"== {variant.name}: {variant.says}", flush=True)
    build.parent.mkdir(parents=True, exist_ok=True)
    with open(build.parent / f".{build.name}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("   another run uses this build directory; waiting", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        complaint = configure(variant, build)
        if complaint:
            outcome = Outcome("configure", failed=["meson setup"], output=complaint, seconds=time.monotonic() - start)
            report(outcome)
            return [outcome]
        tests = pick(variant, build, filters)
        if not tests:
            print("   nothing to run")
            return []
        targets = sorted({target for *_, needs, _ in tests for target in needs})
        begin = time.monotonic()
        output, stale = compile_everything(build, targets) if targets else ("", set())
        print(f"   {'build':<28} {'':>5}        {'':<12} {time.monotonic() - begin:8.1f} s", flush=True)
        if output:
            print("\n".join(f"      {line}" for line in output.splitlines()[:400]))
        outcomes = []
        for together in (True, False):  # is_parallel: false in meson.build: the check uses every core itself
            with concurrent.futures.ThreadPoolExecutor(jobs if together else 1) as pool:
                running = []
                for name, command, environment, folder, needs, beside_others in tests:
                    if beside_others != together:
                        continue
                    if stale & set(needs):
                        outcomes.append(Outcome(name, failed=["does not build"]))
                        report(outcomes[-1])
                    else:
                        running.append(pool.submit(run, name, command, environment, folder))
                for future in running:
                    report(future.result())
                    outcomes.append(future.result())
    print(f"   {'in all':<28} {'':>5}        {'':<12} {time.monotonic() - start:8.1f} s", flush=True)
    return outcomes


def self_test():
    """Whatever goes wrong in a test program is counted as a failure."""
    def case(name, body="", left=True):
        end = f'Leaving test case "{name}"; testing time: 1us\n' if left else ""
        return f'a.cpp(1): Entering test suite "s"\na.cpp(2): Entering test case "{name}"\n{body}{end}'

    check = 'a.cpp(3): error: in "s/a": check 1 == 2 has failed [1 != 2]\n'
    thrown = 'unknown location(0): fatal error: in "s/a": unknown type\n'
    expectations = [
        ("counts a good case", read_boost("x", case("a"), 0), (1, 0)),
        ("counts a failed check", read_boost("x", case("a", check + check) + case("b"), 201), (1, 1)),
        ("counts an exception", read_boost("x", case("a", thrown), 201), (0, 1)),
        ("counts a crash in a case", read_boost("x", case("a", left=False), -11), (0, 1)),
        ("counts a leak found at the end", read_boost("x", case("a"), 1), (1, 1)),
        ("counts a program without cases", read_boost("x", "", 0), (0, 1)),
        ("counts the lines of a script", read_tap("x", "ok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP\n1..3\n", 1), (1, 1)),
        ("counts a script that says nothing", read_tap("x", "", 0), (1, 0)),
        ("counts a script that fails silently", read_tap("x", "", 1), (0, 1)),
        ("counts a script that breaks off", read_tap("x", "ok 1 - a\nTraceback\n", 1), (1, 1)),
    ]
    wrong = 0
    for number, (name, outcome, (passed, failed)) in enumerate(expectations, 1):
        right = outcome.passed == passed and len(outcome.failed) == failed
        print(f"{'ok' if right else 'not ok'} {number} - {name}")
        if not right:
            wrong += 1
            print(f"  {outcome}")
    print(f"1..{len(expectations)}")
    sys.exit(1 if wrong else 0)


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("--build", default=os.environ.get("TYPEGRAD_BUILD", "build"))
    parser.add_argument("filters", nargs="*")
    chosen = parser.parse_args()
    start = time.monotonic()
    variants = list(variants_here())
    names = [variant.name for variant in variants]
    results = {}
    for variant in variants:
        filters = [f.split(":", 1)[1] for f in chosen.filters if f.startswith(variant.name + ":")]
        whole = variant.name in chosen.filters
        plain = [f for f in chosen.filters if f not in names and f.split(":")[0] not in names]
        if variant.name == "gcc":
            filters += plain
        if chosen.filters and not filters and not whole:
            continue
        results[variant.name] = run_variant(variant, (root / chosen.build / variant.name), [] if whole else filters)
    passed = sum(o.passed for outcomes in results.values() for o in outcomes)
    failures = [(v, o.name, f) for v, outcomes in results.items() for o in outcomes for f in o.failed]
    print(f"== {time.monotonic() - start:.0f} s in all")
    for variant, name, failure in failures:
        print(f"failed: {variant}: {name}: {failure}")
    if not passed and not failures:
        print("no test matches" if chosen.filters else "there are no tests")
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures or not passed else 0)


main()
