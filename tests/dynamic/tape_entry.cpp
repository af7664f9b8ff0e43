// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_tape_entry)

template <class Op>
static tg::operation const& object() {
  return tg::operation_in<Op, tg::dynamic_graph>::object;
}

BOOST_AUTO_TEST_CASE(operands_are_distances) {
  tg::tape_entry unary(object<tg::ops::sin>());
  unary.set_back(0, 7);
  BOOST_TEST(unary.operand_count() == 1);
  BOOST_TEST(unary.back(0) == 7);
  tg::tape_entry three(object<tg::ops::where>());
  three.set_back(0, 100'000'000);
  three.set_back(1, 1);
  three.set_back(2, 300);
  BOOST_TEST(three.operand_count() == 3);
  BOOST_TEST(three.back(0) == 100'000'000);
  BOOST_TEST(three.back(1) == 1);
  BOOST_TEST(three.back(2) == 300);
  BOOST_TEST(!three.is_given());
  BOOST_TEST((&three.operation_of() == &object<tg::ops::where>()));
}

BOOST_AUTO_TEST_CASE(what_is_given_has_no_operands) {
  tg::tape_entry const variable(tg::given_variable<double>);
  tg::tape_entry const constant(tg::given_constant<float>);
  tg::tape_entry const literal(tg::given_literal<double>,
                               tg::encode_literal(tg::scalar_type::float64, 0.5));
  for (tg::tape_entry const& each : {variable, constant, literal}) {
    BOOST_TEST(each.is_given());
    BOOST_TEST(each.operand_count() == 0);
  }
  BOOST_TEST((variable.is_variable() && !variable.is_literal()));
  BOOST_TEST((!constant.is_variable() && !constant.is_literal()));
  BOOST_TEST((!literal.is_variable() && literal.is_literal()));
  BOOST_TEST(literal.literal() == tg::encode_literal(tg::scalar_type::float64, 0.5));
  BOOST_TEST((constant.given().type == tg::scalar_type::float32));
  BOOST_TEST((&tg::given_variable<double> != &tg::given_constant<double>));
}

/// What a cell does not use is zero: programs compare and copy whole cells.
BOOST_AUTO_TEST_CASE(cells_hold_any_number) {
  BOOST_TEST(tg::from_cell<double>(tg::cell_of(-0.5)) == -0.5);
  BOOST_TEST(tg::from_cell<float>(tg::cell_of(1.5f)) == 1.5f);
  BOOST_TEST(tg::from_cell<bool>(tg::cell_of(true)));
  BOOST_TEST(tg::cell_of(true) == 1);
  BOOST_TEST(tg::cell_of(0.0f) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
