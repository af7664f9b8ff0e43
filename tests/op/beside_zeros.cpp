// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_beside_zeros)

struct numbers {
  tg::graph_builder graph;
  tg::symbol a = input(0), b = input(1), x = input(2);
  tg::symbol zero = literal(0.0);

  tg::symbol input(int place) {
    return {&graph, tg::intern_input(graph, place, tg::scalar_type::float64, {})};
  }
  tg::symbol literal(double value) {
    return tg::make_literal(graph, tg::scalar_type::float64, value);
  }
};

std::string text(tg::symbol x) {
  if (x.op().kind == tg::operation_kind::literal)
    return std::to_string(x.uniform_value())[0] + std::string();
  if (x.op().kind == tg::operation_kind::input)
    return {std::string("abx")[static_cast<std::size_t>(x.attributes()[0])]};
  std::string all = std::string(x.op().name) + "(";
  for (int i = 0; i < x.operand_count(); ++i)
    all += text(x.operand(i)) + (i + 1 < x.operand_count() ? " " : "");
  return all + ")";
}

BOOST_AUTO_TEST_CASE(a_zero_goes_where_another_term_is_nan_wherever_it_is) {
  numbers of;
  auto const s = tg::sin(of.a), c = tg::cos(of.a);
  BOOST_TEST(text(s * of.zero + c) == "cos(a)");
  BOOST_TEST(text(c * of.x - of.zero * s) == "mul(x cos(a))");
  BOOST_TEST(text(-s * of.zero - c * of.x) == "neg(mul(x cos(a)))");
  BOOST_TEST(text((s * of.zero) * tg::sin(of.b) + c * tg::cos(of.b)) == "mul(cos(a) cos(b))");
  BOOST_TEST(text(tg::square(s * of.zero + 3.0 * c)) == text(tg::square(3.0 * c)));
}

BOOST_AUTO_TEST_CASE(what_no_term_covers_stays) {
  numbers of;
  auto const s = tg::sin(of.a), c = tg::cos(of.b);
  BOOST_TEST(text(s * of.zero + of.x) == "add(x mul(a 0))");
  BOOST_TEST(text(s * c * of.zero + c) == "add(cos(b) mul(a 0))");
  BOOST_TEST(text(s * of.zero) == "mul(0 sin(a))");
  auto const late = (s * of.zero + c) * of.x;  // covered later
  BOOST_TEST(text(late + s) == text(c * of.x + s));
}

BOOST_AUTO_TEST_CASE(what_may_be_infinite_is_multiplied) {
  numbers of;
  auto const s = tg::sin(of.a);
  auto const perhaps_nan = of.x * of.zero;
  BOOST_TEST(text(perhaps_nan + of.x * s) == "add(mul(x 0) mul(x sin(a)))");
  BOOST_TEST(text(of.zero * (1e9 * (1e9 * s)) + s).starts_with("add("));
  BOOST_TEST(text(of.zero * tg::exp(s) + s).starts_with("add("));
}

BOOST_AUTO_TEST_CASE(derivatives_take_it_for_zero) {
  numbers of;
  auto const zero = tg::sin(of.a) * of.zero;
  tg::derivative_scope const scope(of.graph);
  BOOST_TEST(text(of.x * zero) == "0");
  BOOST_TEST(text(of.x * (zero + of.b)) == "mul(b x)");
}

// Two links of an arm whose parameters are literals, as they stand in a table.
constexpr auto reach = [](auto const& angles) {
  auto const c = tg::cos(angles(0)), s = tg::sin(angles(0));
  auto const d = tg::cos(angles(1)), t = tg::sin(angles(1));
  auto const y0 = -s * 0.0, y1 = c * 0.0;
  auto const z0 = s * 1.0, z1 = -c * 1.0;
  return tg::stack(0.3 * c + 0.5 * (d * c + t * y0) + 0.1 * (z0 + 0.0 * t),
                   0.3 * s + 0.5 * (d * s + t * y1) + 0.1 * (z1 + 0.0 * t), c * 0.0 + t, y0 + d);
};

BOOST_AUTO_TEST_CASE(traced_and_plain_calls_give_the_same_numbers_at_infinity_too) {
  double const inf = std::numeric_limits<double>::infinity();
  double const nan = std::numeric_limits<double>::quiet_NaN();
  for (double const a : {0.4, inf, nan})
    for (double const b : {-1.3, -inf, nan}) {
      tg::tensor<double, 2> const angles{a, b};
      auto const plain = reach(angles);
      auto const traced = tg::evaluate(reach)(angles);
      for (int i = 0; i < 4; ++i) {
        BOOST_TEST_CONTEXT(a << ' ' << b << ' ' << i) {
          BOOST_TEST(std::isnan(traced(i)) == std::isnan(plain(i)));
          if (!std::isnan(plain(i)))
            BOOST_TEST(traced(i) == plain(i), boost::test_tools::tolerance(1e-15));
        }
      }
    }
}

BOOST_AUTO_TEST_SUITE_END()
