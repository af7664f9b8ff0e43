// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_value_lifter)

namespace {

using real = tg::variable<double>;

}  // namespace

BOOST_AUTO_TEST_CASE(values_of_the_list_are_themselves_and_what_was_added_is_new) {
  real const x{1, 2};
  real const y = tg::exp(x);
  tg::value_list list(tg::request_kind::gradients);
  int const last = list.add(*y.node());
  tg::dynamic_graph graph;
  tg::growing_array<int> const ids = tg::rebuild_values(list, graph);
  int const doubled = tg::sum_of_nodes(graph, ids[last], ids[last]);
  tg::value_lifter lifter(list, {ids.items, ids.count}, graph);
  BOOST_TEST((lifter.lift(ids[last]).get() == y.node().get()));
  real const z(lifter.lift(doubled));
  z.backward();
  for (tg::index_t i = 0; i < 2; ++i) {
    BOOST_TEST(z.data()(i) == 2 * y.data()(i));
    BOOST_TEST(x.grad().data()(i) == 2 * y.data()(i));  // d(2 e^x) = 2 e^x
  }
}

BOOST_AUTO_TEST_CASE(a_gradient_equal_to_a_variable_is_not_that_variable) {
  real const x{1, 2};
  real const y = tg::exp(x);
  tg::value_list list(tg::request_kind::gradients);
  int const last = list.add(*y.node());
  tg::dynamic_graph graph;
  tg::growing_array<int> const ids = tg::rebuild_values(list, graph);
  tg::value_lifter lifter(list, {ids.items, ids.count}, graph);
  real const own(lifter.lift_own(ids[last], *x.node(), false));
  BOOST_TEST((own.node().get() != y.node().get()));
  BOOST_TEST((own.data() == y.data()));
}

BOOST_AUTO_TEST_SUITE_END()
