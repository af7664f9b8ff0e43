// SPDX-License-Identifier: BSL-1.0
// Jacobians by elimination beside a reverse sweep for each row, whose tests stand in
// differentiate.cpp.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include "random_graph.hpp"
#include "scalar_values.hpp"

BOOST_AUTO_TEST_SUITE(transform_number_slopes)

using namespace typegrad;

namespace {

growing_array<int> list_of(std::vector<int> const& ids) {
  growing_array<int> list;
  for (int const id : ids) list.push_back(id);
  return list;
}
growing_array<int> rows_of(graph_builder& graph, growing_array<int> const& outputs,
                           growing_array<int> const& names) {
  growing_array<int> found;
  int const one = make_literal(graph, scalar_type::float64, 1.0).id;
  for (int const output : outputs)
    for (int const id : differentiate(graph, {&output, 1}, {&one, 1}, {names.data(), names.size()}))
      found.push_back(id);
  return found;
}
int made_by(graph_builder const& graph, growing_array<int> const& outputs) {
  growing_array<int> wanted;
  for (int const id : outputs)
    if (id >= 0) wanted.push_back(id);
  graph_builder again;
  rebuild(graph, {wanted.data(), wanted.size()}, again);
  return again.size();
}

/// Three stages, each of four numbers that read all four of the one before.
struct stages {
  graph_builder graph;
  growing_array<int> names;
  growing_array<int> outputs;

  explicit stages(bool selects = false) {
    std::vector<symbol> x;
    for (int i = 0; i < 4; ++i)
      x.push_back({&graph, intern_input(graph, i, scalar_type::float64, {})});
    for (symbol const& one : x) names.push_back(one.id);
    for (int stage = 0; stage < 3; ++stage) {
      symbol const a = sin(x[0]) * cos(x[1]);
      symbol const b = sin(x[2] * x[3]);
      symbol const c = tanh(a * b) + x[0];
      symbol const d = cos(a + c) * x[3];
      x = {a + d, selects ? where(b > 0, b * c, 0.0) : b * c, c * d, d - a};
    }
    for (symbol const& one : x) outputs.push_back(one.id);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(stages_take_fewer_operations_than_sweeps_through_all_of_them) {
  stages by_rows;
  int const swept = made_by(by_rows.graph, rows_of(by_rows.graph, by_rows.outputs, by_rows.names));
  stages own;
  auto const found = number_slopes<graph_builder>::find(own.graph, own.outputs, own.names, true);
  BOOST_TEST_REQUIRE(found.size() == 16);
  BOOST_TEST(made_by(own.graph, found) * 10 < swept * 9);
}

BOOST_AUTO_TEST_CASE(elimination_agrees_with_sweeps) {
  int used = 0;
  for (unsigned seed = 1; seed <= 40; ++seed)
    for (bool const reverse : {true, false}) {
      graph_builder graph;
      int const inputs = 3 + static_cast<int>(seed % 4);
      auto const values = random_graph(graph, inputs, 60, seed);
      std::vector<int> ids;
      for (std::size_t k = values.size() - 6; k < values.size(); ++k) ids.push_back(values[k].id);
      ids[1] = 1;       // an argument is a result, too
      ids[2] = ids[0];  // and a result stands there twice
      auto const outputs = list_of(ids);
      std::vector<int> arguments;
      for (int i = 0; i < inputs; ++i) arguments.push_back(i);
      auto const names = list_of(arguments);
      auto const found = number_slopes<graph_builder>::find(graph, outputs, names, reverse);
      if (found.size() == 0) continue;
      ++used;
      auto const expected = rows_of(graph, outputs, names);
      BOOST_TEST_REQUIRE(found.size() == expected.size());
      auto const numbers = scalar_values(graph, {0.3, -0.7, 1.1, 0.4, -1.3, 0.9, 0.2});
      auto const value = [&](int id) {
        return id < 0 ? 0.0 : numbers[static_cast<std::size_t>(id)];
      };
      for (int k = 0; k < found.size(); ++k)
        BOOST_TEST(std::abs(value(found[k]) - value(expected[k])) <=
                   1e-13 * (1 + std::abs(value(expected[k]))));
    }
  BOOST_TEST(used >= 20);
}

BOOST_AUTO_TEST_CASE(what_selects_is_swept) {
  stages own(true);
  BOOST_TEST(number_slopes<graph_builder>::find(own.graph, own.outputs, own.names, true).size() ==
             0);
}

BOOST_AUTO_TEST_CASE(slopes_that_select_are_found_before_anything_is_recorded) {
  stages own;
  for (int k = 0; k < own.outputs.count; ++k) {
    symbol const value{&own.graph, own.outputs[k]};
    own.outputs[k] = hypot(value, symbol{&own.graph, own.names[0]}).id;
  }
  int const before = own.graph.size();
  BOOST_TEST(number_slopes<graph_builder>::find(own.graph, own.outputs, own.names, true).size() ==
             0);
  BOOST_TEST(own.graph.size() == before);
}

BOOST_AUTO_TEST_CASE(nothing_is_made_where_rows_share_nothing) {
  graph_builder graph;
  growing_array<int> names;
  growing_array<int> outputs;
  for (int i = 0; i < 8; ++i) {
    names.push_back(intern_input(graph, i, scalar_type::float64, {}));
    symbol x{&graph, names[i]};
    for (int k = 0; k < 20; ++k) x = sin(x);
    outputs.push_back(x.id);
  }
  int const before = graph.size();
  BOOST_TEST(number_slopes<graph_builder>::find(graph, outputs, names, true).size() == 0);
  BOOST_TEST(graph.size() == before);
}

BOOST_AUTO_TEST_SUITE_END()
