"""Every reason for which a call can be refused stands in op/literal_refusal.hpp: clang before C++26 prints only
text that is a literal there.

usage: check_sentences.py [ROOT]      checks a tree; prints the lines to add
       check_sentences.py --self-test proves that the check can fail

Prints one TAP line.
"""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap

literal = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
# `relation = "..."`, `return {{}, "..."}`, `mistake<"..."`; a literal may be in parts.
reason = re.compile(r'(?:\brelation\s*=|\breturn\s*\{[^;"]{0,60},|\bmistake<)\s*' + literal)


def joined(parts):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', parts))


def missing(root):
    headers = root / "include/typegrad"
    known = {joined(m[1]) for m in re.finditer(r"is\(" + literal, (headers / "op/literal_refusal.hpp").read_text(encoding="utf-8"))}
    for path in sorted(headers.glob("**/*.hpp")):
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for match in reason.finditer(text):
            if joined(match[1]) not in known:
                yield path.relative_to(headers), joined(match[1])


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        headers = pathlib.Path(folder) / "include/typegrad"
        (headers / "op").mkdir(parents=True)
        (headers / "op/literal_refusal.hpp").write_text('else if constexpr (is("a must be b"))\n')
        (headers / "op/one.hpp").write_text('return {{}, "a must "\n  "be b"};\nresult.relation = "a must be c";\nmistake<"a must be d", x>')
        found = [words for _, words in missing(pathlib.Path(folder))]
    return tap([("finds the sentences that are not listed", [] if found == ["a must be c", "a must be d"] else [str(found)])])


def main():
    if "--self-test" in sys.argv:
        sys.exit(self_test())
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    complaints = []
    for path, words in missing(root):
        complaints += [f"{path}: add to op/literal_refusal.hpp", f'else if constexpr (is("{words}"))',
                       f'  static_assert(is_correct<parts>, "{words}");']
    sys.exit(tap([("sentences of refusals are literals for clang", complaints)]))


main()
