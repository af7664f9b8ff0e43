// SPDX-License-Identifier: BSL-1.0
// A number that was recorded on a tape is the same variable, whatever it is asked for and when it
// becomes a node.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <utility>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_number_promotion)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

static void promote(variable const& x) { static_cast<void>(x.node()); }

/// x, y = sin(x), z = y * y, w = z + y
struct four {
  variable x{0.5};
  variable y = tg::sin(x);
  variable z = y * y;
  variable w = z + y;

  variable const& operator[](int i) const { return i == 0 ? x : i == 1 ? y : i == 2 ? z : w; }
};

BOOST_AUTO_TEST_CASE(creators_are_the_variables_themselves) {
  int orders[][3] = {{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}};
  for (auto const& order : orders)
    for (int count = 0; count <= 3; ++count) {
      four const f;
      for (int i = 0; i < count; ++i) promote(f[order[i]]);
      BOOST_TEST(f.w.creator().name() == "add");
      BOOST_TEST(is_same(f.w.creator().input(0), f.z));
      BOOST_TEST(is_same(f.w.creator().input(1), f.y));
      BOOST_TEST(is_same(f.z.creator().input(0), f.y));
      BOOST_TEST(is_same(f.z.creator().input(1), f.y));
      BOOST_TEST(is_same(f.y.creator().input(), f.x));
      BOOST_TEST(!is_same(f.w, f.z));
      BOOST_TEST(f.x.creator().is_none());
      f.w.backward();
      double const y = std::sin(0.5);
      BOOST_TEST(f.w.item() == y * y + y);
      BOOST_TEST(f.x.grad().item() == (2 * y + 1) * std::cos(0.5),
                 boost::test_tools::tolerance(1e-15));
    }
}

/// A name or a gradient is of the variable, not of one of its handles.
BOOST_AUTO_TEST_CASE(copies_are_the_same_variable_before_and_after) {
  four f;
  variable const before = f.z;
  f.z.set_name("z");
  variable const after = f.z;
  BOOST_TEST(before.name() == "z");
  BOOST_TEST(after.name() == "z");
  BOOST_TEST((is_same(before, f.z) && is_same(before, after)));
  BOOST_TEST(f.y.name() == "");
  f.w.backward({.retain_grad = true});
  BOOST_TEST(before.grad().item() == 1);
  BOOST_TEST(f.y.grad().item() == 2 * std::sin(0.5) + 1);
  BOOST_TEST(is_same(before.grad(), after.grad()));
  variable(after).clear_grad();
  BOOST_TEST(before.grad().is_none());
}

/// What was made of the former data keeps them; who holds the variable sees the new ones.
BOOST_AUTO_TEST_CASE(other_data_for_a_value_on_the_way) {
  for (bool const promoted : {false, true}) {
    four f;
    variable const copy = f.z;
    if (promoted) promote(f.w);
    f.z.set_data(dense(10.0));
    BOOST_TEST(copy.item() == 10);
    variable const later = copy * f.y;
    double const y = std::sin(0.5);
    BOOST_TEST(f.w.item() == y * y + y);
    BOOST_TEST(later.item() == 10 * y);
    later.backward();
    BOOST_TEST(f.z.grad().item() == y);
    BOOST_TEST(f.x.grad().item() == 10 * std::cos(0.5));
    f.x.clear_grad();
    f.w.backward();
    BOOST_TEST(f.x.grad().item() == (2 * y + 1) * std::cos(0.5),
               boost::test_tools::tolerance(1e-15));
    BOOST_TEST(f.z.grad().item() == y);
    BOOST_TEST(is_same(f.w.creator().input(0), f.z));
    f.z.set_data(dense{1, 2});
    BOOST_TEST((copy.shape() == tg::make_shape(2)));
  }
}

BOOST_AUTO_TEST_CASE(a_leaf_with_other_data_between_two_uses) {
  for (int promoted = 0; promoted < 3; ++promoted) {
    variable x(2.0);
    variable const before = x * x;
    if (promoted == 1) promote(before);
    x.set_data(dense(5.0));
    variable const after = x * 3;
    variable const both = before * after;
    if (promoted == 2) promote(both);
    BOOST_TEST(both.item() == 60);
    both.backward();
    BOOST_TEST(x.grad().item() == 2 * 2 * 15 + 4 * 3);
    BOOST_TEST(is_same(before.creator().input(), x));
    BOOST_TEST(is_same(after.creator().input(), x));
    x.set_data(dense{1, 2, 3});
    BOOST_CHECK_THROW(both.backward(), tg::shape_error);
  }
}

/// Gradients with a graph of their own lead through nodes that the tape had.
BOOST_AUTO_TEST_CASE(second_derivatives) {
  for (bool const read : {false, true}) {
    variable x(0.5);
    variable const y = tg::sin(x) * x;
    if (read) BOOST_TEST(y.item() == std::sin(0.5) * 0.5);
    y.backward({.create_graph = true});
    variable const slope = x.grad();
    BOOST_TEST(slope.item() == std::cos(0.5) * 0.5 + std::sin(0.5),
               boost::test_tools::tolerance(1e-15));
    x.clear_grad();
    slope.backward();
    BOOST_TEST(x.grad().item() == 2 * std::cos(0.5) - std::sin(0.5) * 0.5,
               boost::test_tools::tolerance(1e-15));
    (x * x).backward();  // onto a gradient that is there
    BOOST_TEST(x.grad().item() == 2 * std::cos(0.5) - std::sin(0.5) * 0.5 + 1,
               boost::test_tools::tolerance(1e-15));
  }
}

