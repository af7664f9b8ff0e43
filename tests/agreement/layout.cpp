// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_layout)

constexpr tg::tensor<double, 2, 3> x{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}};

agreement const table[] = {
    {"reshape", 0, [](auto const& a) { return tg::reshape<3, 2>(a); }, x},
    {"reshape, one extent inferred", 0, [](auto const& a) { return tg::reshape<-1, 3, 1>(a); }, x},
    {"transpose", 0, [](auto const& a) { return tg::transpose(a); }, x},
    {"swapaxes", 0, [](auto const& a) { return tg::swapaxes<0, 1>(a); }, x},
    {"flatten", 0, [](auto const& a) { return tg::flatten(a); }, x},
    {"expand_dims", 0, [](auto const& a) { return tg::expand_dims<1>(a); }, x},
    {"squeeze", 0, [](auto const& a) { return tg::squeeze<1>(a); },
     tg::tensor<double, 2, 1, 2>{{{0.3, 0.4}}, {{-0.2, 0.7}}}},
    {"broadcast_to", 4, [](auto const& a) { return tg::broadcast_to<4, 2, 3>(a); }, x},
    {"sum_to", 4, [](auto const& a) { return tg::sum_to<1, 3>(a); }, x},
    {"slice", 0,
     [](auto const& a) {
       return tg::slice<tg::whole_axis, tg::range(tg::omitted, tg::omitted, -2)>(a);
     },
     x},
    {"take", 4, [](auto const& a) { return tg::take<1, 2, 0, 2>(a); }, x},
    {leading_axis, "roll", 0, [](auto const& a) { return tg::roll<1, 1>(a); }, x},
    {"pad", 4, [](auto const& a) { return tg::pad<"reflect", 1>(a) * tg::pad<1>(a); }, x},
    {"sliding_windows", 4, [](auto const& a) { return tg::sliding_windows<2>(a); }, x},
    {"flip", 0, [](auto const& a) { return tg::flip<1>(a); }, x},
};

BOOST_AUTO_TEST_SUITE_END()
