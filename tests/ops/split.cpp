// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_split)

BOOST_AUTO_TEST_CASE(the_parts_decompose) {
  constexpr tg::tensor<double, 2, 4> x{{1, 2, 3, 4}, {5, 6, 7, 8}};
  auto const [left, right] = tg::split<2, -1>(x);
  BOOST_TEST((left == tg::tensor<double, 2, 2>{{1, 2}, {5, 6}}));
  BOOST_TEST((right == tg::tensor<double, 2, 2>{{3, 4}, {7, 8}}));
  auto const [top, bottom] = tg::split<2>(x);
  BOOST_TEST((bottom == tg::tensor<double, 1, 4>{{5, 6, 7, 8}}));
  BOOST_TEST((top == tg::tensor<double, 1, 4>{{1, 2, 3, 4}}));
}

constexpr auto f = [](auto x) {
  auto const [a, b, c] = tg::split<3, 1>(x);
  return a * b * b + c * a;
};

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

static_assert(tg::grad([](auto x) { return tg::sum(f(x)); })(tg::tensor<double, 1, 3>{{2, 3, 5}}) ==
              tg::tensor<double, 1, 3>{{14, 12, 2}});  // b^2 + c, 2 a b, a

BOOST_AUTO_TEST_SUITE_END()
