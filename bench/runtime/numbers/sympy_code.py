#!/usr/bin/python3
"""Writes sympy.inc: the same functions and derivatives as SymPy writes them as C, common parts found by its `cse`.

usage: sympy_code.py            needs Debian's python3-sympy; a minute

This is what those run who generate code with SymPy or with what is built on it. Each function is stated in its plain
form, differentiated as a whole, then `cse` looks for common parts in value and derivatives together.
"""
import pathlib

import sympy as sp
from sympy.printing.c import C99CodePrinter

here = pathlib.Path(__file__).resolve().parent
functions = []


class Printer(C99CodePrinter):
    """Small powers are products; no macros of constants."""

    def _print_Pow(self, expr):
        if expr.exp.is_Integer and 2 <= abs(int(expr.exp)) <= 4:
            product = "*".join([f"({self._print(expr.base)})"] * abs(int(expr.exp)))
            return f"({product})" if expr.exp > 0 else f"(1.0/({product}))"
        if expr.exp == -1:
            return f"(1.0/({self._print(expr.base)}))"
        if expr.exp == -sp.Rational(1, 2):
            return f"(1.0/sqrt({self._print(expr.base)}))"
        if expr.exp == sp.Rational(3, 2) or expr.exp == -sp.Rational(3, 2):
            base = self._print(expr.base)
            text = f"(({base})*sqrt({base}))"
            return text if expr.exp > 0 else f"(1.0/{text})"
        return super()._print_Pow(expr)


def inputs(count):
    return list(sp.symbols(f"x0:{count}", real=True))


def write(name, x, results, named=()):
    """`named`: symbols that stand for parts, in order."""
    everything = [value for _, value in named] + [sp.sympify(one) for one in results]
    shared, reduced = sp.cse(everything, symbols=sp.numbered_symbols("t"))
    shared, reduced = in_order(shared, [(symbol, value) for (symbol, _), value in zip(named, reduced)]), reduced[len(named):]
    printer = Printer()
    place = {symbol: sp.Symbol(f"x[{i}]") for i, symbol in enumerate(x)}
    text = [f"void sympy_{name}(double const* x, double* result) {{"]
    text += [f"  double const {symbol} = {printer.doprint(value.xreplace(place))};" for symbol, value in shared]
    text += [f"  result[{i}] = {printer.doprint(value.xreplace(place))};" for i, value in enumerate(reduced)]
    functions.append("\n".join(text + ["}\n"]))
    print(name, sp.count_ops(shared) + sp.count_ops(reduced), "operations")


def in_order(shared, named):
    """Each where all that it reads stands before it."""
    made, waiting, ordered = set(), list(shared) + list(named), []
    names = {symbol for symbol, _ in waiting}
    while waiting:
        ready = [one for one in waiting if not (one[1].free_symbols & names) - made]
        made |= {symbol for symbol, _ in ready}
        ordered += ready
        waiting = [one for one in waiting if one[0] not in made]
    return ordered


def with_jacobian(y, wrt):
    return list(y) + [sp.diff(one, by) for one in y for by in wrt]


def second_order():
    for name, count in (("shared", 4), ("valley", 10)):
        x = inputs(2 * count)
        if name == "shared":
            f = sp.log(x[0] * x[1] + sp.sin(x[2])) / (1 + sp.exp(-x[3])) + x[0] * sp.sqrt(x[1] ** 2 + x[2] ** 2)
        else:
            f = sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(count - 1))
        hessian = [sp.diff(f, a, b) for a in x[:count] for b in x[:count]]
        write(name + "_hessian", x[:count], hessian)
        write(name + "_product", x, [sum(hessian[count * i + j] * x[count + j] for j in range(count)) for i in range(count)])


