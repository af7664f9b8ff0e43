#!/usr/bin/python3
# SPDX-License-Identifier: BSL-1.0
"""Asks NumPy how it writes arrays; tests/debug/array_text.cpp compares.

    /usr/bin/python3 tests/debug/numpy_texts.py > tests/debug/numpy_texts.hpp

A case is a line with the extents, a line with a pattern of values that is repeated until the array is full
(real numbers in hexadecimal), str(array), and a line with a semicolon.
"""
import random

import numpy as np

rng = random.Random(24)
SHAPES = [(), (1,), (2,), (3,), (5,), (12,), (40,), (2, 3), (3, 1), (1, 4), (4, 25), (2, 2, 2), (2, 1, 3), (2, 2, 2, 2),
          (1, 1, 1, 1, 3), (0,), (2, 0)]
LARGE = [(300,), (1000,), (1001,), (40, 30), (7, 200), (200, 7), (6, 200), (11, 10, 10), (2, 3, 4, 50)]
SPECIAL = [0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, -1.0, 0.1, 1e-4, 9.9e-5, 1e8, 99999999.0, 1000.0, 1001.0, 1e16, 1e15,
           123456789.123, 1e100, 1e-100, 5e-324, 1.7976931348623157e308, 0.30000000000000004, 1 / 3, 2 / 3, 12345.678,
           0.000123456789, 33554432.0, 16777217.0, 2.5, 0.5, 1.00000001, 0.999999999, 0.123456785, 0.000000005]


def pick_double():
    kind = rng.random()
    if kind < 0.3:
        return rng.choice(SPECIAL)
    if kind < 0.6:
        return round(rng.uniform(-10, 10), rng.randint(0, 9))
    if kind < 0.8:
        return float(rng.randint(-100, 1000))
    return rng.uniform(-1, 1) * 10.0 ** rng.randint(-12, 12)


def mild_double():
    return rng.choice((rng.uniform(-3, 3), float(rng.randint(-5, 20)), round(rng.uniform(0, 9), 3), 0.5, 0.0))


def cases(draw, dtype, repetitions):
    large = LARGE if dtype != np.bool_ else []
    for shape in SHAPES * repetitions + large:
        one = mild_double if dtype in REALS and rng.random() < 0.4 else draw
        with np.errstate(over="ignore"):
            pattern = np.array([one() for _ in range(rng.choice((1, 2, 3, 7, 11)))]).astype(dtype)
        values = [float(v).hex() if dtype in REALS else str(int(v)) for v in pattern]
        yield f"{' '.join(map(str, shape))}\n{' '.join(values)}\n{str(np.resize(pattern, shape))}\n;"


REALS = (np.float64, np.float32)
KINDS = [
    ("double", np.float64, pick_double, 9),
    ("float", np.float32, pick_double, 9),
    ("integer", np.int64, lambda: rng.choice((0, 1, rng.randint(-9, 9), rng.randint(-10**6, 10**6), -2**63)), 3),
    ("byte", np.uint8, lambda: rng.randint(0, 255), 1),
    ("bool", np.bool_, lambda: rng.random() < 0.7, 2),
]

print(f"""#pragma once
// SPDX-License-Identifier: BSL-1.0
// Written by tests/debug/numpy_texts.py with NumPy {np.__version__}; do not edit. The script explains the text.

namespace numpy_texts {{""")
for name, dtype, draw, repetitions in KINDS:
    print(f'\ninline constexpr char {name}_cases[] = R"(')
    print("\n".join(cases(draw, dtype, repetitions)) + '\n)";')
print("\n}  // namespace numpy_texts")
