// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_pad)

constexpr tg::tensor<double, 4> x{1, 2, 3, 4};
constexpr tg::tensor<int, 2, 3> rows{{1, 2, 3}, {4, 5, 6}};

// numpy.pad of the same.
static_assert(tg::pad<2, 3>(x) == tg::tensor<double, 9>{0, 0, 1, 2, 3, 4, 0, 0, 0});
static_assert(tg::pad<"edge", 2, 3>(x) == tg::tensor<double, 9>{1, 1, 1, 2, 3, 4, 4, 4, 4});
static_assert(tg::pad<"reflect", 2, 3>(x) == tg::tensor<double, 9>{3, 2, 1, 2, 3, 4, 3, 2, 1});
static_assert(tg::pad<"symmetric", 2, 3>(x) == tg::tensor<double, 9>{2, 1, 1, 2, 3, 4, 4, 3, 2});
static_assert(tg::pad<"wrap", 2, 3>(x) == tg::tensor<double, 9>{3, 4, 1, 2, 3, 4, 1, 2, 3});
static_assert(tg::pad<1>(rows) ==
              tg::tensor<int, 4, 5>{
                  {0, 0, 0, 0, 0}, {0, 1, 2, 3, 0}, {0, 4, 5, 6, 0}, {0, 0, 0, 0, 0}});
static_assert(tg::pad<"reflect", 1>(rows) ==
              tg::tensor<int, 4, 5>{
                  {5, 4, 5, 6, 5}, {2, 1, 2, 3, 2}, {5, 4, 5, 6, 5}, {2, 1, 2, 3, 2}});
static_assert(tg::pad<"edge", 1, 0, -1>(rows) == tg::tensor<int, 2, 4>{{1, 1, 2, 3}, {4, 4, 5, 6}});
static_assert(tg::pad<0>(x) == x && tg::pad<"wrap", 0>(x) == x);
// How often an element is there.
static_assert(tg::grad([](auto const& a) { return tg::sum(tg::pad<"reflect", 2, 3>(a)); })(x) ==
              tg::tensor<double, 4>{2, 3, 3, 1});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(x);
  BOOST_TEST((tg::pad(v, 2, 3).data() == tg::dynamic_tensor<double>{0, 0, 1, 2, 3, 4, 0, 0, 0}));
  BOOST_TEST((tg::pad<"wrap">(v, 1).data() == tg::dynamic_tensor<double>{4, 1, 2, 3, 4, 1}));
  BOOST_TEST((tg::pad<"edge">(tg::variable<int>(rows), 1, 0, {1}).data() ==
              tg::dynamic_tensor<int>{{1, 1, 2, 3}, {4, 4, 5, 6}}));
  BOOST_CHECK_THROW(tg::pad<"reflect">(v, 4), tg::shape_error);
  BOOST_CHECK_THROW(tg::pad(v, -1), tg::shape_error);
  BOOST_CHECK_THROW(tg::pad(v, 1, 1, {1}), tg::shape_error);
  tg::tensor<double, tg::dyn> const open(x);
  BOOST_TEST((tg::pad<2, 3>(open) == tg::pad<2, 3>(x)));
  BOOST_TEST((tg::pad<"edge", 2, 3>(open) == tg::pad<"edge", 2, 3>(x)));
  BOOST_TEST((tg::pad<"reflect", 2, 3>(open) == tg::pad<"reflect", 2, 3>(x)));
  BOOST_TEST((tg::pad<"symmetric", 2, 3>(open) == tg::pad<"symmetric", 2, 3>(x)));
  BOOST_TEST((tg::pad<"wrap", 2, 3>(open) == tg::pad<"wrap", 2, 3>(x)));
  BOOST_CHECK_THROW((tg::pad<"wrap", 5>(open)), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(
      [](auto a) {
        return tg::pad<"reflect", 1>(a * a) * tg::pad<1>(a) + tg::pad<"edge", 2, 0>(a);
      },
      tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
