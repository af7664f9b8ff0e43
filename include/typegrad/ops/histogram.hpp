// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/consecutive_numbers.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/expand_dims.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/logical_or.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

#include <cstdint>
#include <type_traits>

namespace typegrad {

/// y = how many elements lie in each of `Bins` equal parts of [low, high]: `histogram<10>(x, 0.0,
/// 1.0)`. A bin holds its lower edge, the last one both; their edges are `linspace<double, Bins +
/// 1>(low, high)`.
///
/// shape     x: S  ->  (Bins,)
/// backward  none: counts are piecewise constant
/// types     int64
/// domain    all x; low < high are numbers of C++
/// edge      what lies outside, and NaN, is not counted
/// cost      two comparisons per element and bin
/// source    NumPy, `numpy.histogram` with `range=(low, high)`
template <index_t Bins, Operand Value>
constexpr auto histogram(Value const& x, double low, double high) {
  static_assert(Bins > 0, "typegrad: histogram<bins>(x, low, high): there must be at least one");
  using real = std::conditional_t<std::is_same_v<typename typed_operand<Value>::scalar, float>,
                                  float, double>;
  tensor<real, Bins> first, last;
  double const step = (high - low) / static_cast<double>(Bins);
  for (index_t k = 0; k < Bins; ++k) {
    first(k) = static_cast<real>(static_cast<double>(k) * step + low);
    last(k) = static_cast<real>(k + 1 == Bins ? high : static_cast<double>(k + 1) * step + low);
  }
  auto const column = expand_dims<1>(flatten(x));
  tensor<bool, Bins> is_closed{};
  is_closed(Bins - 1) = true;
  auto const below =
      logical_or(greater(last, column), logical_and(is_closed, apply<ops::equal>(last, column)));
  return sum<0>(logical_and(greater_equal(column, first), below));
}
/// With an ordinary argument: `histogram(x, 10, 0.0, 1.0)`.
template <Recordable Symbol>
constexpr auto histogram(Symbol const& x, index_t bins, double low, double high) {
  require_call(bins < 1 ? "there must be at least one bin" : nullptr, "histogram", x, bins);
  using real = std::conditional_t<std::is_same_v<typename typed_operand<Symbol>::scalar, float>,
                                  float, double>;
  auto const number = cast<double>(consecutive_numbers<std::int64_t>(
      x, 0, shape_rule::with_table_of(x.extents(), make_shape(bins))));
  double const step = (high - low) / static_cast<double>(bins);
  auto const is_closed = apply<ops::equal>(number, static_cast<double>(bins - 1));
  auto const first = cast<real>(number * step + low);
  auto const last = cast<real>(where(is_closed, high, (number + 1.0) * step + low));
  auto const column = expand_dims<1>(flatten(x));
  auto const below =
      logical_or(greater(last, column), logical_and(is_closed, apply<ops::equal>(last, column)));
  return sum(logical_and(greater_equal(column, first), below), make_axes(0));
}

}  // namespace typegrad
