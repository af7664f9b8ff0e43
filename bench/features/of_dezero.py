# SPDX-License-Identifier: BSL-1.0
"""What feature.hpp asks, of DeZero. PYTHONPATH is a checkout of deep-learning-from-scratch-3; needs NumPy and Matplotlib, which DeZero imports."""
import math

import numpy as np
import dezero.functions as F
from dezero import Variable

X, Y = 1.5, 0.7


def close(a, b):
    return abs(float(a) - b) < 1e-9


def leaves():
    return Variable(np.array(X)), Variable(np.array(Y))


def reverse_mode():
    x, y = leaves()
    (x * x * y + F.sin(y)).backward()
    return close(x.grad.data, 2 * X * Y) and close(y.grad.data, X * X + math.cos(Y))


def hessian_times_vector():
    x, y = leaves()
    (x * x * y + F.sin(y)).backward(create_graph=True)
    along = x.grad + 2 * y.grad
    x.cleargrad()
    y.cleargrad()
    along.backward()
    return close(x.grad.data, 2 * Y + 4 * X) and close(y.grad.data, 2 * X - 2 * math.sin(Y))


def any_nesting():
    x, _ = leaves()
    y = x * x * x * x
    for order in range(3):
        x.cleargrad()
        y.backward(create_graph=True)
        y = x.grad
    return close(y.data, 24 * X)


def tensors():
    x = Variable(np.ones((2, 3, 4)))
    F.sum(x).backward()
    return x.grad.shape == (2, 3, 4)


def branches():
    for at in (1.0, 3.0):
        x = Variable(np.array(at))
        (x * x if x.data > 2 else 3 * x).backward()
        if not close(x.grad.data, 2 * at if at > 2 else 3):
            return False
    return True


for feature in (reverse_mode, hessian_times_vector, any_nesting, tensors, branches):
    print(feature.__name__, "yes" if feature() else "WRONG")
