"""Every operation listed in ops.hpp has a test: prints what is missing and fails.

usage: registry.py OPS_HPP TESTS_OPS_FOLDER
"""
import pathlib
import re
import sys

registry, tests = map(pathlib.Path, sys.argv[1:3])
missing = [
    name
    for name in re.findall(r"^\s*#\s*include\s*<typegrad/ops/(\w+)\.hpp>", registry.read_text(), re.M)
    if not (tests / f"{name}.cpp").exists()
]
for name in missing:
    print(f"include/typegrad/ops.hpp lists the operation {name}, but tests/ops/{name}.cpp does not exist: write its test first.")
sys.exit(1 if missing else 0)
