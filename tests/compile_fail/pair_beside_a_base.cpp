// SPDX-License-Identifier: BSL-1.0
// Of an object that is taken apart the places of all members must be known: `alignas`, references,
// arrays of C and base classes are refused, not misread.
// expect: a function with data must be trivially copyable: std::array, tg::tensor and tg::results
// at most: 60 lines
// errors: 6
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct weight {
  double w;
};
#ifdef SHOULD_FAIL
struct with_base : weight {
  std::pair<double, double> ends;
  constexpr auto operator()(auto x) const { return x * w * ends.first; }
};
struct with_reference {
  double const& w;
  std::pair<double, double> ends;
  constexpr auto operator()(auto x) const { return x * w * ends.first; }
};
struct with_array {
  double w[3];
  std::pair<double, double> ends;
  constexpr auto operator()(auto x) const { return x * w[2] * ends.first; }
};
struct with_alignment {
  std::pair<double, double> ends;
  float v;
  alignas(8) float w;
  constexpr auto operator()(auto x) const { return x * w * ends.first; }
};
/// As large as without `alignas`.
struct with_alignment_in_padding {
  std::pair<double, double> ends;
  float v;
  alignas(8) float w;
  float u;
  constexpr auto operator()(auto x) const { return x * w * ends.first; }
};
struct nothing {};
struct without_address {
  std::pair<double, double> ends;
  [[no_unique_address]] nothing v;
  float w;
  constexpr auto operator()(auto x) const { return x * w * ends.first; }
};
#else
struct with_base {
  weight of;
  std::pair<double, double> ends;
  constexpr auto operator()(auto x) const { return x * of.w * ends.first; }
};
using with_reference = with_base;
using with_array = with_base;
using with_alignment = with_base;
using with_alignment_in_padding = with_base;
using without_address = with_base;
#endif
double use(with_base const& a, with_reference const& b, with_array const& c,
           with_alignment const& d, with_alignment_in_padding const& e, without_address const& g) {
  return tg::grad(a)(2.0) + tg::grad(b)(2.0) + tg::grad(c)(2.0) + tg::grad(d)(2.0) +
         tg::grad(e)(2.0) + tg::grad(g)(2.0);
}
