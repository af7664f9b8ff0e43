// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <utility>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_value_node)

using variable = tg::variable<double>;

BOOST_AUTO_TEST_CASE(holders_are_variables) {
  variable x(2.0);
  tg::node_pointer const node = x.node();
  BOOST_TEST(node->holders == 1);
  BOOST_TEST(node->owners == 2);
  variable const copy = x;
  BOOST_TEST(node->holders == 2);
  variable const y = x * x;
  BOOST_TEST(node->holders == 2);  // an operand does not hold
  x = variable(3.0);
  BOOST_TEST(node->holders == 1);
  variable moved = std::move(x);
  BOOST_TEST(moved.node()->holders == 1);
}

/// A plain gradient stays for who finds the variable through its creator; one that leads back to it
/// does not.
BOOST_AUTO_TEST_CASE(gradients_without_holders) {
  for (bool const graph : {false, true}) {
    variable y;
    tg::node_pointer leaf;
    {
      variable const x(2.0);
      leaf = x.node();
      y = x * x * x;
      y.backward({.create_graph = graph});
      BOOST_TEST(x.grad().item() == 12);
    }
    BOOST_TEST(static_cast<bool>(leaf->gradient()) == !graph);
  }
}

BOOST_AUTO_TEST_CASE(a_variable_that_is_its_own_gradient) {
  tg::node_pointer node;
  {
    variable x(2.0);
    node = x.node();
    x.set_grad(x);
  }
  BOOST_TEST(node->owners == 1);
}

BOOST_AUTO_TEST_CASE(many_operands_and_attributes) {
  std::vector<variable> parts;
  for (int i = 0; i < 50; ++i) parts.emplace_back(tg::dynamic_tensor<double>{1.0 * i, 2.0 * i});
  variable const y = tg::concatenate(parts, 0);
  BOOST_TEST(y.size() == 100);
  BOOST_TEST(y.data()(99) == 98);
  tg::sum(y * y).backward();
  BOOST_TEST(parts[49].grad().data()(1) == 196);
}

BOOST_AUTO_TEST_SUITE_END()
