#!/usr/bin/python3
"""Are the evaluations of GradBench right? For small inputs their primals and derivatives are compared with code by hand,
and that with differences of the primal by hand.

usage: check.py PROGRAM [EVALUATION...]

PROGRAM is all of them: its first argument is the name of one (tests/support/several_programs.py).
"""
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent


def check(program, name, inputs):
    """Complaints, or nothing."""
    complaints = ""
    for file in sorted(inputs.glob("*.json")):
        done = subprocess.run([program, name, file, "check"], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            complaints += f"{file.stem}: {done.stdout or f'ended with {done.returncode}'}\n"
    return complaints


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    program, *names = sys.argv[1:]
    names = names or sorted(path.stem for path in here.glob("*.cpp"))
    print(f"1..{len(names)}")
    failed = False
    with tempfile.TemporaryDirectory() as inputs:
        subprocess.run([sys.executable, here / "make_inputs.py", inputs, "small"], check=True)
        for number, name in enumerate(names, 1):
            complaints = check(program, name, pathlib.Path(inputs, name))
            print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
            for line in complaints.splitlines():
                print(f"# {line}")
            failed |= bool(complaints)
    return 1 if failed else 0


sys.exit(main())
