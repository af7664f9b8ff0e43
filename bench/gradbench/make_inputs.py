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


def gmm(chance, dimensions, components, points):
    def normal(*extents):
        return [normal(*extents[1:]) for _ in range(extents[0])] if extents else chance.gauss(0, 1)

    return {"d": dimensions, "k": components, "n": points, "m": 0, "gamma": 1.0, "x": normal(points, dimensions),
            "alpha": normal(components), "mu": [[chance.random() for _ in range(dimensions)] for _ in range(components)],
            "q": normal(components, dimensions), "l": normal(components, dimensions * (dimensions - 1) // 2)}


def kmeans(chance, components, points, dimensions):
    made = [[chance.random() for _ in range(dimensions)] for _ in range(points)]
    return {"points": made, "centroids": made[-components:]}  # each is the nearest to a point


def lstm(chance, layers, characters, bits=14):
    def numbers(rows, columns):
        return [[chance.random() for _ in range(columns)] for _ in range(rows)]

    letters = [chance.randrange(2**min(bits, 7)) for _ in range(characters)]
    return {"main_params": numbers(2 * layers, 4 * bits), "extra_params": numbers(3, bits), "state": numbers(2 * layers, bits),
            "sequence": [[letter >> bit & 1 for bit in reversed(range(bits))] for letter in letters]}


def ode(chance, count, steps):
    return {"x": [chance.random() for _ in range(count)], "s": steps}


def particle(chance, w):
    return {"w": float(w)}


def saddle(chance, *start):
    return {"start": [float(each) for each in start]}


#: the sizes of each evaluation: for the check, usually, and those of GradBench
sizes = {
    ba: ([(2, 3, 5)], [(49, 7776, 31843), (161, 48126, 182072)],
         [(49, 7776, 31843), (21, 11315, 36455), (161, 48126, 182072), (372, 47423, 204472), (257, 65132, 225911),
          (539, 65220, 277273), (93, 61203, 287451), (88, 64298, 383937), (810, 88814, 393775), (1197, 126327, 563734)]),
    ba_without_rotation: ([(1, 2, 2)], [], []),
    det: ([(4,), (5,)], [(5,), (6,), (8,), (11,)], [(n,) for n in range(5, 12)]),
    gmm: ([(3, 2, 5)], [(2, 5, 1000), (10, 25, 1000), (64, 50, 1000)],
          [(d, k, 1000) for d in (2, 10, 20, 32, 64) for k in (5, 10, 25, 50, 100)]),
    kmeans: ([(2, 9, 3)], [(10, 1000, 8), (100, 10000, 16), (1000, 10000, 16)],
             [(k, n, d) for k in (10, 100, 1000) for n in (1000, 10000) for d in (8, 16)]),
    llsq: ([(7, 3)], [(16, 128), (1024, 128), (16392, 128)],
           [(n, 128) for n in (16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8196, 16392)]),
    lstm: ([(2, 4, 3)], [(2, 1024), (4, 1024)], [(2, 1024), (4, 1024)]),
    ode: ([(4, 3)], [(1000, 10), (10000, 10), (1000, 100)], [(n, s) for n in (1000, 10000, 100000) for s in (1, 10, 100)]),
    particle: ([(0,)], [(0,)], [(0,)]),
    saddle: ([(1, 1)], [(1, 1)], [(1, 1)]),
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
