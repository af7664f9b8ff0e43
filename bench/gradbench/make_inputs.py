#!/usr/bin/python3
"""Writes inputs of GradBench's evaluations: the distributions of its generators, with seeds of our own.

usage: make_inputs.py FOLDER [small | quick | full] [EVALUATION...]

small  for the check against differences;  quick, the usual: two or three sizes each;  full: GradBench's own list
Each is a file FOLDER/EVALUATION/SIZE.json.
"""
import json
import math
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


def ht(chance, vertices, points, with_places=1):
    """22 bones: a wrist, five fingers of four, a forearm; GradBench has a scanned hand in this form."""
    parents = [-1] + [0 if joint == 0 else 4 * finger + joint for finger in range(5) for joint in range(4)] + [0]
    bones = len(parents)

    def transform():
        angle, place = chance.uniform(-1, 1), [chance.uniform(-1, 1) for _ in range(3)]
        c, s = math.cos(angle), math.sin(angle)
        return [[c, -s, 0.0, place[0]], [s, c, 0.0, place[1]], [0.0, 0.0, 1.0, place[2]], [0.0, 0.0, 0.0, 1.0]]

    def weights():
        row = [0.0] * bones
        shares = [chance.random() for _ in range(4)]
        for share in shares:
            row[chance.randrange(bones)] += share / sum(shares)
        return row

    triangles = [chance.sample(range(vertices), 3) for _ in range(vertices)]
    model = {"bone_count": bones, "bone_names": [f"bone{i}" for i in range(bones)], "parents": parents,
             "base_relatives": [transform() for _ in range(bones)],
             "inverse_base_absolutes": [transform() for _ in range(bones)],
             "base_positions": [[chance.random(), chance.random(), chance.random(), 1.0] for _ in range(vertices)],
             "weights": [weights() for _ in range(vertices)], "triangles": triangles, "is_mirrored": False}
    data = {"model": model, "correspondences": [chance.randrange(vertices) for _ in range(points)],
            "points": [[chance.gauss(0, 1) for _ in range(3)] for _ in range(points)]}
    return {"theta": [chance.gauss(0, 1) for _ in range(26)], "data": data,
            "us": [[chance.random() / 2, chance.random() / 2] for _ in range(points)] if with_places else []}


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
    ht: ([(9, 4), (9, 3, 0)], [(544, 100), (544, 3200), (10000, 12800)],
         [(10000, n) for n in (100, 192, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 51200, 100000)]),
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
