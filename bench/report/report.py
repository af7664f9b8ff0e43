"""What was measured as one page, the same as Markdown and as JSON.

usage: report.py FOLDER

FOLDER has measured.json, which bench/run writes: what the machine is, the times of all benchmarks, GradBench's rows and
the seconds of the compiler. index.html and report.md are written beside it.
"""
import html
import json
import pathlib
import re
import statistics
import sys

import charts

here = pathlib.Path(__file__).resolve().parent
hands = ("by_hand", "by_hand_eigen", "by_hand_libxsmm")
words_of_tool = {"generated": "static", "closed_form": "closed form by hand", "adolc_driver": "ADOL-C, driver", "adolc": "ADOL-C",
                 "torch": "libtorch", "ceres": "Ceres", "variables_in_eigen": "variables in Eigen", "by_hand": "by hand",
                 "by_hand_eigen": "by hand (Eigen)", "by_hand_libxsmm": "libxsmm", "jet": "Jet", "auto_diff_scalar": "AutoDiffScalar",
                 "sacado": "SFad"}


def best(times):
    return min(times)


def spread(times):
    """The middle half of the times, relative to the median."""
    low, middle, high = statistics.quantiles(times, n=4) if len(times) > 1 else (times[0],) * 3
    return (high - low) / middle


def by_workload(times):
    """{workload: {tool: times}}; names are workload/tool."""
    found = {}
    for name, all_of in times.items():
        workload, _, tool = name.partition("/")
        found.setdefault(workload, {})[tool] = all_of
    for tools in found.values():
        if "generated" in tools:
            tools.pop("static", None)  # the same, measured once more beside the run-time mode
    return found


def ratios_to_hand(workloads):
    """(workload, {tool: ratio to the best code by hand}), without those of many rows."""
    for name, tools in workloads.items():
        by_hand = [best(tools[hand]) for hand in hands if hand in tools]
        others = {tool: best(all_of) / min(by_hand) for tool, all_of in tools.items() if by_hand and tool not in hands}
        if others and not name.startswith("rows_"):
            yield name.replace("_", " "), {words_of_tool.get(tool, tool): ratio for tool, ratio in others.items()}


def rows_of_instructions(workloads):
    """(workload, {instructions: speed-up of vmap})"""
    found = {}
    for name, tools in workloads.items():
        if match := re.fullmatch(r"rows_([a-z0-9]+)_(\w+)", name):
            if "generated" in tools and "by_hand" in tools:
                found.setdefault(match[2].replace("_", " "), {})[match[1]] = best(tools["by_hand"]) / best(tools["generated"])
    return list(found.items())


def growth(workloads):
    """{family: {tool: [(size, nanoseconds for each)]}} of workloads whose names end in a size."""
    found = {}
    for name, tools in workloads.items():
        if match := re.fullmatch(r"([a-z_]+)_(\d+)", name):
            for tool, all_of in tools.items():
                curve = found.setdefault(match[1], {}).setdefault(words_of_tool.get(tool, tool), [])
                curve.append((int(match[2]), best(all_of) / int(match[2])))
    return {family: {tool: curve for tool, curve in tools.items() if len(curve) > 1} for family, tools in found.items()
            if any(len(curve) > 1 for curve in tools.values())}


def compile_curves(seconds):
    """{compiler and family: [(size, seconds)]}"""
    found = {}
    for name, measured in seconds.items():
        compiler, family, size = name.split()
        if size != "0" and "seconds" in measured:
            found.setdefault(f"{family}, {compiler}", []).append((int(size), measured["seconds"]))
    return {name: curve for name, curve in found.items() if len(curve) > 1}


def number(x):
    return "" if x is None else f"{x:.2f}" if x < 100 else f"{x:,.0f}"


def in_time(nanoseconds):
    if nanoseconds is None:
        return ""
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


class Page:
    """The same things as HTML and as Markdown."""

    def __init__(self):
        self.html, self.markdown = [], ["# typegrad: benchmarks\n"]

    def heading(self, words):
        self.html.append(f"<h2>{html.escape(words)}</h2>")
        self.markdown.append(f"## {words}\n")

    def say(self, words):
        self.html.append(f"<p>{html.escape(words)}</p>")
        self.markdown.append(f"{words}\n")

    def pairs(self, pairs):
        self.html.append("<dl>" + "".join(f"<dt>{html.escape(a)}</dt><dd>{html.escape(b)}</dd>" for a, b in pairs) + "</dl>")
        self.markdown.append("\n".join(f"- {a}: {b}" for a, b in pairs) + "\n")

    def charts(self, drawn):
        """(caption, SVG)"""
        self.html.append('<div class="charts">' + "".join(
            f"<figure><figcaption>{html.escape(caption)}</figcaption>{drawing}</figure>" for caption, drawing in drawn) + "</div>")

    def table(self, head, rows, is_loss=lambda row: False):
        body = "".join(f"<tr{' class=loss' if is_loss(row) else ''}>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row)
                       + "</tr>" for row in rows)
        self.html.append('<div class="scroll"><table><tr>' + "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
                         + f"</tr>{body}</table></div>")
        lines = [head, ["---"] * len(head), *rows]
        self.markdown.append("\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n")


