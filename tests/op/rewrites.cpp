// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_rewrites)

// An operation whose identities can be seen in the graph.
struct meet_operation : tg::element_wise<2> {
  static constexpr auto name = "meet";
  static constexpr bool commutative = true;
  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    return a < b ? a : b;
  }
  static constexpr auto identities(auto a, auto b, auto p) {
    using tg::number;
    constexpr auto meet = [](auto x, auto y) { return tg::node_of<meet_operation>(x, y); };
    return tg::rewrites{
        meet(a, a) == a,                                           // one value
        meet(a, number<3>) == a,                                   // a number, in either place
        meet(whole(a), number<5>) == number<7>,                    // a number as the result
        meet(a, -b) == -meet(b, a),                                // a node
        meet(exact(p), meet(a, b)) == meet(p * a, tg::square(b)),  // a node in a node
        tg::otherwise(
            [](auto x, auto, tg::node_signature) { return x.rank() == 2 ? x : tg::symbol{}; }),
    };
  }
};

struct graph_of_two {
  tg::graph_builder graph;
  tg::symbol x, y;

  explicit graph_of_two(tg::shape const& of_x = {3}, tg::shape const& of_y = {3})
      : x{&graph, tg::intern_input(graph, 0, tg::scalar_type::float64, of_x)},
        y{&graph, tg::intern_input(graph, 1, tg::scalar_type::float64, of_y)} {}
  tg::symbol literal(double value) {
    return tg::make_literal(graph, tg::scalar_type::float64, value);
  }
  static tg::symbol meet(tg::symbol a, tg::symbol b) { return tg::apply<meet_operation>(a, b); }
};

BOOST_AUTO_TEST_CASE(a_variable_is_the_same_value_wherever_it_stands) {
  graph_of_two of;
  BOOST_TEST((of.meet(of.x, of.x) == of.x));
  BOOST_TEST((of.meet(of.x, of.y).op().name == std::string_view("meet")));
}

BOOST_AUTO_TEST_CASE(numbers_stand_for_literals_in_either_place) {
  graph_of_two of;
  BOOST_TEST((of.meet(of.x, of.literal(3)) == of.x));
  BOOST_TEST((of.meet(of.literal(3), of.x) == of.x));
  BOOST_TEST((of.meet(of.x, of.literal(4)).op().name == std::string_view("meet")));
  tg::symbol const seven = of.meet(of.x, of.literal(5));
  BOOST_TEST(seven.is_uniform(7.0));
  BOOST_TEST((seven.extents() == tg::shape{3}));
}

BOOST_AUTO_TEST_CASE(what_has_another_shape_or_type_does_not_take_the_place_of_the_result) {
  graph_of_two of({1, 3}, {3});
  tg::symbol const wide = tg::broadcast_to(of.literal(3), tg::shape{2, 3});
  // (3,) meets (2, 3): neither the variable alone on the right nor `whole` may be of shape (3,).
  tg::symbol const made = of.meet(of.y, wide);
  BOOST_TEST((made.extents() == tg::shape{2, 3}));
  tg::symbol const five = of.meet(of.y, tg::broadcast_to(of.literal(5), tg::shape{2, 3}));
  BOOST_TEST((five.extents() == tg::shape{2, 3}));
}

BOOST_AUTO_TEST_CASE(nodes_are_looked_into_and_made) {
  graph_of_two of;
  tg::symbol const negative = of.meet(of.x, -of.y);
  BOOST_TEST((negative == -of.meet(of.x, of.y)));
  tg::symbol const inner = of.meet(of.x, of.y);
  BOOST_TEST((of.meet(inner, of.literal(2)) == of.meet(2 * of.x, tg::square(of.y))));
  BOOST_TEST((of.meet(inner, of.literal(2.5)).op().name == std::string_view("meet")));
  BOOST_TEST((of.meet(inner, of.literal(2.5)).operand_count() == 2));
}

BOOST_AUTO_TEST_CASE(a_function_is_tried_after_the_equations_before_it) {
  graph_of_two of({2, 3}, {2, 3});
  BOOST_TEST((of.meet(of.x, of.y) == of.x));
}

BOOST_AUTO_TEST_CASE(what_rounds_differently_or_hides_a_nan_is_for_derivatives) {
  graph_of_two of(tg::shape{}, tg::shape{});
  auto const third = of.literal(1.0 / 3), tenth = of.literal(0.1);
  auto const user = of.x * of.literal(0);
  BOOST_TEST(!user.is_uniform());
  BOOST_TEST(((third * (tenth * of.x)).operand(1) == tenth * of.x));
  tg::derivative_scope const scope(of.graph);
  BOOST_TEST((of.x * of.literal(0)).is_uniform(0.0));
  BOOST_TEST((third * (tenth * of.x) == of.literal(0.1 / 3) * of.x));
  BOOST_TEST(((third * of.x) * (tenth * of.x) == of.literal(0.1 / 3) * tg::square(of.x)));
  BOOST_TEST(((tenth * of.x) * of.x == tenth * tg::square(of.x)));
}

// 1e-20 + (1 - x) is 1e-20 for an x of 1, (1e-20 + 1) - x is not.
BOOST_AUTO_TEST_CASE(literals_are_added_up_where_their_sum_is_exact) {
  graph_of_two of(tg::shape{}, tg::shape{});
  auto const two = of.literal(2), many = of.literal(1000), small = of.literal(1e-20);
  auto const large = of.literal(1024), quarter = of.literal(0.25);
  BOOST_TEST((many + (two - of.x)).operand(0).is_uniform(1000));
  tg::derivative_scope const scope(of.graph);
  BOOST_TEST((many + (two - of.x) == of.literal(1002) - of.x));
  BOOST_TEST((many + (of.x + two) == of.literal(1002) + of.x));
  for (auto const& other : {small, large, quarter})
    for (auto const& sum : {other + (two - of.x), two + (other - of.x)})
      BOOST_TEST(sum.op().name == std::string_view("add"));
}

BOOST_AUTO_TEST_CASE(a_literal_takes_up_a_power_of_two) {
  graph_of_two of(tg::shape{}, tg::shape{});
  auto const tenth = of.literal(0.1), two = of.literal(2), fifth = of.literal(0.2);
  BOOST_TEST((tenth * (two * of.x) == fifth * of.x));
  BOOST_TEST((two * (tenth * of.x) == fifth * of.x));
}

BOOST_AUTO_TEST_SUITE_END()
