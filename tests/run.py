"""Configures, builds and runs the tests; counts every test case. Called by ./dev test.

usage: run.py [--build FOLDER] [--quick | --all | --bare] [--list] [FILTER...]

--quick    before a commit: what git says has changed, a file of every folder, style
--all      other compilers, sanitizers, wrong programs, every header alone, -O3 -march=native, a bare machine too
--bare     the two commands on a minimal Debian in a folder of its own (root and debootstrap are needed)
--list     the names of tests that would run, those that a filter can take
FILTER     ops.tanh      tests/ops/tanh.cpp alone, with GCC
           ops           tests/ops, with GCC
           tanh          every tests/*/*tanh*.cpp, with GCC
           style         the checks whose name starts with style
           clang-19      everything that clang 19 runs
           clang-19:api  tests/api with clang 19
Each line of a script that says `ok` or `not ok` (TAP) counts as one test case.
"""
import argparse
import concurrent.futures
import contextlib
import dataclasses
import fcntl
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

root = pathlib.Path(__file__).resolve().parent.parent
jobs = len(os.sched_getaffinity(0))
heavy = 4 << 30  # bytes that a compiler may need


def lanes():
    """How many variants are built side by side. Two, where memory allows: towards the end of one, when its last file is
    compiled or one of its scripts runs alone, the other one keeps the cores busy."""
    with contextlib.suppress(OSError, TypeError):
        available = int(re.search(r"MemAvailable:\s*(\d+) kB", pathlib.Path("/proc/meminfo").read_text())[1]) << 10
        return 2 if jobs > 1 and available >= 2 * jobs * heavy else 1
    return 1


@dataclasses.dataclass(frozen=True)
class Variant:
    """One build directory: a compiler, what it builds, with which flags."""

    name: str
    compiler: str
    options: tuple
    says: str
    usual: bool = False  # without --all


def variants_here():
    """Sanitizers belong to clang -O0, where they cost little: a file of 3.3 s with GCC -O1 takes 9 s there with them."""
    tests = ("-Dtests=true", "-Ddebug=false", "-Dexamples=false")
    only_tests = (*tests, "-Dscripts=false")
    engine = "meta,math,shape,tensor,graph,op,trace,expression,transform,kernel,run,api,nn,interop"
    # GCC builds every test. What differs between compilers is the engine and the front ends; the operations are templates
    # on top of both, and tests/dynamic runs them with sanitizers, through random graphs of all of them, and tests/agreement.
    # tests/requirements and tests/debug call what these call: 90 s of 1700 on two cores.
    sanitized = ("-Doptimization=0", "-Dsanitize=true", *only_tests, f"-Dtest_folders={engine},dynamic,agreement,codegen")
    says = "-O0, address and undefined behaviour sanitizers, the engine and the run-time mode"
    yield Variant("gcc", "g++", ("-Doptimization=0", *tests), "-O0", usual=True)
    # What ./dev demo --native and the benchmarks are built with; GCC's vectorizer has made wrong numbers of right code here. It
    # runs as they have it. Three passes behind it, which move single instructions, and warnings, which -O0 gives and GCC 12 gets
    # wrong of its own AVX-512 intrinsics (bug 105593), are left out: a seventh of the time (38 s and 33 s for two lines of
    # tests/agreement).
    behind = "-fno-gcse -fno-gcse-after-reload -fno-schedule-insns2"
    # What -O3 can break is code that computes. These hold checks made while compiling, texts, messages and types, or call with
    # variables: the kernels of every operation that those run are compiled here by tests/agreement, with both derivatives.
    without = ("api/expression", "api/public_names", "api/user_operation_of_variables", "api/variable_jacobian",
               "api/variable_products", "api/variable_structure", "api/variable_transforms", "api/wrt",
               "run/argument_extents", "run/find_numbers", "run/program")
    yield Variant("native", "g++", ("-Doptimization=3", *only_tests, "-Dwarning_level=0", "-Dwerror=false",
                                    f"-Dcpp_args=-march=native -w {behind}", "-Dtest_folders=agreement,run,api",
                                    "-Dtest_files_left_out=" + ",".join(f"{name}.cpp" for name in without)),
                  "-O3 -march=native, whole programs")
    yield Variant("clang-14", "clang++-14", ("-Doptimization=0", *only_tests, f"-Dtest_folders={engine}"),
                  "-O0, the engine and its front ends")
    yield Variant("clang-19", "clang++-19", sanitized, says)
    if not shutil.which("clang++-19"):
        yield Variant("gcc-sanitized", "g++", sanitized, says)
    # Garbage as in tests/meson.build: a tenth less time (example 05 2.48 s -> 2.22 s).
    late_garbage = "-Dcpp_args=--param=ggc-min-heapsize=1000000 --param=ggc-min-expand=300"
    yield Variant("examples", "g++", ("-Doptimization=2", "-Ddebug=false", "-Dtests=false", "-Dexamples=true", late_garbage),
                  "every example, -O2", usual=True)


