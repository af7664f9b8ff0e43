// SPDX-License-Identifier: BSL-1.0
#include <typegrad/dynamic.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_masked_adjoint)

// Each at x = 0, where a slope of it is infinite or no number; tests/ops/masked_slopes.cpp has the
// rest of the operations. Functions, so that a case is traced by itself.
constexpr std::tuple singular{[](auto x) { return tg::sqrt(x); },
                              [](auto x) { return tg::log(x); },
                              [](auto x) { return tg::pow(x, x); },
                              [](auto x) { return tg::exp(800 + x); },
                              [](auto x) { return tg::sqrt(x) * tg::log(x); },
                              [](auto x) { return (tg::max)(1 / x, tg::log(x)); }};
constexpr int count = 6;
static_assert(std::tuple_size_v<decltype(singular)> == count);

/// Case i at x(i), and where the mask keeps it out a function with the slopes 3 and 2.
template <int... Case>
constexpr auto guarded_cases(auto const& x, std::integer_sequence<int, Case...>) {
  auto sum = 0.0 * x(0);
  ((sum = sum + tg::where(x(Case) > 0, std::get<Case>(singular)(x(Case)),
                          3 * x(Case) + x(Case) * x(Case))),
   ...);
  return sum;
}
constexpr auto guarded = [](auto const& x) {
  return guarded_cases(x, std::make_integer_sequence<int, count>{});
};
constexpr auto slope = [](auto const& x) { return tg::sum(tg::grad(guarded)(x)); };

template <class Tensor>
void expect_all(Tensor const& found, double expected) {
  for (int i = 0; i < static_cast<int>(found.size()); ++i)
    BOOST_TEST(found.data()[i] == expected, "case " << i << ": " << found.data()[i]);
}

BOOST_AUTO_TEST_CASE(reverse_mode_leaves_no_trace_of_the_side_that_is_masked) {
  expect_all(tg::grad(guarded)(tg::tensor<double, count>{}), 3.0);
  tg::tensor<float, count> const x{};
  expect_all(tg::grad(guarded)(x), 3.0);
}

BOOST_AUTO_TEST_CASE(nor_do_forward_mode_and_second_derivatives) {
  tg::tensor<double, count> const x{};
  auto const ones = tg::ones<double, count>();
  BOOST_TEST(tg::jvp(guarded)(tg::at(x), tg::along(ones)).second == 3.0 * count);
  expect_all(tg::hvp(guarded)(x, ones), 2.0);
  expect_all(tg::grad(slope)(x), 2.0);
}

BOOST_AUTO_TEST_CASE(nor_extents_that_are_known_at_run_time) {
  expect_all(tg::grad(guarded)(tg::tensor<double, tg::dyn>(count)), 3.0);
}

BOOST_AUTO_TEST_CASE(nor_variables_and_what_is_compiled_of_them) {
  tg::variable<double> x(tg::dynamic_tensor<double>(tg::shape{count}));
  auto const y = guarded(x);
  y.backward({.create_graph = true});
  auto const first = x.grad();
  expect_all(first.data(), 3.0);
  x.clear_grad();
  tg::sum(first).backward();
  expect_all(x.grad().data(), 2.0);
  auto const compiled = tg::compile(guarded, tg::shape{count});
  expect_all(compiled.grad(tg::dynamic_tensor<double>(tg::shape{count})).first, 3.0);
}

// Tensors: what lies between the mask and the infinite slope is no element-wise operation, or
// broadcasts, or is masked again.
constexpr auto through_operations = [](auto const& x) {  // of (2, 3), zeros in the first row
  auto const rows = tg::sum<1>(tg::exp(800 - 800 * x));  // overflows in the first row
  auto const moved = tg::transpose(tg::reshape<3, 2>(tg::sqrt(x)));
  auto const parts = tg::concatenate<0>(tg::log(x), tg::sqrt(x));
  auto const root = tg::sqrt(x);
  auto const nested = tg::where(x > 0, tg::where(x > 0.5, root, 2 * root), 0);
  auto const other = tg::where(x > 0, root, 0) + tg::where(x > 0.5, root, 0);
  auto const all = tg::where(tg::sum(x) > 100, tg::where(x > 0, root, 0), 0);
  return tg::sum(tg::where(rows < 1e9, rows, 0)) + tg::sum(tg::where(moved > 0, moved, 0)) +
         tg::sum(tg::where(parts > 0, parts, 0)) + tg::sum(nested) + tg::sum(other * other) +
         tg::sum(all) +
         tg::where(tg::sum(x) > 100, tg::sum(tg::matmul(root, tg::transpose(1 / x))), 0) +
         tg::where(tg::sum(x) > 100, tg::norm(0 * x) + tg::logsumexp(tg::log(0 * x)), 0);
};
BOOST_AUTO_TEST_CASE(masks_pass_through_reductions_layout_joins_and_products) {
  tg::tensor<double, 2, 3> const x{{0, 0, 0}, {1, 1, 1}};
  // In the second row: d exp(800 - 800 x) = -800, d sqrt = 1/2 twice (moved and parts), nested 1/2,
  // (2 root)^2 = 4 x: 4; log(1) = 0 is masked.
  auto const expected = tg::tensor<double, 2, 3>{{0, 0, 0}, {-794.5, -794.5, -794.5}};
  BOOST_TEST((tg::grad(through_operations)(x) == expected));
  auto const [y, dy] = tg::jvp(through_operations)(tg::at(x), tg::along(x));
  BOOST_TEST(dy == 3 * -794.5);
  tg::variable<double> const v(x);
  through_operations(v).backward();
  BOOST_TEST((v.grad().data() == tg::dynamic_tensor<double>(expected)));
}

