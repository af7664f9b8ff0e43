// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_derive_values)

namespace {

tg::growing_array<tg::node_pointer> nodes(tg::variable<double> const& a) {
  tg::growing_array<tg::node_pointer> made;
  made.push_back(a.node());
  return made;
}
tg::dynamic_tensor<double> value(tg::node_pointer const& node) {
  return tg::variable<double>(node).data();
}

}  // namespace

BOOST_AUTO_TEST_CASE(adjoints_and_tangents_of_values_are_values) {
  tg::variable<double> const x{1, 2, 3};
  tg::variable<double> const name(tg::make_renamed(x.node()));
  tg::variable<double> const y = name * name;
  // d(x^2) = 2 x dx either way.
  BOOST_TEST(
      (value(tg::pull_values(nodes(y), nodes(name))[0]) == tg::dynamic_tensor<double>{2, 4, 6}));
  tg::variable<double> const direction{1, 0, -1};
  BOOST_TEST((value(tg::pull_values(nodes(y), nodes(name), nodes(direction))[0]) ==
              tg::dynamic_tensor<double>{2, 0, -6}));
  tg::variable<double> const tangent(tg::push_values(nodes(y), nodes(name), nodes(direction))[0]);
  BOOST_TEST((tangent.data() == tg::dynamic_tensor<double>{2, 0, -6}));
  tangent.backward();
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{2, 0, -2}));
  BOOST_TEST((direction.grad().data() == tg::dynamic_tensor<double>{2, 4, 6}));
}

BOOST_AUTO_TEST_CASE(what_is_not_connected_has_zeros) {
  tg::variable<double> const x{1, 2};
  tg::variable<double> const y(3.0);
  BOOST_TEST((value(tg::pull_values(nodes(y), nodes(x))[0]) == tg::dynamic_tensor<double>{0, 0}));
  BOOST_TEST(
      (value(tg::push_values(nodes(y), nodes(x), nodes(x))[0]) == tg::dynamic_tensor<double>(0.0)));
}

BOOST_AUTO_TEST_CASE(a_direction_of_another_type_is_converted) {
  tg::variable<float> const x{1, 2};
  tg::variable<float> const y = x * x;
  tg::growing_array<tg::node_pointer> y_node, x_node;
  y_node.push_back(y.node());
  x_node.push_back(x.node());
  tg::variable<double> const direction{1, 1};
  tg::variable<float> const tangent(tg::push_values(y_node, x_node, nodes(direction))[0]);
  BOOST_TEST((tangent.data() == tg::dynamic_tensor<float>{2, 4}));
}

BOOST_AUTO_TEST_SUITE_END()
