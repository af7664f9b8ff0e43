#!/usr/bin/python3
"""Writes sympy.c: the workloads as SymPy writes them as C, common parts found by its `cse`.

usage: sympy_code.py            needs Debian's python3-sympy; minutes

Each is stated in its plain form and differentiated as a whole, then `cse` looks for common parts in value and derivatives
together. Left out are 32 squarings, whose power SymPy leaves to powf, and the two loops over time: of the regulator's
twenty turns and the ten steps of Runge-Kutta it makes thousands of operations.
"""
import pathlib

import sympy as sp
from sympy.codegen.ast import float32, real
from sympy.printing.c import C99CodePrinter

here = pathlib.Path(__file__).resolve().parent
functions = []


class Printer(C99CodePrinter):
    """Small powers are products."""

    def __init__(self):
        super().__init__({"type_aliases": {real: float32}})

    def _print_Pow(self, expr):
        if expr.exp == 2:
            base = self._print(expr.base)
            return f"({base})*({base})"
        if expr.exp == -1:
            return f"(1.0f/({self._print(expr.base)}))"
        if expr.exp == -sp.Rational(1, 2):
            return f"(1.0f/sqrtf({self._print(expr.base)}))"
        return super()._print_Pow(expr)


def inputs(count):
    return list(sp.symbols(f"x0:{count}", real=True))


def write(name, x, results):
    shared, reduced = sp.cse([sp.sympify(one) for one in results], symbols=sp.numbered_symbols("t"))
    printer = Printer()
    place = {symbol: sp.Symbol(f"x[{i}]") for i, symbol in enumerate(x)}
    text = [f"void by_hand_{name}(float const* restrict x, float* restrict result) {{"]
    text += [f"  float const {symbol} = {printer.doprint(value.xreplace(place))};" for symbol, value in shared]
    text += [f"  result[{i}] = {printer.doprint(value.xreplace(place))};" for i, value in enumerate(reduced)]
    functions.append("\n".join(text + ["}\n"]))
    print(name, sp.count_ops(shared) + sp.count_ops(reduced), "operations", flush=True)


def with_jacobian(y, wrt):
    return list(y) + [sp.diff(one, by) for one in y for by in wrt]


def jacobian(y, wrt):
    return sp.Matrix([[sp.diff(one, by) for by in wrt] for one in y])


def gravity(q, g):
    a, b, c, d = q
    return [2 * g * (b * d - a * c), 2 * g * (c * d + a * b), g * (a * a - b * b - c * c + d * d)]


def moved(s, step):
    return [s[0] + step * s[3] * sp.cos(s[2]), s[1] + step * s[3] * sp.sin(s[2]), s[2] + step * s[4],
            s[3] + step * s[5], s[4], s[5]]


def bell():
    x = inputs(1)
    write("bell", x, with_jacobian([sp.exp(x[0] ** 2) ** 2], x))


def arm():
    x = inputs(6)
    angles = [x[0], x[0] + x[1], x[0] + x[1] + x[2]]
    ends = [sum(x[3 + i] * f(angles[i]) for i in range(3)) for f in (sp.cos, sp.sin)]
    write("arm", x, with_jacobian(ends, x[:3]))


def accelerometer():
    x = inputs(5)
    write("accelerometer", x, with_jacobian(gravity(x[:4], x[4]), x[:4]))


def vehicle():
    x = inputs(7)
    write("vehicle", x, with_jacobian(moved(x[:6], x[6]), x[:6]))


def covariance():
    x = inputs(43)
    y = moved(x[:6], x[6])
    f = jacobian(y, x[:6])
    write("covariance", x, y + list(f * sp.Matrix(6, 6, x[7:]) * f.T))


def attitude():
    x = inputs(26)
    q, p, seen = x[:4], sp.Matrix(4, 4, x[4:20]), x[23:]
    h = [sp.Float(0.005) * one for one in x[20:23]]
    ahead = [q[0] - h[0] * q[1] - h[1] * q[2] - h[2] * q[3], q[1] + h[0] * q[0] + h[2] * q[2] - h[1] * q[3],
             q[2] + h[1] * q[0] - h[2] * q[1] + h[0] * q[3], q[3] + h[2] * q[0] + h[1] * q[1] - h[0] * q[2]]
    f = jacobian(ahead, q)
    spread = f * p * f.T + sp.Float(1e-4) * sp.eye(4)
    at = sp.symbols("q0:4", real=True)
    here = dict(zip(at, ahead))
    expected = sp.Matrix(gravity(at, sp.Float(9.81)))
    by = jacobian(list(expected), at).xreplace(here)
    expected = expected.xreplace(here)
    seen_by_state = by * spread
    innovation = seen_by_state * by.T + sp.Float(0.01) * sp.eye(3)
    names = sp.Matrix(3, 3, sp.symbols("s0:9"))
    inverse = names.inv(method="ADJ").xreplace(dict(zip(names, innovation)))
    gain = (inverse * seen_by_state).T
    following = sp.Matrix(ahead) + gain * (sp.Matrix(seen) - expected)
    length = sp.sqrt(sum(one * one for one in following))
    write("attitude", x, list(following / length) + list(spread - gain * seen_by_state))


def network():
    x = inputs(138)
    w1, b1 = sp.Matrix(4, 16, x[:64]), sp.Matrix(1, 16, x[64:80])
    w2, b2 = sp.Matrix(16, 3, x[80:128]), sp.Matrix(1, 3, x[128:131])
    at = sp.Matrix(1, 4, x[131:135]) * w1 + b1
    hidden = sp.Matrix(1, 16, [sp.Piecewise((one, one > 0), (0, True)) for one in at])
    off = hidden * w2 + b2 - sp.Matrix(1, 3, x[135:])
    loss = sum(one ** 2 for one in off)
    write("network", x, with_jacobian([loss], x[:131]))


def fit():
    x = inputs(37)
    p, damping, t, y = x[:4], x[4], x[5:21], x[21:]
    r = sp.Matrix([p[0] * sp.exp(-p[1] * one) + p[2] * one + p[3] - at for one, at in zip(t, y)])
    j = jacobian(list(r), p)
    normal = j.T * j + damping * sp.eye(4)
    names, right = sp.Matrix(4, 4, sp.symbols("s0:16")), sp.Matrix(sp.symbols("b0:4"))
    solved = names.LUsolve(right).xreplace({**dict(zip(names, normal)), **dict(zip(right, j.T * r))})
    write("fit", x, [sum(one * one for one in r)] + [a - b for a, b in zip(p, solved)])


if __name__ == "__main__":
    for workload in (bell, arm, accelerometer, vehicle, covariance, network, attitude, fit):
        workload()
    (here / "sympy.c").write_text("// SPDX-License-Identifier: BSL-1.0\n// Written by sympy_code.py.\n#include <math.h>\n\n" +
                                  "\n".join(functions))
