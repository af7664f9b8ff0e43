# SPDX-License-Identifier: BSL-1.0
"""Looks at the built site in Chromium: usage check_pages.py SITE [FOLDER].

Every page is laid out at 380 and 1,200 pixels, light and dark; what is wider than its page, and pictures that are not there, are
complaints. With FOLDER, screenshots of some pages are put there. Needs Debian's chromium; ./dev docs builds the site.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

widths = (380, 1200)
samples = ("README.html", "docs/start.html", "docs/comparison.html", "docs/cookbook.html", "docs/course/index.html",
           "docs/course/2_derivatives_of_derivatives.html", "docs/cheat_sheet.html", "docs/reference/op_quantile.html",
           "docs/reference/operations.html", "docs/reference/error_messages.html", "docs/on_the_microcontroller.html")
script = """
const pages = PAGES, widths = WIDTHS, found = [];
const frame = document.createElement('iframe');
frame.height = 800;
document.body.append(frame);
async function look() {
  for (const page of pages) {
    for (const width of widths) {
      frame.width = width;
      await new Promise(done => { frame.onload = done; frame.src = page; });
      const view = frame.contentDocument;
      if (view.documentElement.scrollWidth > width) {
        const wide = [...view.querySelectorAll('article *')].filter(e => e.getBoundingClientRect().right > width + 1 &&
          !e.closest('.md-typeset__scrollwrap, pre, .highlight'));
        found.push(`${page}: ${view.documentElement.scrollWidth} pixels at ${width}: ` + (wide[0] ? wide[0].outerHTML.slice(0, 80) : ''));
      }
      for (const picture of view.querySelectorAll('article img'))
        if (picture.complete && picture.naturalWidth === 0) found.push(`${page}: no picture ${picture.getAttribute('src')}`);
    }
  }
  document.title = 'done';
  document.body.innerHTML = '<pre id="found"></pre>';
  document.getElementById('found').textContent = `looked at ${pages.length} pages\\n` + found.join('\\n');
}
look();
"""


def chromium(*words):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        sys.exit("check_pages.py needs chromium: apt-get install chromium")
    return subprocess.run([program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files",
                           *words], capture_output=True, text=True, timeout=900).stdout


def scheme(name):
    return f"--blink-settings=preferredColorScheme={0 if name == 'dark' else 1}"


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    with tempfile.NamedTemporaryFile("w", suffix=".html", dir=site, encoding="utf-8") as wrapper:
        wrapper.write("<body><script>" + script.replace("PAGES", json.dumps(pages)).replace("WIDTHS", json.dumps(widths)) + "</script>")
        wrapper.flush()
        dom = chromium("--virtual-time-budget=600000", "--dump-dom", f"file://{wrapper.name}")
    match = re.search(r'<pre id="found">(.*?)</pre>', dom, re.S)
    print(match[1] if match else "chromium gave no answer")
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2])
        folder.mkdir(parents=True, exist_ok=True)
        for page in samples:
            if not (site / page).exists():
                continue
            for name in ("light", "dark"):
                for width in widths:
                    picture = folder / f"{page.replace('/', '-').removesuffix('.html')}-{width}-{name}.png"
                    chromium(scheme(name), f"--window-size={width},1600", f"--screenshot={picture}", f"file://{site / page}")
    sys.exit(0 if match and "\n" not in match[1].strip() else 1)


main()
