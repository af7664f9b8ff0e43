// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_gradient)

constexpr tg::tensor<double, 6> y{1, 2, 4, 7, 11, 16};
constexpr tg::tensor<double, 6> places{0, 1, 1.5, 3.5, 4, 6};
constexpr tg::tensor<double, 2, 3> rows{{1, 2, 6}, {3, 4, 5}};

// numpy.gradient of the same.
static_assert(tg::gradient(y) == tg::tensor<double, 6>{1, 1.5, 2.5, 3.5, 4.5, 5});
static_assert(tg::gradient(y, 2) == tg::tensor<double, 6>{0.5, 0.75, 1.25, 1.75, 2.25, 2.5});
static_assert(tg::allclose(tg::gradient(y, places), tg::tensor{1, 3, 3.5, 6.7, 6.9, 2.5}, 0,
                           1e-15));
static_assert(tg::gradient<0>(rows) == tg::tensor<double, 2, 3>{{2, 2, -1}, {2, 2, -1}});
static_assert(tg::gradient<1>(rows) == tg::tensor<double, 2, 3>{{1, 2.5, 4}, {1, 1, 1}});
static_assert(tg::allclose(tg::gradient<1>(rows, tg::tensor{0, 1, 3}),
                           tg::tensor<double, 2, 3>{{1, 4 / 3.0, 2}, {1, 5 / 6.0, 0.5}}, 0, 1e-15));
static_assert(tg::gradient(tg::tensor{2'000'000'000, -2'000'000'000}) == tg::tensor{-4e9, -4e9});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const v(y), at(places), m(rows);
  BOOST_TEST((tg::gradient(v, 2).data() == tg::dynamic_tensor<double>(tg::gradient(y, 2))));
  BOOST_TEST(tg::allclose(tg::gradient(v, at), tg::gradient(y, places)));
  BOOST_TEST(tg::allclose(tg::gradient(y, at), tg::gradient(y, places)));
  BOOST_TEST((tg::gradient<0>(m).data() == tg::dynamic_tensor<double>{{2, 2, -1}, {2, 2, -1}}));
  BOOST_CHECK_THROW(tg::gradient(m), tg::shape_error);
  BOOST_CHECK_THROW(tg::gradient(tg::variable<double>(tg::zeros<double>({1}))), tg::shape_error);
  tg::tensor<double, tg::dyn> const open(y), open_places(places);
  BOOST_TEST((tg::gradient(open) == tg::gradient(y)));
  BOOST_TEST(tg::allclose(tg::dynamic_tensor<double>(tg::gradient(open, open_places)),
                          tg::gradient(y, places)));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto h, auto x) { return tg::gradient(h * h, x) * tg::gradient(h); },
                            tg::tensor<double, 4>{0.5, -1.25, 2.0, 0.75},
                            tg::tensor<double, 4>{0, 1, 1.5, 3.5}));
}

BOOST_AUTO_TEST_SUITE_END()
