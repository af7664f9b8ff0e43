// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_full_like)

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr tg::tensor<float, 2, 2> x{{1, nan}, {3, 4}};
static_assert(tg::zeros_like(x) == tg::tensor<float, 2, 2>{});
static_assert(tg::full_like(x, tg::tensor{1, 2}) == tg::tensor<float, 2, 2>{{1, 2}, {1, 2}});
// numpy.full_like([1, 2], 2.5), numpy.full_like([True, False], 2)
static_assert(tg::full_like(tg::tensor{1, 2}, 2.5) == tg::tensor{2, 2});
static_assert(tg::full_like(tg::tensor{true, false}, 2) == tg::tensor{true, true});
static_assert(tg::full_like(3.0f, 2.5) == 2.5f && tg::ones_like(3) == 1);
static_assert(std::is_same_v<decltype(tg::full_like(3.0f, 2)), float>);

constexpr auto f = [](auto const& a, auto const& v) {
  return tg::sum(tg::full_like(a, v) * a + tg::ones_like(a) - tg::zeros_like(a));
};
constexpr auto slopes = tg::value_and_grad(f, tg::wrt<0, 1>)(tg::tensor{1.0, 2.0}, 3.0);
static_assert(slopes.first == 11);
static_assert(slopes.second == tg::results{tg::tensor{3.0, 3.0}, 3.0});

// They are literals, of which identities leave nothing.
constexpr auto same = [](auto const& a) { return a * tg::ones_like(a) + tg::zeros_like(a); };
static_assert(tg::program<decltype(tg::evaluate(same)), tg::tensor<double, 3>>::node_count == 1);

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  using numbers = tg::dynamic_tensor<double>;
  numbers const d{{1, 2}, {3, 4}};
  BOOST_TEST((tg::full_like(d, 7) == numbers{{7, 7}, {7, 7}}));
  BOOST_TEST((tg::zeros_like(tg::variable<float>{1, 2}).data() == tg::zeros<float>({2})));
  tg::variable<double> a{1, 2}, v(3.0);
  f(a, v).backward();
  BOOST_TEST((a.grad().data() == numbers{3, 3} && v.grad().data().item() == 3));
  tg::tensor<double, tg::dyn> const open(numbers{1, 2, 5});
  BOOST_TEST((tg::full_like(open, 2) == tg::tensor<double, tg::dyn>(numbers{2, 2, 2})));

  auto const told = [](char const* words) {
    return [=](tg::shape_error const& error) { return error.what() == std::string(words); };
  };
  BOOST_CHECK_EXCEPTION(
      tg::full_like(tg::zeros<double>({1, 2}), d), tg::shape_error,
      told("full_like(a): the value must broadcast to the shape of a; a is (1, 2)"));
  BOOST_CHECK_EXCEPTION(tg::full_like(tg::tensor{1.0, 2.0}, d), tg::shape_error,
                        told("full_like(a): the shape must be that of x; a is (2, 2)"));
}

BOOST_AUTO_TEST_SUITE_END()