@dataclasses.dataclass
class Outcome:
    name: str
    passed: int = 0
    failed: list = dataclasses.field(default_factory=list)
    skipped: list = dataclasses.field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0  # seconds
    output: str = ""


class Progress:
    """Says what is going on, in every lane: on a terminal in a line that is written over, else in a line every 15 s."""

    shown = []
    lock = threading.Lock()
    thread = None

    def __init__(self, what):
        self.what = what

    @classmethod
    def talk(cls):
        while True:
            time.sleep(0.5 if sys.stdout.isatty() else 15)
            with cls.lock:
                words = " | ".join(progress.what() for progress in cls.shown)
                if words and sys.stdout.isatty():
                    print(f"\r\033[K   {words[:100]}", end="", flush=True)
                elif words:
                    print(f"   ... {words[:200]}", flush=True)

    def __enter__(self):
        with Progress.lock:
            Progress.shown.append(self)
            if not Progress.thread:
                Progress.thread = threading.Thread(target=Progress.talk, daemon=True)
                Progress.thread.start()

    def __exit__(self, *_):
        with Progress.lock:
            Progress.shown.remove(self)
            if sys.stdout.isatty():
                print("\r\033[K", end="", flush=True)


def say(text):
    """Whole lines, whatever the other lane says."""
    with Progress.lock:
        print(("\r\033[K" if sys.stdout.isatty() else "") + text, flush=True)


