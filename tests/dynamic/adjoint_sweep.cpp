// SPDX-License-Identifier: BSL-1.0
// Gradients of numbers: what a sweep asks for, reads and writes.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <thread>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_adjoint_sweep)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

/// What was planned: whole programs, and rules of single operations.
struct counted_plans {
  long programs = tg::this_threads_plans().counters.misses;
  int rules = tg::this_threads_rules().size();

  bool are_as_before() const {
    return tg::this_threads_plans().counters.misses == programs &&
           tg::this_threads_rules().size() == rules;
  }
};

static variable loss_of(variable const& x, variable const& y) {
  return tg::log(x * y + tg::sin(y)) / (1 + tg::exp(-x)) * 0.3;
}
static double slope_in_x(double x, double y) {
  double const inner = x * y + std::sin(y), s = 1 / (1 + std::exp(-x));
  return 0.3 * (y / inner * s + std::log(inner) * s * (1 - s));
}

/// Rules are made when their operations are met first: `round(x, y)` asks for the gradient of
/// `loss_of`.
template <class Round>
static void check_loop(Round&& round) {
  variable x(0.7), y(1.9);
  for (int i = 0; i < 3; ++i) round(x, y);
  counted_plans const plans;
  for (int i = 0; i < 300; ++i) {
    x.set_data(dense(0.7 + 0.001 * i));
    x.clear_grad();
    y.clear_grad();
    round(x, y);
    BOOST_REQUIRE(std::fabs(x.grad().item() - slope_in_x(0.7 + 0.001 * i, 1.9)) < 1e-14);
  }
  BOOST_TEST(plans.are_as_before());
}

BOOST_AUTO_TEST_CASE(nothing_is_planned) {
  check_loop([](variable const& x, variable const& y) { loss_of(x, y).backward(); });
}
BOOST_AUTO_TEST_CASE(nothing_is_planned_where_the_loss_is_declared_outside) {
  variable loss;
  check_loop([&](variable const& x, variable const& y) {
    loss = loss_of(x, y);
    loss.backward();
  });
}
BOOST_AUTO_TEST_CASE(nothing_is_planned_beside_an_older_number) {
  variable const a(0.5);
  variable const outer = tg::sin(a);
  check_loop([&](variable const& x, variable const& y) { loss_of(x, y).backward(); });
  BOOST_TEST(outer.item() == std::sin(0.5));
}
BOOST_AUTO_TEST_CASE(nothing_is_planned_with_an_older_number) {
  variable const a(0.5);
  variable const outer = tg::sin(a) + 1 - std::sin(0.5);  // 1
  check_loop([&](variable const& x, variable const& y) { (loss_of(x, y) * outer).backward(); });
  BOOST_TEST(a.grad().item() != 0);
}
BOOST_AUTO_TEST_CASE(nothing_is_planned_where_others_are_read_in_between) {
  check_loop([&](variable const& x, variable const& y) {
    variable const loss = loss_of(x, y);
    variable const twice = loss * 2;
    BOOST_REQUIRE(twice.item() == loss.item() * 2);
    loss.backward();
    BOOST_REQUIRE(twice.item() == loss.item() * 2);
  });
}

/// Gradients of many numbers that were recorded together.
BOOST_AUTO_TEST_CASE(rows_of_a_jacobian) {
  variable const x(0.7), y(1.9);
  for (int round = 0; round < 3; ++round) {
    std::vector<variable> rows;
    for (int i = 0; i < 50; ++i) rows.push_back(loss_of(x, y) * (i + 0.1));
    counted_plans const plans;
    for (int i = 49; i >= 0; --i) {
      variable(x).clear_grad();
      rows[static_cast<std::size_t>(i)].backward();
      BOOST_REQUIRE(std::fabs(x.grad().item() - (i + 0.1) * slope_in_x(0.7, 1.9)) < 1e-13);
    }
    BOOST_TEST((round == 0 || plans.are_as_before()));
    for (std::size_t i = 0; i < 50; ++i)
      BOOST_REQUIRE(rows[i].item() == loss_of(x, y).item() * (static_cast<double>(i) + 0.1));
  }
}

