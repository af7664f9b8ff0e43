// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_rebuild_values)

namespace {

using real = tg::variable<double>;

}  // namespace

BOOST_AUTO_TEST_CASE(equal_values_become_one_node_and_inputs_are_numbered_in_order) {
  real const x{1, 2}, y{3, 4};
  real const z = tg::exp(x * y) + tg::exp(x * y);  // two values each, one node each
  tg::value_list list(tg::request_kind::gradients);
  int const last = list.add(*z.node());
  BOOST_TEST(list.entries.count == 7);
  tg::dynamic_graph graph;
  tg::growing_array<int> const ids = tg::rebuild_values(list, graph);
  int next = 0;
  for (int i = 0; i < list.entries.count; ++i) {
    if (!list.is_given(i)) continue;
    BOOST_TEST((graph.node(ids[i]).op->kind == tg::operation_kind::input));
    BOOST_TEST(graph.attributes_of(ids[i])[0] == next++);
  }
  BOOST_TEST(next == 2);
  BOOST_TEST((graph.shape_of(ids[last]) == tg::shape{2}));
  int exponentials = 0;
  for (int id = 0; id < graph.size(); ++id)
    exponentials += std::string_view(graph.node(id).op->name) == "exp" ? 1 : 0;
  BOOST_TEST(exponentials == 1);
}

BOOST_AUTO_TEST_CASE(another_node_may_be_put_in_the_place_of_a_value) {
  real const x{1, 2};
  real const z = tg::exp(x);
  tg::value_list list(tg::request_kind::gradients);
  int const last = list.add(*z.node());
  tg::dynamic_graph graph;
  tg::growing_array<int> const ids = tg::rebuild_values(list, graph, [&](int i, int id) {
    return list.is_given(i) ? tg::intern_literal(graph, tg::scalar_type::float64, tg::shape{2}, 0.0)
                            : id;
  });
  BOOST_TEST(
      tg::symbol_in(graph, ids[last]).is_uniform(1.0));  // exp(0), by the operation's own rules
}

BOOST_AUTO_TEST_SUITE_END()
