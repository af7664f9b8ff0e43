// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_elementary_functions)

// Whole blocks of lanes and a rest, for both scalar types.
constexpr auto above = numbers_between<19>(1.1, 3);
constexpr auto signs = numbers_between<19>(-0.9, 0.9);
constexpr auto positive = numbers_between<19>(0, 2);

agreement const table[] = {
    // Its own square has no second derivative: what is left of it is rounding.
    {"sqrt", 4, [](auto const& x) { return 1 + tg::sqrt(x); }, positive},
    {"cbrt", 4, [](auto const& x) { return tg::cbrt(x); }, signs},
    {"exp", 4, [](auto const& x) { return tg::exp(x); }, signs},
    {"exp2", 4, [](auto const& x) { return tg::exp2(x); }, signs},
    {"expm1", 4, [](auto const& x) { return tg::expm1(x); }, signs},
    {"log", 4, [](auto const& x) { return tg::log(x); }, positive},
    {"log2", 4, [](auto const& x) { return tg::log2(x); }, positive},
    {"log10", 4, [](auto const& x) { return tg::log10(x); }, positive},
    {"log1p", 4, [](auto const& x) { return tg::log1p(x); }, signs},
    {"erf", 4, [](auto const& x) { return tg::erf(x); }, signs},
    {"erfc", 4, [](auto const& x) { return tg::erfc(x); }, signs},
    {"normal_cdf, normal_pdf", 4,
     [](auto const& x) { return tg::normal_cdf(x) + tg::normal_pdf(2 * x); }, signs},
    {"acosh", 4, [](auto const& x) { return tg::acosh(x); }, above},
    {"lgamma, digamma", 4, [](auto const& x) { return tg::lgamma(x) * tg::digamma(x); }, above},
    {"tgamma, zeta", 4, [](auto const& x) { return tg::tgamma(x) * tg::zeta(2, x); }, above},
    {"beta", 4, [](auto const& x) { return tg::beta(x, 1.5 * x); }, above},
    {"erfinv, sinc", 4, [](auto const& x) { return tg::erfinv(x) * tg::sinc(x); }, signs},
    {"steps", 0,
     [](auto const& x) {
       return tg::floor(4 * x) + tg::ceil(4 * x) + tg::trunc(4 * x) + (tg::round)(4 * x) +
              tg::rint(4 * x);
     },
     signs},
    {"remainders", 0,
     [](auto const& x) { return tg::fmod(x, 0.375) + tg::remainder(x, 0.375) + tg::mod(x, 0.375); },
     signs},
    {"copysign, fmax, fmin", 4,
     [](auto const& x, auto const& y) {
       return tg::copysign(y, x) + tg::fmax(x, y) * tg::fmin(x, y);
     },
     signs, positive},
};

BOOST_AUTO_TEST_SUITE_END()
