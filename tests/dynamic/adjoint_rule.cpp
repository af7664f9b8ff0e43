// SPDX-License-Identifier: BSL-1.0
// The derivative rule of one operation on numbers as a program, and which entries share it.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_adjoint_rule)

using tg::operand_role;

template <class Op>
static tg::word object() {
  return reinterpret_cast<tg::word>(&tg::operation_in<Op, tg::dynamic_graph>::object);
}
static tg::word roles(operand_role first, operand_role second = operand_role::none) {
  return tg::rule_key::type_bits(tg::scalar_type::float64) | tg::rule_key::role_bits(0, first) |
         tg::rule_key::role_bits(1, second);
}
static tg::word const no_literals[tg::tape_entry::most_operands]{};

/// Operands, result and upstream go in, an adjoint for each operand that moves comes out.
BOOST_AUTO_TEST_CASE(adjoints_of_a_quotient) {
  tg::adjoint_rule rule(
      {object<tg::ops::div>(), roles(operand_role::moves, operand_role::moves), no_literals});
  BOOST_REQUIRE(rule.is_known());
  for (double const b : {4.0, 5.0}) {
    double const in[] = {3, b, 3 / b, 10};
    for (int i = 0; i < 4; ++i) rule.cells()[i] = tg::cell_of(in[i]);
    rule.run();
    BOOST_REQUIRE(rule.outputs().count == 2);
    for (tg::adjoint_rule::output const& output : rule.outputs())
      BOOST_TEST(rule.adjoint<double>(output) == (output.operand == 0 ? 10 / b : -30 / (b * b)),
                 boost::test_tools::tolerance(1e-15));
  }
}

/// The numbers of a float stand four bytes apart.
BOOST_AUTO_TEST_CASE(adjoints_of_floats) {
  tg::adjoint_rule rule({object<tg::ops::div>(),
                         tg::rule_key::type_bits(tg::scalar_type::float32) |
                             tg::rule_key::role_bits(0, operand_role::moves) |
                             tg::rule_key::role_bits(1, operand_role::moves),
                         no_literals});
  float const in[] = {3, 4, 0.75f, 8};
  for (int i = 0; i < 4; ++i) rule.cells()[i] = tg::cell_of(in[i]);
  rule.run();
  BOOST_REQUIRE(rule.outputs().count == 2);
  BOOST_TEST(rule.adjoint<float>(rule.outputs()[0]) == 2.0f);
  BOOST_TEST(rule.adjoint<float>(rule.outputs()[1]) == -1.5f);
}

/// Nothing is computed for a constant.
BOOST_AUTO_TEST_CASE(only_what_moves_has_an_adjoint) {
  tg::adjoint_rule const rule(
      {object<tg::ops::pow>(), roles(operand_role::moves, operand_role::constant), no_literals});
  BOOST_REQUIRE(rule.outputs().count == 1);
  BOOST_TEST(rule.outputs()[0].operand == 0);
}

/// The rule knows literals: x^2 has no logarithm in its slope, and x^0 has none at all.
BOOST_AUTO_TEST_CASE(literals_are_part_of_the_rule) {
  tg::word literals[tg::tape_entry::most_operands]{};
  tg::rule_key const key{object<tg::ops::pow>(), roles(operand_role::moves, operand_role::literal),
                         literals};
  for (double const exponent : {0.0, 2.0, 3.0}) {
    literals[1] = tg::encode_literal(tg::scalar_type::float64, exponent);
    tg::adjoint_rule rule(key);
    double const in[] = {-3, exponent, std::pow(-3, exponent), 1};
    for (int i = 0; i < 4; ++i) rule.cells()[i] = tg::cell_of(in[i]);
    rule.run();
    BOOST_TEST(rule.outputs().count == (exponent == 0 ? 0 : 1));
    if (exponent != 0)
      BOOST_TEST(rule.adjoint<double>(rule.outputs()[0]) == exponent * std::pow(-3, exponent - 1));
  }
}

/// What a mask did not select gets nothing, so no infinite slope makes NaN of its zero.
BOOST_AUTO_TEST_CASE(zeros_of_the_structure) {
  for (double const at : {0.0, 4.0}) {
    tg::variable<double> const x(at);
    tg::variable<double> const y = tg::where(x > 0, tg::sqrt(x), 0) + (tg::max)(x, 1.0) * 3;
    BOOST_REQUIRE(y.held().is_number());
    y.backward();
    BOOST_TEST(x.grad().item() == (at == 0 ? 0 : 3.25));
  }
}

BOOST_AUTO_TEST_CASE(one_rule_for_what_is_alike) {
  tg::adjoint_rules rules;
  tg::word literals[tg::tape_entry::most_operands]{1, 0, 0, 0};
  auto const moving = roles(operand_role::moves, operand_role::moves);
  auto const beside_a_literal = roles(operand_role::literal, operand_role::moves);
  tg::adjoint_rule* const first = &rules.find({object<tg::ops::div>(), moving, no_literals});
  BOOST_TEST(&rules.find({object<tg::ops::div>(), moving, literals}) == first);
  tg::adjoint_rule* const second = &rules.find({object<tg::ops::sub>(), moving, no_literals});
  tg::adjoint_rule* const third = &rules.find({object<tg::ops::div>(), beside_a_literal, literals});
  literals[0] = 2;
  tg::adjoint_rule* const fourth =
      &rules.find({object<tg::ops::div>(), beside_a_literal, literals});
  BOOST_TEST((first != second && first != third && third != fourth));
  BOOST_TEST(rules.size() == 4);
  rules.clear();
  BOOST_TEST(rules.size() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