def end_of(process):
    """Waits; the processor seconds of it and of what it has started. On idle cores a run takes their sum, divided by the
    number of cores."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime


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
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               errors="replace", cwd=folder or root, env={**os.environ, **(environment or {})})
    output = process.stdout.read()
    processor = end_of(process)
    outcome = (read_boost if is_boost else read_tap)(name, output, process.returncode)
    outcome.seconds = time.monotonic() - start
    outcome.processor = processor
    outcome.output = output
    return outcome


noise = re.compile(r"(Entering|Leaving) test|^Running \d+ test|^\*\*\* |^(ok|1\.\.\d+)|^\s*$")


def report(outcome, variant=""):
    skipped = f", {len(outcome.skipped)} skipped" if outcome.skipped else ""
    failed = f", {len(outcome.failed)} FAILED" if outcome.failed else ""
    name = f"{variant}:{outcome.name}" if variant not in ("", "gcc", "examples") else outcome.name
    lines = [f"   {name:<28} {outcome.passed:>5} passed{failed}{skipped:<12} {outcome.seconds:8.1f} s"]
    lines[0] += f"   {outcome.processor:.0f} s of processors" if outcome.processor >= 5 else ""
    lines += [f"      skipped: {skip}" for skip in outcome.skipped]
    if outcome.failed:
        lines += [f"      {line}" for line in [line for line in outcome.output.splitlines() if not noise.search(line)][:80]]
    say("\n".join(lines))


def report_time(what, start, processor):
    say(f"   {what:<28} {'':>5}        {'':<12} {time.monotonic() - start:8.1f} s   {processor:.0f} s of processors")


def sources_of(variant):
    """What decides the shape of a build directory; when it changes Meson has to look again."""
    places = [root / folder for folder in ("tests", "examples", "bench")]
    listed = sorted(str(p.relative_to(root)) for place in places for p in place.rglob("*")
                    if p.suffix == ".cpp" or p.name == "meson.build")
    return {"sources": listed, "options": [str(root), variant.compiler, *variant.options],
            "installed": [shutil.which(name) is not None for name in ("clang++-14", "clang++-19", "arm-none-eabi-g++")]}


def configure(variant, build):
    remembered = build / "typegrad-sources.json"
    now = sources_of(variant)
    known = []
    if (build / "build.ninja").exists() and remembered.exists():
        then = json.loads(remembered.read_text())
        if then == now:
            return None
        # Meson 1.0 does not take new -Dcpp_args for a directory that is there.
        same = isinstance(then, dict) and then.get("options") == now["options"]  # a list: an earlier checkout
        known = ["--reconfigure"] if same else []
    if not known and build.exists():
        shutil.rmtree(build)
    command = ["meson", "setup", *known, *variant.options, "-Doperations_without_test=warning", str(build), str(root)]
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "CXX": variant.compiler})
    if done.returncode != 0:
        return done.stdout
    remembered.write_text(json.dumps(now, indent=1))
    return None


def ninja(build, *arguments):
    return subprocess.run(["ninja", "-C", str(build), *arguments], text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def outputs_of_children(process):
    """What the compilers that ninja has started are writing, from the arguments that Linux shows."""
    found = []
    with contextlib.suppress(OSError):
        for child in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split():
            command = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            written = re.search(r" -o (\S+)", command)
            found.append(pathlib.PurePath(written[1] if written else command.split(" ")[0]).name)
    return " ".join(found).replace("meson-generated_", "").replace(".cpp.o", "")


def compile_everything(build, targets):
    """Builds; gives the output, the targets that could not be built, and the processor seconds."""
    lines = []
    processor = 0.0
    headers = ["tests/precompiled.hpp", "tests/precompiled_library.hpp"] if (build / "tests").is_dir() else []
    # Headers first, because clang's dependency files name them in a way that ninja does not recognise.
    for wanted in [headers, targets]:
        if not wanted:
            continue
        lines, done = [], "0"
        process = subprocess.Popen(["ninja", "-C", str(build), "-k", "0", f"-j{jobs}", *wanted], text=True, errors="replace",
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        with Progress(lambda: f"{build.name} [{done}] {outputs_of_children(process.pid)}"):
            for line in process.stdout:
                if match := re.match(r"\[(\d+/\d+)\] ", line):
                    done = match[1]
                else:
                    lines.append(line)
        processor += end_of(process)
    if process.returncode == 0:
        return "", set(), processor
    stale = {target for target in targets if "no work to do" not in ninja(build, "-n", target).stdout}
    kept, skip = [], False
    for line in lines:
        if line.startswith(("FAILED:", "ninja:")):
            skip = line.startswith("FAILED:")  # the command line comes next
        elif skip:
            skip = False
        else:
            kept.append(line)
    return "".join(kept), stale, processor


def introspect(build, what):
    done = subprocess.run(["meson", "introspect", what, str(build)], text=True, capture_output=True)
    return json.loads(done.stdout) if done.returncode == 0 else []


@dataclasses.dataclass
class Test:
    name: str
    command: list
    environment: dict | None = None
    folder: str | None = None
    needs: tuple = ()  # ninja targets
    beside_others: bool = True  # is_parallel: false in meson.build: the check uses every core itself
    usual: bool | None = True  # False: with --all only; None: a part of other tests, when it is asked for


def tests_of(build):
    """What meson.build registers; a test of the suite `all` waits for --all, or to be asked for by name."""
    targets = {target["id"]: target["filename"] for target in introspect(build, "--targets")}
    known = set(re.findall(r"^(\S+): ", ninja(build, "-t", "targets", "all").stdout, re.M))
    for test in introspect(build, "--tests"):
        programs = [word for word in test["cmd"] if word.startswith(str(build) + "/")]
        needs = [str(pathlib.Path(program).relative_to(build)) for program in programs]
        needs += [str(pathlib.Path(file).relative_to(build)) for id in test["depends"] for file in targets.get(id, [])]
        suites = [suite.split(":")[-1] for suite in test["suite"]]
        usual = None if "quick" in suites else "all" not in suites
        yield Test(test["name"], test["cmd"], test["env"], test.get("workdir"),
                   tuple(need for need in dict.fromkeys(needs) if need in known), test["is_parallel"], usual)
    for source in sorted((root / "tests").glob("*/*.cpp")):
        single = f"{source.parent.name}.{source.stem}"
        if f"tests/{single}" in known:
            yield Test(single, [str(build / "tests" / single)], needs=(f"tests/{single}",), usual=None)


def matches(word, test):
    """Does a filter name this test? A single file is named by its stem too, or by a part of it."""
    if test.usual is None:
        return word == test.name or ("." not in word and word in test.name.split(".")[1])
    return test.name == word or test.name.startswith(word + ".")


def pick(tests, filters, everything):
    """The tests to run, and the filters that name none."""
    if not filters:
        return [test for test in tests if test.usual or everything and test.usual is False], []
    picked, without = {}, []
    for word in filters:
        # The name of a folder is not looked for in the names of files.
        hits = [t for t in tests if t.usual is not None and matches(word, t)] or [t for t in tests if matches(word, t)]
        picked.update((test.name, test) for test in hits)
        if not hits:
            without.append(word)
    return list(picked.values()), without


@contextlib.contextmanager
def alone_in(build):
    """One run at a time in a build directory."""
    build.parent.mkdir(parents=True, exist_ok=True)
    with open(build.parent / f".{build.name}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"   another run uses {build}; waiting", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_tests(variant, build, tests):
    """Builds what the tests need and runs them: what came out, and the processor seconds."""
    targets = sorted({target for test in tests for target in test.needs})
    begin = start = time.monotonic()
    output, stale, processor = compile_everything(build, targets) if targets else ("", set(), 0.0)
    report_time(f"{variant.name}: build", start, processor)
    if output:
        say("\n".join(f"      {line}" for line in output.splitlines()[:400]))
    outcomes, running = [], {}
    for together in (True, False):
        with concurrent.futures.ThreadPoolExecutor(jobs if together else 1) as pool, \
                Progress(lambda: f"{variant.name}: running " + " ".join(sorted(running.values())[:4])):

            def watched(test):
                running[id(test)] = test.name
                outcome = run(test.name, test.command, test.environment, test.folder)
                del running[id(test)]
                report(outcome, variant.name)
                return outcome

            begun = []
            for test in tests:
                if test.beside_others != together:
                    continue
                if stale & set(test.needs):
                    outcomes.append(Outcome(test.name, failed=["does not build"]))
                    report(outcomes[-1], variant.name)
                else:
                    begun.append(pool.submit(watched, test))
            outcomes += [future.result() for future in begun]
    processor += sum(outcome.processor for outcome in outcomes)
    report_time(f"{variant.name}: in all", begin, processor)
    return outcomes, processor


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
    checks = [(name, (outcome.passed, len(outcome.failed)), wanted) for name, outcome, wanted in expectations]

    tests = [Test("ops", [], usual=True), Test("headers.g++", [], usual=False), Test("ops.tanh", [], usual=None),
             Test("ops.atanh", [], usual=None), Test("kernel.lanes", [], usual=None)]
    for name, filters, everything, wanted in [
            ("without a filter the usual tests run", [], False, ("ops", "")),
            ("--all runs more", [], True, ("ops headers.g++", "")),
            ("a filter is a folder", ["ops"], False, ("ops", "")),
            ("a filter is the beginning of a name", ["headers"], False, ("headers.g++", "")),
            ("a filter is a file", ["ops.tanh"], False, ("ops.tanh", "")),
            ("a filter is a part of a file's name", ["tanh"], False, ("ops.tanh ops.atanh", "")),
            ("a filter that names nothing is told", ["ops.tan", "lanes", "x"], False, ("kernel.lanes", "ops.tan x"))]:
        picked, missed = pick(tests, filters, everything)
        checks.append((name, (" ".join(test.name for test in picked), " ".join(missed)), wanted))

    files = {"ops.tanh": "#include <typegrad/ops/tanh.hpp>\n", "run.loop": '#include "run/loops.hpp"\n', "op.a": ""}
    for name, wanted in [("tests/ops/tanh.cpp", ["ops.tanh"]), ("include/typegrad/ops/tanh.hpp", ["ops.tanh"]),
                         ("include/typegrad/op/deep/a.hpp", ["op.a"]), ("tests/run/loops.hpp", ["run.loop"]),
                         ("include/typegrad/run/none.hpp", []), ("README.md", [])]:
        checks.append((f"--quick knows the tests of {name}", tests_beside(name, files), wanted))

    paths, os.environ["PATH"] = os.environ["PATH"], ""
    checks.append(("--quick does without git", changed_files(), []))
    os.environ["PATH"] = paths

    core = re.search(r"^core = \{.*?\}", (root / "tests/meson.build").read_text(encoding="utf-8"), re.M | re.S)[0]
    gone = [name for name in re.findall(r"'(\w+/\w+)'", core) if not (root / "tests" / f"{name}.cpp").exists()]
    checks.append(("the files of --quick in tests/meson.build are there", gone, []))

    wrong = 0
    for number, (name, got, wanted) in enumerate(checks, 1):
        print(f"{'ok' if got == wanted else 'not ok'} {number} - {name}")
        if got != wanted:
            wrong += 1
            print(f"  {got} instead of {wanted}")
    print(f"1..{len(checks)}")
    sys.exit(1 if wrong else 0)


most_changed = 12


def changed_files():
    """What git says is not committed; when everything is, what the last commit has changed."""
    if shutil.which("git") is None:
        return []

    def git(*words):
        done = subprocess.run(["git", *words], cwd=root, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return done.stdout.split("\n")[:-1] if done.returncode == 0 else []

    now = git("diff", "--name-only", "HEAD") + git("ls-files", "--others", "--exclude-standard")
    return [name for name in now or git("diff", "--name-only", "HEAD~1", "HEAD") if (root / name).exists()]


def tests_beside(name, sources):
    """The unit tests of a changed file: itself, the one of that name in the folder, or those that include it."""
    path = pathlib.PurePath(name)
    if path.parts[:1] == ("tests",) and path.suffix == ".cpp" and len(path.parts) == 3:
        return [f"{path.parts[1]}.{path.stem}"]
    if path.suffix != ".hpp":
        return []
    if path.parts[:2] == ("include", "typegrad") and f"{path.parts[2]}.{path.stem}" in sources:
        return [f"{path.parts[2]}.{path.stem}"]
    spelt = path.relative_to("include").as_posix() if path.parts[0] == "include" else path.name
    return [test for test, text in sources.items() if re.search(rf'#include [<"](\S+/)?{re.escape(spelt)}[>"]', text)]


def quick_tests(tests_by_variant):
    """(variant, test) for ./dev test --quick; says what it leaves to ./dev test."""
    changed = changed_files()
    sources = {f"{p.parent.name}.{p.stem}": p.read_text(encoding="utf-8") for p in (root / "tests").glob("*/*.cpp")}
    beside = list(dict.fromkeys(test for name in changed for test in tests_beside(name, sources)))
    known = {test.name: test for test in tests_by_variant["gcc"]}
    beside = [test for test in beside if test in known]
    if len(beside) > most_changed:
        print(f"   {len(beside)} test files belong to what has changed: {most_changed} of them run now, ./dev test runs all")
    for name in beside[:most_changed]:
        yield "gcc", known[name]
    for name, test in known.items():
        if name.startswith("quick.") or test.usual and name.startswith(("style", "run.", "codegen.instructions.g++", "codegen.heap")):
            yield "gcc", test

    python = sys.executable
    headers = [name.removeprefix("include/") for name in changed if name.startswith("include/") and name.endswith(".hpp")]
    umbrellas = ["typegrad/typegrad.hpp", "typegrad/embedded.hpp"]
    for compiler in ("g++", "clang++-14", "clang++-19"):
        if shutil.which(compiler):
            only = [*umbrellas, *(headers[:40] if compiler == "g++" else [])]
            check = str(root / "tests/headers/check.py")
            yield "gcc", Test(f"headers.{compiler}", [python, check, "--compiler", compiler, "--only", *dict.fromkeys(only)])
    if wrong := [pathlib.PurePath(name).stem for name in changed if re.match(r"tests/compile_fail/.*\.cpp$", name)]:
        yield "gcc", Test("compile_fail.g++", [python, str(root / "tests/compile_fail/check.py"), "--compiler", "g++", *wrong])
    for test in tests_by_variant.get("examples", []):
        stem = test.name.split(".")[1]
        if stem == "01_first_gradient" or f"examples/{stem}.cpp" in changed:
            yield "examples", test


def is_wanted(variant, chosen, names):
    """Does a run look into this build directory?"""
    if chosen.filters:
        return any(word.split(":")[0] == variant.name for word in chosen.filters) or (
            variant.name in ("gcc", "examples") and any(word.split(":")[0] not in names for word in chosen.filters))
    return variant.usual or chosen.all


def filters_for(variant, filters, names):
    """The filters that concern a variant, and what each says there: `clang-19:api` says `api`; `None`: everything."""
    if variant.name in filters:
        return {variant.name: None}
    own = {word: word.split(":", 1)[1] for word in filters if word.startswith(variant.name + ":")}
    plain = {word: word for word in filters if word.split(":")[0] not in names}
    return {**own, **(plain if variant.name in ("gcc", "examples") else {})}


def complain(words):
    for word in words:
        print(f"No test is called {word}: ./dev test --list shows all names.")
    sys.exit(2)


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("--build", default=os.environ.get("TYPEGRAD_BUILD", "build"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("filters", nargs="*")
    chosen = parser.parse_args()
    if chosen.quick + chosen.all + chosen.bare + bool(chosen.filters) > 1:
        parser.error("--quick, --all, --bare and a filter are four ways to choose: take one of them")
    start = time.monotonic()
    variants = list(variants_here())
    names = [variant.name for variant in variants]
    results, found, named, used = {}, {}, set(), 0.0
    with contextlib.ExitStack() as locks:
        for variant in variants:
            if chosen.bare or not is_wanted(variant, chosen, names):
                continue
            if not shutil.which(variant.compiler):
                print(f"== {variant.name}: {variant.compiler} is not installed, skipped")
                continue
            build = root / chosen.build / variant.name
            locks.enter_context(alone_in(build))
            with Progress(lambda: f"meson setup {build}"):
                complaint = configure(variant, build)
            if complaint:
                results[variant.name] = [Outcome("configure", failed=["meson setup"], output=complaint)]
                print(f"== {variant.name}")
                report(results[variant.name][0])
                continue
            tests = list(tests_of(build))
            if chosen.quick:
                found[variant.name] = tests
                continue
            words = filters_for(variant, chosen.filters, names)
            found[variant.name], missed = pick(tests, [word for word in words.values() if word], chosen.all)
            named.update(filter for filter, word in words.items() if word not in missed)
        if chosen.quick:
            picked = list(quick_tests(found))
            found = {variant: [test for of, test in picked if of == variant] for variant in ("gcc", "examples")}
        if chosen.bare:
            script = root / "tests/install/bare_machine.py"
            found["gcc"] = [Test("install.bare_machine", [sys.executable, str(script), "--whole"], beside_others=False)]
        here = [variant.name for variant in variants if shutil.which(variant.compiler)]
        nowhere = [word for word in chosen.filters if word not in named and not results and
                   (word.split(":")[0] in here or word.split(":")[0] not in names)]
        if nowhere:
            complain(nowhere)
        if chosen.list:
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # for `| head`
            for variant, tests in found.items():
                print("\n".join(test.name if variant in ("gcc", "examples") else f"{variant}:{test.name}" for test in tests))
            return
        in_turn = [variant for variant in variants if found.get(variant.name)]
        for variant in in_turn:
            print(f"== {variant.name}: {variant.says}", flush=True)
        with concurrent.futures.ThreadPoolExecutor(lanes()) as pool:
            done = pool.map(lambda v: run_tests(v, root / chosen.build / v.name, found[v.name]), in_turn)
            for variant, (outcomes, processor) in zip(in_turn, done):
                results[variant.name] = outcomes
                used += processor
    passed = sum(o.passed for outcomes in results.values() for o in outcomes)
    failures = [(v, o.name, f) for v, outcomes in results.items() for o in outcomes for f in o.failed]
    print(f"== {time.monotonic() - start:.0f} s in all; {used:.0f} s of processors: {used / 2:.0f} s on two idle cores")
    for variant, name, failure in failures:
        print(f"failed: {variant}: {name}: {failure}")
    if not passed and not failures:
        print("no test ran")
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures or not passed else 0)


main()
