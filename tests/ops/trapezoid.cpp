// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_trapezoid)

constexpr tg::tensor<double, 4> x{1, 2, 5, 10}, y{1, 3, 0, 4};
// numpy.trapezoid of the same.
static_assert(tg::trapezoid(y, x) == 16.5 && tg::trapezoid(y) == 5.5 && tg::trapz(y, x) == 16.5);
static_assert(tg::trapezoid(tg::tensor<double, 2, 2>{{1, 2}, {3, 5}}) ==
              tg::tensor<double, 2>{1.5, 4});
static_assert(std::is_same_v<decltype(tg::trapezoid(tg::tensor<float, 2>{1, 2})), float>);
// Integers are added up and subtracted in float64: 4 * 10^9 is no int.
constexpr tg::tensor<int, 2> far{-2'000'000'000, 2'000'000'000}, high{2'000'000'000, 2'000'000'000};
static_assert(tg::trapezoid(high) == 2e9 && tg::trapezoid(high, far) == 8e18);
static_assert(tg::grad([](auto const& h) { return tg::trapezoid(h, x); })(y) ==
              tg::tensor{0.5, 2.0, 4.0, 2.5});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(y);
  BOOST_TEST(tg::trapezoid(v, tg::variable<double>(x)).data()() == 16.5);
  BOOST_TEST(tg::trapezoid(tg::variable<int>(high), tg::variable<int>(far)).item() == 8e18);
}

BOOST_AUTO_TEST_SUITE_END()
