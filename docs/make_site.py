# SPDX-License-Identifier: BSL-1.0
"""Builds the site: usage make_site.py FOLDER [--search]. Called by ./dev docs; needs Debian's mkdocs-material, and no network.

The pages are README.md, docs/, CONTRIBUTING.md, CHANGELOG.md and bench/README.md as they stand, so that their links work on
a forge and here, and those of the reference (docs/reference.py).
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

import yaml

root = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(root / "docs"))
import reference  # noqa: E402
sys.path.insert(0, str(root / "tests/style"))
from check_links import links_of  # noqa: E402


def sources():
    """(path in the site, text) of every page."""
    named = [root / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md")]
    for path in named + sorted((root / "docs").rglob("*.md")):
        yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    yield from reference.pages(root)


def page_of_name():
    """`tg::NAME`: the page of the reference."""
    pages = {}
    for headers in reference.chapters.values():
        for header, names in headers.items():
            for name in names:
                pages.setdefault(name, f"docs/reference/{pathlib.PurePath(header).name}.md")
    for path in reference.operations(root):
        for name, _, _ in reference.calls_of(path):
            pages.setdefault(name, f"docs/reference/op_{path.stem}.md")
    return pages


def with_links_to_the_reference(page, text, pages):
    up = "../" * page.count("/")

    def link(match):
        return f"[{match[0]}]({up}{pages[match[1]]})" if match[1] in pages else match[0]

    blocks = re.split(r"(^```.*?^```$|^#[^\n]*$|\[[^\]\n]*\]\([^)\n]*\))", text, flags=re.M | re.S)
    for i in range(0, len(blocks), 2):
        blocks[i] = re.sub(r"`tg::(\w+)[^`]*`", link, blocks[i])
    return "".join(blocks)


def stage(folder):
    shutil.rmtree(folder, ignore_errors=True)
    pages = page_of_name()
    for page, text in sources():
        place = folder / page
        place.parent.mkdir(parents=True, exist_ok=True)
        for target in links_of(text):
            file = (place.parent / target).resolve()
            origin = root / file.relative_to(folder.resolve())
            if origin.is_dir():
                text = re.sub(rf"\[([^\]]*)\]\({re.escape(target)}\)", r"\1", text)  # a site lists no folder
            elif not target.endswith(".md") and origin.is_file():
                file.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(origin, file)
        if not page.startswith("docs/reference/"):
            text = with_links_to_the_reference(page, text, pages)
        place.write_text(text, encoding="utf-8")
    shutil.copyfile(root / "docs/site.css", folder / "site.css")


def configuration(source, site):
    config = yaml.safe_load((root / "docs/mkdocs.yml").read_text(encoding="utf-8"))
    config["docs_dir"], config["site_dir"] = str(source), str(site)
    entries = [{"All of it": "docs/reference/operations.md"}, {"Error messages": "docs/reference/error_messages.md"}]
    for chapter, headers in reference.chapters.items():
        names = [pathlib.PurePath(header).name for header in headers]
        entries.append({chapter: [{name: f"docs/reference/{name}.md"} for name in names]})
    entries.append({"Operations": [{path.stem: f"docs/reference/op_{path.stem}.md"} for path in reference.operations(root)]})
    text = (root / "docs/mkdocs.yml").read_text(encoding="utf-8")
    others = [page.relative_to(root).as_posix() for page in sorted((root / "docs").rglob("*.md"))]
    for part in config["nav"]:
        if "Reference" in part:
            part["Reference"] += entries
        if "Concepts" in part:
            part["Concepts"] += [page for page in others if page not in text]
    return config


def make_searchable(site):
    """A browser lets no page that was opened from a file fetch the index or start a worker: there both come with a script."""
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    worker = next((site / "assets/javascripts/workers").glob("search.*.min.js")).read_text(encoding="utf-8")
    (site / "search/from_a_file.js").write_text(
        f"var __search = {{index: Promise.resolve({index})}};\n"
        f"{{\n  const Original = Worker, source = {json.dumps(worker)};\n"
        "  window.Worker = function () {\n"
        "    return new Original(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));\n  };\n}\n",
        encoding="utf-8")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        bundle = re.search(r'<script src="([^"]*)assets/javascripts/bundle[^"]*"></script>', text)
        if bundle:
            script = ("<script>if (location.protocol === 'file:') document.write("
                      f"'<script src=\"{bundle[1]}search/from_a_file.js\"><\\/script>')</script>\n      ")
            page.write_text(text.replace(bundle[0], script + bundle[0]), encoding="utf-8")


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-") or sys.argv[2:] not in ([], ["--search"]):
        sys.exit("usage: make_site.py FOLDER [--search]")
    build = pathlib.Path(sys.argv[1]).resolve()
    source, site = build / "site-source", build / "site"
    stage(source)
    config = build / "mkdocs.yml"
    config.write_text(yaml.safe_dump(configuration(source, site), sort_keys=False), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", str(config)], check=True)
    (site / "404.html").unlink()  # a server's, with links from its root
    make_searchable(site)
    print(f"{site}/index.html")
    if sys.argv[2:]:
        if shutil.which("chromium"):
            tried = subprocess.run([sys.executable, str(root / "docs/check_pages.py"), "--search", str(site)]).returncode
            sys.exit(0 if tried == 77 else tried)  # 77: the browser does not run here
        else:
            print("there is no chromium: the search is not tried")


main()
