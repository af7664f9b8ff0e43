// SPDX-License-Identifier: BSL-1.0
// A step of all equal elements moves the largest by one step: shares of ties add up to one, in
// every mode.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_share_of_ties)

// Each has slope 1 in t, wherever t is: three equal numbers, or two.
constexpr auto largest_of_three = [](auto t) { return (tg::max)(tg::stack(1 + t, 1 + t, 1 + t)); };
constexpr auto smallest_of_three = [](auto t) { return (tg::min)(tg::stack(1 + t, 1 + t, 1 + t)); };
constexpr auto largest_in_rows = [](auto t) {
  return tg::sum((tg::max<1>)(tg::broadcast_to<2, 20>(t))) / 2;
};
constexpr auto larger_of_two = [](auto t) { return (tg::max)(t * t, 2 * t - 1); };
constexpr auto smaller_of_two = [](auto t) {
  return 4 * t - (tg::min)(t * t + 2 * t, 4 * t - 1) + 1;
};
constexpr auto larger_of_numbers = [](auto t) { return tg::fmax(t, 2 - t) + t; };
constexpr auto smaller_of_numbers = [](auto t) { return tg::fmin(t, 2 - t) + t; };

template <class F>
static void check(F f, double slope) {
  BOOST_TEST(tg::grad(f)(1.0) == slope);
  BOOST_TEST(tg::grad(f)(1.0F) == static_cast<float>(slope));
  BOOST_TEST(tg::jvp(f)(tg::at(1.0), tg::along(1.0)).second == slope);
  tg::variable<double> const t(1.0);
  f(t).backward();
  BOOST_TEST(t.grad().item() == slope);
  auto const compiled = tg::compile(f, tg::shape{});
  BOOST_TEST(compiled.value_and_grad(tg::dynamic_tensor<double>(1.0)).second.first.item() == slope);
}
BOOST_AUTO_TEST_CASE(steps_of_equals_move_the_result_by_a_step) {
  check(largest_of_three, 1);
  check(smallest_of_three, 1);
  check(largest_in_rows, 1);
  check(larger_of_two, 2);  // both of slope 2 where they touch
  check(smaller_of_two, 0);
  check(larger_of_numbers, 1);  // slopes 1 and -1, halved
  check(smaller_of_numbers, 1);
}

BOOST_AUTO_TEST_CASE(rows_that_are_open_share_among_those_that_are_there) {
  tg::tensor<double, tg::dyn, 2> const x{{1, 4}, {1, 3}, {0, 4}, {1, 4}};
  auto const g = tg::grad([](auto a) { return tg::sum((tg::max<0>)(a)); })(x);
  tg::tensor<double, 4, 2> const shares{
      {1. / 3, 1. / 3}, {1. / 3, 0}, {0, 1. / 3}, {1. / 3, 1. / 3}};
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 2; ++j) BOOST_TEST(g(i, j) == shares(i, j));
}

// The gradient of y^2 / 2 at a tie of two is (y / 2, y / 2), whose own slopes are 1/4.
static_assert(tg::hessian([](auto x) {
                auto const y = (tg::max)(x);
                return y * y / 2;
              })(tg::tensor<double, 2>{3, 3}) ==
              tg::tensor<double, 2, 2>{{0.25, 0.25}, {0.25, 0.25}});

BOOST_AUTO_TEST_SUITE_END()
