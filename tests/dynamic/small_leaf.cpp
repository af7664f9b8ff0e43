// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_small_leaf)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

BOOST_AUTO_TEST_CASE(value_and_gradient_need_no_node) {
  variable const x(2.0);
  variable const y = x * x * x;
  y.backward();
  BOOST_TEST(x.item() == 2);
  BOOST_TEST(x.ndim() == 0);
  BOOST_TEST(x.name() == "");
  BOOST_TEST(x.grad().item() == 12);
  BOOST_TEST((x.grad() * x).item() == 24);
  BOOST_TEST((x.held().leaf() != nullptr && x.grad().held().leaf() != nullptr));
  BOOST_TEST(is_same(x.grad(), x.grad()));
  x.clear_grad();
  BOOST_TEST(x.grad().is_none());
  BOOST_TEST((x.held().leaf() != nullptr && x.held().present_node() == nullptr));
  BOOST_TEST(sizeof(tg::small_leaf) <= 56u);  // 10^5 of them and their gradients are memory
}

/// All handles of a leaf, and what was recorded of it, mean the one node that somebody asked for.
BOOST_AUTO_TEST_CASE(it_becomes_one_node) {
  variable const x(2.0);
  variable const other = x;
  variable const y = x * x;
  y.backward();
  variable named = x;
  named.set_name("x");
  BOOST_TEST((x.held().leaf() == nullptr && x.held().present_node() == named.held().node()));
  BOOST_TEST(x.name() == "x");
  BOOST_TEST((is_same(x, named) && is_same(named, other) && !is_same(named, y)));
  BOOST_TEST(other.grad().item() == 4);
  variable const z = other * 3 + x;
  z.backward();
  BOOST_TEST(named.grad().item() == 8);
  BOOST_TEST(is_same(y.creator().input(0), x));
  named.set_data(dense(5.0));
  BOOST_TEST((x.item() == 5 && other.data().item() == 5));
  BOOST_TEST((x * 2).item() == 10);
  y.backward();  // of the old number
  BOOST_TEST(x.grad().item() == 12);
}

/// Who holds a gradient keeps the number that it was.
BOOST_AUTO_TEST_CASE(gradients_add_up) {
  variable const x(2.0);
  variable const y = x * x;
  y.backward();
  variable const first = x.grad();
  (x * 3).backward();
  BOOST_TEST(first.item() == 4);
  BOOST_TEST(x.grad().item() == 7);
  variable const used = x.grad() * x;
  (x * 5).backward();
  BOOST_TEST(used.item() == 14);
  BOOST_TEST(x.grad().item() == 12);
  x.grad().set_data(dense(0.5));  // it has a node now
  (x * 5).backward();
  BOOST_TEST(x.grad().item() == 5.5);
  variable const w(1.0);
  (w * 2).backward();
  w.set_grad(variable(10.0));
  (w * 2).backward();
  BOOST_TEST(w.grad().item() == 12);
  variable const v(1.0);
  v.backward();
  BOOST_TEST(v.grad().item() == 1);
}

BOOST_AUTO_TEST_CASE(of_another_type) {
  tg::variable<float> const x(2.0f);
  BOOST_TEST(x.grad<double>().is_none());
  (x * x).backward();
  BOOST_TEST(x.grad().item() == 4.0f);
  BOOST_CHECK_EXCEPTION(x.grad<double>(), std::invalid_argument, [](std::exception const& error) {
    return std::string(error.what()) ==
           "grad(): the gradient is float32: call grad<float>() for it";
  });
  tg::variable<int> const n(2);
  BOOST_TEST((n.held().leaf() == nullptr && n.item() == 2));
}

/// Gradients that can be differentiated belong to nodes.
BOOST_AUTO_TEST_CASE(second_derivatives) {
  variable const x(2.0);
  (x * x).backward();
  (x * x * x).backward({.create_graph = true});
  variable const slope = x.grad();
  BOOST_TEST(slope.item() == 16);
  x.clear_grad();
  slope.backward();
  BOOST_TEST(x.grad().item() == 12);
}

/// A tape that outlives all variables of a leaf still knows it as one, with what only it had.
BOOST_AUTO_TEST_CASE(given_up_while_a_tape_refers_to_it) {
  variable y, z, held;
  {
    variable const x(2.0);
    y = x * x;
    y.backward();
    z = x * 3;  // of another epoch
    held = x.grad();
  }
  z.backward();
  BOOST_TEST(held.item() == 4);
  variable const x = y.creator().input(0);
  BOOST_TEST(is_same(z.creator().input(0), x));
  BOOST_TEST((x.item() == 2 && x.grad().item() == 7));
  variable u;
  {
    variable const v(3.0);
    u = v * v;
    u.backward();
    held = v.grad();
    held.set_name("slope");  // it has a node now
  }
  BOOST_TEST(u.creator().input(0).grad().item() == 6);
  BOOST_TEST(!is_same(u.creator().input(0).grad(), held));
}

/// Arrays that are full are left to who holds something of them.
BOOST_AUTO_TEST_CASE(it_survives_full_arrays) {
  variable const x(2.0);
  std::vector<variable> kept;
  for (int i = 0; i < 3000; ++i) {
    kept.push_back(x * i);
    if (i % 2 == 0) kept.back().backward();
  }
  BOOST_TEST(x.grad().item() == 1499.0 * 1500.0);
  x.clear_grad();
  for (variable const& each : kept) each.backward();
  BOOST_TEST(x.grad().item() == 2999.0 * 1500.0);
}

BOOST_AUTO_TEST_SUITE_END()
