// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/abs.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/cumsum.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/isnan.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/logical_not.hpp>
#include <typegrad/ops/logical_or.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sort.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

#include <limits>
#include <type_traits>
#include <utility>

namespace typegrad {

/// 0, 1, ..., along the axis of extent `Count` that `After` others follow.
template <class Real, index_t Count, int After>
struct places_along {
  static constexpr auto value = []<int... Axis>(std::integer_sequence<int, Axis...>) {
    tensor<Real, Count, (static_cast<void>(Axis), 1)...> places;
    Real next = 0;
    for (Real& place : places) place = next++;
    return places;
  }(std::make_integer_sequence<int, After>{});
};
/// The number of each element among those true or false beside it, where no type tells how many.
template <class Real, class Mask, class Sum>
constexpr auto places_beside(Mask const& mask, Sum running) {
  return running(cast<Real>(logical_or(mask, logical_not(mask)))) - 1;
}

/// A number of C++ in the type Real, as it becomes beside a tensor; other operands as they are.
template <class Real, class Value>
constexpr auto beside_real(Value const& x) {
  if constexpr (std::is_arithmetic_v<Value>) return static_cast<Real>(x);
  else return x;
}

/// The mean of the sorted elements, weighted by how near they are to the place p = q * last, a hat
/// of width 1: no index depends on q, so that it may be any operand. `total` sums along the axis,
/// `place` gives the numbers of its elements from 0, beside a mask of the shape.
template <class Sorted, class Level, class Last, class Place, class Total>
constexpr auto weighted_by_place(Sorted const& sorted, Level const& level, Last const& last,
                                 Place place, Total total) {
  using real = typename typed_operand<Sorted>::scalar;
  auto const q = beside_real<real>(level);
  auto const absent = isnan(sorted);
  auto const places = place(absent);
  auto const weight = 1 - abs(q * beside_real<real>(last) - places);
  auto const between = total(where(weight > 0, weight * sorted, 0));
  auto const inside = logical_and(logical_and(q >= 0, 1 >= q), beside_real<real>(last) >= 0);
  auto const known = logical_and(inside, logical_not(total(absent) > 0));
  return where(known, between, std::numeric_limits<real>::quiet_NaN());
}

/// y = the value below which the fraction q of the elements lies, along an axis,
/// `quantile<1>(x, q)`, `quantile<1>(x, q, keepdims)`, or of all elements, `quantile(x, q)`:
/// between the elements in order linear in q, which is a number or any operand that broadcasts.
///
/// shape     x: S  ->  S without the axis, or with extent 1 there (keepdims)
/// backward  dx = dy times the weights of the two elements beside the place q (n - 1), zero
///           elsewhere; dq = dy (n - 1) times their difference, 0 at an element
/// types     integers and masks become float64
/// domain    0 <= q <= 1; outside NaN
/// edge      NaN among the elements gives NaN, as no elements do
/// cost      that of `sort`, and five visits of each element
/// errors    an axis outside [-rank, rank)
/// source    NumPy, `numpy.quantile` with its method "linear"
template <int Axis, Operand Value, Operand Level, KeepTag... Keep>
constexpr auto quantile(Value const& x, Level const& q, Keep... keep) {
  if constexpr (is_refused<Value> || is_refused<Level>) {
    return refused{};
  } else {
    auto const sorted = sort<Axis>(as_real(x));
    if constexpr (is_refused<std::remove_cvref_t<decltype(sorted)>>) return refused{};
    else
      return weighted_by_place(
          sorted, q, count_operand<1, Axis>(x),
          [](auto const& mask) {
            using real = typename typed_operand<std::remove_cvref_t<decltype(sorted)>>::scalar;
            if constexpr (ShapeIsLookedUp<Value>) {
              return places_beside<real>(mask, [](auto const& ones) { return cumsum<Axis>(ones); });
            } else {
              constexpr shape from = typed_operand<Value>::extents;
              constexpr int axis = Axis < 0 ? Axis + from.rank : Axis;
              return constant_beside<places_along<real, from.extents[axis], from.rank - 1 - axis>>(
                  mask);
            }
          },
          [&](auto const& all) { return sum<Axis>(all, keep...); });
  }
}
template <Operand Value, Operand Level>
constexpr auto quantile(Value const& x, Level const& q) {
  return quantile<0>(flatten(x), q);
}
/// With ordinary arguments: `quantile(x, 0.25, -1)`, `quantile(x, 0.25, 1, keepdims)`.
template <Recordable Symbol, Operand Level>
constexpr auto quantile(Symbol const& x, Level const& q, int axis, bool keep = false) {
  auto const sorted = sort(as_real(x), axis);
  return weighted_by_place(
      sorted, q, count_beside(x, reduced_count(x.extents(), make_axes(axis))) - 1,
      [&](auto const& mask) {
        return places_beside<typename typed_operand<std::remove_cvref_t<decltype(sorted)>>::scalar>(
            mask, [&](auto const& ones) { return cumsum(ones, axis); });
      },
      [&](auto const& all) { return sum(all, make_axes(axis), keep); });
}

/// `quantile` with p in percent, as `numpy.percentile`.
template <int Axis, Operand Value, Operand Level, KeepTag... Keep>
constexpr auto percentile(Value const& x, Level const& p, Keep... keep) {
  return quantile<Axis>(x, div(p, 100), keep...);
}
template <Operand Value, Operand Level>
constexpr auto percentile(Value const& x, Level const& p) {
  return quantile(x, div(p, 100));
}
template <Recordable Symbol, Operand Level>
constexpr auto percentile(Symbol const& x, Level const& p, int axis, bool keep = false) {
  return quantile(x, div(p, 100), axis, keep);
}

}  // namespace typegrad
