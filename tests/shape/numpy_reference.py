#!/usr/bin/python3
# SPDX-License-Identifier: BSL-1.0
"""Asks NumPy for the answers that tests/shape checks against, and writes them to numpy_reference.hpp.

    /usr/bin/python3 tests/shape/numpy_reference.py > tests/shape/numpy_reference.hpp

One line is one case: operands, then NumPy's answer. A list is written 2,3; the empty list (a scalar's shape) is a dot,
`*` is None (all axes), `_` an omitted bound, `!` a refusal. Left out on purpose: axis 0 of a scalar, which NumPy lets
pass in reductions (G-19 refuses it), and -2 as an extent of reshape, which NumPy reads as -1.
"""
import random
import sys

import numpy as np

try:
    from numpy.lib.array_utils import normalize_axis_tuple
except ImportError:  # NumPy 1
    from numpy.core.numeric import normalize_axis_tuple

rng = random.Random(20)
REFUSALS = (ValueError, IndexError, TypeError, np.AxisError if hasattr(np, "AxisError") else ValueError)


def text(values):
    if values is None:
        return "*"
    if isinstance(values, str):
        return values
    if isinstance(values, (int, np.integer)):
        return str(int(values))
    return ",".join("_" if v is None else str(int(v)) for v in values) or "."


def empty(shape):
    return np.empty(shape, dtype=np.int8)


def answer(function):
    try:
        return function()
    except REFUSALS:
        return ("!",)


def shape_of(function):
    return answer(lambda: (function().shape,))


def random_shape(low=0, high=4, extents=(1, 1, 2, 3, 4, 5)):
    return tuple(rng.choice(extents) for _ in range(rng.randint(low, high)))


def random_axes(rank, most=3):
    return tuple(rng.randint(-rank - 1, rank) for _ in range(rng.randint(0, most)))


def good_axes(rank):
    axes = rng.sample(range(rank), rng.randint(0, rank))
    return tuple(a - rank if rng.random() < 0.5 else a for a in axes)


def broken(shape):
    """The same shape with one extent replaced, half of the time."""
    if shape and rng.random() < 0.5:
        k = rng.randrange(len(shape))
        return shape[:k] + (rng.choice((0, 1, 2, 7)),) + shape[k + 1:]
    return shape


def stretched(shape):
    """A shape that broadcasts with the given one."""
    return tuple(1 if rng.random() < 0.4 else e for e in shape[rng.randint(0, len(shape)):])


def broadcast():
    for _ in range(300):
        whole = random_shape(0, 4, (0, 1, 2, 3, 4, 5))
        a, b = broken(stretched(whole)), broken(stretched(whole))
        yield a, b, *answer(lambda: (np.broadcast_shapes(a, b),))


def broadcast_to():
    for _ in range(300):
        target = random_shape(0, 4, (0, 1, 2, 3, 4, 5))
        a = broken(stretched(target)) if rng.random() < 0.8 else random_shape()
        yield a, target, *shape_of(lambda: np.broadcast_to(empty(a), target))


def sum_to():
    def summed(a, target):  # the adjoint of broadcast_to, axis by axis; refuses what broadcast_to refuses (Z-04)
        np.broadcast_to(empty(target), a.shape)
        added = a.ndim - len(target)
        axes = tuple(k for k in range(a.ndim) if k < added or target[k - added] != a.shape[k])
        return a.sum(axis=axes, keepdims=True).reshape(target)

    for _ in range(300):
        a = random_shape()
        target = broken(stretched(a)) if rng.random() < 0.8 else random_shape()
        yield a, target, *shape_of(lambda: summed(empty(a), target))


def axes():
    for _ in range(300):
        rank = rng.randint(0, 5)
        some = good_axes(rank) if rng.random() < 0.5 else random_axes(rank)
        yield some, rank, *answer(lambda: (normalize_axis_tuple(some, rank),))


def reduce():
    for _ in range(300):
        a = random_shape()
        some = rng.choice((good_axes(len(a)), good_axes(len(a)), random_axes(len(a)), None))
        if not a and some:
            continue
        keepdims = rng.randint(0, 1)
        yield a, some, keepdims, *shape_of(lambda: np.sum(empty(a), axis=some, keepdims=bool(keepdims)))


def permute():
    for _ in range(300):
        a = random_shape(0, 5)
        order = rng.sample(range(len(a)), len(a))
        order = tuple(k - len(a) if rng.random() < 0.4 else k for k in order)
        order = rng.choice((order, order, order, random_axes(len(a), 5), None))
        result = shape_of(lambda: np.transpose(empty(a), order))
        inverse = "!" if result == ("!",) else np.argsort([k % len(a) for k in order] if order else range(len(a))[::-1])
        yield a, order, *result, inverse


def reshape():
    for _ in range(300):
        a = random_shape(0, 4, (0, 1, 2, 3, 4, 6, 6))
        target = list(random_shape(0, 4, (1, 2, 3, 4, 6)))
        if target and rng.random() < 0.6:
            target[rng.randrange(len(target))] = -1
        if rng.random() < 0.15:
            target += [-1]
        if rng.random() < 0.3:
            target = list(rng.sample(a, len(a)))
        yield a, target, *shape_of(lambda: empty(a).reshape(target))


def bound():
    return None if rng.random() < 0.25 else rng.randint(-9, 9)


def ranges():
    for _ in range(500):
        extent, step = rng.randint(0, 7), rng.choice((None, 1, 2, 3, 8, -1, -1, -2, -3, -8, 0))
        item = (bound(), bound(), step)

        def positions():
            taken = range(extent)[slice(*item)]
            return (taken[0], len(taken)) if taken else (0, 0)

        yield extent, item, *answer(positions)
    for _ in range(60):
        extent, index = rng.randint(0, 5), rng.randint(-7, 7)
        yield extent, (index,), *answer(lambda: (range(extent)[index], 1))


