"""Prints the constants of include/typegrad/math with mpmath: run it and compare (needs python3-mpmath).

Nothing is copied from another library: constants are rounded from 2,400 bits, polynomials are truncated
Chebyshev expansions computed here. The last lines give the relative error of each polynomial.
"""
from mpmath import acos, atan, cos, erf, erfc, exp, factorial, fac2, floor, frexp, ldexp, ln, log, log10, mp, mpf, nint, pi, sqrt

mp.prec = 2400


def rounded(x, digits):
    if x == 0:
        return mpf(0)
    _, e = frexp(x)
    return ldexp(nint(ldexp(x, digits - int(e))), int(e) - digits)


def show(name, x, *digits):
    """x as an unevaluated sum of doubles with so many bits each."""
    parts = []
    for d in digits:
        parts.append(rounded(x, d))
        x -= parts[-1]
    print(name, *(float(p).hex() for p in parts))


def chebyshev(f, terms, nodes):
    """Coefficients of f on [-1, 1], the first one not halved."""
    x = [cos(pi * (k + mpf(1) / 2) / nodes) for k in range(nodes)]
    y = [f(v) for v in x]
    return [2 / mpf(nodes) * sum(y[k] * cos(pi * j * (k + mpf(1) / 2) / nodes) for k in range(nodes))
            for j in range(terms)]


def in_powers(c, end):
    """The Chebyshev series c in u = 2 z / end - 1 as a polynomial in z."""
    t = [[mpf(1)], [mpf(0), mpf(1)]]
    while len(t) < len(c):
        t.append([mpf(0)] + [2 * v for v in t[-1]])
        for i, v in enumerate(t[-3]):
            t[-1][i] -= v
    p = [sum((c[j] / 2 if j == 0 else c[j]) * t[j][i] for j in range(i, len(c))) for i in range(len(c))]
    q = []
    for v in reversed(p):
        q = [(q[i - 1] * 2 / end if i else 0) - (q[i] if i < len(q) else 0) for i in range(len(q) + 1)]
        q[0] += v
    return q


def worst(f, g, points):
    return float(log(max(abs(f(v) / g(v) - 1) for v in points), 2))


show("ln2_high, ln2_rest", ln(2), 40, 53, 53)
show("ln2", ln(2), 53, 53)
show("inverse_ln2", 1 / ln(2), 53, 53)
show("inverse_ln10", 1 / ln(10), 53, 53)
show("log10_2_high, log10_2_rest", log10(2), 40, 53, 53)
show("half_pi", pi / 2, 53, 53)
for n in range(2, 19):
    show(f"inverse_factorial[{n}]", 1 / factorial(n), 53, 53)
limb = 2 / pi
print("two_over_pi", end="")
for _ in range(40):
    limb *= 2**32
    print(f" 0x{int(floor(limb)):08x}", end="")
    limb -= floor(limb)
print()

mp.prec = 300
grid = [mpf(k) / 500 for k in range(1, 501)]

guess = in_powers(chebyshev(lambda u: atan(sqrt((u + 1) / 2)) / sqrt((u + 1) / 2), 9, 80), 1)
for v in guess:
    show("octant_angle", v, 53)
guess = [mpf(float(v)) for v in guess]

series = in_powers(chebyshev(lambda u: erf(sqrt((u + 1) * 9 / 32)) / sqrt((u + 1) * 9 / 32), 13, 80), mpf(9) / 16)
for i, v in enumerate(series):
    show("erf_series", v, *([53, 53] if i < 2 else [53]))


def scaled_erfc(u):
    x = mpf("3.75") * (1 + u) / (1 - u)
    if x > 300:  # DLMF 7.12.1
        return (1 + 2 * x) / (sqrt(pi) * x) * sum((-1)**n * fac2(2 * n - 1) / (2 * x * x)**n for n in range(14))
    return (1 + 2 * x) * exp(x * x) * erfc(x)


tail = chebyshev(scaled_erfc, 26, 140)
tail[0] /= 2
for i, v in enumerate(tail):
    show("erfc_series", v, *([53, 53] if i == 0 else [53]))
tail = [tail[0]] + [mpf(float(v)) for v in tail[1:]]

print("log2 of the relative errors:",
      "atan", worst(lambda t: sum(v * t**(2 * i) for i, v in enumerate(guess)), lambda t: atan(t) / t, grid),
      "erf", worst(lambda t: sum(v * (t * 3 / 4)**(2 * i) for i, v in enumerate(series)),
                   lambda t: erf(t * 3 / 4) / (t * 3 / 4), grid),
      "erfc", worst(lambda u: sum(v * cos(j * acos(u)) for j, v in enumerate(tail)), scaled_erfc,
                    [2 * t - 1 - mpf(1) / 400 for t in grid]))
