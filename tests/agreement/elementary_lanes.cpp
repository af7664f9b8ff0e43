// SPDX-License-Identifier: BSL-1.0
// Every elementary operation in a loop over blocks of lanes gives what it gives for single numbers.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(agreement_elementary_lanes)

// 0 < x < 1, -0.5 < centred < 0.5, above > 1; one program for all of them
constexpr auto elementary_operations = [](auto x, auto centred, auto above) {
  return std::array{-x,
                    tg::square(x),
                    tg::sqrt(x),
                    tg::cbrt(centred),
                    (tg::abs)(centred),
                    tg::sign(centred),
                    tg::exp(x),
                    tg::exp2(x),
                    tg::expm1(x),
                    tg::log(x),
                    tg::log2(x),
                    tg::log10(x),
                    tg::log1p(x),
                    tg::sin(x),
                    tg::cos(x),
                    tg::tan(x),
                    tg::asin(centred),
                    tg::acos(centred),
                    tg::atan(x),
                    tg::sinh(x),
                    tg::cosh(x),
                    tg::tanh(x),
                    tg::asinh(x),
                    tg::acosh(above),
                    tg::atanh(centred),
                    tg::erf(x),
                    tg::erfc(x),
                    tg::normal_cdf(centred),
                    tg::sigmoid(centred),
                    tg::softplus(centred),
                    tg::relu(centred),
                    tg::leaky_relu(centred),
                    tg::silu(centred),
                    tg::gelu(centred)};
};

template <class T>
void compare_lanes_with_numbers(double ulps) {
  constexpr int n = 37;  // whole blocks and a rest
  tg::tensor<T, n> x;
  tg::tensor<T, n> centred;
  tg::tensor<T, n> above;
  for (int i = 0; i < n; ++i) {
    x(i) = static_cast<T>(i + 1) / static_cast<T>(n + 2);
    centred(i) = x(i) - T(0.5);
    above(i) = x(i) + T(1.5);
  }
  auto const together = tg::evaluate(elementary_operations)(x, centred, above);
  for (int i = 0; i < n; ++i) {
    auto const alone = elementary_operations(x(i), centred(i), above(i));
    for (std::size_t k = 0; k < alone.size(); ++k) {
      T const error = std::abs(together[k](i) - alone[k]);
      T const ulp = std::numeric_limits<T>::epsilon() * std::abs(alone[k]);
      BOOST_TEST(static_cast<double>(error) <= ulps * static_cast<double>(ulp),
                 "operation " << k << " at " << x(i) << ": " << together[k](i) << " in lanes, "
                              << alone[k] << " alone");
    }
  }
}

// Lanes are at most 1.6 ulp off (see kernel/lane_*.hpp), numbers 1.
BOOST_AUTO_TEST_CASE(double_lanes_agree_with_numbers) { compare_lanes_with_numbers<double>(3); }
BOOST_AUTO_TEST_CASE(float_lanes_agree_with_numbers) { compare_lanes_with_numbers<float>(3); }

BOOST_AUTO_TEST_SUITE_END()