def place_and_strides(a, part):
    if part.size == 0:
        return 0, ()
    place = part.__array_interface__["data"][0] - a.__array_interface__["data"][0]
    return place, part.strides


def slices():
    for _ in range(300):
        shape = random_shape(1, 4, (1, 2, 3, 5, 7))
        a = empty(shape)
        items = []
        for extent in shape[:rng.randint(0, len(shape))]:
            if rng.random() < 0.3:
                items.append((rng.randint(-extent - (rng.random() < 0.1), extent - (rng.random() < 0.9)),))
            else:
                items.append((bound(), bound(), rng.choice((None, 1, 2, -1, -2))))
        if rng.random() < 0.05:
            items += [(0,)] * 3

        def taken():
            part = a[tuple(i[0] if len(i) == 1 else slice(*i) for i in items) + (...,)]
            return (part.shape, *place_and_strides(a, part))

        yield shape, len(items), *items, *answer(taken)


def matmul():
    for _ in range(300):
        batch = random_shape(0, 2, (1, 2, 3))
        n, k, m = (rng.choice((0, 1, 2, 3, 4)) for _ in range(3))
        a = rng.choice(((k,), (n, k), (n, k), stretched(batch) + (n, k)))
        b = rng.choice(((k,), (k, m), (k, m), stretched(batch) + (k, m), random_shape(0, 3)))
        a, b = (broken(a), b) if rng.random() < 0.3 else (a, b)
        yield a, b, *shape_of(lambda: np.matmul(np.zeros(a), np.zeros(b)))


def join(function):
    for _ in range(200):
        first = random_shape(0, 3, (0, 1, 2, 3))
        axis = rng.randint(-len(first) - 1, len(first))
        operands = [first]
        for _ in range(rng.randint(0, 3)):
            other = list(first)
            if other and function is np.concatenate and rng.random() < 0.8:
                other[axis % len(other)] = rng.randint(0, 4)
            operands.append(broken(tuple(other)) if rng.random() < 0.2 else tuple(other))
        yield axis, len(operands), *operands, *shape_of(lambda: function([empty(s) for s in operands], axis))


def repeat():
    for _ in range(200):
        a, times = random_shape(), rng.choice((-1, 0, 1, 2, 3, 7))
        axis = None if rng.random() < 0.2 else rng.randint(-len(a) - 1, len(a))
        if not a and axis is not None:
            continue
        yield a, times, axis, *shape_of(lambda: np.repeat(empty(a), times, axis))


def tile():
    for _ in range(200):
        a, times = random_shape(), random_shape(0, 4, (0, 1, 2, 3, 3, -1) if rng.random() < 0.2 else (0, 1, 2, 3))
        yield a, times, *shape_of(lambda: np.tile(empty(a), times))


def squeeze():
    for _ in range(300):
        a = random_shape(0, 5, (1, 1, 1, 2, 3))
        some = rng.choice((good_axes(len(a))[:2], good_axes(len(a)), random_axes(len(a)), None))
        if not a and some:
            continue
        yield a, some, *shape_of(lambda: np.squeeze(empty(a), some))


def expand_dims():
    for _ in range(300):
        a, added = random_shape(), rng.randint(0, 3)
        some = tuple(rng.randint(-len(a) - added - 1, len(a) + added) for _ in range(added))
        yield a, some, *shape_of(lambda: np.expand_dims(empty(a), some))


def diagonal():
    for _ in range(300):
        shape = random_shape(0, 4, (1, 2, 3, 4, 5))
        rank = max(len(shape), 1)
        offset, row, column = rng.randint(-4, 4), rng.randint(-rank, rank - 1), rng.randint(-rank, rank - 1)
        if rng.random() < 0.1:
            column = rank
        a = empty(shape)

        def taken():
            part = np.diagonal(a, offset, row, column)
            return (part.shape, *place_and_strides(a, part))

        yield shape, offset, row, column, *answer(taken)


def diagonal_matrix():
    for n in range(1, 5):
        for offset in range(-4, 5):
            yield (n,), offset, *shape_of(lambda: np.diag(empty((n,)), offset))


def strides():
    for _ in range(200):
        a = random_shape(0, 6, (2, 3, 4, 5))
        yield a, empty(a).strides


def broadcast_strides():
    for _ in range(200):
        target = random_shape(0, 5, (2, 3, 4, 5))
        a = stretched(target)
        yield a, target, np.broadcast_to(empty(a), target).strides


RULES = {
    "broadcast": broadcast, "broadcast_to": broadcast_to, "sum_to": sum_to, "axes": axes, "reduce": reduce,
    "permute": permute, "reshape": reshape, "range": ranges, "slice": slices, "matmul": matmul,
    "concatenate": lambda: join(np.concatenate), "stack": lambda: join(np.stack), "repeat": repeat, "tile": tile,
    "squeeze": squeeze, "expand_dims": expand_dims, "diagonal": diagonal, "diagonal_matrix": diagonal_matrix,
    "strides": strides, "broadcast_strides": broadcast_strides,
}

print(f"""#pragma once
// SPDX-License-Identifier: BSL-1.0
// Written by tests/shape/numpy_reference.py with NumPy {np.__version__}; do not edit. The script explains the text.

namespace numpy_reference {{""")
total = 0
for name, cases in RULES.items():
    lines = list(dict.fromkeys(" ".join(map(text, case)) for case in cases()))
    total += len(lines)
    print(f'\ninline constexpr char {name}_cases[] = R"(')
    print("\n".join(lines) + '\n)";')
print("\n}  // namespace numpy_reference")
print(f"{total} cases", file=sys.stderr)
