"""The tables of docs/edge_rules.md and the rows of tests/ops/edge_rules.cpp are the same: what the page says is tested.

usage: check_edge_rules.py [ROOT]       checks a tree
       check_edge_rules.py --self-test  proves that the check can fail

Compares operation, operands, value and slopes, in their order. Prints one TAP line.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap


def rows_of_test(text):
    """(operation, numbers) of each {"operation", numbers...},"""
    for match in re.finditer(r'\{"([^"]+)",\s*([^{};"]+)\},', text):
        yield match[1], [number.strip() for number in match[2].split(",")]


def rows_of_page(text):
    """The same of each line | `operation` | operands | value | slopes | ... |"""
    for match in re.finditer(r"^\| `([^`]+)` \|([^|]+)\|([^|]+)\|([^|]+)\|", text, re.MULTILINE):
        yield match[1], [number.strip() for number in ",".join(match.groups()[1:]).split(",")]


def complaints(test, page):
    tested, told = list(rows_of_test(test)), list(rows_of_page(page))
    if not tested:
        return ["no row is tested"]
    return ([f"not on the page: {row}" for row in tested if row not in told] +
            [f"not tested: {row}" for row in told if row not in tested] +
            ([] if tested == told or sorted(tested) != sorted(told) else ["the rows are in another order"]))


def self_test():
    test = '{"sqrt(x)", 0, 0, inf},\n{"x / y", 1, 0, inf, inf,\n -inf},'
    page = "| `sqrt(x)` | 0 | 0 | inf | inf | inf |\n| `x / y` | 1, 0 | inf | inf, -inf | nan | nan |\n"
    missing = [page.replace("0 | inf", "0 | 1"), page.splitlines()[0], page + "| `f(x)` | 0 | 0 | 0 | | |\n", "\n".join(page.splitlines()[::-1])]
    wrong = [text for text in missing if not complaints(test, text)]
    if complaints(test, page) or not complaints("", page):
        wrong.append("the right page, or no test")
    return tap([("finds rows that differ, are missing, are not tested or stand elsewhere", wrong)])


def main():
    if "--self-test" in sys.argv:
        sys.exit(self_test())
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    read = [(root / path).read_text(encoding="utf-8") for path in ("tests/ops/edge_rules.cpp", "docs/edge_rules.md")]
    sys.exit(tap([("the rules at the edges on the page are those that are tested", complaints(*read))]))


main()
