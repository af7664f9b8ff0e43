// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/ops/complex.hpp>

#include <complex>

namespace typegrad {

// Functions of `std::complex<T>`, T being traced or a variable, as code written for any scalar
// calls them, `exp(z)` or `using std::exp; exp(z)`: those of `complex<T>`. The standard library's
// own are not constexpr. Its arithmetic, real, imag, conj and norm are.

template <LibraryValue Real>
constexpr complex<Real> parts_of(std::complex<Real> const& z) {
  return {z.real(), z.imag()};
}
template <LibraryValue Real>
constexpr std::complex<Real> with_parts(complex<Real> const& z) {
  return {z.re, z.im};
}

/// The angle of z, from -pi to pi.
template <LibraryValue Real>
constexpr Real arg(std::complex<Real> const& z) {
  return arg(parts_of(z));
}
template <LibraryValue Real>
constexpr Real(abs)(std::complex<Real> const& z) {
  return (typegrad::abs)(parts_of(z));
}
template <LibraryValue Real>
constexpr std::complex<Real> exp(std::complex<Real> const& z) {
  return with_parts(exp(parts_of(z)));
}
template <LibraryValue Real>
constexpr std::complex<Real> log(std::complex<Real> const& z) {
  return with_parts(log(parts_of(z)));
}
template <LibraryValue Real>
constexpr std::complex<Real> sqrt(std::complex<Real> const& z) {
  return with_parts(sqrt(parts_of(z)));
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
