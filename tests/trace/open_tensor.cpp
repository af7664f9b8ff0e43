// SPDX-License-Identifier: BSL-1.0
#include <typegrad/static.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(trace_open_tensor)

namespace {

using number = tg::traced<double>;
using rows = tg::tensor<number, tg::dyn, 4>;
using batch = tg::tensor<number, tg::dyn_named<"batch">, 4>;

// The type takes part in the shape rules, whatever the graph will be.
static_assert(std::is_same_v<decltype(rows() + batch()), batch>);
static_assert(std::is_same_v<decltype(tg::matmul(batch(), tg::tensor<number, 4, 3>())),
                             tg::tensor<number, tg::dyn_named<"batch">, 3>>);
static_assert(std::is_same_v<decltype(tg::sum(rows())), number>);
static_assert(std::is_same_v<decltype(rows()(0, 1)), number>);
static_assert(std::is_same_v<decltype(rows().T()), tg::tensor<number, 4, tg::dyn>>);
static_assert(std::is_same_v<tg::plain_type<batch>, tg::tensor<double, tg::dyn_named<"batch">, 4>>);
static_assert(tg::OpenOperand<rows> && !tg::OpenOperand<tg::tensor<number, 3, 4>> &&
              !tg::OpenOperand<number>);

/// Argument number `position` of a function.
template <class X>
X input(tg::graph_builder& graph, int position) {
  X x{};
  tg::make_input(graph, position, x);
  return x;
}

BOOST_AUTO_TEST_CASE(extents_are_entries_of_the_table) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  BOOST_TEST((x.shape() == tg::make_shape(tg::extent_in_table(0), 4)));
  BOOST_TEST(((x * tg::sum<0>(x)).shape() == x.shape()));
  BOOST_TEST(graph.open.checks.size() == 0);
  BOOST_TEST((tg::transpose(x).shape() == tg::make_shape(4, tg::extent_in_table(0))));
}

BOOST_AUTO_TEST_CASE(equal_names_are_one_extent) {
  tg::graph_builder graph;
  auto const x = input<batch>(graph, 0);
  auto const y = input<batch>(graph, 1);
  BOOST_TEST((x.shape() == y.shape()));
  static_cast<void>(x + y);
  BOOST_TEST(graph.open.checks.size() == 0);
}

// From the sum on both are one extent; that they are is checked where a call says what they are.
BOOST_AUTO_TEST_CASE(extents_that_are_added_are_one_extent) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  auto const y = input<rows>(graph, 1);
  BOOST_TEST(!(x.shape() == y.shape()));
  static_cast<void>(x + y);
  BOOST_TEST((x.shape() == y.shape()));
  BOOST_TEST(graph.open.checks.size() == 1);
  tg::call_check const& check = graph.open.checks[0];
  tg::shape const fitting[] = {tg::make_shape(3, 4), tg::make_shape(3, 4)};
  tg::shape const other[] = {tg::make_shape(3, 4), tg::make_shape(5, 4)};
  BOOST_TEST(check.relation(fitting, check.numbers) == nullptr);
  BOOST_TEST(check.relation(other, check.numbers) ==
             std::string("extents of a and b, aligned at the last axis, must be equal or 1"));
  BOOST_TEST(!(graph.open.shapes_of_checks[0] == graph.open.shapes_of_checks[1]));
}

BOOST_AUTO_TEST_CASE(equal_values_are_one_node_under_every_type) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  batch const named = x;
  BOOST_TEST((named.node_in(graph) == x.node_in(graph)));
  BOOST_TEST((tg::sin(named).node_in(graph) == tg::sin(x).node_in(graph)));
}

BOOST_AUTO_TEST_CASE(fixed_extents_are_numbers_from_then_on) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  tg::tensor<number, 3, 4> const fixed = tg::fix<3, 4>(x);
  BOOST_TEST((x.shape() == tg::make_shape(3, 4)));
  BOOST_TEST((tg::mean(x).node() == tg::mean(fixed).node()));
  BOOST_TEST(graph.open.checks.size() == 1);
}

BOOST_AUTO_TEST_CASE(an_index_is_checked_where_its_axis_is_open) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  x(2, 3);
  BOOST_TEST(graph.open.checks.size() == 1);
  tg::call_check const& check = graph.open.checks[0];
  tg::shape const three = tg::make_shape(3, 4);
  tg::shape const two = tg::make_shape(2, 4);
  BOOST_TEST(check.relation(&three, check.numbers) == nullptr);
  BOOST_TEST(check.relation(&two, check.numbers) ==
             std::string("every index must lie in [0, extent) of its axis"));
  BOOST_TEST(!graph.mistaken);
  BOOST_TEST((x[2].shape() == tg::make_shape(4)));
  BOOST_TEST(graph.open.checks.size() == 1);  // the same question
  BOOST_TEST(!graph.mistaken);
  x(2, 4);
  BOOST_TEST(graph.mistaken);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
