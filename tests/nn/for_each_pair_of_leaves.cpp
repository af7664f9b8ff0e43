// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/for_each_pair_of_leaves.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_for_each_pair_of_leaves)

template <class T>
struct mixed {
  tg::tensor<T, 2> a{};
  float b{};
  tg::tensor<int, 3> steps{};
  T c{};
};

BOOST_AUTO_TEST_CASE(every_real_leaf_meets_its_own_and_integers_are_left_out) {
  mixed<double> p{};
  mixed<double> const g{{1, 2}, 3, {7, 7, 7}, 4};
  int calls = 0;
  tg::for_each_pair_of_leaves(p, g, [&]<class T>(T* to, T const* from, tg::index_t n) {
    for (tg::index_t i = 0; i < n; ++i) to[i] = from[i];
    ++calls;
  });
  BOOST_TEST(calls == 3);
  BOOST_TEST((p.a == tg::tensor<double, 2>{1, 2}));
  BOOST_TEST(p.b == 3.0f);
  BOOST_TEST(p.c == 4.0);
  BOOST_TEST((p.steps == tg::tensor<int, 3>{}));
}

BOOST_AUTO_TEST_SUITE_END()
