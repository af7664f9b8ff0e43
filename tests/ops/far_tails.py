"""Writes far_tails.hpp: values and slopes far out, correctly rounded, from mpmath at 3,000 bits.

usage: far_tails.py > far_tails.hpp        (needs python3-mpmath)
"""
import struct

import mpmath
from mpmath import mp, mpf

mp.prec = 3000
exp, sqrt, pi = mpmath.exp, mpmath.sqrt, mpmath.pi


def phi(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def cdf(x):
    return mpmath.erfc(-x / sqrt(2)) / 2


def sigmoid(x):
    return 1 / (1 + exp(-x))


def erf_slope(x):
    return 2 / sqrt(pi) * exp(-x * x)


def erfinv(x):
    """Newton's method: mpmath's own is not trusted near 1."""
    y = sqrt(-mpmath.log(1 - abs(x)))
    for _ in range(60):
        y += (mpmath.erfc(y) - (1 - abs(x))) / erf_slope(y)
    return mpmath.sign(x) * y


def trigamma(x):
    return mpmath.polygamma(1, x) if x < 1e6 else 1 / x + 1 / x**2 / 2 + 1 / x**3 / 6


double_tail = [-37.5, -25.3, -13.7, -8.1, -4.2, -0.9, 2.9, 6.3, 19.1, 45.0]
single_tail = [-13.1, -12.2, -10.3, -8.1, -4.2, -0.9, 2.9, 6.3, 8.6, 12.7]
wide = [-300.0, -38.0, -6.3, -2.1, -0.3, 0.7, 4.2, 25.0, 45.0, 340.0]
single_wide = [-40.0, -19.0, -6.3, -2.1, -0.3, 0.7, 4.2, 13.7, 25.0, 41.0]
gauss = [-26.0, -13.7, -8.1, -4.2, -1.6, 0.3, 1.6, 4.3, 13.7, 25.9]
single_gauss = [-9.2, -8.1, -6.3, -4.2, -1.6, 0.3, 1.6, 4.3, 7.7, 9.1]
huge = [-1e155, -1e100, -3e19, -1.7, 1e-3, 0.9, 3e8, 1e17, 1e150, 2e154]
single_huge = [-1e20, -3e18, -1e9, -1.7, 1e-3, 0.9, 3e3, 3e8, 2e15, 1e20]
roots = [-1e300, -1e17, -3.3, -1e-3, 1e-17, 0.7, 5.5, 123.4, 1e9, 1e200]
single_roots = [-1e30, -1e17, -3.3, -1e-3, 1e-17, 0.7, 5.5, 123.4, 1e9, 3e35]
above = [4.5, 12.3, 1e3, 1e9, 1e13, 1e19, 1e50, 1e100, 1e160, 1e300]
single_above = [4.5, 12.3, 1e3, 1e5, 1e9, 1e10, 1e13, 1e17, 1e18, 1e19]
unit = [-1 + 1e-13, -1 + 1e-9, -0.999, -0.3, 1e-9, 0.7, 1 - 1e-7, 1 - 1e-10, 1 - 1e-14, 1 - 1e-15]
single_unit = [-1 + 1e-7, -1 + 1e-6, -0.999, -0.3, 1e-9, 0.7, 0.99, 1 - 1e-4, 1 - 1e-5, 1 - 2e-7]
functions = [
    ("tanh", mpmath.tanh, lambda x: 1 / mpmath.cosh(x)**2, wide, single_wide),
    ("sigmoid", sigmoid, lambda x: sigmoid(x) * sigmoid(-x), wide, single_wide),
    ("silu", lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * sigmoid(-x)), wide, single_wide),
    ("normal_cdf", cdf, phi, double_tail, single_tail),
    ("normal_pdf", phi, lambda x: -x * phi(x), double_tail, single_tail),
    ("gelu", lambda x: x * cdf(x), lambda x: cdf(x) + x * phi(x), double_tail, single_tail),
    ("erf", mpmath.erf, erf_slope, gauss, single_gauss),
    ("erfc", mpmath.erfc, lambda x: -erf_slope(x), gauss, single_gauss),
    ("atan", mpmath.atan, lambda x: 1 / (1 + x * x), huge, single_huge),
    ("cbrt", lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), lambda x: 1 / mpmath.cbrt(abs(x))**2 / 3, roots, single_roots),
    ("digamma", lambda x: mpmath.digamma(x), trigamma, above, single_above),
    ("erfinv", erfinv, lambda x: exp(erfinv(x)**2) * sqrt(pi) / 2, unit, single_unit),
]


def text(x, kind):
    number = float(x)
    return struct.unpack("f", struct.pack("f", number))[0].hex() + "f" if kind == "float" else number.hex()


print("// SPDX-License-Identifier: BSL-1.0\n#pragma once\n"
      f"// Written by tests/ops/far_tails.py with mpmath {mpmath.__version__}; do not edit.\n\n"
      "namespace far_tails {\n\ntemplate <class T>\nstruct row {\n  T x, value, slope;\n};\n")
for kind, which in (("double", 3), ("float", 4)):
    print(f"inline constexpr row<{kind}> in_{kind}[{len(functions)}][10] = {{")
    for name, value, slope, *points in functions:
        print(f"    {{  // {name}")
        for x in points[which - 3]:
            x = float(x)
            if kind == "float":
                x = struct.unpack("f", struct.pack("f", x))[0]
            mp.prec = 400 if name in ("digamma", "erfinv") else 3000
            print(f"        {{{text(x, kind)}, {text(value(mpf(x)), kind)}, {text(slope(mpf(x)), kind)}}},")
        print("    },")
    print("};\n")
print("}  // namespace far_tails")
