// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/weak_literal.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/atan2.hpp>
#include <typegrad/ops/copysign.hpp>
#include <typegrad/ops/cos.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/exp.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/hypot.hpp>
#include <typegrad/ops/isfinite.hpp>
#include <typegrad/ops/isinf.hpp>
#include <typegrad/ops/log.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/logical_not.hpp>
#include <typegrad/ops/logical_or.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/neg.hpp>
#include <typegrad/ops/sin.hpp>
#include <typegrad/ops/sqrt.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/where.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// z = re + im i, a complex number of two real ones: of `double`, of what is traced, of variables,
/// of tensors of one shape. As a structure it is argument and result of every transform; a gradient
/// with respect to one has the slopes in `re` and `im`.
///
/// `std::complex` is made for `float`, `double` and `long double` alone, and its functions are not
/// constexpr.
///
/// shape     that of `re` and `im`, which have the same
/// backward  the slopes of the real formulas, in `re` and `im`
/// domain    branch cuts and the signs of zeros on them as in C99, annex G; infinities as the
///           formulas give them, without the annex's recovery from NaN
/// edge      |z| has the slope 0 at 0
/// source    C99, 7.3; Smith 1962, "Algorithm 116: Complex division", CACM 5
template <class Real>
struct complex {
  Real re{};
  Real im{};

  constexpr Real const& real() const { return re; }
  constexpr Real const& imag() const { return im; }
};
template <class Left, class Right>
complex(Left const&, Right const&) -> complex<
    std::remove_cvref_t<decltype(std::declval<Left const&>() + std::declval<Right const&>())>>;

template <class Left, class Right>
constexpr auto operator+(complex<Left> const& a, complex<Right> const& b) {
  return complex{a.re + b.re, a.im + b.im};
}
template <class Left, Operand Right>
constexpr auto operator+(complex<Left> const& a, Right const& b) {
  return complex{a.re + b, a.im};
}
template <Operand Left, class Right>
constexpr auto operator+(Left const& a, complex<Right> const& b) {
  return complex{a + b.re, b.im};
}
template <class Real>
constexpr complex<Real> operator-(complex<Real> const& z) {
  return {-z.re, -z.im};
}
template <class Left, class Right>
constexpr auto operator-(complex<Left> const& a, complex<Right> const& b) {
  return complex{a.re - b.re, a.im - b.im};
}
template <class Left, Operand Right>
constexpr auto operator-(complex<Left> const& a, Right const& b) {
  return complex{a.re - b, a.im};
}
template <Operand Left, class Right>
constexpr auto operator-(Left const& a, complex<Right> const& b) {
  return complex{a - b.re, -b.im};
}
template <class Left, class Right>
constexpr auto operator*(complex<Left> const& a, complex<Right> const& b) {
  return complex{a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
template <class Left, Operand Right>
constexpr auto operator*(complex<Left> const& a, Right const& b) {
  return complex{a.re * b, a.im * b};
}
template <Operand Left, class Right>
constexpr auto operator*(Left const& a, complex<Right> const& b) {
  return complex{a * b.re, a * b.im};
}
/// Smith's: nothing overflows on the way that the quotient itself does not.
template <class Left, class Right>
constexpr auto operator/(complex<Left> const& a, complex<Right> const& b) {
  auto const real = where(b.re >= weak_literal(b.re, 0), b.re, -b.re) >=
                    where(b.im >= weak_literal(b.im, 0), b.im, -b.im);
  auto const large = where(real, b.re, b.im);
  auto const ratio = where(real, b.im, b.re) / large;
  auto const divisor = large + where(real, b.im, b.re) * ratio;
  auto const first = where(real, a.re, a.im);
  auto const second = where(real, a.im, a.re);
  auto const imaginary = (second - first * ratio) / divisor;
  return complex{(first + second * ratio) / divisor, where(real, imaginary, -imaginary)};
}
template <class Left, Operand Right>
constexpr auto operator/(complex<Left> const& a, Right const& b) {
  return complex{a.re / b, a.im / b};
}
template <Operand Left, class Right>
constexpr auto operator/(Left const& a, complex<Right> const& b) {
  return complex{a, a * 0} / b;
}
template <class Real, class Right>
constexpr complex<Real>& operator+=(complex<Real>& a, Right const& b) {
  return a = a + b;
}
template <class Real, class Right>
constexpr complex<Real>& operator-=(complex<Real>& a, Right const& b) {
  return a = a - b;
}
template <class Real, class Right>
constexpr complex<Real>& operator*=(complex<Real>& a, Right const& b) {
  return a = a * b;
}
template <class Real, class Right>
constexpr complex<Real>& operator/=(complex<Real>& a, Right const& b) {
  return a = a / b;
}
template <class Left, class Right>
constexpr auto operator==(complex<Left> const& a, complex<Right> const& b) {
  return logical_and(equal(a.re, b.re), equal(a.im, b.im));
}

template <class Real>
constexpr Real real(complex<Real> const& z) {
  return z.re;
}
template <class Real>
constexpr Real imag(complex<Real> const& z) {
  return z.im;
}
/// |z|. Its slope at 0 is 0.
template <class Real>
constexpr auto abs(complex<Real> const& z) {
  return hypot(z.re, z.im);
}
/// The angle of z, from -pi to pi.
template <class Real>
constexpr auto arg(complex<Real> const& z) {
  return atan2(z.im, z.re);
}
/// |z|^2.
template <class Real>
constexpr auto norm(complex<Real> const& z) {
  return z.re * z.re + z.im * z.im;
}
template <class Real>
constexpr complex<Real> conj(complex<Real> const& z) {
  return {z.re, -z.im};
}
/// The number of this magnitude and angle.
template <Operand Left, Operand Right>
constexpr auto polar(Left const& magnitude, Right const& angle) {
  return complex{magnitude * cos(angle), magnitude * sin(angle)};
}
/// As C has it where a part is infinite: exp(-inf + i nan) is 0, exp(inf + i 0) is inf + i 0.
template <class Real>
constexpr auto exp(complex<Real> const& z) {
  auto const zero = weak_literal(z.im, 0);
  auto const magnitude = exp(z.re);
  auto const gone = logical_and(equal(magnitude, zero), logical_not(isfinite(z.im)));
  auto const real = logical_and(isinf(magnitude), equal(z.im, zero));
  auto const angle = where(gone, zero, z.im);
  return complex{magnitude * cos(angle),
                 where(real, weak_literal(z.re, 1), magnitude) * sin(angle)};
}
/// The principal logarithm, cut along the negative axis.
template <class Real>
constexpr auto log(complex<Real> const& z) {
  return complex{log(abs(z)), arg(z)};
}
/// The principal root, cut along the negative axis: its real part is not negative. At 0 it has no
/// slope. Of an infinite imaginary part both parts are infinite.
template <class Real>
constexpr auto sqrt(complex<Real> const& z) {
  auto const half = weak_literal(z.re, 0.5);
  auto const right = z.re >= weak_literal(z.re, 0);
  auto const large = sqrt(half * where(right, z.re, -z.re) + half * abs(z));
  auto const side = copysign(weak_literal(z.im, 1), z.im);
  auto const zero = weak_literal(z.re, 0);
  auto const none = logical_or(equal(large, zero), isinf(z.im));
  auto const small = z.im * half / where(none, weak_literal(z.re, 1), large);
  return complex{where(right, large, side * small), where(right, small, side * large)};
}

}  // namespace typegrad
