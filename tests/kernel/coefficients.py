"""Prints the constants of include/typegrad/kernel/lane_*.hpp with mpmath: run it and compare (needs python3-mpmath).

Nothing is copied from another library: polynomials are least squares in Chebyshev points, weighted with the error that
they leave in the function's result; coefficients are rounded one after the other, the lowest first, and the others fitted
again. The power of two in front of a line is the largest relative error of the function that its polynomial alone causes.
"""
from mpmath import cos, exp, floor, frexp, ldexp, ln, log, log10, lu_solve, matrix, mp, mpf, nint, pi, polyval, sin, sinh, sqrt

mp.prec = 500


def rounded(x, digits, way=nint):
    if x == 0:
        return mpf(0)
    _, e = frexp(x)
    return ldexp(way(ldexp(x, digits - int(e))), int(e) - digits)


def least_squares(f, weight, powers, a, b, points=120):
    rows = matrix(points, len(powers))
    values = matrix(points, 1)
    for i in range(points):
        t = (a + b) / 2 + (b - a) / 2 * cos(pi * (i + mpf(1) / 2) / points)
        w = weight(t)
        for j, p in enumerate(powers):
            rows[i, j] = w * t**p
        values[i] = w * f(t)
    return lu_solve(rows.T * rows, rows.T * values)


def show_polynomial(name, f, terms, a, b, digits, weight):
    c = []
    while len(c) < terms:
        rest = lambda t: f(t) - sum(v * t**i for i, v in enumerate(c))
        c.append(rounded(least_squares(rest, weight, range(len(c), terms), a, b)[0], digits))
    grid = [a + (b - a) * (i + mpf(1) / 2) / 1000 for i in range(1000)]
    worst = max(abs(weight(t) * (polyval(c[::-1], t) - f(t))) for t in grid)
    print(f"{name}: 2^{float(log(worst, 2)):.1f}", *(float(v).hex() for v in c))


def show_parts(name, x, *digits):
    """x as a sum: all parts but the last are cut off, so that what follows is positive."""
    parts = []
    for d in digits[:-1]:
        parts.append(rounded(x, d, floor))
        x -= parts[-1]
    parts.append(rounded(x, digits[-1]))
    print(name, *(float(p).hex() for p in parts))


ln2 = ln(mpf(2))
show_parts("inverse_ln2", 1 / ln2, 53)
show_parts("inverse_ln2_less_one", 1 / ln2 - 1, 53)
show_parts("ln2", ln2, 53)
show_parts("ln2_high, ln2_low", ln2, 42, 53)
show_parts("ln2_high, ln2_low, float", ln2, 16, 24)
show_parts("inverse_ln10", 1 / ln(mpf(10)), 53)
show_parts("inverse_ln10_high, inverse_ln10_low", 1 / ln(mpf(10)), 26, 53)
show_parts("inverse_ln10_high, inverse_ln10_low, float", 1 / ln(mpf(10)), 12, 24)
show_parts("log10_2_high, log10_2_low", log10(mpf(2)), 40, 53)
show_parts("log10_2_high, log10_2_low, float", log10(mpf(2)), 14, 24)
show_parts("inverse_half_pi", 2 / pi, 53)
show_parts("half_pi", pi / 2, 33, 33, 53)
show_parts("half_pi, float", pi / 2, 16, 16, 24)
show_parts("inverse_pi", 1 / pi, 53)
show_parts("pi", pi, 27, 53)

# A little more than half of ln 2 and pi / 4: x times a rounded constant may be rounded to the other integer.
most = ln2 / 2 * (1 + mpf(2)**-20)
quarter = (pi / 4 * (1 + mpf(2)**-11))**2


def above_tangent(r):
    return (exp(r) - 1 - r) / r**2


def above_tangent_of_two(r):
    return (exp(r * ln2) - 1 - r * ln2) / r**2


def logarithm(z):
    s = sqrt(z)
    return (log((1 + s) / (1 - s)) - 2 * s) / (s * z)


def sine(z):
    return (sin(sqrt(z)) - sqrt(z)) / (sqrt(z) * z)


def cosine(z):
    return (cos(sqrt(z)) - 1 + z / 2) / z**2


def cosine_of_float(z):
    return (cos(sqrt(z)) - 1) / z


def hyperbolic_sine(z):
    return (sinh(sqrt(z)) - sqrt(z)) / (sqrt(z) * z)


for kind, digits, terms in (("double", 53, 10), ("float", 24, 5)):
    show_polynomial(f"even and odd by turns, {kind}", above_tangent, terms, -most, most, digits, lambda r: r * r / exp(r))
    show_polynomial(f"even_of_two and odd_of_two by turns, {kind}", above_tangent_of_two, terms, -mpf(1) / 2, mpf(1) / 2,
                    digits, lambda r: r * r / exp(r * ln2))
show_polynomial("series", logarithm, 7, mpf(0), mpf(4) / 100, 53, lambda z: z / 2)
show_polynomial("series, float", logarithm, 3, mpf(0), mpf(4) / 100, 24, lambda z: z / 2)
of_sine = lambda z: z * sqrt(z) / sin(sqrt(z))
show_polynomial("sine", sine, 6, mpf(0), quarter, 53, of_sine)
show_polynomial("cosine", cosine, 6, mpf(0), quarter, 53, lambda z: z * z / cos(sqrt(z)))
show_polynomial("wide_sine", sine, 5, mpf(0), (pi / 2)**2 * (1 + mpf(2)**-20), 53, of_sine)
show_polynomial("sine, float", sine, 3, mpf(0), quarter, 24, of_sine)
show_polynomial("cosine, float", cosine_of_float, 4, mpf(0), quarter, 24, lambda z: z / cos(sqrt(z)))
of_hyperbolic_sine = lambda z: z * sqrt(z) / sinh(sqrt(z))
show_polynomial("hyperbolic_sine", hyperbolic_sine, 7, mpf(0), mpf(1), 53, of_hyperbolic_sine)
show_polynomial("hyperbolic_sine, float", hyperbolic_sine, 4, mpf(0), mpf(1), 24, of_hyperbolic_sine)
