// SPDX-License-Identifier: BSL-1.0
#include <typegrad/transform/find_known_elements.hpp>

#include <boost/test/unit_test.hpp>

#include "transform/tensor_graphs.hpp"

#include <typegrad/transform/run_time_plan.hpp>

using namespace typegrad;

BOOST_AUTO_TEST_SUITE(transform_find_known_elements)

namespace {

/// A square matrix with numbers in the diagonal above the main one, ones in the main one.
symbol band(graph_builder& graph, symbol x, index_t n) {
  growing_array<symbol> numbers;
  for (index_t i = 0; i < n; ++i)
    for (index_t j = 0; j < n; ++j)
      numbers.push_back(i == j       ? make_literal(graph, scalar_type::float64, 1.0)
                        : j == i + 1 ? element_of(x, i)
                                     : make_literal(graph, scalar_type::float64, 0.0));
  return stack_of_scalars(numbers, make_shape(n, n));
}

struct known {
  std::uint64_t zeros;
  std::uint64_t ones;
  product_loop turns;
  place_kind kind;
};
/// What is known of each value, all of them being results.
std::vector<known> known_of(graph_builder const& graph, std::vector<symbol> const& values,
                            plan_limits const& limits) {
  std::vector<int> outputs;
  for (symbol const& x : values) outputs.push_back(x.id);
  growing_graph const whole = frozen(graph, {outputs.data(), static_cast<int>(outputs.size())});
  auto const types = types_of_outputs(whole);
  run_time_plan const made = make_plan(whole, types.data(), limits);
  std::vector<known> result;
  for (int k = 0; k < whole.sizes.outputs; ++k) {
    placement const& place = made.places[whole.outputs[k]];
    result.push_back({place.zeros.bits, place.ones.bits, place.turns, place.kind});
  }
  return result;
}

}  // namespace

// Element (i, j) of 3 rows is bit 3 i + j.
BOOST_AUTO_TEST_CASE(zeros_go_through_views_sums_and_products) {
  graph_builder graph;
  symbol const f = band(graph, input_of(graph, 0, make_shape(3)), 3);
  symbol const p = input_of(graph, 1, make_shape(3, 3));
  auto const found = known_of(
      graph, {f, transpose(f), f + transpose(f), matmul_of(f, f), f * f, matmul_of(f, p), p},
      interpreted_limits);
  BOOST_TEST(found[0].zeros == ((1u << 2) | (1u << 3) | (1u << 6) | (1u << 7)));
  BOOST_TEST(found[0].ones == ((1u << 0) | (1u << 4) | (1u << 8)));
  BOOST_TEST(found[1].zeros == ((1u << 6) | (1u << 1) | (1u << 2) | (1u << 5)));
  BOOST_TEST(found[1].ones == found[0].ones);
  BOOST_TEST(found[2].zeros == ((1u << 2) | (1u << 6)));
  BOOST_TEST(found[3].zeros == ((1u << 3) | (1u << 6) | (1u << 7)));  // (0, 2) fills
  BOOST_TEST(found[4].zeros == 0u);  // element by element 0 x stays what IEEE says
  BOOST_TEST(found[5].zeros == 0u);
  BOOST_TEST(found[6].zeros == 0u);
}

BOOST_AUTO_TEST_CASE(products_are_written_out_or_loops_by_their_terms) {
  graph_builder graph;
  symbol const f = band(graph, input_of(graph, 0, make_shape(6)), 6);  // 11 numbers: 66 terms
  symbol const p = input_of(graph, 1, make_shape(6, 6));
  symbol const ahead = matmul_of(f, p);
  std::vector<symbol> const values{ahead, matmul_of(p, f), matmul_of(f, f),
                                   matmul_of(ahead, transpose(f))};
  auto const by_loops = known_of(graph, values, bare_limits);
  BOOST_TEST((by_loops[0].turns == product_loop::along_columns));
  BOOST_TEST((by_loops[1].turns == product_loop::along_rows));
  BOOST_TEST((by_loops[2].turns == product_loop::none));
  BOOST_TEST((by_loops[3].turns == product_loop::along_rows));
  for (plan_limits const& limits : {desktop_limits, interpreted_limits})
    for (known const& each : known_of(graph, values, limits))
      BOOST_TEST((each.turns == product_loop::none));
}

BOOST_AUTO_TEST_CASE(a_factor_that_is_overwritten_takes_the_place_of_the_result) {
  graph_builder graph;
  symbol const f = band(graph, input_of(graph, 0, make_shape(6)), 6);
  symbol const ahead = matmul_of(f, input_of(graph, 1, make_shape(6, 6)));
  symbol const spread = matmul_of(ahead, transpose(f));
  auto const workspace = [&](std::vector<int> outputs) {
    growing_graph const whole = frozen(graph, {outputs.data(), static_cast<int>(outputs.size())});
    auto const types = types_of_outputs(whole);
    return make_plan(whole, types.data(), bare_limits).workspace_bytes();
  };
  BOOST_TEST(workspace({spread.id}) == 0);
  // Read once more behind it, it may not.
  BOOST_TEST(workspace({spread.id, ahead.id}) == 0);
  BOOST_TEST(workspace({spread.id, matmul_of(ahead, spread).id}) == 36 * 8);
  auto const both = known_of(graph, {spread, ahead}, bare_limits);
  BOOST_TEST((both[0].kind == place_kind::output && both[1].kind == place_kind::output));
}

BOOST_AUTO_TEST_CASE(many_elements_and_many_terms_are_left_alone) {
  graph_builder graph;
  symbol const large = band(graph, input_of(graph, 0, make_shape(9)), 9);
  symbol const row = input_of(graph, 1, make_shape(1, 9));
  auto const found = known_of(graph, {large, matmul_of(row, large)}, bare_limits);
  BOOST_TEST(found[0].zeros == 0u);
  BOOST_TEST((found[1].turns == product_loop::none));
}

BOOST_AUTO_TEST_SUITE_END()
