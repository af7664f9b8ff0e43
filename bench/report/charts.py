"""Charts as SVG, in the colours of page.html: 380 units wide, as a telephone."""
import html
import math

width = 380
colours = ("var(--a)", "var(--b)", "var(--c)", "var(--d)", "var(--e)", "var(--f)")


def in_words(x):
    """At most three digits: 0.25, 1.4, 30, 2k."""
    for size, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(x) >= size:
            return f"{x / size:.3g}{unit}"
    return f"{x:.3g}"


def powers(low, high):
    """Ticks of a logarithmic axis: powers of ten, with 2 and 5 where there are few."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    ticks = [10.0**k for k in range(first, last + 1)]
    if last - first <= 2:
        ticks = sorted(t * m for t in ticks for m in (1, 2, 5))
    return [t for t in ticks if low <= t * 1.0001 and t <= high * 1.0001]


class Logarithmic:
    """From numbers to places between two ends."""

    def __init__(self, numbers, begin, end):
        low, high = min(numbers), max(numbers)
        self.low, self.high = low / 1.15, max(high * 1.15, low * 1.5)
        self.begin, self.end = begin, end

    def __call__(self, x):
        part = math.log(x / self.low) / math.log(self.high / self.low)
        return self.begin + part * (self.end - self.begin)

    def ticks(self):
        return powers(self.low, self.high)


def text(x, y, words, anchor="start", kind=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{html.escape(words)}</text>'


def line(x1, y1, x2, y2, kind="grid"):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def legend(names, y):
    """The names of series, in as many lines as they need; the lines and the height behind them."""
    made, x = [], 4.0
    for name, colour in zip(names, colours):
        if x + 6 * len(name) + 14 > width and x > 4:
            x, y = 4.0, y + 14
        made.append(f'<circle cx="{x + 4:.1f}" cy="{y - 3:.1f}" r="3.5" fill="{colour}"/>')
        made.append(text(x + 11, y, name))
        x += 6 * len(name) + 24
    return made, y + 10


def svg(height, parts, title):
    return (f'<svg viewBox="0 0 {width} {height:.0f}" role="img" aria-label="{html.escape(title)}">'
            + "".join(parts) + "</svg>")


def dots(title, rows, series, one=True):
    """A line for each row, a dot for each series: rows are (name, {series: number})."""
    parts, y = legend(series, 12)
    left = min(150, 6 + 5.4 * max(len(name) for name, _ in rows))
    numbers = [x for _, all_of in rows for x in all_of.values()] + ([1.0] if one else [])
    place = Logarithmic(numbers, left + 6, width - 12)
    top = y + 6
    bottom = top + 15 * len(rows)
    for tick in place.ticks():
        parts.append(line(place(tick), top - 4, place(tick), bottom))
        parts.append(text(place(tick), bottom + 12, in_words(tick), "middle", "quiet"))
    if one:
        parts.append(line(place(1), top - 4, place(1), bottom, "one"))
    for index, (name, all_of) in enumerate(rows):
        at = top + 15 * index + 8
        parts.append(text(left, at + 3.5, name if len(name) < 28 else name[:26] + "…", "end"))
        for which, x in all_of.items():
            colour = colours[series.index(which) % len(colours)]
            parts.append(f'<circle cx="{place(x):.1f}" cy="{at:.1f}" r="3.5" fill="{colour}">'
                         f"<title>{html.escape(f'{name}, {which}: {x:.3g}')}</title></circle>")
    return svg(bottom + 18, parts, title)


def curves(title, series, x_words, y_words):
    """A curve for each series, {name: [(x, y)]}, both axes logarithmic."""
    parts, top = legend(list(series), 12)
    top, bottom, left = top + 14, top + 200, 34
    points = [point for curve in series.values() for point in curve]
    x_place = Logarithmic([x for x, _ in points], left, width - 12)
    y_place = Logarithmic([y for _, y in points], bottom, top)
    for tick in x_place.ticks():
        parts.append(line(x_place(tick), top, x_place(tick), bottom))
        parts.append(text(x_place(tick), bottom + 12, in_words(tick), "middle", "quiet"))
    for tick in y_place.ticks():
        parts.append(line(left, y_place(tick), width - 12, y_place(tick)))
        parts.append(text(left - 4, y_place(tick) + 3, in_words(tick), "end", "quiet"))
    parts.append(text(4, top - 5, y_words, kind="quiet"))
    parts.append(text(width - 12, bottom + 25, x_words, "end", "quiet"))
    for (name, curve), colour in zip(series.items(), colours * 4):
        path = " ".join(f"{'L' if i else 'M'}{x_place(x):.1f} {y_place(y):.1f}" for i, (x, y) in enumerate(sorted(curve)))
        parts.append(f'<path d="{path}" stroke="{colour}"><title>{html.escape(name)}</title></path>')
        parts += [f'<circle cx="{x_place(x):.1f}" cy="{y_place(y):.1f}" r="2.5" fill="{colour}">'
                  f"<title>{html.escape(f'{name}, {in_words(x)}: {y:.3g}')}</title></circle>" for x, y in curve]
    return svg(bottom + 32, parts, title)
