// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_kron)

constexpr tg::tensor<int, 2, 2> a{{1, 2}, {3, 4}};
constexpr tg::tensor<int, 2, 2> b{{0, 5}, {6, 7}};

// numpy.kron of the same.
static_assert(tg::kron(a, b) ==
              tg::tensor<int, 4, 4>{
                  {0, 5, 0, 10}, {6, 7, 12, 14}, {0, 15, 0, 20}, {18, 21, 24, 28}});
static_assert(tg::kron(tg::tensor{1, 2, 3}, tg::tensor{4, 5}) == tg::tensor{4, 5, 8, 10, 12, 15});
static_assert(tg::kron(tg::tensor{1, 2}, b) ==
              tg::tensor<int, 2, 4>{{0, 5, 0, 10}, {6, 7, 12, 14}});
static_assert(tg::kron(b, 2) == 2 * b);

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<int> const v(a), w(b);
  tg::dynamic_tensor<int> const expected(tg::kron(a, b));
  BOOST_TEST((tg::kron(v, w).data() == expected && tg::kron(a, w).data() == expected));
  tg::variable<double> const axes(tg::zeros<double>({1, 1, 1, 1, 1}));
  BOOST_CHECK_THROW(tg::kron(axes, axes), tg::shape_error);
  tg::tensor<int, tg::dyn, 2> const open(a);
  BOOST_TEST((tg::kron(open, b) == tg::kron(a, b)));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x, auto y) { return tg::kron(x, y); },
                            tg::tensor<double, 2, 2>{0.5, -1.25, 2.0, 0.75},
                            tg::tensor<double, 3>{-0.75, 1.25, 0.5}));
}

BOOST_AUTO_TEST_SUITE_END()
