// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cstdint>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cumprod)

constexpr auto weighted = [](auto const& x) {
  return tg::sum(tg::cumprod<0>(x) * tg::tensor<double, 4>{1, 10, 100, 1000});
};
constexpr tg::tensor<double, 4> powers{2, 3, 5, 7};
static_assert(tg::cumprod<0>(powers) == tg::tensor<double, 4>{2, 6, 30, 210});
// By hand: d/dx0 = 1 + 10 3 + 100 15 + 1000 105, and so on.
static_assert(tg::grad(weighted)(powers) == tg::tensor<double, 4>{106531, 71020, 42600, 30000});
// Zeros are no case of their own: d/dx1 at x1 = 0 is 10 2 + 100 10 + 1000 70.
static_assert(tg::grad(weighted)(tg::tensor<double, 4>{2, 0, 5, 7}) ==
              tg::tensor<double, 4>{1, 71020, 0, 0});
static_assert(tg::grad(weighted)(tg::tensor<double, 4>{2, 0, 0, 7}) ==
              tg::tensor<double, 4>{1, 20, 0, 0});

// NumPy 1.24: nothing follows a product of infinity and 0 but NaN; the sign of zero stays.
constexpr double inf = std::numeric_limits<double>::infinity();
static_assert(tg::cumprod<0>(tg::tensor<double, 4>{-0.0, 2, -inf, 3})(1) == 0 &&
              std::bit_cast<std::int64_t>(tg::cumprod<0>(tg::tensor<double, 2>{-0.0, 2})(1)) < 0 &&
              tg::isnan(tg::cumprod<0>(tg::tensor<double, 4>{-0.0, 2, -inf, 3})(3)));

// What a mask leaves out behind the last element that counts has no slope, whatever it is: by
// hand, 1 + 3, 2 and, of the second order, 1 for both.
constexpr tg::tensor<bool, 4> first_two{true, true, false, false};
constexpr auto kept = [](auto const& x) {
  return tg::sum(tg::where(first_two, tg::cumprod<0>(x), 0.0));
};
constexpr tg::tensor<double, 4> with_infinity{2, 3, inf, 5};
static_assert(tg::grad(kept)(with_infinity) == tg::tensor<double, 4>{4, 2, 0, 0});
static_assert(tg::hvp(kept)(with_infinity, tg::tensor<double, 4>{1, 1, 1, 1}) ==
              tg::tensor<double, 4>{1, 1, 0, 0});

BOOST_AUTO_TEST_CASE(a_mask_with_variables) {
  tg::variable<double> const x(with_infinity);
  kept(x).backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{4, 2, 0, 0}));
}

BOOST_AUTO_TEST_CASE(along_each_axis_as_numpy) {
  constexpr tg::tensor<int, 2, 3> x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((tg::cumprod<0>(x) == tg::tensor<int, 2, 3>{{1, 2, 3}, {4, 10, 18}}));
  BOOST_TEST((tg::cumprod<-1>(x) == tg::tensor<int, 2, 3>{{1, 2, 6}, {4, 20, 120}}));
  static_assert(tg::cumprod<0>(tg::tensor<bool, 3>{true, false, true}) ==
                tg::tensor<std::int64_t, 3>{1, 0, 0});
  BOOST_CHECK_THROW(tg::cumprod(tg::variable<double>(powers), 1), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * tg::cumprod<1>(x); },
                            tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

BOOST_AUTO_TEST_SUITE_END()
