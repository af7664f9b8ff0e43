// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_join)

/// A tensor built number by number from the elements of another: one join, and one join in its
/// gradient.
constexpr auto rotated = [](auto x) {
  tg::tensor<std::remove_cvref_t<decltype(x(0) * x(0))>, 3> y;
  for (int i = 0; i < 3; ++i) y(i) = x((i + 1) % 3) * x(i);
  return y;
};

constexpr auto chain = [](auto x) {
  auto total = x(0) * x(1);
  for (int i = 1; i < 11; ++i) total = total + x(i) * x(i + 1);
  return total;
};

template <class Graph>
constexpr int count_kind(Graph const& graph, tg::operation_kind kind) {
  int count = 0;
  for (int id = 0; id < graph.size(); ++id)
    if (graph.nodes[id].op->kind == kind) ++count;
  return count;
}

BOOST_AUTO_TEST_CASE(a_tensor_built_from_numbers_obeys_the_laws) {
  BOOST_TEST(tg::check_laws(rotated, tg::tensor<double, 3>{0.5, -1.25, 2.0}));
}

BOOST_AUTO_TEST_CASE(the_gradient_of_a_function_of_elements_is_one_join) {
  using program = tg::program<decltype(tg::grad(chain)), tg::tensor<double, 12>>;
  static_assert(count_kind(program::flat, tg::operation_kind::join) == 1);
  // d/dx(i) = x(i - 1) + x(i + 1): ten additions, none of them of tensors.
  static_assert(count_kind(program::flat, tg::operation_kind::element_wise) == 10);
  tg::tensor<double, 12> x;
  for (int i = 0; i < 12; ++i) x(i) = i * i;
  auto const g = tg::grad(chain)(x);
  BOOST_TEST(g(0) == 1.0);
  BOOST_TEST(g(5) == 16.0 + 36.0);
  BOOST_TEST(g(11) == 100.0);
}

/// Elements, and the whole, of one matrix.
constexpr auto mixed = [](auto x) {
  return tg::sum(x * x * x) + x(0, 0) * x(1, 1) * x(1, 1) + x(1, 0) * tg::sum(x);
};

BOOST_AUTO_TEST_CASE(elements_and_the_whole_of_a_tensor_add_up) {
  // 3 x(i, j)^2 + x(1, 0) everywhere; x(1, 1)^2, 2 x(0, 0) x(1, 1) and the sum where they are read.
  BOOST_TEST((tg::grad(mixed)(tg::tensor<double, 2, 2>{{1, 2}, {3, 4}}) ==
              tg::tensor<double, 2, 2>{{3 + 3 + 16, 12 + 3}, {27 + 3 + 10, 48 + 3 + 8}}));
  using program = tg::program<decltype(tg::grad(mixed)), tg::tensor<double, 2, 2>>;
  static_assert(count_kind(program::flat, tg::operation_kind::join) == 1);
}

BOOST_AUTO_TEST_CASE(regions_of_a_join_are_compared) {
  using tg::compare_regions;
  using tg::region_relation;
  using tg::word;
  constexpr word first[] = {0, 1, 3};
  constexpr word second[] = {2, 1, 3};
  constexpr word third[] = {3, 1, 2};
  constexpr word even[] = {0, 2, 3};
  constexpr word odd[] = {5, -2, 3};
  constexpr word number[] = {2, 1, -1};
  constexpr word empty[] = {2, 1, 0};
  static_assert(compare_regions(first, first, 3) == region_relation::equal);
  static_assert(compare_regions(first, second, 3) == region_relation::overlap);
  static_assert(compare_regions(first, third, 3) == region_relation::apart);
  static_assert(compare_regions(even, odd, 3) == region_relation::apart);
  static_assert(compare_regions(even, first, 3) == region_relation::overlap);
  static_assert(compare_regions(number, third, 3) == region_relation::apart);
  static_assert(compare_regions(number, first, 3) == region_relation::overlap);
  static_assert(compare_regions(empty, number, 3) ==
                region_relation::overlap);  // nothing is lost: they are added
  constexpr word here[] = {0, 1, -1, 0, 1, 4};
  constexpr word below[] = {1, 1, -1, 0, 1, 4};
  static_assert(compare_regions(here, below, 6) == region_relation::apart);
  BOOST_TEST(true);
}

static_assert(tg::grad([](auto x) {
                return tg::sum(rotated(x) * rotated(x));
              })(tg::tensor<double, 3>{1, 2, 3}) ==
              tg::tensor<double, 3>{26, 40, 30});  // 2 x(i) (x(i-1)^2 + x(i+1)^2)

BOOST_AUTO_TEST_SUITE_END()
