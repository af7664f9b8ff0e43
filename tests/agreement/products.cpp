// SPDX-License-Identifier: BSL-1.0
// More than 30 s of a processor with -O3, 4 s a line: same_everywhere.hpp says for what.
#include "same_everywhere.hpp"

BOOST_AUTO_TEST_SUITE(agreement_products)

constexpr tg::tensor<double, 2, 3> x{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}};
constexpr tg::tensor<double, 3, 4> w{
    {0.5, 0.2, -0.1, 1.1}, {0.3, 0.9, 0.4, -0.6}, {-0.2, 0.1, 0.7, 0.8}};
constexpr tg::tensor<double, 4> bias{0.4, 1.7, 0.6, -0.3};
constexpr tg::tensor<double, 3> vector{0.4, 1.7, 0.6};
constexpr tg::tensor<double, 3, 3> square{{0.5, 0.2, -0.1}, {0.3, 0.9, 0.4}, {-0.2, 0.1, 0.7}};
constexpr tg::tensor<double, 3, 2> columns{{0.5, 0.2}, {0.3, -0.9}, {-0.2, 0.1}};
constexpr tg::tensor<double, 2, 2, 3> batch{{{0.3, -0.7, 0.2}, {-0.9, 0.4, 1.6}},
                                            {{0.5, 0.2, -0.1}, {0.3, 0.9, 0.4}}};

constexpr tg::tensor<double, 7, 7> large = [] {
  tg::tensor<double, 7, 7> a;
  for (int i = 0; i < 49; ++i) a.data()[i] = (i * 5 % 11 - 5) / 8.0 + (i % 8 == 3 ? 3 : 0);
  return a;
}();

agreement const table[] = {
    {"matmul", 4, [](auto const& a, auto const& b) { return tg::matmul(a, b); }, x, w},
    {"matmul of a batch", 4, [](auto const& a, auto const& b) { return tg::matmul(a, b); }, batch,
     w},
    {"matmul of a vector", 4, [](auto const& a, auto const& b) { return tg::matmul(a, b); }, x,
     vector},
    {"convolve", 4, [](auto const& a) { return tg::convolve<"same">(a, vector); }, bias},
    {"kron", 4, [](auto const& a, auto const& b) { return tg::kron(a, b); }, vector, x},
    {"polyval", 4, [](auto const& a) { return tg::polyval(vector, a); }, x},
    {"outer", 4, [](auto const& a, auto const& b) { return tg::outer(a, b); }, vector, bias},
    {"linear", 4, [](auto const& a, auto const& b, auto const& c) { return tg::linear(a, b, c); },
     x, w, bias},
    {"inverse", 4, [](auto const& a) { return tg::inverse(a); }, square},
    {"determinant", 4, [](auto const& a) { return tg::determinant(a); }, square},
    {"slogdet", 4,
     [](auto const& a) {
       auto const [sign, logabsdet] = tg::slogdet(a);
       return sign * logabsdet;
     },
     square},
    {"cholesky", 8, [](auto const& a) { return tg::cholesky(tg::matmul(a, tg::transpose(a))); },
     square},
    {"cofactors", 4, [](auto const& a) { return tg::cofactors(a); }, square},
    {"solve_triangular", 4, [](auto const& a, auto const& b) { return tg::solve_triangular(a, b); },
     square, columns},
    {"solve and inverse of seven rows", 16,
     [](auto const& a) { return tg::solve(tg::transpose(a), tg::inverse(a)); }, large},
    {"solve", 4, [](auto const& a, auto const& b) { return tg::solve(a, b); }, square, columns},
};

BOOST_AUTO_TEST_SUITE_END()
