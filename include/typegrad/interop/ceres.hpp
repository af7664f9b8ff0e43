// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/api/blocks.hpp>

#include <typegrad/ops.hpp>

#include <ceres/rotation.h>
#include <ceres/sized_cost_function.h>

#include <memory>

namespace typegrad {

/// A function of blocks as Ceres calls it.
template <class Functor, int Residuals, int... Sizes>
class block_cost_function final : public ceres::SizedCostFunction<Residuals, Sizes...> {
 public:
  explicit block_cost_function(Functor const& f) : f_(blocks<Residuals, Sizes...>(f)) {}

  bool Evaluate(double const* const* parameters, double* residuals,
                double** jacobians) const override {
    return f_(parameters, residuals, jacobians);
  }

 private:
  block_function<Functor, Residuals, Sizes...> f_;
};

/// A cost function for `ceres::Problem`, which becomes its owner: `cost_function<2, 9, 3>(functor)`
/// where `new ceres::AutoDiffCostFunction<Functor, 2, 9, 3>(new Functor(...))` stood. The functor,
/// numbers and arrays of them, is copied.
///
/// errors    those of `blocks`
template <int Residuals, int... Sizes, class Functor>
ceres::SizedCostFunction<Residuals, Sizes...>* cost_function(Functor const& f) {
  return new block_cost_function<Functor, Residuals, Sizes...>(f);
}
/// The same for a functor that the cost function is to own.
template <int Residuals, int... Sizes, class Functor>
ceres::SizedCostFunction<Residuals, Sizes...>* cost_function(Functor* f) {
  std::unique_ptr<Functor> const owned(f);
  return cost_function<Residuals, Sizes...>(*owned);
}

}  // namespace typegrad

