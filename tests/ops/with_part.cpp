// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(ops_with_part)

using namespace typegrad;

namespace {

constexpr symbol input(graph_builder& graph, int position, shape const& extents) {
  return {&graph, intern_input(graph, position, scalar_type::float64, extents)};
}

// Ranges with steps are in dynamic/variable_part.cpp.

/// Whether element p of x (4, 5) with a part of v is element `of_value[p]` of v, and that of x
/// where that is -1.
template <std::size_t Count>
constexpr bool replaces(slice_list const& items, shape const& part, int const (&of_value)[Count]) {
  graph_builder graph;
  symbol const x = input(graph, 0, make_shape(4, 5));
  symbol const v = input(graph, 1, part);
  symbol const y = with_part(x, items, v);
  bool right = y.extents() == x.extents();
  for (int p = 0; p < 20; ++p) {
    symbol const wanted = of_value[p] < 0 ? element_of(x, p) : element_of(v, of_value[p]);
    right = right && element_of(y, p).id == wanted.id;
  }
  return right;
}
constexpr int o = -1;
static_assert(replaces({1, 2}, {}, {o, o, o, o, o, o, o, 0, o, o, o, o, o, o, o, o, o, o, o, o}));
static_assert(replaces({3}, make_shape(5),
                       {o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, 0, 1, 2, 3, 4}));
static_assert(replaces({whole_axis, 0}, make_shape(4),
                       {0, o, o, o, o, 1, o, o, o, o, 2, o, o, o, o, 3, o, o, o, o}));
static_assert(replaces({range(1, 3), range(2, 4)}, make_shape(2, 2),
                       {o, o, o, o, o, o, o, 0, 1, o, o, o, 2, 3, o, o, o, o, o, o}));

}  // namespace

BOOST_AUTO_TEST_CASE(an_empty_part_leaves_all) {
  BOOST_TEST(replaces({range(2, 2)}, make_shape(1, 5),
                      {o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o, o}));
}

BOOST_AUTO_TEST_SUITE_END()
