# SPDX-License-Identifier: BSL-1.0
"""Looks at the built site in Chromium: usage check_pages.py SITE [FOLDER], check_pages.py --search SITE.

Every page is laid out at 380 and 1,200 pixels, light and dark. Complaints are what is wider than its page, pictures that are not
there, and text whose colour is too near to what is behind it (a ratio below 4.5, WCAG 2.1 AA; 3 for large letters). Then the search
is asked for names, as from a folder; --search does that alone. With FOLDER, screenshots of some pages are put there. Needs Debian's chromium; ./dev docs builds
the site.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

widths = (380, 1200)
# What somebody types, and a page that must be among the first answers.
queries = {"hessian": "hessian.html", "cholesky": "op_cholesky.html", "logsumexp": "op_logsumexp.html", "flash": "flash.html"}
samples = ("index.html", "docs/start.html", "docs/comparison.html", "docs/cookbook.html", "docs/course/index.html",
           "docs/course/2_derivatives_of_derivatives.html", "docs/cheat_sheet.html", "docs/reference/op_quantile.html",
           "docs/reference/operations.html", "docs/reference/error_messages.html", "docs/on_the_microcontroller.html")
script = """
const pages = PAGES, widths = WIDTHS, queries = QUERIES, found = [], weak = new Map();
let turn = 0;  // Time is virtual here but for what is loaded: a pause in which the worker of the search gets on loads a picture.
async function pause() {
  const picture = new Image;
  await new Promise(done => { picture.onload = picture.onerror = done; picture.src = `assets/images/favicon.png?${++turn}`; });
  if (turn % 50 === 0) await new Promise(done => setTimeout(done, 200));
}
function colour(text) {  // red, green, blue, opacity
  const numbers = text.match(/[\\d.]+/g).map(Number);
  return numbers.length > 3 ? numbers : [...numbers, 1];
}
function over(above, below) { return [0, 1, 2].map(i => above[i] * above[3] + below[i] * (1 - above[3])).concat(1); }
function behind(element) {
  let layers = [];
  for (let e = element; e; e = e.parentElement) {
    layers.push(colour(e.ownerDocument.defaultView.getComputedStyle(e).backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reverse().reduce((below, above) => over(above, below), [255, 255, 255, 1]);
}
function light(c) {  // WCAG 2.1, relative luminance
  const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
function look_at_colours(page, view, scheme) {
  for (const e of view.querySelectorAll('article *')) {
    const words = [...e.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    if (!words.length || !e.getClientRects().length || e.matches('.headerlink')) continue;
    const style = view.defaultView.getComputedStyle(e), back = behind(e), ratio = contrast(over(colour(style.color), back), back);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const kind = `${e.tagName.toLowerCase()}.${e.className}`;
    if (ratio < (large ? 3 : 4.5) && !weak.has(scheme + kind))
      weak.set(scheme + kind, `${page}: ${scheme}: ${kind} "${words[0].data.trim().slice(0, 20)}": contrast ${ratio.toFixed(2)}`);
  }
}
async function search(query, wanted) {
  frame.width = 1200;
  await new Promise(done => { frame.onload = done; frame.src = 'index.html'; });
  const view = frame.contentDocument, input = view.querySelector('.md-search__input');
  for (let i = 0; i < 50; ++i) await pause();
  input.focus();
  input.dispatchEvent(new Event('focus'));
  let links = [];
  for (let i = 0; i < 6000 && !links.length; ++i) {  // a busy machine takes its time; what is typed early is lost
    if (i % 200 === 0) {
      input.value = query.slice(0, -1);
      input.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
      await pause();
      input.value = query;
      input.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
    }
    await pause();
    links = [...view.querySelectorAll('.md-search-result__link')].map(a => a.getAttribute('href'));
  }
  if (!links.slice(0, 8).some(link => link.includes(wanted)))
    found.push(`search for "${query}": ${wanted} is not among ${links.slice(0, 8).join(' ') || 'no answers'}`);
}
const frame = document.createElement('iframe');
frame.height = 800;
document.body.append(frame);
async function look() {
  for (const page of pages) {
    for (const width of widths) {
      frame.width = width;
      await new Promise(done => { frame.onload = done; frame.src = page; });
      const view = frame.contentDocument;
      view.head.insertAdjacentHTML('beforeend', '<style>* {transition: none !important}</style>');
      if (view.documentElement.scrollWidth > width) {
        const wide = [...view.querySelectorAll('article *')].filter(e => e.getBoundingClientRect().right > width + 1 &&
          !e.closest('.md-typeset__scrollwrap, pre, .highlight'));
        found.push(`${page}: ${view.documentElement.scrollWidth} pixels at ${width}: ` + (wide[0] ? wide[0].outerHTML.slice(0, 80) : ''));
      }
      for (const scheme of ['default', 'slate']) {
        view.body.setAttribute('data-md-color-scheme', scheme);
        look_at_colours(page, view, scheme === 'slate' ? 'dark' : 'light');
        if (view.documentElement.scrollWidth > width && scheme === 'slate') found.push(`${page}: too wide at ${width}, dark`);
      }
      for (const picture of view.querySelectorAll('article img'))
        if (picture.complete && picture.naturalWidth === 0) found.push(`${page}: no picture ${picture.getAttribute('src')}`);
    }
  }
  for (const [query, wanted] of Object.entries(queries)) await search(query, wanted);
  found.push(...weak.values());
}
look().catch(error => found.push(`the check failed: ${error}`)).then(() => {
  document.body.innerHTML = '<pre id="found"></pre>';
  document.getElementById('found').textContent = `looked at ${pages.length} pages\\n` + found.join('\\n');
});
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
    words = [word for word in sys.argv[1:] if word != "--search"]
    site = pathlib.Path(words[0]).resolve()
    pages = [] if "--search" in sys.argv else sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    with tempfile.NamedTemporaryFile("w", suffix=".html", dir=site, encoding="utf-8") as wrapper:
        wrapper.write("<body><script>" + script.replace("PAGES", json.dumps(pages)).replace("WIDTHS", json.dumps(widths))
                      .replace("QUERIES", json.dumps(queries)) + "</script>")
        wrapper.flush()
        dom = chromium("--virtual-time-budget=600000", "--dump-dom", f"file://{wrapper.name}")
    match = re.search(r'<pre id="found">(looked at .*?)</pre>', dom, re.S)
    print(match[1] if match else "chromium gave no answer")
    if len(words) > 1:
        folder = pathlib.Path(words[1])
        folder.mkdir(parents=True, exist_ok=True)
        for page in samples:
            if not (site / page).exists():
                continue
            for name in ("light", "dark"):
                for width in widths:
                    picture = folder / f"{page.replace('/', '-').removesuffix('.html')}-{width}-{name}.png"
                    chromium(scheme(name), f"--window-size={width},1600", f"--screenshot={picture}", f"file://{site / page}")
    sys.exit(77 if not match else 1 if "\n" in match[1].strip() else 0)


main()
