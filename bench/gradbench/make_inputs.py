#!/usr/bin/python3
"""Writes inputs of GradBench's evaluations: the distributions of its generators, with seeds of our own.

usage: make_inputs.py FOLDER [small | quick | full] [EVALUATION...]

small  for the check against differences;  quick, the usual: two or three sizes each;  full: GradBench's own list
Each is a file FOLDER/EVALUATION/SIZE.json.
"""
import json
import pathlib
import random
import sys

camera = [-0.758453, -1.109613, -0.845551, 34.556073, 39.676747, 53.881673, 419.194514, 5.86442, -8.51887, 0.087812, 0.002739]


def ba(chance, cameras, points, observations):
    return {"n": cameras, "m": points, "p": observations, "cam": camera, "x": [7.203245, 0.001144, 3.023326],
            "w": 0.417022, "feat": [271.760969, 834.209256]}


def ba_without_rotation(chance, *sizes):
    return ba(chance, *sizes) | {"cam": [0.0] * 3 + camera[3:]}


def det(chance, size):
    return {"A": [chance.random() for _ in range(size * size)], "ell": size}


def llsq(chance, points, coefficients):
    return {"x": [chance.random() for _ in range(coefficients)], "n": points}


def lse(chance, count):
    return {"x": [chance.random() for _ in range(count)]}


#: the sizes of each evaluation: for the check, usually, and those of GradBench
sizes = {
    ba: ([(2, 3, 5)], [(49, 7776, 31843), (161, 48126, 182072)],
         [(49, 7776, 31843), (21, 11315, 36455), (161, 48126, 182072), (372, 47423, 204472), (257, 65132, 225911),
          (539, 65220, 277273), (93, 61203, 287451), (88, 64298, 383937), (810, 88814, 393775), (1197, 126327, 563734)]),
    ba_without_rotation: ([(1, 2, 2)], [], []),
    det: ([(4,), (5,)], [(5,), (6,), (8,), (11,)], [(n,) for n in range(5, 12)]),
    llsq: ([(7, 3)], [(16, 128), (1024, 128), (16392, 128)],
           [(n, 128) for n in (16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8196, 16392)]),
    lse: ([(1,), (5,)], [(2500,), (40000,), (640000,)], [(2500 << i,) for i in range(10)]),
}


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        sys.exit(__doc__)
    folder, *words = sys.argv[1:]
    kinds = ("small", "quick", "full")
    kind = kinds.index(words.pop(0)) if words[:1] and words[0] in kinds else 1
    for make, all_sizes in sizes.items():
        name = make.__name__.split("_")[0]
        if words and name not in words:
            continue
        for size in all_sizes[kind]:
            to = pathlib.Path(folder, name, f"{make.__name__[len(name) + 1:]}{'_'.join(map(str, size))}.json")
            to.parent.mkdir(parents=True, exist_ok=True)
            made = make(random.Random(f"{make.__name__} {size}"), *size)
            to.write_text(json.dumps(made | {"min_runs": 5, "min_seconds": 0.05}), encoding="utf-8")


main()
