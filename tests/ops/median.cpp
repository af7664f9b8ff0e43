// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_laws.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_median)

constexpr tg::tensor<double, 5> odd{3, -1, 7, 2, 5};
constexpr tg::tensor<double, 4> even{3, -1, 7, 2};
constexpr auto middle = [](auto const& x) { return tg::median(x); };
static_assert(tg::median(odd) == 3 && tg::median(even) == 2.5);
static_assert(tg::median(tg::tensor<int, 2, 2>{{4, 1}, {3, 2}}) == 2.5);
static_assert(tg::grad(middle)(odd) == tg::tensor<double, 5>{1, 0, 0, 0, 0});
static_assert(tg::grad(middle)(even) == tg::tensor<double, 4>{0.5, 0, 0, 0.5});
// Of equal elements those in the middle as `argsort` has them.
static_assert(tg::grad(middle)(tg::tensor<double, 3>{1, 1, 1}) == tg::tensor<double, 3>{0, 1, 0});
constexpr tg::tensor<double, 2, 3> rows{{3, 1, 2}, {0, 4, 2}};
static_assert(tg::median<1>(rows) == tg::tensor<double, 2>{2, 2});
static_assert(tg::median<0>(rows) == tg::tensor<double, 3>{1.5, 2.5, 2});
static_assert(tg::median<-1>(rows, tg::keepdims) == tg::tensor<double, 2, 1>{2, 2});
static_assert(tg::isnan(tg::median(tg::tensor<double, 3>{
    1, std::numeric_limits<double>::quiet_NaN(), 2})));

// NumPy 1.24: the mean of infinities, of large numbers, and no rule for NaN but NaN.
constexpr double inf = std::numeric_limits<double>::infinity();
using pair = tg::tensor<double, 2>;
static_assert(tg::median(pair{inf, inf}) == inf && tg::isnan(tg::median(pair{inf, -inf})));
static_assert(tg::median(tg::tensor<double, 4>{inf, -inf, 3, -inf}) == -inf);
static_assert(tg::median(pair{1.7e308, 1.7e308}) == inf);

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a) { return tg::median<1>(a * a) * tg::median(a); },
                            tg::tensor<double, 2, 4>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25, 3, 1}));
}

BOOST_AUTO_TEST_CASE(variables) {
  tg::variable<double> const v(rows);
  BOOST_TEST((tg::median(v, 0).data() == tg::dynamic_tensor<double>{1.5, 2.5, 2}));
  BOOST_TEST((tg::median(v, 1, true).data() == tg::dynamic_tensor<double>{{2}, {2}}));
  tg::median(v).backward();
  BOOST_TEST((v.grad().data() == tg::dynamic_tensor<double>{{0, 0, 0.5}, {0, 0, 0.5}}));
  BOOST_CHECK_EXCEPTION(tg::median(v, 2), tg::shape_error, [](tg::shape_error const& e) {
    return std::string(e.what()) ==
           "median(a, 2): every axis must lie in [-rank, rank); a is (2, 3)";
  });
}

BOOST_AUTO_TEST_SUITE_END()
