# SPDX-License-Identifier: BSL-1.0
"""The chart of README.md, docs/chart.svg, out of the measured table of docs/on_the_microcontroller.md: usage chart.py."""
import html
import pathlib
import re

root = pathlib.Path(__file__).resolve().parents[1]


def ratios(root):
    """(workload, instructions as a ratio to those of C by hand) on a Cortex-M4F with -Os, the smallest first."""
    text = (root / "docs/on_the_microcontroller.md").read_text(encoding="utf-8")
    table = re.search(r"<!-- measured: M4F gcc -Os -->(.*?)<!-- measured end -->", text, re.S)[1]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ") and "--:" not in line]
    found, before = [], ""
    for row in rows:
        name = row[0].replace("`", "").replace("the same with", f"{before} with")
        before = name.split(":")[0]
        if re.fullmatch(r"[\d.]+", row[5]):
            found.append((name, float(row[5])))
    return sorted(found, key=lambda row: row[1])


def chart(root):
    rows, left, scale, height = ratios(root), 330, 120, 22
    size = height * len(rows) + 58
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="530" height="{size}" viewBox="0 0 530 {size}" '
             'font-family="sans-serif" font-size="13">',
             "<style>text { fill: #24292f } .bar { fill: #5c6bc0 } .one { stroke: #24292f; stroke-dasharray: 3 3 }",
             "@media (prefers-color-scheme: dark) { text { fill: #d8dee6 } .bar { fill: #8c9eff } .one { stroke: #d8dee6 } }</style>",
             '<text x="0" y="14">Instructions, those of C by hand = 1 (Cortex-M4F, GCC 12, -Os)</text>']
    for i, (name, ratio) in enumerate(rows):
        y = 30 + height * i
        end = 1 if 0.75 < ratio < 1 else ratio  # no number stands on the line
        lines += [f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{html.escape(name)}</text>',
                  f'<rect class="bar" x="{left}" y="{y + 2}" width="{ratio * scale:.0f}" height="{height - 7}"/>',
                  f'<text x="{left + end * scale + 6:.0f}" y="{y + 13}">{ratio:.2f}</text>']
    bottom = 30 + height * len(rows)
    lines += [f'<line class="one" x1="{left + scale}" y1="26" x2="{left + scale}" y2="{bottom}"/>',
              f'<text x="{left + scale}" y="{bottom + 16}" text-anchor="middle">by hand</text>', "</svg>", ""]
    return "\n".join(lines)


def complaints(root):
    """What the committed chart does not show."""
    if (root / "docs/chart.svg").read_text(encoding="utf-8") != chart(root):
        yield "docs/chart.svg is not that of docs/on_the_microcontroller.md: run docs/chart.py"


if __name__ == "__main__":
    (root / "docs/chart.svg").write_text(chart(root), encoding="utf-8")
