// SPDX-License-Identifier: BSL-1.0
#include "lane_accuracy.hpp"

BOOST_AUTO_TEST_SUITE(kernel_lane_rounding)

using namespace lane_accuracy;

/// Equal to the platform's functions everywhere: they are exact.
template <class T>
static void compare() {
  std::vector<T> x = random_numbers<T>(-20, 20, 60000);
  for (T const size : {T(0), T(0.5), T(1), T(1.5), T(2.5), T(0.49999997),
                       std::nextafter(T(0.5), T(0)), inf<T>, undefined<T>, tiny<T>, most<T>})
    for (T const sign : {T(1), T(-1)}) x.push_back(std::copysign(size, sign));
  for (T const power : {std::ldexp(T(1), std::numeric_limits<T>::digits - 2),
                        std::ldexp(T(1), std::numeric_limits<T>::digits - 1)})
    for (T step = -4; step <= 4; step += T(0.5))
      for (T const sign : {T(1), T(-1)}) x.push_back(sign * (power + step));
  auto const check = [&](char const* name, auto f, auto exact) {
    std::vector<T> const y = in_lanes<T>(f, x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      T const wanted = exact(x[i]);
      bool const same = std::isnan(wanted)
                            ? std::isnan(y[i])
                            : y[i] == wanted && std::signbit(y[i]) == std::signbit(wanted);
      BOOST_REQUIRE_MESSAGE(same, name << '(' << x[i] << ") is " << y[i] << ", not " << wanted);
    }
  };
  check("floor", [](auto const& v) { return v.floor(); }, [](T v) { return std::floor(v); });
  check("ceil", [](auto const& v) { return v.ceil(); }, [](T v) { return std::ceil(v); });
  check("trunc", [](auto const& v) { return v.trunc(); }, [](T v) { return std::trunc(v); });
  check("round", [](auto const& v) { return (v.round)(); }, [](T v) { return std::round(v); });
  check("rint", [](auto const& v) { return v.rint(); }, [](T v) { return std::rint(v); });
}
BOOST_AUTO_TEST_CASE(equal_to_the_platform_in_double) { compare<double>(); }
BOOST_AUTO_TEST_CASE(equal_to_the_platform_in_float) { compare<float>(); }

BOOST_AUTO_TEST_SUITE_END()
