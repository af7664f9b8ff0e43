// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_record_value)

BOOST_AUTO_TEST_CASE(numbers_of_a_program_and_numbers_given_to_it) {
  for (double const number : {0.0, -0.0, 1.0, -64.0, 64.0, 0.5, 0.0009765625, 1024.0})
    BOOST_TEST(tg::is_planned_number(number));
  for (double const number : {65.0, 0.3, 1e300, 5e-324, std::nan(""), HUGE_VAL, -HUGE_VAL, 1e18})
    BOOST_TEST(!tg::is_planned_number(number));
}

template <class T>
static T element_of(tg::node_pointer const& node) {
  return tg::variable<T>(node).item();
}

BOOST_AUTO_TEST_CASE(numbers_keep_their_digits_and_their_sign) {
  using tg::scalar_type;
  BOOST_TEST(element_of<double>(tg::make_number(scalar_type::float64, 0.1)) == 0.1);
  BOOST_TEST(element_of<float>(tg::make_number(scalar_type::float32, 0.1)) == 0.1f);
  BOOST_TEST(std::signbit(element_of<double>(tg::make_number(scalar_type::float64, -0.0))));
  BOOST_TEST(std::isnan(element_of<double>(tg::make_number(scalar_type::float64, std::nan("")))));
  BOOST_TEST(element_of<std::int64_t>(tg::make_any_number(scalar_type::int64, INT64_MIN)) ==
             INT64_MIN);
  BOOST_TEST(element_of<std::int64_t>(tg::make_any_number(scalar_type::int64, INT64_MAX)) ==
             INT64_MAX);
  BOOST_TEST(element_of<std::int64_t>(tg::make_any_number(scalar_type::int64, -3)) == -3);
  BOOST_TEST(element_of<std::int32_t>(tg::make_any_number(scalar_type::int32, 1000)) == 1000);
  BOOST_TEST(element_of<std::int32_t>(tg::make_number(scalar_type::int32, 1e300)) == INT32_MIN);
  BOOST_TEST(element_of<double>(tg::make_any_number(scalar_type::float64, 1000)) == 1000.0);
}

BOOST_AUTO_TEST_CASE(numbers_are_constants) {
  BOOST_TEST(tg::make_number(tg::scalar_type::float64, 2)->constant);
  BOOST_TEST(tg::make_number(tg::scalar_type::float64, 2.3)->constant);
  tg::variable<double> const x(2.0);
  BOOST_TEST(!(x * 2).node()->constant);
  BOOST_TEST((tg::variable<double>(2) * tg::variable<double>(3)).node()->constant ==
             false);  // leaves
  tg::variable<double> const two = 2;
  BOOST_TEST((two * 3).node()->constant);
}

BOOST_AUTO_TEST_CASE(a_leaf_is_read_as_it_is_now) {
  tg::variable<double> x(2.0);
  tg::operand_record const before = tg::as_operand(x.node());
  x.set_data(tg::dynamic_tensor<double>(3.0));
  BOOST_TEST(*static_cast<double const*>(std::as_const(*before.value).data()) == 2.0);
  BOOST_TEST(!tg::as_operand((x * x).node()).value);
}

BOOST_AUTO_TEST_CASE(history_can_be_left_out) {
  tg::variable<double> const x(2.0);
  BOOST_TEST(tg::history_is_kept());
  {
    tg::no_grad const scope;
    BOOST_TEST(!tg::history_is_kept());
    BOOST_TEST(!(x * x).node()->has_history());
  }
  BOOST_TEST((x * x).node()->has_history());
  try {
    tg::no_grad const scope;
    throw 1;
  } catch (int) {}
  BOOST_TEST(tg::history_is_kept());
}

BOOST_AUTO_TEST_SUITE_END()
