// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_joining)

constexpr tg::tensor<double, 2, 3> x{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}};
constexpr tg::tensor<double, 2, 3> y{{1.3, 0.7, -0.5}, {-0.9, 0.2, 0.6}};
constexpr tg::tensor<double, 3> row{0.8, 1.7, 0.6};
constexpr tg::tensor<double, 3, 3> square{{0.5, 0.2, -0.1}, {0.3, 0.9, 0.4}, {-0.2, 0.1, 0.7}};

agreement const table[] = {
    {"concatenate", 4, [](auto const& a, auto const& b) { return tg::concatenate<1>(a, b, a * b); },
     x, y},
    {"stack", 4, [](auto const& a, auto const& b) { return tg::stack(a, b, a * b); }, x, y},
    {"vstack", 4, [](auto const& a, auto const& b) { return tg::vstack(tg::hstack(a, a), b * 2); },
     x, tg::tensor<double, 6>{1, 2, 3, 4, 5, 6}},
    {"split", 4,
     [](auto const& a) {
       return [](auto const& p) { return p[0] * p[1] - p[2]; }(tg::split<3, 1>(a));
     },
     x},
    {"repeat", 4, [](auto const& a) { return tg::repeat<2, 1>(a); }, x},
    {"tile", 4, [](auto const& a) { return tg::tile<1, 2>(a); }, x},
    {"tril", 4, [](auto const& a) { return tg::tril(a); }, square},
    {"triu", 4, [](auto const& a) { return tg::triu<1>(a); }, square},
    {"diag", 4, [](auto const& a) { return tg::diag<1>(a); }, row},
    {"diagonal", 4, [](auto const& a) { return tg::diagonal(a); }, square},
};

BOOST_AUTO_TEST_SUITE_END()
