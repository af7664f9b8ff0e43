"""What ./dev says it builds, it builds: compiler, flags and folder, in any order of calls.

usage: check_dev.py

Works on a copy of the sources in a folder with blanks. A ninja of its own stands in for compiling: the programs that it
makes tell how Meson wanted them compiled. The last check compiles: about 20 s. Prints one TAP line per check.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
stand_in = '''#!/usr/bin/python3
import json, os, pathlib, shlex, sys
words = sys.argv[1:]
if words[:1] != ["-C"] or not words[2].startswith("examples/"):
    os.execv({ninja!r}, ["ninja", *words])
folder, name = pathlib.Path(words[1]), words[2]
command = next(entry["command"] for entry in json.loads((folder / "compile_commands.json").read_text())
               if entry["file"].endswith(name + ".cpp"))
(folder / "examples").mkdir(exist_ok=True)
(folder / name).write_text("#!/bin/sh\\nprintf '%s\\\\n' " + shlex.quote(command) + ' "$0" "$@"\\n')
(folder / name).chmod(0o755)
'''


class Checkout:
    def __init__(self, folder):
        self.folder = folder
        self.programs = folder.parent / "programs"
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns("build*", ".git", "__pycache__"))
        self.programs.mkdir()
        (self.programs / "ninja").write_text(stand_in.format(ninja=shutil.which("ninja")))
        (self.programs / "ninja").chmod(0o755)

    def dev(self, *words, compiles=False, as_nobody=False, **more):
        """(status, output) of ./dev, without a terminal."""
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("CXX", "CXXFLAGS", "CPPFLAGS", "LDFLAGS") and not name.startswith("TYPEGRAD_")}
        environment |= {"TYPEGRAD_OFFLINE": "1", "LC_ALL": "C", **more}
        if not compiles:
            environment["PATH"] = f"{self.programs}:{environment['PATH']}"
        another = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if as_nobody else []
        done = subprocess.run([*another, self.folder / "dev", *words], cwd=self.folder.parent, text=True, env=environment,
                              errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout


def complaint(result, has=(), lacks=(), status=0):
    got, output = result
    wrong = [f"{word!r} is missing" for word in has if word not in output]
    wrong += [f"{word!r} is there" for word in lacks if word in output]
    if got != status:
        wrong.append(f"status {got}, not {status}")
    return [*wrong, *output.splitlines()[-12:]] if wrong else []


def checks(checkout, elsewhere):
    """(name, complaints); None in place of complaints: cannot be done here."""
    dev, native = checkout.dev, "-march=native"
    yield "demo", complaint(dev("demo"), ["g++ ", "-O3", "examples/digits\n"], [native, "digits_dynamic"])
    yield "demo --native after demo", complaint(dev("demo", "--native"), ["g++ ", "-O3", native + " "])
    yield "demo after demo --native", complaint(dev("demo"), ["g++ "], [native])
    yield "flags of the environment", complaint(dev("demo", CXXFLAGS="-DOF_USER"), [" -DOF_USER "])
    yield "the same without them", complaint(dev("demo"), ["g++ "], ["-DOF_USER"])
    if shutil.which("clang++-19"):
        clang = {"CXX": "clang++-19"}
        yield "another compiler", complaint(dev("demo", **clang), ["clang++-19 -I"], [native])
        yield "another compiler --native", complaint(dev("demo", "--native", **clang), ["clang++-19 -I", native])
    yield "the first compiler again", complaint(dev("demo"), ["g++ -I"], ["clang", native])
    yield "demo --batch 50", complaint(dev("demo", "--batch", "50"), ["digits_dynamic\n50\n"])
    yield "demo --dynamic", complaint(dev("demo", "--dynamic"), ["examples/digits_dynamic\n"], ["\n50\n"])
    yield "demo --convolution", complaint(dev("demo", "--convolution"), ["examples/digits_convolution\n"], ["\n50\n"])
    yield "a compiler that is not there", complaint(dev("demo", CXX="clang++-1"), ["there is no such compiler"], status=1)
    yield "no number of images", complaint(dev("demo", "--batch", "many"), ["'many' is no such number"], status=2)
    yield "no such word", complaint(dev("demo", "--fast"), ["not '--fast'"], status=2)
    yield "no test of that name", complaint(dev("test", "nosuchname"), ["No test is called nosuchname"], ["== gcc"], 2)
    yield "an option of no test", complaint(dev("test", "--fast"), ["not '--fast'"], status=2)
    if pathlib.Path("/usr/include/benchmark/benchmark.h").exists():
        yield "no benchmark of that name", complaint(dev("bench", "nosuchname"), ["No benchmark is called nosuchname"], status=1)

    shutil.rmtree(checkout.folder / "build")
    as_nobody = os.geteuid() == 0
    if as_nobody:
        os.chown(elsewhere, 65534, 65534)
    for path in [checkout.folder, *checkout.folder.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield "a checkout that is read-only", complaint(dev("demo", as_nobody=as_nobody),
                                                        ["TYPEGRAD_BUILD=FOLDER"], ["Traceback"], 1)
        result = dev("demo", as_nobody=as_nobody, compiles=True, TYPEGRAD_BUILD=str(elsewhere / "built here"))
        found = complaint(result, ["held-out images are read right", "built here/digits_loss.svg"], ["Traceback"])
        pictures = [elsewhere / "built here" / name for name in ("digits_loss.svg", "digits_graph.dot")]
        found += [f"{picture} is missing" for picture in pictures if not picture.exists()]
        yield "the same with TYPEGRAD_BUILD, compiled and run", found
        there = {"as_nobody": as_nobody, "TYPEGRAD_BUILD": str(elsewhere / "built here")}
        for turn in ("single-header", "single-header again"):
            yield turn + " with TYPEGRAD_BUILD", complaint(dev("single-header", **there), ["arduino/typegrad"], ["Traceback"])
        if subprocess.run(["/usr/bin/python3", "-c", "import mkdocs, material"], stderr=subprocess.DEVNULL).returncode == 0:
            found = complaint(dev("docs", **there), ["built here/site/index.html"], ["Traceback"])
            yield "docs with TYPEGRAD_BUILD", found
    finally:
        for path in [checkout.folder, *checkout.folder.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o200)


def main():
    failed, number = False, 0
    with tempfile.TemporaryDirectory(prefix="typegrad dev ") as temporary:
        folder = pathlib.Path(temporary)
        folder.chmod(0o755)
        (folder / "elsewhere").mkdir()
        for number, (name, complaints) in enumerate(checks(Checkout(folder / "a checkout"), folder / "elsewhere"), 1):
            failed = failed or bool(complaints)
            print(f"{'not ok' if complaints else 'ok'} {number} - {name}", flush=True)
            print("".join(f"  {line}\n" for line in complaints), end="")
    print(f"1..{number}")
    sys.exit(1 if failed else 0)


main()
