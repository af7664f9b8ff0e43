// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/logical_not.hpp>
#include <typegrad/ops/logsumexp.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sqrt.hpp>
#include <typegrad/ops/stop_gradient.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// The square root of a sum of squares, with derivative 0 where all of them are 0.
template <class Value>
constexpr auto root_of_squares(Value const& total) {
  auto const zero = constant_beside<0>(total);
  auto const none = equal(total, zero);
  return where(none, zero, sqrt(where(none, constant_beside<1>(total), total)));
}

/// y = factor sqrt(b), the square root of a, element by element: b is a in a scale in which it
/// neither overflows nor vanishes.
///
/// backward  da = dy / (2 y), 0 where y = 0; none for b and the factor             reads y
struct scaled_root_operation : element_wise<3> {
  static constexpr auto name = "scaled_root";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const&, Number const& b, Number const& factor) {
    return factor * math::sqrt(b);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto, auto, auto y) {
    auto const none = equal(y, 0);
    return where(none, 0, 0.5 / where(none, 1, y));
  }
  static constexpr auto pullback(wrt_operand<1>, auto, auto, auto, auto, auto) { return symbol{}; }
  static constexpr auto pullback(wrt_operand<2>, auto, auto, auto, auto, auto) { return symbol{}; }
};

/// The powers of two that keep squares of a type in its range, and the sums of squares that need
/// none of them: in smaller ones, what has vanished might count.
/// source    E. Anderson, "Algorithm 978: Safe Scaling in the Level 1 BLAS", 2017
template <class Number>
struct scales_of_squares {
  static constexpr double least = std::is_same_v<Number, float> ? 0x1p-86 : 0x1p-900;
  static constexpr double most = static_cast<double>((std::numeric_limits<Number>::max)());
  static constexpr double up = std::is_same_v<Number, float> ? 0x1p+86 : 0x1p+538;
  static constexpr double down = std::is_same_v<Number, float> ? 0x1p-76 : 0x1p-538;
};

/// A real number in a type of its own, which numbers beside library values have not.
template <class Number, word Bits>
struct strong_constant {
  static constexpr double number = std::bit_cast<double>(Bits);
  static constexpr tensor<Number> value{static_cast<Number>(number)};
};
template <class Number>
using least_sum = strong_constant<Number, std::bit_cast<word>(scales_of_squares<Number>::least)>;
template <class Number>
using most_sum = strong_constant<Number, std::bit_cast<word>(scales_of_squares<Number>::most)>;
template <class Number>
using scale_up = strong_constant<Number, std::bit_cast<word>(scales_of_squares<Number>::up)>;
template <class Number>
using scale_down = strong_constant<Number, std::bit_cast<word>(scales_of_squares<Number>::down)>;
template <class Number>
using no_scale = strong_constant<Number, std::bit_cast<word>(1.0)>;
template <class Number>
using one_over_scale_up =
    strong_constant<Number, std::bit_cast<word>(1 / scales_of_squares<Number>::up)>;
template <class Number>
using one_over_scale_down =
    strong_constant<Number, std::bit_cast<word>(1 / scales_of_squares<Number>::down)>;

/// `Constant<T>`, T being the scalar type of x, as an operand of that type.
template <template <class> class Constant, class Value>
constexpr auto constant_of_type(Value const& x) {
  if constexpr (KnowsScalar<Value>)
    return constant_beside<Constant<typename typed_operand<Value>::scalar>>(x);
  else
    return literal_like(
        x, x.type() == scalar_type::float32 ? Constant<float>::number : Constant<double>::number);
}

/// The length of x, `sum_of` being a sum over the axes that keeps them.
template <class Value, class Sum>
constexpr auto length_of(Value const& x, Sum const& sum_of) {
  auto const total = sum_of(x * x);
  auto const is_small = greater(constant_of_type<least_sum>(total), total);
  auto const is_plain =
      logical_and(logical_not(is_small), greater_equal(constant_of_type<most_sum>(total), total));
  auto const scaled = stop_gradient(x) * where(is_small, constant_of_type<scale_up>(total),
                                               constant_of_type<scale_down>(total));
  auto const back = where(is_small, constant_of_type<one_over_scale_up>(total),
                          constant_of_type<one_over_scale_down>(total));
  return apply<scaled_root_operation>(
      total, where(is_plain, stop_gradient(total), sum_of(scaled * scaled)),
      where(is_plain, constant_of_type<no_scale>(total), back));
}

/// y = the square root of the sum of x^2 over axes: the length of a vector, the Frobenius norm of a
/// matrix.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy x / y                         reads x and y
/// edge      the derivative at 0 is 0, the subgradient of least length
/// domain    all: squares that overflow or vanish are taken in another scale; for second
///           derivatives y^2 must be in range, 1e-150 < y < 1e150 in double (those of `hypot` are
///           right everywhere)
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.linalg.norm`; Blue 1978, "A portable Fortran program to find the
///           Euclidean norm"
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto norm(Value const& x, Keep...) {
  auto const lengths =
      length_of(as_real(x), [](auto const& each) { return sum<Axis...>(each, keepdims); });
  if constexpr (sizeof...(Keep) > 0) return lengths;
  else if constexpr (Recordable<Value>)
    return reshape_to(lengths, shape_rule::reduce(x.extents(), named_axes<Axis...>).value);
  else return reshape_by<reduced_shape<Axis...>>(lengths);
}
/// With ordinary arguments: `norm(x, {0, 1})`, `norm(x, -1, keepdims)`.
template <Recordable Symbol>
constexpr auto norm(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("norm", x, axes, keep);
  auto const lengths =
      length_of(as_real(x), [&](auto const& each) { return sum(each, axes, true); });
  return reshape_to(lengths, shape_rule::reduce(x.extents(), axes, keep).value);
}

}  // namespace typegrad
