// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_open_call)

namespace {

/// The argument number `position` of a function.
template <class X>
X input(tg::graph_builder& graph, int position) {
  X x{};
  tg::make_input(graph, position, x);
  return x;
}
using number = tg::traced<double>;
using rows = tg::tensor<number, tg::dyn, 4>;

std::string words_of(tg::call_check const& check) {
  tg::sentence const words = check.words();
  return {words.text, static_cast<std::size_t>(words.length)};
}

BOOST_AUTO_TEST_CASE(a_check_is_noted_once) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  auto const w = input<tg::tensor<number, tg::dyn, 3>>(graph, 1);
  static_cast<void>(tg::matmul(x, w));
  BOOST_TEST(graph.open.checks.size() == 1);
  static_cast<void>(tg::matmul(x, w));
  BOOST_TEST(graph.open.checks.size() == 1);
  BOOST_TEST(words_of(graph.open.checks[0]) == "matmul(a, b)");
  BOOST_TEST(graph.open.checks[0].count == 2);
}

// From then on both are one extent, in every node; the check still asks for what was there before.
BOOST_AUTO_TEST_CASE(what_a_call_asks_for_holds_behind_it) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  auto const y = input<rows>(graph, 1);
  static_cast<void>(x + y);
  static_cast<void>(x * y);
  BOOST_TEST(graph.open.checks.size() == 1);
  tg::shape const of_x = graph.open.shapes_of_checks[graph.open.operands_of_checks[0]];
  tg::shape const of_y = graph.open.shapes_of_checks[graph.open.operands_of_checks[1]];
  BOOST_TEST(of_x.extents[0] != of_y.extents[0]);
}

BOOST_AUTO_TEST_CASE(calls_that_always_fit_are_not_noted) {
  tg::graph_builder graph;
  auto const x = input<rows>(graph, 0);
  static_cast<void>(tg::matmul(x, tg::tensor<double, 4, 2>{}) + 1.0);
  static_cast<void>(tg::sum<0>(x) * x);
  BOOST_TEST(graph.open.checks.size() == 0);
}

BOOST_AUTO_TEST_CASE(names_are_extents_of_arguments) {
  tg::graph_builder graph;
  auto const x = input<tg::tensor<number, tg::dyn_named<"batch">, 4>>(graph, 0);
  auto const bias = input<tg::tensor<number, 4>>(graph, 1);
  auto const repeated = tg::broadcast_to<tg::dyn_named<"batch">, 4>(bias);
  BOOST_TEST((repeated.shape() == x.shape()));
  BOOST_TEST(words_of(graph.open.checks[0]) == "broadcast_to(a)");
  BOOST_TEST(graph.open.checks[0].shown == 1);
  BOOST_TEST(!graph.mistaken);
  tg::broadcast_to<tg::dyn_named<"time">, 4>(bias);
  BOOST_TEST(graph.mistaken);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