def navigation():
    q = inputs(4)
    g = 9.81
    write("attitude", q, with_jacobian([2 * g * (q[1] * q[3] - q[0] * q[2]), 2 * g * (q[2] * q[3] + q[0] * q[1]),
                                        g * (q[0] ** 2 - q[1] ** 2 - q[2] ** 2 + q[3] ** 2)], q))
    x = inputs(22)
    h = x[21]
    sr, cr, s, c, sy, cy = (f(x[i]) for i in (6, 7, 8) for f in (sp.sin, sp.cos))
    w = [x[15 + i] - x[9 + i] for i in range(3)]
    a = [x[18 + i] - x[12 + i] for i in range(3)]
    n = c * cy * a[0] + (sr * s * cy - cr * sy) * a[1] + (cr * s * cy + sr * sy) * a[2]
    e = c * sy * a[0] + (sr * s * sy + cr * cy) * a[1] + (cr * s * sy - sr * cy) * a[2]
    d = -s * a[0] + sr * c * a[1] + cr * c * a[2] + 9.81
    half = h * h / 2
    turn = sr * w[1] + cr * w[2]
    y = [x[0] + h * x[3] + half * n, x[1] + h * x[4] + half * e, x[2] + h * x[5] + half * d, x[3] + h * n, x[4] + h * e,
         x[5] + h * d, x[6] + h * (w[0] + turn * s / c), x[7] + h * (cr * w[1] - sr * w[2]), x[8] + h * turn / c, *x[9:15]]
    write("navigation", x, with_jacobian(y, x[:15]))


def cross(a, b):
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def turned(w, v, p):
    c = cross(v, p)
    d = cross(v, c)
    return [p[i] + 2 * (w * c[i] + d[i]) for i in range(3)]


def product(a, b):
    return [a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3], a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
            a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1], a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]]


def of_turn(w):
    angle = sp.sqrt(w[0] ** 2 + w[1] ** 2 + w[2] ** 2)
    return [sp.cos(angle / 2), *(sp.sin(angle / 2) / angle * one for one in w)]


def poses():
    x = inputs(19)
    a, b = of_turn(x[3:6]), of_turn(x[9:12])
    measured = x[12:]
    back = [a[0], -a[1], -a[2], -a[3]]
    place = turned(back[0], back[1:], [x[6 + i] - x[i] for i in range(3)])
    q = product([measured[3], -measured[4], -measured[5], -measured[6]], product(back, b))
    n = sp.sqrt(q[1] ** 2 + q[2] ** 2 + q[3] ** 2)
    scale = 2 * sp.atan2(n, q[0]) / n
    write("pose_graph", x, with_jacobian([place[i] - measured[i] for i in range(3)] + [scale * q[1 + i] for i in range(3)],
                                         x[:12]))
    x = inputs(18)
    camera = x[10:]
    p = turned(x[0], x[1:4], x[7:10])
    z = p[2] + x[6]
    u, v = (p[0] + x[4]) / z, (p[1] + x[5]) / z
    n = u * u + v * v
    distortion = 1 + n * (camera[4] + n * camera[5])
    write("reprojection", x, with_jacobian([camera[0] * distortion * u + camera[2] - camera[6],
                                            camera[1] * distortion * v + camera[3] - camera[7]], x[:10]))


def link(angle, along, across, cosine, sine):
    c, s = sp.cos(angle), sp.sin(angle)
    return sp.Matrix([[c, -s * cosine, s * sine, across * c], [s, c * cosine, -c * sine, across * s],
                      [0, sine, cosine, along], [0, 0, 0, 1]])