def sorted_series(rows):
    return list(dict.fromkeys(name for _, all_of in rows for name in all_of))


def write_losses(page, rows, gradbench):
    losses = [(workload, tool, ratio) for workload, all_of in rows for tool, ratio in all_of.items()
              if tool in ("static", "compiled", "variables", "mixed", "blocks") and ratio > 1.10]
    losses += [(f"GradBench {row['evaluation']} {row['size']}", "gradient", row["of_hand"]) for row in gradbench
               if row["of_hand"] > 1.10]
    page.heading("Where we lose")
    if losses:
        page.say("Every time that is more than 1.10 of the best code by hand in this run, the worst first.")
        page.table(("workload", "mode", "of the best by hand"),
                   [(workload, tool, number(ratio)) for workload, tool, ratio in sorted(losses, key=lambda x: -x[2])])
    else:
        page.say("Nothing in this run took more than 1.10 of the best code by hand.")


def write_page(measured):
    page = Page()
    workloads = by_workload(measured["times"])
    rows = sorted(ratios_to_hand(workloads), key=lambda row: min(row[1].values()))
    gradbench = measured.get("gradbench", [])
    page.say("Written by ./dev bench: times of derivatives that typegrad makes, beside code by hand and other libraries. Ratios are "
             "of the best times of repetitions that were shuffled, in one process; below 10 % they say nothing.")
    page.pairs(list(measured["about"].items()))
    if rows:
        page.heading("Beside the best code by hand")
        page.charts([("time over that of the best code by hand; left of the dashed line is faster",
                      charts.dots("time over that of the best code by hand", rows, sorted_series(rows)))])
        page.table(("workload", "tool", "time", "of the best by hand", "spread"), [
            (name, words_of_tool.get(tool, tool), in_time(best(all_of)), number(ratios.get(words_of_tool.get(tool, tool))),
             f"{100 * spread(all_of):.0f} %")
            for name, ratios in rows for tool, all_of in workloads[name.replace(" ", "_")].items()],
            lambda row: row[1] == "static" and float((row[3] or "0").replace(",", "")) > 1.10)
    write_losses(page, rows, gradbench)
    if mapped := rows_of_instructions(workloads):
        page.heading("Many inputs: vmap")
        series = sorted_series(mapped)
        page.charts([("a loop of calls by hand over vmap, for each set of instructions; the sensitivities stand beside the "
                      "prices alone", charts.dots("speed-up of vmap", mapped, series))])
        page.table(("workload", *series), [(name, *(number(all_of.get(each)) for each in series)) for name, all_of in mapped])
    if gradbench:
        page.heading("GradBench")
        compared = [(f"{row['evaluation']} {row['size']}", {key: value for key, value in (
            ("typegrad", row["of_primal"]), ("best published", row["published"])) if value}) for row in gradbench if row["of_primal"]]
        beside = [(f"{row['evaluation']} {row['size']}", {"typegrad": row["of_hand"]}) for row in gradbench]
        page.charts([("gradient over the primal in plain C++", charts.dots("gradient over primal", compared,
                                                                           ["typegrad", "best published"])),
                     ("gradient over gradient by hand", charts.dots("gradient over gradient by hand", beside, ["typegrad"]))])
        page.table(("evaluation", "primal", "by hand", "gradient", "by hand", "of primal", "published", "of hand", "own"), [
            (f"{row['evaluation']} {row['size']}", *(in_time(row[key]) for key in ("primal", "primal_by_hand", "gradient",
                                                                                   "gradient_by_hand")),
             *(number(row[key]) for key in ("of_primal", "published", "of_hand", "own"))) for row in gradbench])
    if grown := growth(workloads):
        page.heading("How times grow")
        page.charts([(family.replace("_", " "), charts.curves(f"{family}: growth", tools, "size", "ns for each"))
                     for family, tools in grown.items()])
    if compiled := compile_curves(measured.get("compile_time", {})):
        page.heading("What programs cost to compile")
        page.charts([("seconds of the compiler at -O2 -g", charts.curves("compile time", compiled, "size", "s"))])
        page.table(("program", "seconds", "megabytes", "object, bytes"), [
            (name, number(each["seconds"]), number(each["megabytes"]), f"{each['object']:,}")
            for name, each in measured["compile_time"].items() if "seconds" in each])
    return page


def write_report(folder):
    folder = pathlib.Path(folder)
    page = write_page(json.loads((folder / "measured.json").read_text(encoding="utf-8")))
    template = (here / "page.html").read_text(encoding="utf-8")
    (folder / "index.html").write_text(template.replace("{{body}}", "\n".join(page.html)), encoding="utf-8")
    (folder / "report.md").write_text("\n".join(page.markdown), encoding="utf-8")
    return folder / "index.html"


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    print(write_report(sys.argv[1]))
