// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_axis_operations)

constexpr tg::tensor<double, 2, 3> x{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}};
constexpr tg::tensor<double, 2, 3> ties{{0.4, -0.7, 0.4}, {-0.9, -0.9, 1.6}};
constexpr tg::tensor<double, 3> vector{0.8, 1.7, 0.6};
constexpr tg::tensor<double, 3> other{-0.3, 0.2, 1.4};

agreement const table[] = {
    {"sum", 4, [](auto const& a) { return tg::sum(a); }, x},
    {"sum along an axis", 4, [](auto const& a) { return tg::sum<0>(a) + tg::sum<1, 0>(a); }, x},
    {"sum, axes kept", 4, [](auto const& a) { return a * tg::sum<-1>(a, tg::keepdims); }, x},
    {"mean", 4, [](auto const& a) { return tg::mean<1>(a) - tg::mean(a); }, x},
    {"max, with a tie", 4, [](auto const& a) { return (tg::max<1>)(a); }, ties},
    {"min, with a tie", 4, [](auto const& a) { return (tg::min<1>)(a, tg::keepdims); }, ties},
    {"prod", 4, [](auto const& a) { return tg::prod<1>(a); }, x},
    {"variance", 4, [](auto const& a) { return tg::variance<1>(a); }, x},
    {"standard_deviation", 4, [](auto const& a) { return tg::standard_deviation(a); }, x},
    {"norm", 4, [](auto const& a) { return tg::norm<1>(a); }, x},
    {"cumsum", 4, [](auto const& a) { return tg::cumsum<1>(a); }, x},
    {"cumprod", 4, [](auto const& a) { return tg::cumprod<1>(a); }, x},
    {"sort", 4, [](auto const& a) { return tg::sort<1>(a); }, x},
    {"quantile", 4, [](auto const& a) { return tg::quantile<1>(a, 0.3); }, x},
    {"cov of differences", 4, [](auto const& a) { return tg::cov(tg::diff(a)); }, x},
    {"gradient", 4, [](auto const& a) { return tg::gradient<1>(a); }, x},
    {"dot", 4, [](auto const& a, auto const& b) { return tg::dot(a, b); }, vector, other},
    {"trace", 4, [](auto const& a) { return tg::trace(tg::matmul(a, tg::transpose(a))); }, x},
};
// Values only.
agreement const positions[] = {
    {"argmax", 0, [](auto const& a) { return tg::argmax<1>(a); }, ties},
    {"counts", 0,
     [](auto const& a) {
       return tg::histogram<2>(a, -1, 1) +
              tg::cast<std::int64_t>(tg::any(a > 1)) * tg::cast<std::int64_t>(tg::all(a > -1));
     },
     ties},
    {"argmin", 0, [](auto const& a) { return tg::argmin(a); }, ties},
};

BOOST_AUTO_TEST_SUITE_END()
