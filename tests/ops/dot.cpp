// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_dot)

// T-31, numpy.dot: 32 and [[19 22] [43 50]]
static_assert(tg::dot(tg::tensor<int, 3>{1, 2, 3}, tg::tensor<int, 3>{4, 5, 6}) == 32);
static_assert(tg::dot(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}},
                      tg::tensor<int, 2, 2>{{5, 6}, {7, 8}}) ==
              tg::tensor<int, 2, 2>{{19, 22}, {43, 50}});
static_assert(tg::dot(tg::tensor<int, 2, 2>{{1, 2}, {3, 4}}, tg::tensor<int, 2>{5, 6}) ==
              tg::tensor<int, 2>{17, 39});
static_assert(tg::dot(3.0, tg::tensor<double, 2>{1, 2}) == tg::tensor<double, 2>{3, 6});
static_assert(tg::dot(tg::tensor<double, 2>{1, 2}, 3) == tg::tensor<double, 2>{3, 6});

constexpr auto inner = [](auto const& a, auto const& b) { return tg::dot(a, b); };
static_assert(tg::grad(inner)(tg::tensor<double, 3>{1, 2, 3}, tg::tensor<double, 3>{4, 5, 6}) ==
              tg::tensor<double, 3>{4, 5, 6});

BOOST_AUTO_TEST_CASE(the_inner_product_of_vectors_is_a_number) {
  static_assert(
      std::is_same_v<decltype(tg::dot(tg::tensor<float, 3>{}, tg::tensor<float, 3>{})), float>);
  // d (a.b)^2 / da = 2 (a.b) b = 2 * 32 * (4, 5, 6)
  auto const g = tg::grad([](auto const& a, auto const& b) {
    return tg::dot(a, b) * tg::dot(a, b);
  })(tg::tensor<double, 3>{1, 2, 3}, tg::tensor<double, 3>{4, 5, 6});
  BOOST_TEST((g == tg::tensor<double, 3>{256, 320, 384}));
}

BOOST_AUTO_TEST_SUITE_END()
