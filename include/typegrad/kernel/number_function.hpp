// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/meta/fixed_string.hpp>

namespace typegrad {

/// The elementary function of that name, of numbers of C++.
template <fixed_string Name>
inline constexpr auto number_function = nullptr;
template <> inline constexpr auto number_function<"sqrt"> = [](auto x) { return math::sqrt(x); };
template <> inline constexpr auto number_function<"cbrt"> = [](auto x) { return math::cbrt(x); };
template <> inline constexpr auto number_function<"exp"> = [](auto x) { return math::exp(x); };
template <> inline constexpr auto number_function<"exp2"> = [](auto x) { return math::exp2(x); };
template <> inline constexpr auto number_function<"expm1"> = [](auto x) { return math::expm1(x); };
template <> inline constexpr auto number_function<"log"> = [](auto x) { return math::log(x); };
template <> inline constexpr auto number_function<"log2"> = [](auto x) { return math::log2(x); };
template <> inline constexpr auto number_function<"log10"> = [](auto x) { return math::log10(x); };
template <> inline constexpr auto number_function<"log1p"> = [](auto x) { return math::log1p(x); };
template <> inline constexpr auto number_function<"sin"> = [](auto x) { return math::sin(x); };
template <> inline constexpr auto number_function<"cos"> = [](auto x) { return math::cos(x); };
template <> inline constexpr auto number_function<"tan"> = [](auto x) { return math::tan(x); };
template <> inline constexpr auto number_function<"asin"> = [](auto x) { return math::asin(x); };
template <> inline constexpr auto number_function<"acos"> = [](auto x) { return math::acos(x); };
template <> inline constexpr auto number_function<"atan"> = [](auto x) { return math::atan(x); };
template <> inline constexpr auto number_function<"sinh"> = [](auto x) { return math::sinh(x); };
template <> inline constexpr auto number_function<"cosh"> = [](auto x) { return math::cosh(x); };
template <> inline constexpr auto number_function<"tanh"> = [](auto x) { return math::tanh(x); };
template <> inline constexpr auto number_function<"asinh"> = [](auto x) { return math::asinh(x); };
template <> inline constexpr auto number_function<"acosh"> = [](auto x) { return math::acosh(x); };
template <> inline constexpr auto number_function<"atanh"> = [](auto x) { return math::atanh(x); };
template <> inline constexpr auto number_function<"erf"> = [](auto x) { return math::erf(x); };
template <> inline constexpr auto number_function<"erfc"> = [](auto x) { return math::erfc(x); };
template <> inline constexpr auto number_function<"floor"> = [](auto x) { return math::floor(x); };
template <> inline constexpr auto number_function<"ceil"> = [](auto x) { return math::ceil(x); };
template <> inline constexpr auto number_function<"trunc"> = [](auto x) { return math::trunc(x); };
template <> inline constexpr auto number_function<"rint"> = [](auto x) { return math::rint(x); };
template <> inline constexpr auto number_function<"round"> = [](auto x) {
  return (math::round)(x);
};
template <> inline constexpr auto number_function<"pow"> = [](auto x, auto y) {
  return math::pow(x, y);
};
template <> inline constexpr auto number_function<"atan2"> = [](auto x, auto y) {
  return math::atan2(x, y);
};
template <> inline constexpr auto number_function<"hypot"> = [](auto x, auto y) {
  return math::hypot(x, y);
};
template <> inline constexpr auto number_function<"fmod"> = [](auto x, auto y) {
  return math::fmod(x, y);
};
template <> inline constexpr auto number_function<"remainder"> = [](auto x, auto y) {
  return math::remainder(x, y);
};

}  // namespace typegrad
