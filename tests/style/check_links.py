"""No dead link, no public name without a page.

usage: check_links.py [ROOT]      checks README.md, CONTRIBUTING.md, CHANGELOG.md, docs/ and the reference made of the headers
       check_links.py --self-test proves that the check can fail
"""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from tap import tap


def links_of(text):
    """What a page links to within the tree, without the place in it."""
    code = re.compile(r"^(?:```.*?^```$)|`[^`\n]*`", re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", code.sub("", text)):
        if not re.match(r"[a-z]+:", target) and not target.startswith("#"):
            yield target.split("#")[0]


def anchors_of(text):
    """The places that a forge and the site make of headings."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in re.findall(r"^#+ (.*)$", text, re.M)}


def dead_links(root, page, text, made=()):
    for target in links_of(text):
        file = (root / page).parent / target
        try:
            inside = file.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            yield f"{page}: {target} lies outside of the tree"
            continue
        if inside not in made and not (root / inside).exists():
            yield f"{page}: {target} does not exist"
    for target, place in re.findall(r"\]\(([^)\s#]*)#([^)\s]+)\)", text):
        file = (root / page).parent / target if target else root / page
        if not re.match(r"[a-z]+:", target) and file.is_file() and file.suffix == ".md":
            if place not in anchors_of(file.read_text(encoding="utf-8")):
                yield f"{page}: {target}#{place}: there is no such heading"


def documents_of(root):
    named = [name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md") if (root / name).exists()]
    return named + sorted(p.relative_to(root).as_posix() for p in (root / "docs").glob("**/*.md"))


def pages_that_are_missing(root):
    """The navigation lists pages that exist. docs/make_site.py puts those that it does not list at the end of Concepts."""
    for page in re.findall(r"[\w/]+\.md", (root / "docs/mkdocs.yml").read_text(encoding="utf-8")):
        if not (root / page).exists():
            yield f"docs/mkdocs.yml lists {page}, which does not exist"


def names_in_pages(root):
    """`tg::NAME` in the text of a page is a name of some header."""
    words = set()
    for header in (root / "include").rglob("*.hpp"):
        words.update(re.findall(r"\w+", header.read_text(encoding="utf-8")))
    for page in documents_of(root):
        for name in sorted(set(re.findall(r"tg::(\w+)", (root / page).read_text(encoding="utf-8")))):
            if name not in words:
                yield f"{page}: no header has tg::{name}"


def self_test():
    cases = [
        ("accepts a link to a file", "[a](docs/b.md)", False),
        ("accepts a link to a heading", "[a](docs/b.md#two-words)", False),
        ("accepts what is no link of the tree", "[a](https://example.org/x) `[a](b)`", False),
        ("refuses a link to nothing", "[a](docs/c.md)", True),
        ("refuses a link to no heading", "[a](docs/b.md#three)", True),
        ("refuses a link out of the tree", "[a](../../b.md)", True),
    ]
    results = []
    for name, text, refused in cases:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "docs").mkdir()
            (root / "docs/b.md").write_text("# b\n\n## Two words\n")
            (root / "README.md").write_text(text)
            found = list(dead_links(root, "README.md", text))
        results.append((name, [] if bool(found) == refused else [f"complaints: {found}"]))
    return tap(results)


def main():
    if sys.argv[1:] == ["--self-test"]:
        sys.exit(1 if self_test() else 0)
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    sys.path.insert(0, str(root / "docs"))
    sys.dont_write_bytecode = True
    import chart
    import reference
    made = dict(reference.pages(root))
    results = [
        ("no dead link", [c for page in documents_of(root)
                          for c in dead_links(root, page, (root / page).read_text(encoding="utf-8"))]),
        ("no dead link in the reference", [c for page, text in made.items() for c in dead_links(root, page, text, made)]),
        ("the navigation lists pages that exist", list(pages_that_are_missing(root))),
        ("no public name without a page", list(reference.complaints(root))),
        ("the chart shows what was measured", list(chart.complaints(root))),
        ("what pages name exists", list(names_in_pages(root))),
    ]
    sys.exit(1 if tap(results) else 0)


if __name__ == "__main__":
    main()
