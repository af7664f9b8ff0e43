#!/usr/bin/python3
"""Writes numpy_reference.hpp: what NumPy gives for the operations that reduce and lay out.

    tests/ops/numpy_reference.py > tests/ops/numpy_reference.hpp

`a` has 24 different numbers with two digits, ties included on purpose in `ties`; `u` is the upstream of transposes.
"""

import numpy as np

rng = np.random.default_rng(20240229)
a = np.round(rng.uniform(-3, 3, (2, 3, 4)), 2)
ties = np.array([[1.0, 3.0, 3.0], [2.0, -1.0, 2.0]])
m = a[0]
v = a[1, 2]
count = np.arange(24).reshape(2, 3, 4)

REFERENCE = {
    "a": a,
    "ties": ties,
    "sum_all": np.sum(a),
    "sum_1": np.sum(a, axis=1),
    "sum_0_2": np.sum(a, axis=(0, 2)),
    "sum_last_kept": np.sum(a, axis=-1, keepdims=True),
    "mean_all": np.mean(a),
    "mean_0_2": np.mean(a, axis=(0, 2)),
    "mean_1_kept": np.mean(a, axis=1, keepdims=True),
    "variance_all": np.var(a),
    "variance_1": np.var(a, axis=1),
    "variance_0_2_sample": np.var(a, axis=(0, 2), ddof=1),
    "standard_deviation_1": np.std(a, axis=1),
    "prod_all": np.prod(a),
    "prod_1": np.prod(a, axis=1),
    "prod_0_2": np.prod(a, axis=(0, 2)),
    "max_all": np.max(a),
    "max_1": np.max(a, axis=1),
    "max_0_2": np.max(a, axis=(0, -1)),
    "min_all": np.min(a),
    "min_1": np.min(a, axis=1),
    "min_0_2": np.min(a, axis=(0, -1)),
    "logsumexp_all": np.log(np.sum(np.exp(a))),
    "logsumexp_1": np.log(np.sum(np.exp(a), axis=1)),
    "norm_all": np.sqrt(np.sum(a * a)),
    "norm_1": np.linalg.norm(a, axis=1),
    "cumsum_0": np.cumsum(a, axis=0),
    "cumsum_1": np.cumsum(a, axis=1),
    "cumsum_2": np.cumsum(a, axis=2),
    "argmax_all": np.argmax(a),
    "argmax_1": np.argmax(a, axis=1),
    "argmin_1": np.argmin(a, axis=1),
    "argmax_ties": np.argmax(ties, axis=1),
    "transpose": np.transpose(count),
    "transpose_1_2_0": np.transpose(count, (1, 2, 0)),
    "transpose_2_m3_1": np.transpose(count, (2, -3, 1)),
    "transpose_3_0_1_2": np.transpose(count.reshape(2, 3, 2, 2), (3, 0, 1, 2)),
    "swapaxes_0_m1": np.swapaxes(count, 0, -1),
    "slice_mixed": count[0:2, 1, ::-1],
    "slice_steps": count[::-1, 2:0:-1, 1::2],
    "slice_row": count[-1],
    "flip_all": np.flip(count),
    "flip_0_2": np.flip(count, (0, 2)),
    "repeat_3_1": np.repeat(count, 3, axis=1),
    "repeat_2": np.repeat(count, 2),
    "tile_2_1_3": np.tile(count, (2, 1, 3)),
    "tile_2_2": np.tile(np.arange(3), (2, 2)),
    "concatenate_1": np.concatenate((count, count[:, :1] + 100), axis=1),
    "stack_m1": np.stack((count, count + 100, count + 200), axis=-1),
    "take_1": np.take(count, [2, 0, 2], axis=1),
    "diagonal_1": np.diagonal(count[0], 1),
    "diagonal_m1": np.diagonal(count[0], -1),
    "diagonal_batch": np.diagonal(count, 0, 2, 0),
    "diag_1": np.diag([1, 2, 3], 1),
    "diag_m2": np.diag([1, 2, 3], -2),
    "trace_0": np.trace(count[0]),
    "tril": np.tril(count),
    "tril_1": np.tril(count, 1),
    "triu_m1": np.triu(count, -1),
    "one_hot": np.eye(4)[[2, 0, 3]],
}

print("""// SPDX-License-Identifier: BSL-1.0
// Written by numpy_reference.py; do not edit.
#pragma once

namespace numpy {
""")
for name, value in REFERENCE.items():
    numbers = [repr(x.item()) for x in np.ravel(np.asarray(value))]
    text = ", ".join(numbers)
    lines = []
    while text:
        cut = len(text) if len(text) <= 96 else text.rindex(" ", 0, 96)
        lines.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    kind = "double" if np.asarray(value).dtype.kind == "f" else "int"
    body = " ".join(lines) if len(lines) == 1 else "\n    " + "\n    ".join(lines)
    print(f"inline constexpr {kind} {name}[] = {{{body}}};")
print("""
}  // namespace numpy""")
