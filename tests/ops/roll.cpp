// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_roll)

constexpr tg::tensor<double, 3> x{1, 2, 3};
constexpr tg::tensor<int, 2, 3> rows{{1, 2, 3}, {4, 5, 6}};

// numpy.roll of the same.
static_assert(tg::roll<1>(x) == tg::tensor<double, 3>{3, 1, 2});
static_assert(tg::roll<-1>(x) == tg::tensor<double, 3>{2, 3, 1});
static_assert(tg::roll<-4>(x) == tg::roll<-1>(x) && tg::roll<3>(x) == x && tg::roll<0>(x) == x);
static_assert(tg::roll<1, 0>(rows) == tg::tensor<int, 2, 3>{{4, 5, 6}, {1, 2, 3}});
static_assert(tg::roll<-1, -1>(rows) == tg::tensor<int, 2, 3>{{2, 3, 1}, {5, 6, 4}});
static_assert(tg::roll<2>(tg::tensor<double, 0>{}).size() == 0);
// The adjoint moves back.
static_assert(tg::grad([](auto const& a) { return tg::sum(tg::roll<1>(a) * x); })(x) ==
              tg::tensor{2.0, 3.0, 1.0});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(x);
  BOOST_TEST((tg::roll(v, 1).data() == tg::dynamic_tensor<double>{3, 1, 2}));
  BOOST_TEST((tg::roll(v, -4).data() == tg::dynamic_tensor<double>{2, 3, 1}));
  tg::variable<int> const w(rows);
  BOOST_TEST((tg::roll(w, 1, 0).data() == tg::dynamic_tensor<int>{{4, 5, 6}, {1, 2, 3}}));
  BOOST_CHECK_THROW(tg::roll(w, 1, 2), tg::shape_error);
  BOOST_CHECK_THROW(tg::roll(w, 1), tg::shape_error);
  tg::tensor<double, tg::dyn, 3> const open(tg::tensor<double, 1, 3>{{1, 2, 3}});
  BOOST_TEST((tg::roll<1, 1>(open) == tg::tensor<double, 1, 3>{{3, 1, 2}}));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::roll<1, 1>(a * a) * a; },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
