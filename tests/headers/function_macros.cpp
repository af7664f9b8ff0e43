// SPDX-License-Identifier: BSL-1.0

// Boards, and <windows.h>, define these functions as macros: each header that users begin with
// puts them aside, its own includes too, and gives them back.

#define abs(x) ((x) > 0 ? (x) : -(x))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x) - 0.5))

#include <typegrad/typegrad.hpp>

#include <typegrad/interop/eigen.hpp>

namespace tg = typegrad;

static_assert(abs(-3) + max(1, 2) + min(1, 2) + round(2.5) == 9, "the macros are back");
static_assert(tg::evaluate([](auto x, auto y) {
                return (tg::abs)(x) * (tg::max)(x, y);
              })(-2.0, 3.0) == 6.0);

tg::variable<double> largest(tg::variable<double> const& x);
tg::variable<double> largest(tg::variable<double> const& x) { return (tg::max)(x) * (tg::abs)(x); }
