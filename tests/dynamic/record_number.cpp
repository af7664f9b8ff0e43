// SPDX-License-Identifier: BSL-1.0
// Which operations a tape takes, and that the others are what they always were.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_record_number)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

template <class Y>
static bool is_on_tape(Y const& y) {
  return y.held().is_number();
}

BOOST_AUTO_TEST_CASE(element_wise_operations_of_real_numbers) {
  variable const x(0.5), y(2.0);
  BOOST_TEST(is_on_tape(tg::sin(x)));
  BOOST_TEST(is_on_tape(x / y));
  BOOST_TEST(is_on_tape(1 - x));
  BOOST_TEST(is_on_tape(tg::pow(x, 2)));
  BOOST_TEST(is_on_tape((tg::max)(x, y)));
  BOOST_TEST(is_on_tape(tg::hypot(x, y)));
  BOOST_TEST(is_on_tape(x < y));
  BOOST_TEST(is_on_tape(tg::where(x < y, x, 3.5)));
  tg::variable<float> const single(0.5f);
  BOOST_TEST(is_on_tape(single * 0.1));
  BOOST_TEST((single * 0.1).item() == 0.5f * 0.1f);
  BOOST_TEST(is_on_tape(single * single));
}

BOOST_AUTO_TEST_CASE(everything_else_is_a_node) {
  variable const x(0.5);
  variable const vector(dense{1, 2});
  tg::variable<std::int32_t> const whole(3);
  tg::variable<float> const single(0.5f);
  tg::variable<bool> const truth(true);
  BOOST_TEST(!is_on_tape(whole * whole));
  BOOST_TEST(!is_on_tape(whole * x));
  BOOST_TEST((whole * x).item() == 1.5);
  BOOST_TEST(!is_on_tape(single * x));
  BOOST_TEST((single * x).item() == 0.25);
  BOOST_TEST(!is_on_tape(tg::sin(whole)));
  BOOST_TEST(!is_on_tape(vector * x));
  BOOST_TEST(!is_on_tape(tg::sum(vector)));
  BOOST_TEST(!is_on_tape(tg::sum(vector) * x));
  BOOST_TEST((tg::sum(vector) * x).item() == 1.5);
  BOOST_TEST(!is_on_tape(x * vector(1)));
  BOOST_TEST(!is_on_tape(tg::cast<float>(x * x)));
  BOOST_TEST(!is_on_tape(tg::reshape(x * x, {1})));
  BOOST_TEST(!is_on_tape(truth * x));
  BOOST_TEST(!is_on_tape(!(x < 1)));
  BOOST_TEST((!(x < 1)).item() == false);
  BOOST_TEST(!is_on_tape(tg::stop_gradient(x * x)));
}

BOOST_AUTO_TEST_CASE(gradients_where_both_meet) {
  variable const x(0.5);
  variable const vector(dense{1, 2});
  variable const s = x * x;
  variable const y = tg::sum(vector * s) + tg::sin(s) * 3;
  BOOST_TEST(y.item() == 0.75 + 3 * std::sin(0.25), boost::test_tools::tolerance(1e-15));
  y.backward();
  BOOST_TEST(x.grad().item() == 3 + 3 * std::cos(0.25), boost::test_tools::tolerance(1e-15));
  BOOST_TEST((vector.grad().data() == dense{0.25, 0.25}));
}

/// An entry that has become a node comes back, with what it was made of, as long as that is few
/// numbers.
BOOST_AUTO_TEST_CASE(nodes_come_back_onto_the_tape) {
  variable const x(0.5);
  variable const y = tg::sin(x) * x + 0.1;
  static_cast<void>(y.creator());
  BOOST_TEST(!is_on_tape(y));
  for (int i = 1; i < 4; ++i) {
    variable const z = y * y;
    BOOST_TEST(is_on_tape(z));
    z.backward();
    double const value = std::sin(0.5) * 0.5 + 0.1;
    BOOST_TEST(z.item() == value * value);
    BOOST_TEST(x.grad().item() == i * 2 * value * (std::cos(0.5) * 0.5 + std::sin(0.5)),
               boost::test_tools::tolerance(1e-15));
    BOOST_TEST(is_same(z.creator().input(), y));
  }
  variable large = x;
  for (int i = 0; i < 2 * tg::most_numbers_behind; ++i) large = large * 1.001;
  static_cast<void>(large.node());
  BOOST_TEST(!is_on_tape(large * x));
  BOOST_TEST(!is_on_tape(tg::sum(variable(dense{1, 2})) * x));
}

