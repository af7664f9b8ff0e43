// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fixed_string.hpp>

namespace typegrad {

/// Functions that stand beside the type of their argument.
namespace beside_type {

inline constexpr auto sqrt_of = [](auto const& x) -> decltype(sqrt(x)) { return sqrt(x); };
inline constexpr auto cbrt_of = [](auto const& x) -> decltype(cbrt(x)) { return cbrt(x); };
inline constexpr auto exp_of = [](auto const& x) -> decltype(exp(x)) { return exp(x); };
inline constexpr auto exp2_of = [](auto const& x) -> decltype(exp2(x)) { return exp2(x); };
inline constexpr auto expm1_of = [](auto const& x) -> decltype(expm1(x)) { return expm1(x); };
inline constexpr auto log_of = [](auto const& x) -> decltype(log(x)) { return log(x); };
inline constexpr auto log2_of = [](auto const& x) -> decltype(log2(x)) { return log2(x); };
inline constexpr auto log10_of = [](auto const& x) -> decltype(log10(x)) { return log10(x); };
inline constexpr auto log1p_of = [](auto const& x) -> decltype(log1p(x)) { return log1p(x); };
inline constexpr auto sin_of = [](auto const& x) -> decltype(sin(x)) { return sin(x); };
inline constexpr auto cos_of = [](auto const& x) -> decltype(cos(x)) { return cos(x); };
inline constexpr auto tan_of = [](auto const& x) -> decltype(tan(x)) { return tan(x); };
inline constexpr auto asin_of = [](auto const& x) -> decltype(asin(x)) { return asin(x); };
inline constexpr auto acos_of = [](auto const& x) -> decltype(acos(x)) { return acos(x); };
inline constexpr auto atan_of = [](auto const& x) -> decltype(atan(x)) { return atan(x); };
inline constexpr auto sinh_of = [](auto const& x) -> decltype(sinh(x)) { return sinh(x); };
inline constexpr auto cosh_of = [](auto const& x) -> decltype(cosh(x)) { return cosh(x); };
inline constexpr auto tanh_of = [](auto const& x) -> decltype(tanh(x)) { return tanh(x); };
inline constexpr auto asinh_of = [](auto const& x) -> decltype(asinh(x)) { return asinh(x); };
inline constexpr auto acosh_of = [](auto const& x) -> decltype(acosh(x)) { return acosh(x); };
inline constexpr auto atanh_of = [](auto const& x) -> decltype(atanh(x)) { return atanh(x); };
inline constexpr auto erf_of = [](auto const& x) -> decltype(erf(x)) { return erf(x); };
inline constexpr auto erfc_of = [](auto const& x) -> decltype(erfc(x)) { return erfc(x); };
inline constexpr auto floor_of = [](auto const& x) -> decltype(floor(x)) { return floor(x); };
inline constexpr auto ceil_of = [](auto const& x) -> decltype(ceil(x)) { return ceil(x); };
inline constexpr auto trunc_of = [](auto const& x) -> decltype(trunc(x)) { return trunc(x); };
inline constexpr auto rint_of = [](auto const& x) -> decltype(rint(x)) { return rint(x); };
inline constexpr auto pow_of = [](auto const& x, auto const& y) -> decltype(pow(x, y)) {
  return pow(x, y);
};
inline constexpr auto atan2_of = [](auto const& x, auto const& y) -> decltype(atan2(x, y)) {
  return atan2(x, y);
};
inline constexpr auto hypot_of = [](auto const& x, auto const& y) -> decltype(hypot(x, y)) {
  return hypot(x, y);
};
inline constexpr auto fmod_of = [](auto const& x, auto const& y) -> decltype(fmod(x, y)) {
  return fmod(x, y);
};
inline constexpr auto remainder_of = [](auto const& x, auto const& y) -> decltype(remainder(x, y)) {
  return remainder(x, y);
};
/// A function that a formula does not give, as `lgamma`: machine numbers alone have it.
inline constexpr auto nothing = []() {};

}  // namespace beside_type

/// The elementary functions as members, as operations call them of what is no number of C++: each
/// is `Self::call<Name>(function beside the type, others...)`.
template <class Self>
class elementary_functions {
 public:
  constexpr Self sqrt() const { return self().template call<"sqrt">(beside_type::sqrt_of); }
  constexpr Self cbrt() const { return self().template call<"cbrt">(beside_type::cbrt_of); }
  constexpr Self exp() const { return self().template call<"exp">(beside_type::exp_of); }
  constexpr Self exp2() const { return self().template call<"exp2">(beside_type::exp2_of); }
  constexpr Self expm1() const { return self().template call<"expm1">(beside_type::expm1_of); }
  constexpr Self log() const { return self().template call<"log">(beside_type::log_of); }
  constexpr Self log2() const { return self().template call<"log2">(beside_type::log2_of); }
  constexpr Self log10() const { return self().template call<"log10">(beside_type::log10_of); }
  constexpr Self log1p() const { return self().template call<"log1p">(beside_type::log1p_of); }
  constexpr Self sin() const { return self().template call<"sin">(beside_type::sin_of); }
  constexpr Self cos() const { return self().template call<"cos">(beside_type::cos_of); }
  constexpr Self tan() const { return self().template call<"tan">(beside_type::tan_of); }
  constexpr Self asin() const { return self().template call<"asin">(beside_type::asin_of); }
  constexpr Self acos() const { return self().template call<"acos">(beside_type::acos_of); }
  constexpr Self atan() const { return self().template call<"atan">(beside_type::atan_of); }
  constexpr Self sinh() const { return self().template call<"sinh">(beside_type::sinh_of); }
  constexpr Self cosh() const { return self().template call<"cosh">(beside_type::cosh_of); }
  constexpr Self tanh() const { return self().template call<"tanh">(beside_type::tanh_of); }
  constexpr Self asinh() const { return self().template call<"asinh">(beside_type::asinh_of); }
  constexpr Self acosh() const { return self().template call<"acosh">(beside_type::acosh_of); }
  constexpr Self atanh() const { return self().template call<"atanh">(beside_type::atanh_of); }
  constexpr Self erf() const { return self().template call<"erf">(beside_type::erf_of); }
  constexpr Self erfc() const { return self().template call<"erfc">(beside_type::erfc_of); }
  constexpr Self floor() const { return self().template call<"floor">(beside_type::floor_of); }
  constexpr Self ceil() const { return self().template call<"ceil">(beside_type::ceil_of); }
  constexpr Self trunc() const { return self().template call<"trunc">(beside_type::trunc_of); }
  constexpr Self rint() const { return self().template call<"rint">(beside_type::rint_of); }
  /// Arduino defines it as a macro: a type that has it has it as its own member.
  constexpr Self(round)() const { return self().template call<"round">(beside_type::nothing); }
  constexpr Self pow(Self const& y) const {
    return self().template call<"pow">(beside_type::pow_of, y);
  }
  constexpr Self atan2(Self const& y) const {
    return self().template call<"atan2">(beside_type::atan2_of, y);
  }
  constexpr Self hypot(Self const& y) const {
    return self().template call<"hypot">(beside_type::hypot_of, y);
  }
  constexpr Self fmod(Self const& y) const {
    return self().template call<"fmod">(beside_type::fmod_of, y);
  }
  constexpr Self remainder(Self const& y) const {
    return self().template call<"remainder">(beside_type::remainder_of, y);
  }
  template <class Function>
  constexpr Self each(Function const&) const {
    return self().template call<"a special function">(beside_type::nothing);
  }
  template <class Function>
  constexpr Self each(Self const& y, Function const&) const {
    return self().template call<"a special function">(beside_type::nothing, y);
  }

 protected:
  constexpr Self const& self() const { return static_cast<Self const&>(*this); }
};

}  // namespace typegrad
