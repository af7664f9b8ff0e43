// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(ops_lone_part)

using namespace typegrad;

namespace {

constexpr symbol input(graph_builder& graph, int position, shape const& extents = {}) {
  return {&graph, intern_input(graph, position, scalar_type::float64, extents)};
}
constexpr bool equal(symbol a, symbol b) { return a.id == b.id; }

constexpr bool factors_meet_only_the_part() {
  graph_builder graph;
  symbol const s = input(graph, 0);
  symbol const x = input(graph, 1, make_shape(2, 3));
  symbol const part = place_number(s, make_shape(2, 3), 4);
  return equal(part * x, place_number(s * element_of(x, 4), make_shape(2, 3), 4)) &&
         equal(x * part, part * x) &&
         equal(2.0 * part, place_number(2.0 * s, make_shape(2, 3), 4)) &&
         equal(-part, place_number(-s, make_shape(2, 3), 4));
}
static_assert(factors_meet_only_the_part());

constexpr bool a_slice_is_a_part_too() {
  graph_builder graph;
  symbol const x = input(graph, 0, make_shape(2, 3));
  symbol const row = input(graph, 1, make_shape(3));
  word const region[] = {1, 1, -1, 0, 1, 3};
  symbol const part = join_into(row, make_shape(2, 3), list_view<word>{region, 6});
  return equal(part * x,
               join_into(row * row_of(x, 1), make_shape(2, 3), list_view<word>{region, 6}));
}
static_assert(a_slice_is_a_part_too());

constexpr bool a_mask_of_rank_0_goes_to_the_part() {
  graph_builder graph;
  symbol const s = input(graph, 0);
  symbol const x = input(graph, 1, make_shape(3));
  symbol const holds = s > 1.0;
  symbol const part = place_number(s, make_shape(3), 1);
  return equal(where(holds, part, 0.0), place_number(where(holds, s, 0.0), make_shape(3), 1)) &&
         equal(where(holds, 0.0, part), place_number(where(holds, 0.0, s), make_shape(3), 1)) &&
         !is_lone_part(where(x > 1.0, part, 0.0));
}
static_assert(a_mask_of_rank_0_goes_to_the_part());

constexpr bool what_fills_its_join_is_no_lone_part() {
  graph_builder graph;
  symbol const x = input(graph, 0, make_shape(3));
  word const backwards[] = {2, -1, 3};
  symbol const flipped = join_into(x, make_shape(3), list_view<word>{backwards, 3});
  symbol const two = merge_joins(place_number(input(graph, 1), make_shape(3), 0),
                                 place_number(input(graph, 2), make_shape(3), 2));
  return !is_lone_part(flipped) && !is_lone_part(two) && !is_lone_part(x);
}
static_assert(what_fills_its_join_is_no_lone_part());

constexpr bool reshape_and_sum_move_the_number() {
  graph_builder graph;
  symbol const s = input(graph, 0);
  symbol const part = place_number(s, make_shape(2, 3), 4);  // (1, 1)
  return equal(reshape_to(part, make_shape(3, 2)), place_number(s, make_shape(3, 2), 4)) &&
         equal(sum(part, all_axes), s) &&
         equal(sum(part, make_axes(0)), place_number(s, make_shape(3), 1)) &&
         equal(sum(part, make_axes(1), true), place_number(s, make_shape(2, 1), 1));
}
static_assert(reshape_and_sum_move_the_number());

constexpr bool products_take_a_row_or_a_column() {
  graph_builder graph;
  symbol const s = input(graph, 0);
  symbol const a = input(graph, 1, make_shape(2, 3));
  symbol const v = input(graph, 2, make_shape(3));
  symbol const in_vector = place_number(s, make_shape(3), 1);
  symbol const in_matrix = place_number(s, make_shape(3, 4), 6);  // (1, 2)
  symbol const one_column = place_number(s, make_shape(3, 1), 1);
  symbol const on_left = place_number(s, make_shape(4, 2), 3);  // (1, 1)
  word const column[] = {0, 1, 2, 2, 1, -1};
  word const row[] = {1, 1, -1, 0, 1, 3};
  return equal(matmul_of(a, in_vector), column_of(a, 1) * s) &&
         equal(matmul_of(v, in_vector), element_of(v, 1) * s) &&
         equal(matmul_of(in_vector, v), s * element_of(v, 1)) &&
         equal(matmul_of(a, in_matrix),
               join_into(column_of(a, 1) * s, make_shape(2, 4), list_view<word>{column, 6})) &&
         equal(matmul_of(a, one_column), reshape_to(column_of(a, 1) * s, make_shape(2, 1))) &&
         equal(matmul_of(v, in_matrix), place_number(element_of(v, 1) * s, make_shape(4), 2)) &&
         equal(matmul_of(on_left, a),
               join_into(s * row_of(a, 1), make_shape(4, 3), list_view<word>{row, 6})) &&
         equal(matmul_of(in_matrix, input(graph, 3, make_shape(4))),
               place_number(s * element_of(input(graph, 3, make_shape(4)), 2), make_shape(3), 1));
}
static_assert(products_take_a_row_or_a_column());

// The Jacobian of a linear map costs nothing.
constexpr auto linear = [](auto m, auto x) { return matmul(m, x); };
static_assert(
    program<decltype(jacobian(linear, wrt<1>)), tensor<double, 3, 2>, tensor<double, 2>>::flops ==
    0);
static_assert(
    program<decltype(jacobian(linear, wrt<1>)), tensor<double, 2, 3>, tensor<double, 3>>::flops ==
    0);

}  // namespace

BOOST_AUTO_TEST_CASE(jacobian_of_a_layer_is_the_scaled_matrix) {
  tensor<double, 2, 3> const w{{1, 2, 3}, {4, 5, 6}};
  auto const layer = [](auto m, auto x) { return matmul(m, x * x); };
  auto const made = jacobian(layer, wrt<1>)(w, tensor{1.0, 2.0, 3.0});
  BOOST_TEST((made == tensor<double, 2, 3>{{2, 8, 18}, {8, 20, 36}}));
}

BOOST_AUTO_TEST_SUITE_END()
