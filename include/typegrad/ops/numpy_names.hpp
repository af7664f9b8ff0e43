// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/abs.hpp>
#include <typegrad/ops/acos.hpp>
#include <typegrad/ops/acosh.hpp>
#include <typegrad/ops/asin.hpp>
#include <typegrad/ops/asinh.hpp>
#include <typegrad/ops/atan.hpp>
#include <typegrad/ops/atan2.hpp>
#include <typegrad/ops/atanh.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/clamp.hpp>
#include <typegrad/ops/concatenate.hpp>
#include <typegrad/ops/determinant.hpp>
#include <typegrad/ops/digamma.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/expand_dims.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/inverse.hpp>
#include <typegrad/ops/lgamma.hpp>
#include <typegrad/ops/maximum.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/minimum.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/neg.hpp>
#include <typegrad/ops/normal_cdf.hpp>
#include <typegrad/ops/normal_pdf.hpp>
#include <typegrad/ops/pow.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/sigmoid.hpp>
#include <typegrad/ops/softmax_cross_entropy.hpp>
#include <typegrad/ops/stack.hpp>
#include <typegrad/ops/standard_deviation.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/tgamma.hpp>
#include <typegrad/ops/trapezoid.hpp>

#include <numbers>

namespace typegrad {

// Where NumPy or SciPy has another name for an operation, or two. Messages speak of the operation.

/// `abs`.
template <Operand Value>
constexpr auto absolute(Value const& x) {
  return (abs)(x);
}
/// `abs` of real numbers: integers become float64.
template <Operand Value>
constexpr auto fabs(Value const& x) {
  return (abs)(as_real(x));
}
/// `acos`.
template <Operand Value>
constexpr auto arccos(Value const& x) {
  return acos(x);
}
/// `acosh`.
template <Operand Value>
constexpr auto arccosh(Value const& x) {
  return acosh(x);
}
/// `asin`.
template <Operand Value>
constexpr auto arcsin(Value const& x) {
  return asin(x);
}
/// `asinh`.
template <Operand Value>
constexpr auto arcsinh(Value const& x) {
  return asinh(x);
}
/// `atan`.
template <Operand Value>
constexpr auto arctan(Value const& x) {
  return atan(x);
}
/// `atanh`.
template <Operand Value>
constexpr auto arctanh(Value const& x) {
  return atanh(x);
}
/// `atan2`.
template <Operand Left, Operand Right>
constexpr auto arctan2(Left const& y, Right const& x) {
  return atan2(y, x);
}
/// `mean`.
template <int... Axis, Operand Value>
constexpr auto average(Value const& x) {
  return mean<Axis...>(x);
}
/// The mean with weights: sum(w x) / sum(w), of weights that are broadcast to x, as in `w * x`.
/// Integers and masks are multiplied in float64.
template <Operand Value, Operand Weights>
constexpr auto average(Value const& x, Weights const& w) {
  constexpr bool are_weights = !std::is_arithmetic_v<Weights> || std::is_arithmetic_v<Value>;
  static_assert(are_weights,
                "typegrad: average(x, 1) may mean an axis or weights; write mean<1>(x)");
  return div(mean(mul(as_real(w), as_real(x))), mean(w));  // each w counts as often as it is used
}
/// `clamp`.
template <Operand Value, Operand Low, Operand High>
constexpr auto clip(Value const& x, Low const& low, High const& high) {
  return clamp(x, low, high);
}
/// An angle in degrees: x * (180 / pi), of a float a float. In brackets, because Arduino has macros
/// of these names.
template <Operand Value>
constexpr auto(degrees)(Value const& x) {
  if constexpr (std::is_floating_point_v<Value>) return x * (180 / std::numbers::pi_v<Value>);
  else return x * (180 / std::numbers::pi);
}
/// `degrees`.
template <Operand Value>
constexpr auto rad2deg(Value const& x) {
  return (degrees)(x);
}
/// An angle in radians: x * (pi / 180), of a float a float.
template <Operand Value>
constexpr auto(radians)(Value const& x) {
  if constexpr (std::is_floating_point_v<Value>) return x * (std::numbers::pi_v<Value> / 180);
  else return x * (std::numbers::pi / 180);
}
/// `radians`.
template <Operand Value>
constexpr auto deg2rad(Value const& x) {
  return (radians)(x);
}
/// `determinant`.
template <Operand Value>
constexpr auto det(Value const& a) {
  return determinant(a);
}
/// `a / b`.
template <Operand Left, Operand Right>
constexpr auto divide(Left const& a, Right const& b) {
  return div(a, b);
}
/// `inverse`.
template <Operand Value>
constexpr auto inv(Value const& a) {
  return inverse(a);
}
/// `max(a, b)`.
template <Operand Left, Operand Right>
constexpr auto maximum(Left const& a, Right const& b) {
  return apply<ops::maximum>(a, b);
}
/// `min(a, b)`.
template <Operand Left, Operand Right>
constexpr auto minimum(Left const& a, Right const& b) {
  return apply<ops::minimum>(a, b);
}
/// `a * b`.
template <Operand Left, Operand Right>
constexpr auto multiply(Left const& a, Right const& b) {
  return mul(a, b);
}
/// `-x`.
template <Operand Value>
constexpr auto negative(Value const& x) {
  return neg(x);
}
/// `pow`.
template <Operand Left, Operand Right>
constexpr auto power(Left const& a, Right const& b) {
  return pow(a, b);
}
/// `flatten`.
template <Operand Value>
constexpr auto ravel(Value const& x) {
  return flatten(x);
}
/// `standard_deviation`: as a function the name does not hide the namespace.
template <int... Axis, Operand Value, class... Option>
  requires((KeepTag<Option> || DdofTag<Option>) && ...)
constexpr auto std(Value const& x, Option... option) {
  return standard_deviation<Axis...>(x, option...);
}
template <ShapedByType Value>
constexpr refused std(Value const& x, int axis) {
  return standard_deviation(x, axis);
}
/// `standard_deviation`, with ordinary arguments.
template <Recordable Symbol, class... Option>
constexpr auto std(Symbol const& x, axis_list const& axes, Option... option) {
  return standard_deviation(x, axes, option...);
}
/// `a - b`.
template <Operand Left, Operand Right>
constexpr auto subtract(Left const& a, Right const& b) {
  return sub(a, b);
}

/// `concatenate`.
template <int Axis = 0, Operand... Values>
constexpr auto concat(Values const&... x) {
  return concatenate<Axis>(x...);
}
template <Recordable Symbol>
constexpr Symbol concat(std::initializer_list<Symbol> operands, int axis = 0) {
  return concatenate(operands, axis);
}
template <RecordableList List>
constexpr auto concat(List const& operands, int axis = 0) {
  return concatenate(operands, axis);
}

/// x as a matrix of one row, if it has fewer than two axes.
template <Operand Value>
constexpr auto as_row(Value const& x) {
  if constexpr (is_refused<Value>) return refused{};
  else if constexpr (Recordable<Value>)
    return x.rank() == 0 ? reshape<1, 1>(x) : x.rank() == 1 ? expand_dims<0>(x) : Value(x);
  else if constexpr (typed_operand<Value>::extents.rank == 0) return reshape<1, 1>(x);
  else if constexpr (typed_operand<Value>::extents.rank == 1) return expand_dims<0>(x);
  else return x;
}
/// `sigmoid`, as `scipy.special.expit`.
template <Operand Value>
constexpr auto expit(Value const& x) {
  return sigmoid(x);
}
/// `tgamma`, as `scipy.special.gamma`.
template <Operand Value>
constexpr auto gamma(Value const& x) {
  return tgamma(x);
}
/// `lgamma`, as `scipy.special.gammaln`.
template <Operand Value>
constexpr auto gammaln(Value const& x) {
  return lgamma(x);
}
/// `normal_cdf`, as `scipy.special.ndtr`.
template <Operand Value>
constexpr auto ndtr(Value const& x) {
  return normal_cdf(x);
}
/// `normal_cdf`, as `scipy.stats.norm.cdf`.
template <Operand Value>
constexpr auto norm_cdf(Value const& x) {
  return normal_cdf(x);
}
/// `normal_pdf`, as `scipy.stats.norm.pdf`.
template <Operand Value>
constexpr auto norm_pdf(Value const& x) {
  return normal_pdf(x);
}
/// `softmax_cross_entropy`, as PyTorch's `cross_entropy`.
template <Operand Value, Operand Layer>
constexpr auto cross_entropy(Value const& scores, Layer const& labels) {
  return softmax_cross_entropy(scores, labels);
}
/// `digamma`, as `scipy.special.psi`.
template <Operand Value>
constexpr auto psi(Value const& x) {
  return digamma(x);
}
/// `trapezoid`.
template <Operand Value, Operand... Places>
constexpr auto trapz(Value const& y, Places const&... x) {
  return trapezoid(y, x...);
}
/// y = the operands below each other: vectors and numbers are rows of a matrix, larger tensors are
/// joined along axis 0.
///
/// shape     (n,), k times  ->  (k, n);  (m, n), (k, n)  ->  (m + k, n)
/// errors    those of `concatenate`
/// source    NumPy, `numpy.vstack`
template <Operand... Values>
constexpr auto vstack(Values const&... x) {
  return concatenate<0>(as_row(x)...);
}
/// y = the operands side by side: numbers and vectors give a longer vector, larger tensors are
/// joined along axis 1.
///
/// shape     (n,), (k,)  ->  (n + k,);  (n, m), (n, k)  ->  (n, m + k)
/// errors    those of `concatenate`
/// source    NumPy, `numpy.hstack`
template <Operand First, Operand... Values>
constexpr auto hstack(First const& first, Values const&... x) {
  if constexpr (is_refused<First> || (is_refused<Values> || ...)) return refused{};
  else if constexpr (Recordable<First>)
    return first.rank() == 0   ? stack<0>(first, x...)
           : first.rank() == 1 ? concatenate<0>(first, x...)
                               : concatenate<1>(first, x...);
  else if constexpr (typed_operand<First>::extents.rank == 0) return stack<0>(first, x...);
  else if constexpr (typed_operand<First>::extents.rank == 1) return concatenate<0>(first, x...);
  else return concatenate<1>(first, x...);
}

}  // namespace typegrad
