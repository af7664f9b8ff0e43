// SPDX-License-Identifier: BSL-1.0
// Results larger than 64 elements that are joined from parts: what no part writes is zero. A
// constant expression refuses to read an element that nobody wrote.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_run_join)

namespace {

template <int N>
constexpr tg::tensor<double, N> numbers() {
  tg::tensor<double, N> x;
  for (int i = 0; i < N; ++i) x(i) = i + 1;
  return x;
}

/// The sum of x_i^2 x_(i + Step): second derivatives 2 x_(i + Step) on the diagonal, 2 x_i off it.
template <int Step>
constexpr auto band = [](auto const& x) {
  auto sum = 0 * x(0);
  for (int i = 0; i + Step < x.size(); ++i) sum += x(i) * x(i) * x(i + Step);
  return sum;
};
template <int N, int Step>
constexpr bool hessian_is_right() {
  auto const x = numbers<N>();
  auto const h = tg::hessian(band<Step>)(x);
  for (int i = 0; i < N; ++i)
    for (int k = 0; k < N; ++k) {
      double const on = i == k && i + Step < N ? 2 * x(i + Step) : 0;
      double const off = i + Step == k ? 2 * x(i) : k + Step == i ? 2 * x(k) : 0;
      if (h(i, k) != on + off) return false;
    }
  return true;
}
// Gaps between the diagonals, and one in the last corner.
static_assert(hessian_is_right<10, 1>());
static_assert(hessian_is_right<9, 4>());
// Every other element: more gaps than are listed.
constexpr auto alternating = [](auto const& x) {
  auto y = x;
  for (int i = 0; i < 12; ++i) {
    auto sum = 0 * x(0);
    for (int k = i % 2; k < 12; k += 2) sum += x(k) * x(k);
    y(i) = sum;
  }
  return y;
};
constexpr bool alternating_is_right() {
  auto const x = numbers<12>();
  auto const j = tg::jacobian(alternating)(x);
  for (int i = 0; i < 12; ++i)
    for (int k = 0; k < 12; ++k)
      if (j(i, k) != (i % 2 == k % 2 ? 2 * x(k) : 0)) return false;
  return true;
}
static_assert(alternating_is_right());

}  // namespace

BOOST_AUTO_TEST_CASE(what_no_part_writes_is_zero) {
  BOOST_TEST((hessian_is_right<10, 1>()));
  BOOST_TEST((hessian_is_right<9, 4>()));
  BOOST_TEST(alternating_is_right());
}

BOOST_AUTO_TEST_SUITE_END()
