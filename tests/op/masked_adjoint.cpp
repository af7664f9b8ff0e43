// SPDX-License-Identifier: BSL-1.0
#include <typegrad/dynamic.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_masked_adjoint)

// Each at x = 0, where a slope of it is infinite or no number.
constexpr auto singular = [](auto x) {
  auto const one = 1 + x;
  auto const huge = 800 + x;  // exp overflows
  return std::array{
      tg::sqrt(x),
      tg::log(x),
      1 / x,
      x / x,
      tg::sin(x) / x,
      1 / (x * x),
      tg::pow(x, 0.5),
      tg::pow(x, -2.0),
      tg::pow(x, 1.5),
      tg::pow(x, x),
      tg::acos(one),
      tg::asin(one),
      tg::acosh(one),
      tg::atanh(one),
      tg::atanh(x - 1),
      tg::sqrt(x * x),
      tg::hypot(x, x),
      tg::atan2(x, x),
      tg::cbrt(x),
      tg::log1p(x - 1),
      tg::log2(x),
      tg::log10(x),
      tg::exp(huge),
      tg::exp2(2 * huge),
      tg::expm1(huge),
      tg::sinh(huge),
      tg::cosh(huge),
      tg::square(tg::exp(huge / 2)),
      tg::sqrt(tg::sqrt(x)),
      tg::log(tg::sqrt(x)),
      tg::sqrt(x) * tg::log(x),
      x * tg::log(x),
      tg::exp(-1 / x),
      tg::atan(1 / x),
      tg::tanh(1 / x),
      tg::erf(1 / x),
      tg::log(tg::log(one)),
      tg::asinh(1 / x),
      (tg::max)(1 / x, tg::log(x)),
      (tg::abs)(tg::sqrt(x)),
      tg::normal_cdf(1 / x),
      tg::silu(1 / x),
      tg::sigmoid(1 / x),
      tg::softplus(huge) / x,
      x / tg::expm1(x),
      (1 - tg::cos(x)) / (x * x),
  };
};
constexpr int count = 46;

/// Case i at x(i), and where the mask keeps it out a function with the slopes 3 and 2.
constexpr auto guarded = [](auto const& x) {
  auto sum = 0.0 * x(0);
  for (int i = 0; i < count; ++i) {
    auto const each = singular(x(i));
    static_assert(each.size() == count);
    sum = sum + tg::where(x(i) > 0, each[static_cast<std::size_t>(i)], 3 * x(i) + x(i) * x(i));
  }
  return sum;
};
constexpr auto slope = [](auto const& x) { return tg::sum(tg::grad(guarded)(x)); };

template <class Tensor>
void expect_all(Tensor const& found, double expected) {
  for (int i = 0; i < count; ++i)
    BOOST_TEST(found.data()[i] == expected, "case " << i << ": " << found.data()[i]);
}

BOOST_AUTO_TEST_CASE(reverse_mode_leaves_no_trace_of_the_side_that_is_masked) {
  expect_all(tg::grad(guarded)(tg::tensor<double, count>{}), 3.0);
  tg::tensor<float, count> const x{};
  expect_all(tg::grad(guarded)(x), 3.0);
}

BOOST_AUTO_TEST_CASE(nor_do_forward_mode_and_second_derivatives) {
  tg::tensor<double, count> const x{};
  auto ones = x;
  for (int i = 0; i < count; ++i) ones.data()[i] = 1;
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

// The rule is one of adjoints: what a function multiplies is IEEE's.
BOOST_AUTO_TEST_CASE(numbers_of_the_function_stay_what_they_are) {
  double const infinite = tg::evaluate([](auto x) { return 1 / x; })(0.0);
  BOOST_TEST(std::isnan(tg::evaluate([](auto x, auto y) { return x * y; })(0.0, infinite)));
  BOOST_TEST(std::isinf(tg::grad([](auto x) { return tg::where(x < 1, tg::sqrt(x), 0); })(0.0)));
}

BOOST_AUTO_TEST_SUITE_END()