def motion():
    for joints in (6, 24):
        x = inputs(2 * joints)
        angles = [sum(x[:i + 1]) for i in range(joints)]
        y = [sum(x[joints + i] * f(angles[i]) for i in range(joints)) for f in (sp.cos, sp.sin)]
        write(f"planar_arm_{joints}", x, with_jacobian(y, x[:joints]))
    x = inputs(30)
    frame = sp.eye(4)
    for i in range(6):
        frame = frame * link(x[i], *x[6 + 4 * i:10 + 4 * i])
    write("arm", x, with_jacobian(list(frame[:3, 3]), x[:6]))
    x = inputs(6)
    frame = sp.eye(4)
    for angle, own in zip(x, ((0.089159, 0, 0, 1), (0, -0.425, 1, 0), (0, -0.39225, 1, 0), (0.10915, 0, 0, 1),
                              (0.09465, 0, 0, -1), (0.0823, 0, 1, 0))):
        frame = frame * link(angle, *own)
    write("ur5", x, with_jacobian(list(frame[:3, 3]), x))

    x = inputs(12)
    mass, inertia, drag, step = x[8:]

    def slope(s):
        return sp.Matrix([s[3], s[4], s[5], -x[6] / mass * sp.sin(s[2]) - drag * s[3],
                          x[6] / mass * sp.cos(s[2]) - 9.81 - drag * s[4], x[7] / inertia])

    state = sp.Matrix(x[:6])
    a = slope(state)
    b = slope(state + step / 2 * a)
    c = slope(state + step / 2 * b)
    d = slope(state + step * c)
    write("flight", x, with_jacobian(list(state + step / 6 * (a + 2 * (b + c) + d)), x[:8]))


def quadrotor():
    """Whole, the derivatives of four stages within each other have millions of operations: each stage has a Jacobian of its own, by the
    state before it, and the chain rule multiplies these."""
    x = inputs(22)
    mass, inertia, drag, step = x[16], x[17:20], x[20], x[21]
    s = sp.symbols("s0:12", real=True)
    sr, cr, st, ct, sy, cy = (f(s[i]) for i in (6, 7, 8) for f in (sp.sin, sp.cos))
    pull, turn = x[12] / mass, sr * s[10] + cr * s[11]
    slope = sp.Matrix([*s[3:6], pull * (cr * st * cy + sr * sy) - drag * s[3], pull * (cr * st * sy - sr * cy) - drag * s[4],
                       pull * cr * ct - 9.81 - drag * s[5], s[9] + turn * st / ct, cr * s[10] - sr * s[11], turn / ct,
                       ((inertia[1] - inertia[2]) * s[10] * s[11] + x[13]) / inertia[0],
                       ((inertia[2] - inertia[0]) * s[9] * s[11] + x[14]) / inertia[1],
                       ((inertia[0] - inertia[1]) * s[9] * s[10] + x[15]) / inertia[2]])
    by_state, by_control = slope.jacobian(s), slope.jacobian(x[12:16])
    start = sp.Matrix(x[:12])
    seeds = sp.Matrix.hstack(sp.eye(12), sp.zeros(12, 4))
    state, tangents, named, slopes = start, seeds, [], []

    def name(matrix, prefix):
        """Symbols in place of what is more than a symbol or a number."""
        def one(value):
            if value.is_Atom:
                return value
            named.append((sp.Symbol(f"{prefix}{len(named)}", real=True), value))
            return named[-1][0]
        return matrix.applyfunc(one)

    for weight in (0, sp.Rational(1, 2), sp.Rational(1, 2), 1):
        if weight != 0:
            state = name(start + weight * step * slopes[-1][0], "s_")
            tangents = name(seeds + weight * step * slopes[-1][1], "d_")
        at = dict(zip(s, state))
        own = name(slope.xreplace(at), "k_")
        partial = name(by_state.xreplace(at), "a_")
        rows = partial * tangents + sp.Matrix.hstack(sp.zeros(12, 12), by_control.xreplace(at))
        slopes.append((own, name(rows, "r_")))
    (a, da), (b, db), (c, dc), (d, dd) = slopes
    y = start + step / 6 * (a + 2 * (b + c) + d)
    jacobian = seeds + step / 6 * (da + 2 * (db + dc) + dd)
    write("quadrotor", x, [*y, *jacobian], named)


second_order()
navigation()
poses()
motion()
quadrotor()
first = "// Written by sympy_code.py with SymPy " + sp.__version__ + ": do not edit.\n\n"
(here / "sympy.inc").write_text(first + "\n".join(functions), encoding="utf-8")
