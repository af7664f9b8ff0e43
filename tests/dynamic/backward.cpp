// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_backward)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

BOOST_AUTO_TEST_CASE(data_of_another_shape) {
  variable x(dense{1, 2, 3});
  variable const y = tg::sum(x * x);
  x.set_data(dense::full({1000}, 5.0));
  BOOST_TEST(y.item() == 14);
  BOOST_CHECK_THROW(y.backward(), tg::shape_error);
  BOOST_CHECK_THROW(y.backward({.create_graph = true}), tg::shape_error);
  BOOST_TEST(x.grad().is_none());
  x.set_data(dense{7, 8, 9});
  y.backward();
  BOOST_TEST((x.grad().data() == dense{2, 4, 6}));  // of the data that y was made of
}

/// Nodes share their shapes, and may give them up.
BOOST_AUTO_TEST_CASE(a_shape_that_was_asked_for_stays) {
  variable x(dense{1, 2, 3});
  variable y = x * x;
  auto const& of_x = x.shape();
  auto const& of_y = y.shape();
  x.set_data(dense::full({1000}, 5.0));
  y = variable(dense{1, 2});
  BOOST_TEST((of_x == tg::shape{3}));
  BOOST_TEST((of_y == tg::shape{3}));
}

BOOST_AUTO_TEST_CASE(gradient_of_another_shape) {
  variable x(dense{1, 2, 3});
  tg::sum(x * x).backward();
  x.set_data(dense{1, 2, 3, 4, 5});
  variable const y = tg::sum(x * x);
  BOOST_CHECK_THROW(y.backward(), tg::shape_error);
  BOOST_CHECK_THROW(y.backward({.create_graph = true}), tg::shape_error);
  BOOST_TEST((x.grad().data() == dense{2, 4, 6}));
  x.clear_grad();
  y.backward();
  BOOST_TEST((x.grad().data() == dense{2, 4, 6, 8, 10}));
}

/// An operation's result that gets other data: what was made of it keeps the old ones, and the way
/// to x.
BOOST_AUTO_TEST_CASE(result_with_other_data) {
  for (bool const graph : {false, true}) {
    variable x(dense{2});
    variable y = x * 2;
    variable const z = y * y;
    y.set_data(dense{100, 200});
    variable const w = tg::sum(y * 3);
    BOOST_TEST((z.data() == dense{16}));
    BOOST_TEST(w.item() == 900);
    (tg::sum(z) + w).backward({.create_graph = graph});
    BOOST_TEST((x.grad().data() == dense{16}));
    BOOST_TEST((y.grad().data() == dense{3, 3}));
    y.set_data(dense{1});
    BOOST_TEST((z.data() == dense{16}));
    BOOST_TEST(z.creator().name() == std::string_view("mul"));
  }
}

BOOST_AUTO_TEST_CASE(leaf_with_two_values) {
  for (bool const graph : {false, true}) {
    variable x(2.0);
    variable const once = x * x;
    x.set_data(dense(5.0));
    variable const both = once + x * x;
    BOOST_TEST(both.item() == 29);
    both.backward({.create_graph = graph});
    BOOST_TEST(x.grad().item() == 14);
    both.backward({.create_graph = graph});
    BOOST_TEST(x.grad().item() == 28);
  }
}

/// A gradient is a value of its own, also where it equals a variable.
BOOST_AUTO_TEST_CASE(gradients_are_no_second_names) {
  variable x(3.0);
  variable a(2.0), b(7.0);
  (0.5 * x * x + a * b).backward({.create_graph = true});
  BOOST_TEST(x.grad().item() == 3);
  BOOST_TEST(!is_same(x.grad(), x));
  BOOST_TEST(!is_same(a.grad(), b));
  b.set_data(dense(11.0));
  BOOST_TEST(a.grad().item() == 7);
  variable const slope = x.grad();
  x.zero_grad();
  (slope * slope).backward();
  BOOST_TEST(x.grad().item() == 6);
  variable p(dense{1}), q(dense{2});
  (p + q).backward({.create_graph = true});
  p.grad().set_data(dense{9});
  BOOST_TEST((q.grad().data() == dense{1}));
}

BOOST_AUTO_TEST_CASE(variables_without_data) {
  variable nothing;
  variable const x(1.0);
  BOOST_CHECK_THROW(nothing.backward(), std::logic_error);
  BOOST_CHECK_THROW(nothing.set_grad(variable()), std::logic_error);
  BOOST_CHECK_THROW(nothing.clear_grad(), std::logic_error);
  BOOST_CHECK_THROW(nothing.data(), std::logic_error);
  BOOST_CHECK_THROW(x + nothing, std::logic_error);
  BOOST_CHECK_THROW(tg::sum(nothing), std::logic_error);
  nothing.set_data(dense{1});
  BOOST_TEST(nothing.size() == 1);
}

BOOST_AUTO_TEST_CASE(preset_gradients_and_accumulation) {
  variable x(dense{1, 2});
  variable y = x * x;
  y.set_grad(dense{10, 100});
  y.backward();
  BOOST_TEST((x.grad().data() == dense{20, 400}));
  y.set_grad(dense{1, 1});
  y.backward({.retain_grad = true});
  BOOST_TEST((x.grad().data() == dense{22, 404}));
  BOOST_TEST((y.grad().data() == dense{1, 1}));
}

BOOST_AUTO_TEST_CASE(without_history) {
  variable x(dense{2});
  variable y, z;
  {
    tg::no_grad const outer;
    y = x * 3;
    { tg::no_grad const inner; }
    z = y * 2;  // still without
    y.set_data(dense{100});
  }
  BOOST_TEST((z.data() == dense{12}));
  BOOST_TEST(z.creator().is_none());
  variable const w = tg::sum(z * x);
  w.backward();
  BOOST_TEST((x.grad().data() == dense{12}));
}

// Zero would be an answer too, and hide that the wrong value was asked.
BOOST_AUTO_TEST_CASE(what_is_constant_has_no_gradient) {
  variable x(dense{1, 2, 3});
  auto const refused = [&](auto const& y, tg::backward_options options = {}) {
    try {
      y.backward(options);
    } catch (std::invalid_argument const& error) {
      return std::string(error.what()) ==
             "backward(): a comparison, or an integer made of real numbers, is constant wherever "
             "it "
             "has a derivative: it has no gradient";
    }
    return false;
  };
  BOOST_TEST(refused(x > 1));
  BOOST_TEST(refused(x > 1, {.retain_grad = true}));
  BOOST_TEST(refused(tg::argmax(x)));
  BOOST_TEST(refused(tg::argmax(x), {.create_graph = true}));
  BOOST_TEST(refused(tg::argmax(x * x) * 2, {.retain_grad = true}));
  BOOST_TEST(refused(tg::variable<double>(2.0) * 3 > 1));
  // A number that became a variable: a parameter that is written so would never learn.
  for (double const number : {2.0, 0.3}) {
    tg::variable<double> const constant = number;
    (tg::variable<double>(3.0) * constant).backward();
    BOOST_CHECK_EXCEPTION(constant.grad(), std::invalid_argument, [](auto const& error) {
      return std::string(error.what()) ==
             "grad(): variable x = 2.0 is a constant, which has no gradient: write variable x(2.0)";
    });
    BOOST_TEST(constant.detach().grad().is_none());
  }
  BOOST_TEST(x.grad().is_none());
  tg::variable<int> n{3};
  (n * n).backward();
  BOOST_TEST(!n.grad().is_none());
}

BOOST_AUTO_TEST_SUITE_END()
