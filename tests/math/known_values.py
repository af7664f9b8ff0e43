"""Writes known_values.hpp: correctly rounded values of the elementary functions, from mpmath at 2,400 bits.

usage: known_values.py > known_values.hpp        (needs python3-mpmath)

Points: the ends of each domain, hard cases for argument reduction, and eight random ones of seed 7.
6381956970095103 * 2^797 is the double closest to a multiple of pi / 2 (J.-M. Muller, "Elementary Functions",
2nd ed., table 10.3); 1e22 and 2^1023 are exact doubles.
"""
import random

import mpmath
from mpmath import mp, mpf

mp.prec = 2400
generator = random.Random(7)
angles = [6381956970095103 * 2.0**797, 1e22, 2.0**1023, 3.141592653589793, 1.5707963267948966, 355.0, 0.78539816339744831,
          -2.0, 1e-8, 1e15, 11.0]
one = {  # function: (its name in mpmath or a lambda, points, range of the random ones)
    "exp": (mpmath.exp, [709.78, -708.0, -744.0, 1.0, -1.0, 1e-10, 0.34657359027997264], (-20, 20)),
    "exp2": (lambda x: mpf(2)**x, [1023.9, -1021.5, -1070.0, 0.5, 1e-17, 10.0], (-20, 20)),
    "expm1": (mpmath.expm1, [709.0, -37.0, 1e-300, 1e-9, -1e-17, 0.35, -0.35, 1.0], (-2, 2)),
    "log": (mpmath.ln, [5e-324, 1.7976931348623157e308, 0.9999999999999999, 1.0000000000000002, 2.0, 10.0, 0.5], (0, 3)),
    "log2": (lambda x: mpmath.log(x, 2), [5e-324, 1.7e308, 0.9999999999999999, 8.0, 3.0, 1e100], (0, 3)),
    "log10": (mpmath.log10, [5e-324, 1.7e308, 1.0000000000000002, 1000.0, 1e22, 1e-5], (0, 3)),
    "log1p": (lambda x: mpmath.ln(1 + x), [-0.9999999999999999, 1e-300, -1e-9, 1e-17, 0.5, 1e300, -0.3], (-1, 2)),
    "sin": (mpmath.sin, angles, (-10, 10)),
    "cos": (mpmath.cos, angles, (-10, 10)),
    "tan": (mpmath.tan, angles, (-10, 10)),
    "asin": (mpmath.asin, [1.0, -1.0, 0.9999999999999999, 0.5, 1e-9, 0.7071067811865476], (-1, 1)),
    "acos": (mpmath.acos, [-1.0, 0.9999999999999999, -0.9999999999999999, 0.5, 1e-20, 0.7071067811865476], (-1, 1)),
    "atan": (mpmath.atan, [1.0, -1.0, 1e300, 1e-300, 1e-9, 0.4142135623730951, 2.414213562373095], (-5, 5)),
    "sinh": (mpmath.sinh, [710.4, -30.0, 1e-9, 1e-300, 1.0, 40.5], (-3, 3)),
    "cosh": (mpmath.cosh, [710.4, -30.0, 1e-9, 1.0, 40.5], (-3, 3)),
    "tanh": (mpmath.tanh, [1.0, 1e-9, 1e-300, 18.0, -19.5], (-3, 3)),
    "asinh": (mpmath.asinh, [1e308, 1e-9, 1e-300, 1.0, -2e9, 0.3], (-3, 3)),
    "acosh": (mpmath.acosh, [1e308, 1.0000000000000002, 1.5, 2e9, 10.0], (1, 3)),
    "atanh": (mpmath.atanh, [0.9999999999999999, 1e-9, 1e-300, 0.5, -0.3], (-1, 1)),
    "sqrt": (mpmath.sqrt, [2.0, 5e-324, 1.7976931348623157e308, 0.5, 3e-310], (0, 5)),
    "cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), [2.0, 5e-324, 1.7976931348623157e308, -27.0, 3e-310], (-5, 5)),
    "erf": (mpmath.erf, [1e-300, 1e-9, 0.74, 0.76, 3.0, 5.5, -1.0], (-2, 2)),
    "erfc": (mpmath.erfc, [1e-9, 0.74, 0.76, 3.0, 26.0, 27.2, -3.0], (-2, 3)),
}
two = {
    "atan2": (lambda y, x: mpmath.atan2(y, x), [(1.0, -1.0), (1e-300, 1e300), (5e-324, -5e-324), (1e300, 1e-300), (1e-20, -1.0),
                                                (-3.0, 4.0), (2e-310, 1.0), (1.7e308, 1.7e308)]),
    "hypot": (lambda x, y: mpmath.hypot(x, y), [(3.0, 4.0), (1e300, 1e300), (5e-324, 5e-324), (1.0, 1e-9), (1.0, 1e200)]),
    "pow": (lambda x, y: x**y, [(2.0, 0.5), (10.0, 308.0), (0.5, 1070.0), (1.0000000000000002, 3e18), (3.0, -2.0), (-3.0, 33.0),
                                (0.9999999999999999, 6e18), (1e-300, 1.01), (5e-324, 0.25), (2.5, 2.0)]),
}


def nearest(v):
    """v as a double's literal; mpmath rounds to even and knows subnormals through float()."""
    return float(v).hex()


print("#pragma once")
print("// SPDX-License-Identifier: BSL-1.0")
print(f"// Written by tests/math/known_values.py with mpmath {mpmath.__version__}; do not edit.")
print("\nnamespace known {\n")
print("struct value {\n  double x;\n  double result;\n};\n\nstruct value_of_two {\n  double x;\n  double y;\n  double result;\n};")
for name, (f, points, (low, high)) in one.items():
    points = points + [generator.uniform(low, high) for _ in range(8)]
    print(f"\ninline constexpr value {name}[] = {{")
    for x in points:
        print(f"    {{{x.hex()}, {nearest(f(mpf(x)))}}},")
    print("};")
for name, (f, points) in two.items():
    points = points + [(generator.uniform(0, 3), generator.uniform(-9, 9)) for _ in range(8)]
    print(f"\ninline constexpr value_of_two {name}[] = {{")
    for x, y in points:
        print(f"    {{{x.hex()}, {y.hex()}, {nearest(f(mpf(x), mpf(y)))}}},")
    print("};")
print("\n}  // namespace known")
