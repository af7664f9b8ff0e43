// SPDX-License-Identifier: BSL-1.0
// What SymPy wrote, compiled like the rest.
#include <math.h>

extern "C" {
#include "sympy.inc"
}
