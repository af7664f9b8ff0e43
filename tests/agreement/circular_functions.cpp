// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_circular_functions)

// Whole blocks of lanes and a rest, for both scalar types.
constexpr auto signs = numbers_between<19>(-0.9, 0.9);
constexpr auto others = numbers_between<19>(2, -1);

agreement const table[] = {
    {"sin", 4, [](auto const& x) { return tg::sin(x); }, signs},
    {"cos", 4, [](auto const& x) { return tg::cos(x); }, signs},
    {"tan", 4, [](auto const& x) { return tg::tan(x); }, signs},
    {"asin", 4, [](auto const& x) { return tg::asin(x); }, signs},
    {"acos", 4, [](auto const& x) { return tg::acos(x); }, signs},
    {"atan", 4, [](auto const& x) { return tg::atan(x); }, signs},
    {"sinh", 4, [](auto const& x) { return tg::sinh(x); }, signs},
    {"cosh", 4, [](auto const& x) { return tg::cosh(x); }, signs},
    {"tanh", 4, [](auto const& x) { return tg::tanh(x); }, signs},
    {"asinh", 4, [](auto const& x) { return tg::asinh(x); }, signs},
    {"atanh", 4, [](auto const& x) { return tg::atanh(x); }, signs},
    {"atan2", 4, [](auto const& x, auto const& y) { return tg::atan2(x, y); }, signs, others},
    {"hypot", 4, [](auto const& x, auto const& y) { return tg::hypot(x, y); }, signs, others},
};

BOOST_AUTO_TEST_SUITE_END()
