// SPDX-License-Identifier: BSL-1.0

// Boards, and <windows.h>, define these functions as macros, and some any capital letter, of which
// Boost.Hana's headers are full: each header that users begin with puts them aside, its own
// includes too, and gives them back. Headers that are included after it have the functions in
// brackets.

#define A -1
#define B -1
#define C -1
#define D -1
#define E -1
#define F(text) (text)
#define G -1
#define H -1
#define I -1
#define J -1
#define K -1
#define L -1
#define M -1
#define N -1
#define O -1
#define P -1
#define Q -1
#define R -1
#define S -1
#define T -1
#define U -1
#define V -1
#define W -1
#define X -1
#define Y -1
#define Z -1
#define abs(x) ((x) > 0 ? (x) : -(x))
#define max(a, b) ((a) > (b) ? (a) : (b))
#define min(a, b) ((a) < (b) ? (a) : (b))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x) - 0.5))

#include <typegrad/typegrad.hpp>

#include <typegrad/interop/eigen.hpp>

#include <typegrad/interop/std_complex.hpp>
#include <typegrad/nn.hpp>
#include <typegrad/number/fixed.hpp>
#include <typegrad/number/half.hpp>

namespace tg = typegrad;

static_assert(A + N + Z == -3 && F(1) == 1, "the letters are back");
static_assert(abs(-3) + max(1, 2) + min(1, 2) + round(2.5) == 9, "the macros are back");
static_assert(tg::evaluate([](auto x, auto y) {
                return (tg::abs)(x) * (tg::max)(x, y);
              })(-2.0, 3.0) == 6.0);

tg::variable<double> largest(tg::variable<double> const& x);
tg::variable<double> largest(tg::variable<double> const& x) { return (tg::max)(x) * (tg::abs)(x); }