// A mask of elements meets a sum: what is summed of elements none of which is selected is a zero of
// the structure too. Zeros in the first row, where each of these has an infinite slope.
constexpr auto through_sums = [](auto const& x) {
  constexpr tg::tensor<double, 3, 2> w{{1, 2}, {3, 4}, {5, 6}};
  constexpr tg::tensor<double, 3> v{1, 2, 1};
  auto const root = tg::sqrt(x);
  auto const row = tg::sqrt(21 * tg::sum<1>(x, tg::keepdims));
  auto const product = tg::matmul(root, w);
  auto const largest = tg::max<1>(root);
  auto const all = tg::prod<1>(root);
  auto const sorted = tg::sort<1>(root);
  auto const selected = tg::where(x > 0, x, 0);
  auto const turns = tg::fori<3>([](auto const& c) { return tg::sqrt(c); }, tg::sum<0>(0 * x));
  return tg::sum(tg::where(product > 0, product, 0)) + tg::sum(tg::where(x > 0, row, 0)) +
         tg::sum(tg::where(largest > 0, largest, 0)) + tg::sum(tg::where(all > 0, all, 0)) +
         tg::sum(tg::where(x > 0, tg::cumsum<1>(root), 0)) +
         tg::sum(tg::where(sorted > 0, sorted, 0)) + tg::sum(tg::maximum(row, 0 * x + 1)) +
         tg::sum(tg::where(x > 0, tg::pow(x, -2), 0)) +
         tg::where(tg::sum(x) > 100, tg::sum(turns), 0) +
         // forward mode meets the mask before the sum
         tg::sum(tg::sqrt(21 * tg::sum<1>(selected))) +
         5 * tg::sum(tg::sqrt(tg::matmul(selected, v)));
};
BOOST_AUTO_TEST_CASE(masks_of_elements_pass_through_sums) {
  tg::tensor<double, 2, 3> const x{{0, 0, 0}, {1, 4, 16}};
  // The roots are 1, 2 and 4, their slopes s = 1/2, 1/4, 1/8; sqrt(21 r) has 1/2 at the sum r = 21.
  // In the order of the lines: s (3, 7, 11); 3/2; s of 16; the product 8 of the roots / (2 x);
  // s (3, 2, 1); s; 3/2; -2 x^-3; 1/2; v / 2.
  tg::tensor<double, 2, 3> const expected{{0, 0, 0}, {9.5, 7.96875, 5.99951171875}};
  BOOST_TEST((tg::grad(through_sums)(x) == expected));
  auto const ones = 0 * x + 1;
  BOOST_TEST(tg::jvp(through_sums)(x, ones).second == 23.46826171875);
  auto const open = tg::grad(through_sums)(tg::tensor<double, tg::dyn, 3>(x));
  BOOST_TEST((open == tg::tensor<double, tg::dyn, 3>(expected)));
  tg::variable<double> const in(x);
  through_sums(in).backward({.create_graph = true});
  BOOST_TEST((in.grad().data() == tg::dynamic_tensor<double>(expected)));
  auto const first = in.grad();
  in.clear_grad();
  tg::sum(first).backward();
  auto const second = tg::hvp(through_sums)(x, ones);
  for (int i = 0; i < 6; ++i) {
    BOOST_TEST((i < 3 ? second.data()[i] == 0 : std::isfinite(second.data()[i])));
    BOOST_TEST(in.grad().data().data()[i] == second.data()[i], boost::test_tools::tolerance(1e-12));
  }
}

// The rule is one of adjoints: what a function multiplies is IEEE's.
BOOST_AUTO_TEST_CASE(numbers_of_the_function_stay_what_they_are) {
  double const infinite = tg::evaluate([](auto x) { return 1 / x; })(0.0);
  BOOST_TEST(std::isnan(tg::evaluate([](auto x, auto y) { return x * y; })(0.0, infinite)));
  BOOST_TEST(std::isinf(tg::grad([](auto x) { return tg::where(x < 1, tg::sqrt(x), 0); })(0.0)));
}

BOOST_AUTO_TEST_SUITE_END()
