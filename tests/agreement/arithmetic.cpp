// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_arithmetic)

constexpr tg::tensor<double, 2, 3> x{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}};
constexpr tg::tensor<double, 2, 3> y{{1.3, 0.7, -0.5}, {-0.9, 0.2, 0.6}};
constexpr tg::tensor<double, 3> row{0.8, 1.7, 0.6};
constexpr tg::tensor<double, 2, 1> column{{1.5}, {0.25}};
constexpr tg::tensor<double> number(1.75);

agreement const table[] = {
    {"neg", 0, [](auto const& a) { return -a; }, x},
    {"add, a row stretched", 4, [](auto const& a, auto const& b) { return a + b; }, x, row},
    {"sub, a column stretched", 4, [](auto const& a, auto const& b) { return a - b; }, x, column},
    {"mul, a number stretched", 4, [](auto const& a, auto const& b) { return a * b; }, x, number},
    {"div", 4, [](auto const& a, auto const& b) { return a / b; }, x, row},
    {"pow", 4, [](auto const& a, auto const& b) { return tg::pow(a, b); },
     tg::tensor<double, 2, 3>{{0.5, 1.5, 2}, {3, 0.75, 1}}, row},
    {"power of a number", 4, [](auto const& a) { return tg::pow(a, 3) + 2 / a - 0.5; }, x},
    {"square", 4, [](auto const& a) { return tg::square(a); }, x},
    {"abs and sign", 4, [](auto const& a) { return (tg::abs)(a) + tg::sign(a); }, x},
    {"maximum, with a tie", 4, [](auto const& a, auto const& b) { return (tg::max)(a, b); }, x, y},
    {"minimum, with a tie", 4, [](auto const& a, auto const& b) { return (tg::min)(a, b); }, x, y},
    {"nan_to_num", 0, [](auto const& a) { return tg::nan_to_num(a); }, x},
    {"clamp", 4, [](auto const& a) { return tg::clamp(a, -0.5, 0.5); }, x},
    {"where", 4, [](auto const& a, auto const& b) { return tg::where(a > b, a * b, tg::sin(b)); },
     x, y},
    {"stop_gradient", 4, [](auto const& a) { return a * tg::stop_gradient(a); }, x},
    {"a number alone", 4, [](auto const& a) { return a * tg::exp(-a); }, number},
};
// Values only.
agreement const comparisons[] = {
    {"less, less_equal", 0,
     [](auto const& a, auto const& b) { return tg::logical_or(a < b, b <= a); }, x, y},
    {"greater, greater_equal", 0,
     [](auto const& a, auto const& b) { return tg::logical_and(a > b, b >= 0.1); }, x, y},
    {"equal, not", 0, [](auto const& a, auto const& b) { return !tg::equal(a, b); }, x, y},
    {"logical_xor, cast", 0,
     [](auto const& a, auto const& b) { return tg::cast<int>(tg::logical_xor(a > 0, b > 0)); }, x,
     y},
};

BOOST_AUTO_TEST_CASE(the_comparison_sees_differences) {
  double const infinity = std::numeric_limits<double>::infinity();
  double const nan = std::numeric_limits<double>::quiet_NaN();
  tg::dynamic_tensor<double> const a{1, -4};
  BOOST_TEST(ulps_between(a, a, 0x1p-52) == 0);
  BOOST_TEST(ulps_between(a, {1 + 0x1p-51, -4}, 0x1p-52) == 0.5);  // 2 ulp of 1, half an ulp of 4
  BOOST_TEST(ulps_between(a, {1, nan}, 0x1p-52) == infinity);
  BOOST_TEST(ulps_between(a, {1, -4, 0}, 0x1p-52) == infinity);
}

BOOST_AUTO_TEST_SUITE_END()