/// A sweep leaves the numbers as they are.
BOOST_AUTO_TEST_CASE(values_are_as_before) {
  variable const x(0.7), y(1.9);
  variable const a = x * y;
  variable const b = tg::sin(a) + a;
  variable const loss = b * b / (1 + a * a);
  double const values[] = {a.item(), b.item(), loss.item()};
  for (variable const& root : {loss, b, a, loss}) {
    root.backward();
    BOOST_TEST(a.item() == values[0]);
    BOOST_TEST(b.item() == values[1]);
    BOOST_TEST(loss.item() == values[2]);
  }
}

/// Only what is reached gets a gradient; what is reached without influence gets a zero.
BOOST_AUTO_TEST_CASE(leaves_that_are_not_reached) {
  variable const x(0.7), y(1.9), z(0.3);
  variable const other = y * y;
  variable const c = 0.25;
  variable const w = x * c + 0 * z;
  w.backward();
  BOOST_TEST(x.grad().item() == 0.25);
  BOOST_TEST(y.grad().is_none());
  BOOST_TEST(z.grad().item() == 0);
  BOOST_CHECK_THROW(c.grad(), std::invalid_argument);
  BOOST_TEST(other.grad().is_none());
}

/// Constants have no leaves to give gradients to: theirs is their own.
BOOST_AUTO_TEST_CASE(constants_as_roots) {
  variable const c = 0.25;
  variable const y = c * 2 + 1;
  y.backward();
  BOOST_TEST(y.grad().item() == 1);
  BOOST_CHECK_THROW(c.grad(), std::invalid_argument);
  variable const x(0.5);
  x.backward();
  BOOST_TEST(x.grad().item() == 1);
}

BOOST_AUTO_TEST_CASE(gradients_add_up) {
  variable x(3.0);
  for (int i = 1; i <= 3; ++i) {
    (x * x).backward();
    BOOST_TEST(x.grad().item() == 6 * i);
  }
  variable const kept = x.grad();
  (x * x).backward();
  BOOST_TEST(kept.item() == 18);
  BOOST_TEST(x.grad().item() == 24);
  // A gradient that was an operand in between has changed since.
  variable const before = x.grad() * x;
  x.clear_grad();
  (x * x).backward();
  variable const first = x.grad() * 1;
  (x * x).backward();
  variable const second = x.grad() * 1;
  BOOST_TEST(before.item() == 72);
  BOOST_TEST(first.item() == 6);
  BOOST_TEST(second.item() == 12);
  x.set_grad(variable(0.5));
  (x * x).backward();
  BOOST_TEST(x.grad().item() == 6.5);
}

BOOST_AUTO_TEST_CASE(an_upstream_of_ones_own) {
  variable const x(3.0);
  variable y = x * x;
  y.set_grad(variable(10.0));
  y.backward();
  BOOST_TEST(x.grad().item() == 60);
}

/// Operations that differ in one thing only must not be taken for each other.
BOOST_AUTO_TEST_CASE(one_difference_is_another_rule) {
  variable const x(3.0), y(5.0);
  tg::variable<float> const single(3.0f);
  variable const constant = 3.3;
  auto const slopes = [&](variable const& root) {
    variable(x).clear_grad();
    variable(y).clear_grad();
    root.backward();
    return std::vector{x.grad().is_none() ? -1 : x.grad().item(),
                       y.grad().is_none() ? -1 : y.grad().item()};
  };
  BOOST_TEST(slopes(x * x) == (std::vector<double>{6, -1}));
  BOOST_TEST(slopes(x * y) == (std::vector<double>{5, 3}));
  BOOST_TEST(slopes(y * y) == (std::vector<double>{-1, 10}));
  BOOST_TEST(slopes(x - y) == (std::vector<double>{1, -1}));
  BOOST_TEST(slopes(y - x) == (std::vector<double>{-1, 1}));
  BOOST_TEST(slopes(x * 2) == (std::vector<double>{2, -1}));
  BOOST_TEST(slopes(x * 4) == (std::vector<double>{4, -1}));
  BOOST_TEST(slopes(x * 0.3) == (std::vector<double>{0.3, -1}));
  BOOST_TEST(slopes(x * 0.7) == (std::vector<double>{0.7, -1}));
  BOOST_TEST(slopes(x * constant) == (std::vector<double>{3.3, -1}));
  BOOST_TEST(slopes(tg::where(x < y, x, y)) == (std::vector<double>{1, 0}));
  BOOST_TEST(slopes(tg::where(y < x, x, y)) == (std::vector<double>{0, 1}));
  (single * single).backward();
  BOOST_TEST(single.grad().item() == 6.0f);
  (single * 0.5).backward();
  BOOST_TEST(single.grad().item() == 6.5f);
}