/// A value without history, as it is now.
BOOST_AUTO_TEST_CASE(values_made_without_history) {
  variable const x(0.5);
  variable const y = [&] {
    tg::no_grad const scope;
    return x * 4;
  }();
  variable const z = y * x;
  BOOST_TEST(z.item() == 1);
  z.backward();
  BOOST_TEST(x.grad().item() == 2);
  BOOST_TEST(y.grad().item() == 0.5);
  variable const w = y * x;
  BOOST_TEST(is_on_tape(w));
  BOOST_TEST(w.item() == 1);
}

BOOST_AUTO_TEST_CASE(one_entry_for_a_leaf_in_an_epoch) {
  variable x(0.5);
  variable const y = x * x + x;
  BOOST_TEST(y.held().number() == 2);
  variable const c = 0.3;
  variable const z = c * c;
  BOOST_TEST(z.held().number() == 4);
  x.set_data(dense(0.25));
  variable const w = x * y;
  BOOST_TEST(w.held().number() == 6);
  BOOST_TEST(w.item() == 0.25 * 0.75);
  w.backward();
  BOOST_TEST(x.grad().item() == 0.75 + 0.25 * 2);
}

BOOST_AUTO_TEST_CASE(numbers_beside_variables) {
  variable const x(3.0);
  BOOST_TEST((x * 2).item() == 6);
  BOOST_TEST((x * 0.3).item() == 3.0 * 0.3);
  BOOST_TEST(std::signbit((x * -0.0).item()));
  BOOST_TEST(std::isnan((x * std::nan("")).item()));
  BOOST_TEST((x * std::int64_t{1}).item() == 3);
  tg::variable<float> const single(3.0f);
  BOOST_TEST((single * 0.3).item() == 3.0f * 0.3f);
  BOOST_TEST((1e300 * single).item() == HUGE_VALF);
  // Numbers of a program are part of it, others are given to it: see is_planned_number.
  auto const words_of = [](variable const& y) {
    return tg::this_threads_recorder().entries()[y.held().number() - 1];
  };
  variable const a = x * 2;
  tg::tape_entry const two = words_of(a);
  variable const b = x * 4;
  tg::tape_entry const four = words_of(b);
  BOOST_TEST((two.is_literal() && four.is_literal()));
  BOOST_TEST(two.literal() != four.literal());
  variable const c = x * 0.3;
  variable const d = x * 0.7;
  BOOST_TEST(words_of(c).literal() == words_of(d).literal());
  BOOST_TEST(!words_of(c).is_literal());
}

BOOST_AUTO_TEST_CASE(mistakes_leave_nothing_behind) {
  variable const x(0.5);
  variable const none;
  variable const vector(dense{1, 2}), longer(dense{1, 2, 3});
  for (int i = 0; i < 3; ++i) {
    BOOST_CHECK_THROW(x * none, std::logic_error);
    BOOST_CHECK_THROW(none * x, std::logic_error);
    BOOST_CHECK_THROW(tg::sin(none), std::logic_error);
    BOOST_CHECK_THROW((x * x) * (vector + longer), tg::shape_error);
  }
  variable const y = x * x;
  BOOST_TEST(y.held().number() == 1);
  y.backward();
  BOOST_TEST(x.grad().item() == 1);
}

/// The value is that of `forward`, which the user may count on where a loop depends on it.
BOOST_AUTO_TEST_CASE(loops_that_depend_on_values) {
  variable const x(2.0);
  variable y = x;
  int steps = 0;
  while (y.item() < 100) {
    y = y * y;
    ++steps;
  }
  BOOST_TEST(steps == 3);
  BOOST_TEST(y.item() == 256);
  y.backward();
  BOOST_TEST(x.grad().item() == 8 * 128);
  variable z = x;
  for (int i = 0; i < 10; ++i)
    if (z > 1) z = z * 0.5;
    else z = z + 1;
  z.backward();
  BOOST_TEST(is_on_tape(z));
}

BOOST_AUTO_TEST_SUITE_END()
