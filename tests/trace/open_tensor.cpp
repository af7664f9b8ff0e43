// SPDX-License-Identifier: BSL-1.0
#include <typegrad/static.hpp>

#include <typegrad/api/mixed_program.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <type_traits>

namespace tg = typegrad;

namespace {

using number = tg::recorded<double>;
using rows = tg::tensor<number, tg::dyn, 4>;
using batch = tg::tensor<number, tg::dyn_named<"batch">, 4>;

// The type takes part in the shape rules, whatever the graph will be.
static_assert(std::is_same_v<decltype(rows() + batch()), batch>);
static_assert(std::is_same_v<decltype(tg::matmul(batch(), tg::tensor<number, 4, 3>())), tg::tensor<number, tg::dyn_named<"batch">, 3>>);
static_assert(std::is_same_v<decltype(tg::sum(rows())), number>);
static_assert(std::is_same_v<decltype(rows()(0, 1)), number>);
static_assert(std::is_same_v<decltype(rows().T()), tg::tensor<number, 4, tg::dyn>>);
static_assert(std::is_same_v<tg::plain_type<batch>, tg::tensor<double, tg::dyn_named<"batch">, 4>>);
static_assert(std::is_same_v<tg::graph_type_of<double, batch>, tg::dynamic_graph>);
static_assert(tg::OpenOperand<rows> && !tg::OpenOperand<tg::tensor<number, 3, 4>> && !tg::OpenOperand<number>);

rows input(tg::dynamic_graph& graph, int position, tg::index_t n) {
  return rows(tg::symbol_in(graph, tg::intern_input(graph, position, tg::scalar_type::float64, tg::make_shape(n, 4))));
}

BOOST_AUTO_TEST_CASE(the_node_has_the_extents) {
  tg::dynamic_graph graph;
  rows const x = input(graph, 0, 3);
  BOOST_TEST((x.shape() == tg::make_shape(3, 4)));
  BOOST_TEST((tg::transpose(x).shape() == tg::make_shape(4, 3)));
  BOOST_TEST(((x * tg::sum<0>(x)).shape() == tg::make_shape(3, 4)));
  // The count of a mean is that of the node: a literal 1/12 or 12 among the nodes.
  tg::tensor<number, 3, 4> const fixed = tg::fix<3, 4>(x);
  BOOST_TEST((tg::mean(x).node() == tg::mean(fixed).node()));
}

BOOST_AUTO_TEST_CASE(equal_values_are_one_node_under_every_type) {
  tg::dynamic_graph graph;
  rows const x = input(graph, 0, 3);
  batch const named = x;
  BOOST_TEST((named.node_in(graph) == x.node_in(graph)));
  BOOST_TEST((tg::sin(named).node_in(graph) == tg::sin(x).node_in(graph)));
  BOOST_CHECK_THROW((tg::fix<4, 4>(x)), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(an_index_outside_is_remembered) {
  tg::dynamic_graph graph;
  rows const x = input(graph, 0, 3);
  x(2, 3);
  BOOST_TEST(!graph.mistaken);
  x(3, 0);
  BOOST_TEST(graph.mistaken);
}

}  // namespace