/// A leaf that nobody holds any more keeps its name, its number and its gradient.
BOOST_AUTO_TEST_CASE(leaves_that_only_a_tape_knows) {
  variable y;
  variable gradient;
  {
    variable x(3.0);
    x.set_name("x");
    y = x * x;
    y.backward();
    gradient = x.grad();
  }
  variable found = y.creator().input();
  BOOST_TEST(found.name() == "x");
  BOOST_TEST(found.item() == 3);
  BOOST_TEST(found.grad().item() == 6);
  BOOST_TEST(gradient.item() == 6);
  y.backward();
  BOOST_TEST(found.grad().item() == 12);
  BOOST_TEST(gradient.item() == 6);
}

/// A value on the way that nobody holds but the tape, given up and found again.
BOOST_AUTO_TEST_CASE(nodes_that_only_a_tape_knows) {
  variable x(0.5);
  variable w;
  {
    variable z = tg::sin(x);
    w = z * z;
    z.set_name("z");
    static_cast<void>(z.creator());
  }
  variable const found = w.creator().input();
  BOOST_TEST(found.name() == "z");
  BOOST_TEST(found.creator().name() == "sin");
  BOOST_TEST(is_same(found.creator().input(), x));
  BOOST_TEST(found.item() == std::sin(0.5));
  variable const kept = found;
  variable const retained = [&] {
    variable const z = tg::cos(x);
    variable const y = z * 2;
    y.backward({.retain_grad = true});
    return z;
  }();
  BOOST_TEST(retained.grad().item() == 2);
}

BOOST_AUTO_TEST_CASE(constants_become_leaves_and_literals) {
  variable const x(0.5);
  variable const y = 0.3 * x + 2;
  BOOST_TEST(y.creator().input(1).item() == 2);
  BOOST_TEST(y.creator().input(1).node()->constant);
  variable const factor = y.creator().input(0).creator().input(0);
  BOOST_TEST(factor.item() == 0.3);
  BOOST_TEST(factor.node()->constant);
  variable const c = 0.7;
  variable const d = c * c;
  BOOST_TEST(d.node()->constant);
  BOOST_TEST(!d.node()->has_history());
  BOOST_TEST(is_same((c * x).creator().input(), c));
}

BOOST_AUTO_TEST_CASE(masks_and_floats) {
  tg::variable<float> const x(0.5f);
  tg::variable<bool> const large = x > 0.25f;
  tg::variable<float> const y = tg::where(large, x * x, -x);
  BOOST_TEST(y.held().is_number());
  BOOST_TEST(static_cast<bool>(large));
  BOOST_TEST(y.creator().name() == "where");
  BOOST_TEST(is_same(y.creator().input<bool>(0), large));
  BOOST_TEST(is_same(large.creator().input<float>(0), x));
  BOOST_TEST((large.node()->type == tg::scalar_type::boolean));
  BOOST_TEST((y.node()->type == tg::scalar_type::float32));
  BOOST_TEST(y.item() == 0.25f);
  y.backward();
  BOOST_TEST(x.grad().item() == 1.0f);
}

/// What is not read stays to be computed: a function that is compiled reads what it captured at
/// each call.
BOOST_AUTO_TEST_CASE(numbers_that_a_compiled_function_captures) {
  variable w(2.0);
  auto const f = tg::compile([&](auto const& x) { return x * (w * 3 + 1); }, tg::shape{});
  BOOST_TEST(f(dense(1.0)).item() == 7);
  w.set_data(dense(5.0));
  BOOST_TEST(f(dense(1.0)).item() == 16);
  auto const g = tg::compile(
      [&](auto const& x) {
        variable const factor = w * 3;
        return factor.item() > 0 ? x * factor : x;  // read: as it is now, for ever
      },
      tg::shape{});
  BOOST_TEST(g(dense(1.0)).item() == 15);
  w.set_data(dense(1.0));
  BOOST_TEST(g(dense(1.0)).item() == 15);
}

/// After the entries were left to those who hold some.
BOOST_AUTO_TEST_CASE(nodes_of_another_tape) {
  variable const x(0.5);
  four const f;
  variable const before = f.y * x;
  promote(f.z);
  std::vector<variable> filling;
  for (int i = 0; i < tg::number_recorder::most_left + 8; ++i) {
    filling.push_back(x * i);
    if (i == tg::number_recorder::most_left) filling.back().backward();
  }
  variable const next = x * 2;
  BOOST_REQUIRE(next.held().tape() != before.held().tape());
  filling.clear();
  BOOST_TEST(is_same(f.w.creator().input(0), f.z));
  BOOST_TEST(is_same(before.creator().input(0), f.y));
  BOOST_TEST(before.item() == std::sin(0.5) * 0.5);
  variable const after = before + f.w;
  variable(x).clear_grad();
  after.backward();
  BOOST_TEST(x.grad().item() == std::sin(0.5));
  BOOST_TEST(f.x.grad().item() == std::cos(0.5) * (0.5 + 2 * std::sin(0.5) + 1),
             boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
