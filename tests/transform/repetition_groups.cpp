// SPDX-License-Identifier: BSL-1.0
// Expected numbers are those of the formulas that stand beside the loops.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transform_repetition_groups)

namespace {
namespace tg = typegrad;
using vector = tg::tensor<double, 3>;

template <class Function, class... Values>
constexpr int loops_of() {
  using program = tg::program<Function, Values...>;
  int count = 0;
  for (int id = 0; id < program::flat.size(); ++id)
    count += program::flat.nodes[id].op->kind == tg::operation_kind::repetition;
  return count;
}

// x2 x0^3 and x1 x2 (1 + x0 + x0^2), of which a turn reads x0 and x1.
constexpr auto sums = [](auto const& x) {
  auto const last = tg::fori<3>(
      [&](auto const& s) { return tg::results{s.first * x(0), s.second + s.first * x(1)}; },
      tg::results{x(2), x(2) * 0.0});
  return tg::tensor{last.first, last.second};
};
constexpr vector at{2.0, 3.0, 5.0};
constexpr tg::tensor<double, 2, 3> slopes{{60.0, 0.0, 8.0}, {75.0, 35.0, 21.0}};

// A loop and its tangent.
constexpr auto slope_along = [](auto const& x) { return tg::jvp(sums)(x, x); };
static_assert(tg::evaluate(slope_along)(at).first == tg::tensor<double, 2>{40.0, 105.0});
// homogeneous: of degree 4 and, with x0 beside it, 15 * (2 * 7 + 2 * 5)
static_assert(tg::evaluate(slope_along)(at).second == tg::tensor<double, 2>{160.0, 360.0});
static_assert(loops_of<decltype(slope_along), vector>() == 1);

// Loops back from two results; tangents in three directions.
static_assert(tg::jacobian(sums)(at) == slopes);
static_assert(loops_of<decltype(tg::jacobian(sums)), vector>() == 2);
constexpr auto four = [](auto const& x) {
  auto const y = sums(x);
  return tg::tensor{y(0), y(1), y(1) - y(0), y(0)};
};
constexpr auto columns = tg::value_and_jacobian(four)(at);
static_assert(columns.first == tg::tensor<double, 4>{40.0, 105.0, 65.0, 40.0});
static_assert(columns.second ==
              tg::tensor<double, 4, 3>{
                  {60.0, 0.0, 8.0}, {75.0, 35.0, 21.0}, {15.0, 35.0, 13.0}, {60.0, 0.0, 8.0}});
static_assert(loops_of<decltype(tg::value_and_jacobian(four)), vector>() == 1);

// Second derivatives: one loop that keeps what the other reads on its way back.
constexpr auto second = [](auto const& x) { return sums(x)(1); };
static_assert(tg::hessian(second)(at) ==
              tg::tensor<double, 3, 3>{{30.0, 25.0, 15.0}, {25.0, 0.0, 7.0}, {15.0, 7.0, 0.0}});
static_assert(loops_of<decltype(tg::hessian(second)), vector>() == 2);
static_assert(tg::hvp(second)(at, vector{1.0, 0.0, 1.0}) == vector{45.0, 32.0, 15.0});
static_assert(loops_of<decltype(tg::hvp(second)), vector, vector>() == 2);

// A tangent that reads what the loop gives comes behind it.
constexpr auto along_result = [](auto const& x) { return tg::jvp(sums)(x, sums(x)(0) * x).second; };
static_assert(tg::evaluate(along_result)(at) == tg::tensor<double, 2>{6400.0, 14400.0});
static_assert(loops_of<decltype(along_result), vector>() == 2);

// A loop in a loop, x^7: both with their tangents, or none where the outer one cannot be.
constexpr auto power = [](auto x) {
  return tg::fori<2>([&](auto const& y) { return tg::fori<3>([&](auto z) { return z * x; }, y); },
                     x);
};
constexpr auto slope_of_power = tg::jvp(power);
static_assert(slope_of_power(2.0, 1.0).first == 128.0 && slope_of_power(2.0, 1.0).second == 448.0);
static_assert(loops_of<decltype(slope_of_power), double, double>() == 2);
constexpr auto power_along_itself = [](auto x) { return tg::jvp(power)(x, power(x)).second; };
static_assert(tg::evaluate(power_along_itself)(2.0) == 128.0 * 448.0);
static_assert(loops_of<decltype(power_along_itself), double>() == 4);

// Until y is large: of two paths the loops carry the same x, but do not end together.
constexpr auto doubled = [](auto x) {
  auto const start = x > 3.0 ? 2.0 * x : x * 4.0;
  return tg::while_loop<9>([](auto const& s) { return s.second < 16.0; },
                           [](auto const& s) { return tg::results{s.first * 2, s.second + 2}; },
                           tg::results{x, start})
      .first;
};
static_assert(tg::grad(doubled)(2.0) == 16.0 && tg::grad(doubled)(4.0) == 16.0);
static_assert(tg::grad(doubled)(7.0) == 2.0 && tg::evaluate(doubled)(7.0) == 14.0);
constexpr auto slope_of_doubled = tg::jvp(doubled);
static_assert(slope_of_doubled(7.0, 3.0).second == 6.0);
}  // namespace

BOOST_AUTO_TEST_CASE(the_loop_with_its_tangents_runs) {
  BOOST_TEST(tg::value_and_jacobian(four)(at).second == columns.second,
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
