// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_consecutive_numbers)

// Where the extent is known they are one literal, else they are counted up.
BOOST_AUTO_TEST_CASE(known_extents_give_a_literal) {
  tg::graph_builder graph;
  tg::symbol const one{&graph, tg::make_literal(graph, tg::scalar_type::float64, 1.0).id};
  tg::symbol const numbers = tg::consecutive_numbers<std::int64_t>(one, 5, tg::make_shape(3, 1));
  BOOST_TEST((numbers.type() == tg::scalar_type::int64));
  BOOST_TEST((numbers.extents() == tg::make_shape(3, 1)));
  BOOST_TEST(numbers.attributes().count == 3);
  BOOST_TEST(numbers.attributes()[2] == 7);
}

// The lower triangle compares the numbers of rows and columns.
constexpr auto lower = [](auto const& x) { return tg::tril(x); };

BOOST_AUTO_TEST_CASE(open_extents_are_counted_in_each_call) {
  using open = tg::tensor<double, tg::dyn, 3>;
  open x(2);
  for (double& element : x) element = 1;
  BOOST_TEST((tg::evaluate(lower)(x) == open(tg::tensor<double, 2, 3>{1, 0, 0, 1, 1, 0})));
  open y(4);
  for (double& element : y) element = 1;
  BOOST_TEST((tg::evaluate(lower)(y) ==
              open(tg::tensor<double, 4, 3>{1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1})));
  BOOST_TEST(tg::evaluate(lower)(open(0)).size() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
