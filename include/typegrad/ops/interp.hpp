// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/add.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/diff.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/expand_dims.hpp>
#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/isnan.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// x with one more axis of extent 1 behind the others, beside a list of knots; numbers as they are.
template <Operand Value>
constexpr auto beside_knots(Value const& x) {
  if constexpr (Arithmetic<Value>) return x;
  else return expand_dims<-1>(x);
}

/// y = the value at x of the straight lines between the points (xp, fp), xp ascending; before the
/// first and behind the last one their values.
///
/// shape     x: S, xp: (n,), fp: (n,), n >= 2  ->  S
/// backward  dx = dy times the slope of the piece; dxp, dfp: at the two points beside x
/// types     integers become float64, before they are subtracted
/// domain    all x; xp ascending, which is not checked
/// edge      at a point the slope is that to its right, beyond the ends 0; NaN stays
/// cost      all pieces are looked at: n - 1 products and comparisons per element
/// errors    xp and fp of other shapes
/// source    NumPy, `numpy.interp`
template <Operand Value, Operand Places, Operand Heights>
constexpr auto interp(Value const& x, Places const& xp, Heights const& fp) {
  if constexpr (is_refused<Value> || is_refused<Places> || is_refused<Heights>) {
    return refused{};
  } else {
    auto const places = as_real(xp);
    auto const heights = as_real(fp);
    auto const at = beside_knots(as_real(x));
    auto const left = apply_encoded<ops::slice, typed_neighbours<-1, false>>(places);
    auto const right = apply_encoded<ops::slice, typed_neighbours<-1, true>>(places);
    auto const height = apply_encoded<ops::slice, typed_neighbours<-1, false>>(heights);
    auto const slope = div(diff(heights), diff(places));
    auto const within = logical_and(greater_equal(at, left), greater(right, at));
    auto const lines = sum<-1>(where(within, add(height, mul(slope, sub(at, left))), 0));
    auto const last = slice<-1>(places), first = slice<0>(places);
    auto const ends = add(where(greater(first, x), slice<0>(heights), 0),
                          where(greater_equal(x, last), slice<-1>(heights), 0));
    return where(isnan(x), x, add(lines, ends));
  }
}

}  // namespace typegrad
