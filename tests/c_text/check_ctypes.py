"""The C that examples/23_write_c prints, compiled and called through ctypes as a user of Python would."""
import ctypes
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(root / "tests" / "support"))
from tap import finish

number = ctypes.c_double


def load(text, folder):
    (folder / "f.c").write_text(text)
    subprocess.run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O1", "-shared", "-fPIC",
                    "-o", folder / "f.so", folder / "f.c", "-lm"], check=True)
    return ctypes.CDLL(str(folder / "f.so"))


def near(got, expected):
    return len(got) == len(expected) and all(math.isclose(a, b, rel_tol=1e-14, abs_tol=1e-15) for a, b in zip(got, expected))


def main():
    if not shutil.which("cc"):
        print("1..0 # SKIP cc is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = load((root / "examples" / "output" / "23_write_c.txt").read_text(), pathlib.Path(folder))
        # k x^2 / 2 + k x^4 / 4 and its slope k x + k x^3 at x = 2, k = 3
        value, slope = (number * 1)(), (number * 1)()
        made.spring(number(2), number(3), value, slope)
        results = [(near([value[0], slope[0]], [18, 30]), "numbers go by value, results into arrays")]
        # a landmark at (4, 3), seen from (1, 1) with heading 0.5: turned back by the heading; its Jacobian by hand
        place, jacobian = (number * 2)(), (number * 6)()
        made.seen((number * 3)(1, 1, 0.5), place, jacobian)
        c, s = math.cos(0.5), math.sin(0.5)
        ahead, left = 3 * c + 2 * s, 2 * c - 3 * s
        results.append((near(list(place), [ahead, left]), "a tensor is an array"))
        results.append((near(list(jacobian), [-c, -s, left, s, -c, -ahead]), "a Jacobian is an array, row by row"))
    finish(results)


main()
