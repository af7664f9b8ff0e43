// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_laws.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cross)

using vector = tg::tensor<double, 3>;
static_assert(tg::cross(vector{1, 0, 0}, vector{0, 1, 0}) == vector{0, 0, 1});
// (2 6 - 3 5, 3 4 - 1 6, 1 5 - 2 4)
static_assert(tg::cross(vector{1, 2, 3}, vector{4, 5, 6}) == vector{-3, 6, -3});
static_assert(tg::cross(tg::tensor<int, 2, 3>{{1, 2, 3}, {4, 5, 6}}, tg::tensor<int, 3>{4, 5, 6}) ==
              tg::tensor<int, 2, 3>{{-3, 6, -3}, {0, 0, 0}});
// d(a x b) . g / da = b x g
static_assert(tg::vjp([](auto a, auto b) { return tg::cross(a, b); })(vector{1, 2, 3},
                                                                      vector{4, 5, 6})
                  .second(vector{1, 0, 2})
                  .first == vector{10, -2, -5});

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a, auto b) { return tg::cross(a, b); }, vector{0.5, -1.25, 2.0},
                            vector{0.75, 1.5, -0.25}));
  BOOST_TEST(tg::check_laws([](auto a, auto b) { return tg::cross(a, b); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 1.0, 0.25, -0.5},
                            vector{0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_CASE(other_axes_may_be_open) {
  tg::tensor<double, tg::dyn, 3> const a{{1, 2, 3}, {4, 5, 6}};
  auto const y = tg::evaluate([](auto const& x, auto const& b) { return tg::cross(x, b); })(
      a, vector{4, 5, 6});
  BOOST_TEST((tg::fix<2, 3>(y) == tg::tensor<double, 2, 3>{{-3, 6, -3}, {0, 0, 0}}));
}

BOOST_AUTO_TEST_CASE(another_last_axis_is_refused) {
  tg::dynamic_tensor<double> const a{1, 2, 3};
  tg::dynamic_tensor<double> const b{1, 2};
  BOOST_TEST((tg::cross(a, a) == tg::dynamic_tensor<double>{0, 0, 0}));
  BOOST_CHECK_EXCEPTION(tg::cross(a, b), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) ==
           "cross(a, b): the last axis of a and of b must have the extent 3; a is (3,), b is (2,)";
  });
}

BOOST_AUTO_TEST_SUITE_END()