// What a functor calls as `ceres::sqrt(x)`, for our numbers: Ceres has them for numbers and Jets.
namespace ceres {

#ifndef __clang__
// Not inline in Ceres 2.1, so that -fimplicit-constexpr would leave them out.
template <class Number, int Rows, int Columns>
inline void RotationMatrixToQuaternion(MatrixAdapter<Number const, Rows, Columns> const&, Number*);
template <class Number, int Rows, int Columns>
inline void RotationMatrixToAngleAxis(MatrixAdapter<Number const, Rows, Columns> const&, Number*);
template <class Number, int Rows, int Columns>
inline void EulerAnglesToRotationMatrix(Number const*, MatrixAdapter<Number, Rows, Columns> const&);
template <class Number>
inline void RotationMatrixToQuaternion(Number const*, Number*);
template <class Number>
inline MatrixAdapter<Number, 1, 3> ColumnMajorAdapter3x3(Number*);
template <class Number>
inline MatrixAdapter<Number, 3, 1> RowMajorAdapter3x3(Number*);
#endif

template <typegrad::LibraryValue Value>
constexpr auto(abs)(Value const& x) {
  return (typegrad::abs)(x);
}
template <typegrad::LibraryValue Value>
constexpr auto acos(Value const& x) {
  return typegrad::acos(x);
}
template <typegrad::LibraryValue Value>
constexpr auto asin(Value const& x) {
  return typegrad::asin(x);
}
template <typegrad::LibraryValue Value>
constexpr auto atan(Value const& x) {
  return typegrad::atan(x);
}
template <typegrad::LibraryValue Value>
constexpr auto cbrt(Value const& x) {
  return typegrad::cbrt(x);
}
template <typegrad::LibraryValue Value>
constexpr auto ceil(Value const& x) {
  return typegrad::ceil(x);
}
template <typegrad::LibraryValue Value>
constexpr auto cos(Value const& x) {
  return typegrad::cos(x);
}
template <typegrad::LibraryValue Value>
constexpr auto cosh(Value const& x) {
  return typegrad::cosh(x);
}
template <typegrad::LibraryValue Value>
constexpr auto erf(Value const& x) {
  return typegrad::erf(x);
}
template <typegrad::LibraryValue Value>
constexpr auto erfc(Value const& x) {
  return typegrad::erfc(x);
}
template <typegrad::LibraryValue Value>
constexpr auto exp(Value const& x) {
  return typegrad::exp(x);
}
template <typegrad::LibraryValue Value>
constexpr auto exp2(Value const& x) {
  return typegrad::exp2(x);
}
template <typegrad::LibraryValue Value>
constexpr auto expm1(Value const& x) {
  return typegrad::expm1(x);
}
template <typegrad::LibraryValue Value>
constexpr auto floor(Value const& x) {
  return typegrad::floor(x);
}
template <typegrad::LibraryValue Value>
constexpr auto isfinite(Value const& x) {
  return typegrad::isfinite(x);
}
template <typegrad::LibraryValue Value>
constexpr auto isinf(Value const& x) {
  return typegrad::isinf(x);
}
template <typegrad::LibraryValue Value>
constexpr auto isnan(Value const& x) {
  return typegrad::isnan(x);
}
template <typegrad::LibraryValue Value>
constexpr auto log(Value const& x) {
  return typegrad::log(x);
}
template <typegrad::LibraryValue Value>
constexpr auto log10(Value const& x) {
  return typegrad::log10(x);
}
template <typegrad::LibraryValue Value>
constexpr auto log1p(Value const& x) {
  return typegrad::log1p(x);
}
template <typegrad::LibraryValue Value>
constexpr auto log2(Value const& x) {
  return typegrad::log2(x);
}
template <typegrad::LibraryValue Value>
constexpr auto sin(Value const& x) {
  return typegrad::sin(x);
}
template <typegrad::LibraryValue Value>
constexpr auto sinh(Value const& x) {
  return typegrad::sinh(x);
}
template <typegrad::LibraryValue Value>
constexpr auto sqrt(Value const& x) {
  return typegrad::sqrt(x);
}
template <typegrad::LibraryValue Value>
constexpr auto tan(Value const& x) {
  return typegrad::tan(x);
}
template <typegrad::LibraryValue Value>
constexpr auto tanh(Value const& x) {
  return typegrad::tanh(x);
}
template <typegrad::LibraryValue Left, typegrad::Operand Right>
constexpr auto atan2(Left const& a, Right const& b) {
  return typegrad::atan2(a, b);
}
template <typegrad::Arithmetic Left, typegrad::LibraryValue Right>
constexpr auto atan2(Left const& a, Right const& b) {
  return typegrad::atan2(a, b);
}
template <typegrad::LibraryValue Left, typegrad::Operand Right>
constexpr auto copysign(Left const& a, Right const& b) {
  return typegrad::copysign(a, b);
}
template <typegrad::Arithmetic Left, typegrad::LibraryValue Right>
constexpr auto copysign(Left const& a, Right const& b) {
  return typegrad::copysign(a, b);
}
template <typegrad::LibraryValue Left, typegrad::Operand Right>
constexpr auto fmax(Left const& a, Right const& b) {
  return typegrad::fmax(a, b);
}
template <typegrad::Arithmetic Left, typegrad::LibraryValue Right>
constexpr auto fmax(Left const& a, Right const& b) {
  return typegrad::fmax(a, b);
}
template <typegrad::LibraryValue Left, typegrad::Operand Right>
constexpr auto fmin(Left const& a, Right const& b) {
  return typegrad::fmin(a, b);
}
template <typegrad::Arithmetic Left, typegrad::LibraryValue Right>
constexpr auto fmin(Left const& a, Right const& b) {
  return typegrad::fmin(a, b);
}
template <typegrad::LibraryValue Left, typegrad::Operand Right>
constexpr auto hypot(Left const& a, Right const& b) {
  return typegrad::hypot(a, b);
}
template <typegrad::Arithmetic Left, typegrad::LibraryValue Right>
constexpr auto hypot(Left const& a, Right const& b) {
  return typegrad::hypot(a, b);
}
template <typegrad::LibraryValue Left, typegrad::Operand Right>
constexpr auto pow(Left const& a, Right const& b) {
  return typegrad::pow(a, b);
}
template <typegrad::Arithmetic Left, typegrad::LibraryValue Right>
constexpr auto pow(Left const& a, Right const& b) {
  return typegrad::pow(a, b);
}

}  // namespace ceres

#include <typegrad/pop_macros.hpp>
