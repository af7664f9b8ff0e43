// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_polyval)

constexpr tg::tensor<double, 3> p{2, -1, 0.5};
constexpr tg::tensor<double, 2, 2> x{{1, 2}, {3, -4}};

// numpy.polyval of the same.
static_assert(tg::polyval(p, x) == tg::tensor<double, 2, 2>{{1.5, 6.5}, {15.5, 36.5}});
static_assert(tg::polyval(p, 3.0) == 15.5 && tg::polyval(p, 3) == 15.5);
static_assert(tg::polyval(tg::tensor<double, 1>{7}, x) == tg::tensor<double, 2, 2>{{7, 7}, {7, 7}});
static_assert(tg::polyval(tg::tensor{1, 0, 2}, tg::tensor{3, 4}) == tg::tensor{11, 18});
static_assert(tg::polyval(tg::tensor{2.5, 1.0}, tg::tensor{1, 2}) == tg::tensor{3.5, 6.0});
// The derivatives 4 x - 1, and x^2, x, 1.
constexpr auto value = [](auto const& c, auto z) { return tg::polyval(c, z); };
static_assert(tg::grad(value, tg::wrt<1>)(p, 3.0) == 11);
static_assert(tg::grad(value)(p, 3.0) == tg::tensor<double, 3>{9, 3, 1});

BOOST_AUTO_TEST_CASE(shapes_known_at_run_time) {
  tg::variable<double> const c(p), z(x);
  tg::dynamic_tensor<double> const expected{{1.5, 6.5}, {15.5, 36.5}};
  BOOST_TEST((tg::polyval(c, z).data() == expected && tg::polyval(p, z).data() == expected &&
              tg::polyval(c, x).data() == expected));
  BOOST_TEST(
      (tg::polyval(c, tg::variable<int>{1, 3}).data() == tg::dynamic_tensor<double>{1.5, 15.5}));
  BOOST_TEST(tg::polyval(c, 3.0).item() == 15.5);
  BOOST_CHECK_THROW(tg::polyval(z, c), tg::shape_error);
  tg::tensor<double, tg::dyn, 2> const open(x);
  BOOST_TEST((tg::polyval(p, open) == tg::polyval(p, x)));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto c, auto z) { return tg::polyval(c, z); },
                            tg::tensor<double, 4>{0.5, -1.25, 2.0, 0.75},
                            tg::tensor<double, 2>{-0.75, 1.25}));
}

BOOST_AUTO_TEST_SUITE_END()
