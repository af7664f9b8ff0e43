# SPDX-License-Identifier: BSL-1.0
"""Compiles and runs the program of each library that is here: usage check.py [FOLDER].

Debian's packages are looked for where they are installed, the others as checkouts in FOLDER, called as on their forge: autodiff,
CoDiPack, ... A line for each feature that docs/comparison.md claims, and whether the numbers are right. A call with wrong shapes must
not compile where WRONG_SHAPE is known. Ends with 1 where a number is wrong or a program does not compile.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
eigen = ["-isystem", "/usr/include/eigen3"]
torch = "/usr/include/torch/csrc/api/include"


def libraries(folder):
    """name: (a file that tells that it is here, flags)"""
    cppad = folder / "CppAD/build"  # cmake -S CppAD -B CppAD/build && cmake --build CppAD/build --target cppad_lib
    built = next(cppad.rglob("libcppad_lib.so"), cppad / "libcppad_lib.so").parent
    return {
        "typegrad": (here / "feature.hpp", [f"-I{here.parents[1] / 'include'}", *eigen, "-DIN_A_CONSTANT"]),
        "adolc": (pathlib.Path("/usr/include/adolc/adolc.h"), ["-ladolc"]),
        "ceres": (pathlib.Path("/usr/include/ceres/jet.h"), eigen),
        "eigen": (pathlib.Path("/usr/include/eigen3/unsupported/Eigen/AutoDiff"), eigen),
        "torch": (pathlib.Path(torch) / "torch/torch.h", ["-isystem", torch, "-ltorch", "-ltorch_cpu", "-lc10"]),
        "adhoc": (folder / "AD-HOC", [f"-I{folder}/AD-HOC/include"]),
        "autodiff": (folder / "autodiff", [f"-I{folder}/autodiff", *eigen]),
        "codipack": (folder / "CoDiPack", [f"-I{folder}/CoDiPack/include"]),
        "cppad": (cppad, [f"-I{folder}/CppAD/include", f"-I{cppad}/include", *eigen, f"-L{built}", "-lcppad_lib", f"-Wl,-rpath,{built}"]),
        "fastad": (folder / "FastAD", [f"-I{folder}/FastAD/include", *eigen]),
        "tinyad": (folder / "TinyAD", [f"-I{folder}/TinyAD/include", *eigen]),
    }


def main():
    if len(sys.argv) > 2 or sys.argv[1:] and sys.argv[1].startswith("-"):
        sys.exit("usage: check.py [FOLDER]")
    folder = pathlib.Path(sys.argv[1] if sys.argv[1:] else ".").resolve()
    compiler = [os.environ.get("CXX", "g++"), "-std=c++20", "-w"]
    failed = False
    for name, (present, flags) in libraries(folder).items():
        if not present.exists():
            print(f"{name}: not here")
            continue
        source = here / f"{name}.cpp"
        with tempfile.TemporaryDirectory() as place:
            built = subprocess.run([*compiler, str(source), *flags, "-o", f"{place}/program"], capture_output=True, text=True)
            if built.returncode != 0:
                failed = True
                print(f"{name}: does not compile\n{built.stderr[:600]}")
                continue
            said = subprocess.run([f"{place}/program"], capture_output=True, text=True).stdout
        if "WRONG_SHAPE" in source.read_text(encoding="utf-8"):
            wrong = subprocess.run([*compiler, str(source), *flags, "-DWRONG_SHAPE", "-fsyntax-only"], capture_output=True)
            said += f"shapes_while_compiling {'yes' if wrong.returncode != 0 else 'WRONG'}\n"
        failed |= "WRONG" in said or not said
        print("".join(f"{name}: {line}\n" for line in said.splitlines()), end="")
    if (folder / "deep-learning-from-scratch-3").exists():
        failed |= subprocess.run([sys.executable, str(here / "of_dezero.py")],
                                 env=os.environ | {"PYTHONPATH": str(folder / "deep-learning-from-scratch-3")}).returncode != 0
    sys.exit(1 if failed else 0)


main()