/// The tape's sweep against the same graph in nodes, of every operation on one or two numbers
/// that has a slope.
BOOST_AUTO_TEST_CASE(the_same_as_with_nodes) {
  auto const both = [](auto const& f) {
    variable const x(0.7), y(1.3);
    variable const a(dense{0.7}), b(dense{1.3});
    variable const on_tape = f(x, y);
    variable const in_nodes = f(tg::sum(a), tg::sum(b));
    BOOST_TEST((on_tape.held().is_number() && !in_nodes.held().is_number()));
    BOOST_TEST(on_tape.item() == in_nodes.item());
    on_tape.backward();
    in_nodes.backward();
    BOOST_TEST(x.grad().item() == a.grad().data()(0), boost::test_tools::tolerance(4e-16));
    BOOST_TEST(y.grad().item() == b.grad().data()(0), boost::test_tools::tolerance(4e-16));
  };
  both([](auto x, auto y) { return x * y + x / y - tg::sqrt(x * x + y); });
  both([](auto x, auto y) { return tg::pow(x, y) + tg::atan2(x, y) * tg::hypot(x, y); });
  both([](auto x, auto y) { return tg::sin(x) * tg::cos(y) + tg::tan(x) * tg::tanh(y); });
  both([](auto x, auto y) { return tg::exp(x) * tg::log(y) + tg::expm1(x) * tg::log1p(y); });
  both([](auto x, auto y) { return tg::asin(x) * tg::acosh(y) + tg::atan(x) * tg::asinh(y); });
  both([](auto x, auto y) { return tg::erf(x) + tg::sigmoid(y) * tg::softplus(x) + tg::gelu(y); });
  both([](auto x, auto y) { return (tg::max)(x, y) * x + (tg::min)(x, y) * y + tg::abs(x - y); });
  both([](auto x, auto y) {
    return tg::where(x < y, x * x, y) + tg::where(x > y, x, y * y) + tg::clamp(x * y, 0.0, 5.0);
  });
  both([](auto x, auto y) {
    return tg::relu(x) * tg::leaky_relu(y, 0.2) + tg::square(x) * tg::cbrt(y);
  });
}

/// This thread has both gradients on its tape, another one adds to them.
BOOST_AUTO_TEST_CASE(a_gradient_that_another_thread_adds_to) {
  variable const number(3.0);
  variable named(5.0);
  named.set_name("x");
  (number * named).backward();
  variable changed(4.0);
  variable const held[] = {number.grad() * 2, named.grad() * 2, changed * 2};
  BOOST_TEST(held[0].item() == 10);
  BOOST_TEST(held[1].item() == 6);
  std::thread([&] { (number * named).backward(); }).join();
  changed.set_data(dense(7.0));
  // All three before one is given up: then the tape forgets what it has.
  variable const again[] = {number.grad() * 2, named.grad() * 2, changed * 2};
  BOOST_TEST(again[0].item() == 20);
  BOOST_TEST(again[1].item() == 12);
  BOOST_TEST(again[2].item() == 14);
}

BOOST_AUTO_TEST_SUITE_END()
