// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(trace_structure)

// d(x y^2) = (y^2, 2 x y)
constexpr auto product = [](auto const& p) {
  auto const& [x, y] = p;
  return x * y * y;
};
static_assert(tg::grad(product)(std::pair(2.0, 3.0)) == std::pair(9.0, 12.0));
static_assert(tg::grad(product)(std::tuple(2.0, 3.0)) == std::tuple(9.0, 12.0));
static_assert(tg::grad(product)(std::array{2.0, 3.0}) == std::array{9.0, 12.0});
static_assert(tg::grad(product)(std::pair(2.0, 3.0f)) == std::pair(9.0, 12.0f));

// A view is read where it lies, while compiling too; the gradient is a tensor.
constexpr float flash[] = {1, 2, 3, 4};
constexpr auto cubes = [](auto const& x) { return tg::sum(x * x * x); };
static_assert(tg::grad(cubes)(tg::view<2, 2>(flash)) == tg::tensor<float, 2, 2>{{3, 12}, {27, 48}});
using program_of_a_view =
    tg::program<decltype(tg::evaluate(cubes)), tg::tensor_view<float const, 4>>;
static_assert(program_of_a_view::run(tg::view<4>(flash)) == 100);
BOOST_AUTO_TEST_CASE(views_are_arguments) {
  float buffer[] = {1, 2, 3, 4};
  auto const both = tg::grad([](auto const& a, auto const& b) { return tg::dot(a, b); },
                             tg::wrt<0, 1>)(tg::view<3>(buffer), tg::view<3>(flash + 1));
  BOOST_TEST((both.first == tg::tensor<float, 3>{2, 3, 4}));
  BOOST_TEST((both.second == tg::tensor<float, 3>{1, 2, 3}));
}

// (x y, x^2) of a pair within a tuple
constexpr auto two = [](auto const& t) {
  auto const& [x, y] = std::get<1>(t);
  return std::pair(x * y, std::tuple(x * x));
};
constexpr std::tuple<double, std::pair<double, double>> inner{5.0, {2.0, 3.0}};
static_assert(tg::evaluate(two)(inner) == std::pair(6.0, std::tuple(4.0)));
static_assert(tg::vjp(two)(inner).second(std::pair(1.0, std::tuple(10.0))) ==
              std::tuple(0.0, std::pair(43.0, 2.0)));
static_assert(tg::jvp(two)(tg::at(inner), tg::along(inner)).second ==
              std::pair(12.0, std::tuple(8.0)));
static_assert(std::get<0>(tg::jacobian(two)(inner).second) == std::tuple(0.0, std::pair(4.0, 0.0)));

// A carry of a loop: 1,000 turns are one node.
constexpr auto exchanged = [](auto const& x) {
  auto const end = tg::fori<1000>([&](auto const& s) { return std::pair(s.second, s.first * x); },
                                  std::pair(x, 1.0 + 0.0 * x));
  return end.first;
};
static_assert(tg::program<decltype(tg::grad(exchanged)), double>::node_count < 50);

BOOST_AUTO_TEST_CASE(tensors_in_a_pair_and_a_loop_over_one) {
  std::pair<double, tg::tensor<double, 2>> const p{2.0, {3.0, 4.0}};
  auto const g = tg::grad([](auto const& q) { return q.first * tg::sum(q.second * q.second); })(p);
  BOOST_TEST(g.first == 25.0);
  BOOST_TEST(g.second(0) == 12.0);
  BOOST_TEST(g.second(1) == 16.0);
  // x^501, because every second turn multiplies
  BOOST_TEST(tg::grad(exchanged)(1.001) == 501 * std::pow(1.001, 500),
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
