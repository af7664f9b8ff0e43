// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/cholesky.hpp>
#include <typegrad/ops/norm.hpp>
#include <typegrad/ops/numpy_names.hpp>
#include <typegrad/ops/slogdet.hpp>
#include <typegrad/ops/solve.hpp>

namespace typegrad {

/// NumPy's `numpy.linalg`.
namespace linalg {
using typegrad::cholesky;
using typegrad::det;
using typegrad::inv;
using typegrad::slogdet;
using typegrad::solve;
/// `norm(x)`, `norm<1>(x)`, `norm(x, {1})`: NumPy's second argument is an order.
template <int... Axis, Operand Value, class... Option>
constexpr auto norm(Value const& x, Option... option) {
  constexpr bool is_no_order = !(std::is_arithmetic_v<Option> || ...);
  static_assert(is_no_order,
                "typegrad: linalg::norm(x, 1) may mean an order or an axis; write norm<1>(x)");
  return typegrad::norm<Axis...>(x, option...);
}
template <Recordable Value>
constexpr auto norm(Value const& x, axis_list const& axes, bool keep = false) {
  return typegrad::norm(x, axes, keep);
}

/// Decompositions that are not here: every call is refused.
template <class Value>
constexpr refused refuse_decomposition() {
  static_assert(is_refused<Value>,
                "typegrad: linalg has cholesky, det, inv, norm, slogdet, solve; for eigh, svd, qr, "
                "pinv, lstsq use Eigen's with tg::variable<double> as the scalar, or "
                "solve(matmul(a.T(), a), matmul(a.T(), b))");
  return {};
}
template <Operand Value, class... Others>
constexpr refused eig(Value const&, Others const&...) {
  return refuse_decomposition<Value>();
}
template <Operand Value, class... Others>
constexpr refused eigh(Value const&, Others const&...) {
  return refuse_decomposition<Value>();
}
template <Operand Value, class... Others>
constexpr refused lstsq(Value const&, Others const&...) {
  return refuse_decomposition<Value>();
}
template <Operand Value, class... Others>
constexpr refused pinv(Value const&, Others const&...) {
  return refuse_decomposition<Value>();
}
template <Operand Value, class... Others>
constexpr refused qr(Value const&, Others const&...) {
  return refuse_decomposition<Value>();
}
template <Operand Value, class... Others>
constexpr refused svd(Value const&, Others const&...) {
  return refuse_decomposition<Value>();
}
}  // namespace linalg

}  // namespace typegrad
