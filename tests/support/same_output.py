"""Runs a program, which must end with 0 and print what a file says: the output that the documents show.

usage: same_output.py PROGRAM FILE
"""
import difflib
import pathlib
import subprocess
import sys

program, file = sys.argv[1:]
done = subprocess.run([pathlib.Path(program).resolve()], stdout=subprocess.PIPE, text=True)
expected = pathlib.Path(file).read_text(encoding="utf-8")
sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), done.stdout.splitlines(True), file, "what it prints"))
sys.exit(done.returncode or done.stdout != expected)
