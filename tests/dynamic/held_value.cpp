// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_held_value)

using variable = tg::variable<double>;

BOOST_AUTO_TEST_CASE(nothing_a_node_and_numbers) {
  tg::held_value const none;
  BOOST_TEST((none.is_none() && !none.is_number() && none.leaf() == nullptr));
  BOOST_TEST((none.node() == nullptr));
  variable const row{1, 2};
  BOOST_TEST((!row.held().is_none() && !row.held().is_number()));
  variable const x(2.0);
  BOOST_TEST((!x.held().is_none() && x.held().is_number() && x.held().number() < 0));
  variable const y = x * x;
  BOOST_TEST((!y.held().is_none() && y.held().is_number()));
  BOOST_TEST((y.held().present_node() == nullptr));
  tg::value_node* const node = y.held().node();
  BOOST_TEST((!y.held().is_number() && y.held().present_node() == node));
  BOOST_TEST(sizeof(variable) == 16);
}

BOOST_AUTO_TEST_CASE(copies_and_moves) {
  variable const x(2.0);
  variable y = x * x;
  int const number = y.held().number();
  int& state = tg::this_threads_recorder().state(number);
  auto const holders = [&] { return state / tg::one_holder; };
  BOOST_TEST(holders() == 1);
  variable copy = y;
  BOOST_TEST(holders() == 2);
  variable moved = std::move(copy);
  BOOST_TEST(holders() == 2);
  BOOST_TEST(copy.is_none());
  variable& itself = moved;
  moved = itself;
  BOOST_TEST(holders() == 2);
  moved = std::move(itself);
  BOOST_TEST(moved.item() == 4);
  BOOST_TEST(holders() == 2);
  copy = moved;
  moved = variable(3.0);
  BOOST_TEST(holders() == 2);
  std::swap(copy, moved);
  BOOST_TEST(moved.item() == 4);
  BOOST_TEST(copy.item() == 3);
  std::vector<variable> const many(100, y);
  BOOST_TEST(holders() == 102);
  tg::value_node* const node = y.held().node();
  BOOST_TEST(holders() == 101);
  BOOST_TEST(node->holders == 2);  // y, and the entry for all others
  BOOST_TEST(is_same(many[50], y));
}

BOOST_AUTO_TEST_CASE(copies_and_moves_of_a_leaf) {
  variable x(2.0);
  tg::small_leaf const& leaf = *x.held().leaf();
  BOOST_TEST(leaf.owners == 1);
  variable copy = x;
  BOOST_TEST(leaf.owners == 2);
  variable moved = std::move(copy);
  BOOST_TEST((leaf.owners == 2 && copy.is_none()));
  std::vector<variable> many(10, moved);
  BOOST_TEST(leaf.owners == 12);
  x = moved;
  many.clear();
  BOOST_TEST(leaf.owners == 2);
  tg::value_node* const node = moved.held().node();
  BOOST_TEST((leaf.owners == 1 && node->holders == 2));  // `moved`, and the leaf for all others
  x = variable();
  BOOST_TEST(node->holders == 1);
}

/// A node's holders are the variables, also those that are entries of the tape.
BOOST_AUTO_TEST_CASE(the_last_holder_ends_a_gradient_with_a_graph) {
  variable const x(2.0);
  tg::node_pointer middle;
  {
    variable const y = x * x;
    variable const copy = y;
    middle = y.node();
    variable const z = y * y;
    z.backward({.retain_grad = true, .create_graph = true});
    BOOST_TEST(static_cast<bool>(middle->gradient()));
    BOOST_TEST(copy.grad().item() == 8);
  }
  BOOST_TEST(!middle->gradient());
}

BOOST_AUTO_TEST_CASE(one_variable_or_two) {
  variable const x(2.0);
  variable const a = x * x;
  variable const b = x * x;
  variable const copy = a;
  variable const none;
  BOOST_TEST(is_same(a, copy));
  BOOST_TEST(!is_same(a, b));
  BOOST_TEST(!is_same(a, x));
  BOOST_TEST(!is_same(a, none));
  BOOST_TEST(is_same(none, variable()));
  static_cast<void>(copy.node());
  BOOST_TEST((is_same(a, copy) && is_same(copy, a)));
  BOOST_TEST((!is_same(b, copy) && !is_same(copy, b)));
  BOOST_TEST((!is_same(b, x) && !is_same(x, b)));
}

/// Reading makes no node of a number; its data stay where they are.
BOOST_AUTO_TEST_CASE(values_are_read_from_the_tape) {
  variable const x(2.0);
  variable const y = x * x + 1;
  BOOST_TEST(y.item() == 5);
  tg::dynamic_tensor<double> const& data = y.data();
  BOOST_TEST(data.item() == 5);
  BOOST_TEST(&y.data() == &data);
  BOOST_TEST(y.ndim() == 0);
  BOOST_TEST(y.size() == 1);
  BOOST_TEST((y.shape() == tg::shape{}));
  BOOST_TEST(tg::to_string(y) == "variable(5.0)");
  BOOST_TEST(y.name() == "");
  BOOST_TEST(y.grad().is_none());
  BOOST_TEST(y.detach().item() == 5);
  BOOST_TEST(y.held().is_number());
  static_cast<void>(y.node());
  BOOST_TEST(&y.data() == &data);
}

BOOST_AUTO_TEST_CASE(detached_numbers) {
  variable const x(2.0);
  variable const y = (x * x).detach();
  (y * x).backward();
  BOOST_TEST(x.grad().item() == 4);
  BOOST_TEST(y.grad().item() == 2);
  variable const c = 0.3;
  variable const constant = (c * c).detach();
  (constant * x).backward();
  BOOST_TEST(constant.grad().is_none());
}

BOOST_AUTO_TEST_SUITE_END()
