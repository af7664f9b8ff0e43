// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(trace_trace_paths)

// What C++ itself makes of the same function is the reference: each is called plainly, too.

constexpr auto huber = [](auto x) {
  auto const size = x < 0 ? -x : x;
  if (size <= 1) return 0.5 * x * x;
  return size - 0.5;
};
static_assert(tg::evaluate(huber)(0.5) == huber(0.5) && tg::evaluate(huber)(-3.0) == huber(-3.0));
static_assert(tg::grad(huber)(0.5) == 0.5 && tg::grad(huber)(-3.0) == -1.0);
static_assert(tg::grad(tg::grad(huber))(0.5) == 1.0 && tg::grad(tg::grad(huber))(4.0) == 0.0);
static_assert(tg::grad(huber)(2.0F) == 1.0F);

constexpr auto else_if = [](auto x) {
  if (x > 2) {
    return x * x * x;
  } else if (x > 1) {
    return x * x;
  } else {
    return x;
  }
};
static_assert(tg::grad(else_if)(3.0) == 27.0 && tg::grad(else_if)(1.5) == 3.0 &&
              tg::grad(else_if)(0.5) == 1.0);

constexpr auto switched = [](auto x) {
  switch (x > 1) {
    case true:
      return 2 * x;
    default:
      return 3 * x;
  }
};
static_assert(tg::grad(switched)(0.0) == 3.0 && tg::grad(switched)(2.0) == 2.0);
constexpr auto switched_by_two = [](auto x) {
  switch (int(x > 1) + 2 * int(x > 2)) {
    case 0:
      return 3 * x;
    case 1:
      return x * x;
    default:
      return x * x * x;
  }
};
static_assert(tg::grad(switched_by_two)(0.0) == 3.0 && tg::grad(switched_by_two)(1.5) == 3.0);
static_assert(tg::grad(switched_by_two)(3.0) == 27.0);

constexpr auto with_a_bool = [](auto x) {
  bool const is_small = x < 1;
  bool const is_negative = x < 0;
  return is_small && !is_negative ? x : x * x;
};
static_assert(tg::grad(with_a_bool)(0.5) == 1.0 && tg::grad(with_a_bool)(-3.0) == -6.0 &&
              tg::grad(with_a_bool)(3.0) == 6.0);

// A mask beside an answer: what chooses asks.
constexpr auto beside_an_answer = [](auto x, auto y) {
  if (x > 0 ? y > 0 : false) return x * y * y;
  auto other = y < 0;
  if (x < 1) other = true;
  return other ? x * x : y;
};
static_assert(tg::grad(beside_an_answer)(2.0, 3.0) == 9 &&
              tg::grad(beside_an_answer)(2.0, -3.0) == 4);
static_assert(tg::evaluate(beside_an_answer)(-2.0, 3.0) == 4 &&
              tg::evaluate(beside_an_answer)(2.0, 0.0) == 0);

constexpr auto median = [](auto a, auto b, auto c) {
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
};
static_assert(tg::evaluate(median)(3.0, 1.0, 2.0) == 2.0);
static_assert(tg::grad(median, tg::wrt<2>)(3.0, 1.0, 2.0) == 1.0 &&
              tg::grad(median, tg::wrt<0>)(3.0, 1.0, 2.0) == 0.0);

constexpr auto clamped = [](auto x) {
  using number = decltype(x);
  return std::clamp(x * x, number(1), number(4));
};
static_assert(tg::grad(clamped)(1.5) == 3.0 && tg::grad(clamped)(3.0) == 0.0);

// Bounds that are traced, of which nobody asks whether they are in order.
constexpr auto clamped_element = [](auto const& x) { return std::clamp(x(0), x(1), x(2)) * x(0); };
static_assert(tg::evaluate(clamped_element)(tg::tensor<double, 3>{2, 0, 9}) == 4.0);
static_assert(tg::grad(clamped_element)(tg::tensor<double, 3>{5, 0, 3}) ==
              tg::tensor<double, 3>{3, 0, 5});
constexpr auto clamped_number = [](auto x, auto low, auto high) {
  return std::clamp(x, low, high) * x;
};
static_assert(tg::grad(clamped_number, tg::wrt<0, 1>)(-2.0, -1.0, 3.0).second == -2.0);
static_assert(tg::grad(tg::grad(clamped_number))(2.0, -1.0, 3.0) == 2.0);
constexpr auto between = [](auto x, auto low, auto high) {
  return x * std::max(low, std::min(x, high));
};
static_assert(tg::grad(between)(2.0, 0.0, 3.0) == 4.0 && tg::grad(between)(5.0, 0.0, 3.0) == 3.0);
static_assert(tg::grad(between, tg::wrt<1>)(-2.0, -1.0, 3.0) == -2.0);
static_assert(tg::grad(between, tg::wrt<1, 2>)(5.0, 0.0, 3.0).second == 5.0);
constexpr auto between_bounds = [](auto x, auto low, auto high) { return tg::clamp(x, low, high); };
static_assert(tg::grad(between_bounds, tg::wrt<2>)(5.0, 0.0, 3.0) == 1.0);
constexpr auto largest = [](auto x, auto y) {
  using number = decltype(x);
  auto const [low, high] = std::minmax({x, y});
  return std::max({x * x, y, number(2)}) + low * high;
};
static_assert(tg::grad(largest)(0.5, 3.0) == 3.0 && tg::grad(largest)(3.0, 0.5) == 6.5);
// Members as bounds are traced as they meet x.
constexpr auto at_most = [high = 2.0]<class Number>(Number const& x) {
  return std::min(x, Number(high)) * x + tg::clamp(x, 0.5, high);
};
static_assert(tg::grad(at_most)(1.0) == 3.0 && tg::grad(at_most)(3.0) == 2.0);

// A helper of the user's, found by no name of ours.
template <class Number>
constexpr Number magnitude(Number const& x) {
  return x < Number(0) ? -x : x;
}
template <class Number>
constexpr bool is_tiny(Number const& x) {
  return magnitude(x) < Number(1e-8);
}
constexpr auto sinc = [](auto x) { return is_tiny(x) ? 1 - x * x / 6 : tg::sin(x) / x; };
// sin(x)/x = 1 - x^2/6 + ...: at 0 its second derivative is -1/3.
static_assert(tg::evaluate(sinc)(0.0) == 1.0 && tg::grad(sinc)(0.0) == 0.0);
static_assert(tg::grad(tg::grad(sinc))(0.0) == -1.0 / 3);

constexpr auto root_of_part = [](auto x) {
  if (!(x > 0)) return 0 * x;
  return tg::sqrt(x);
};
static_assert(tg::grad(root_of_part)(0.0) == 0.0 && tg::grad(root_of_part)(4.0) == 0.25);
static_assert(tg::grad(root_of_part)(-1.0) == 0.0);

// Both sides are computed, in constant expressions too: what is infinite or no number there is met
// by sums, products and functions.
constexpr auto far_side = [](auto const& x) {
  if (x(0) == 0) return tg::sum(x);
  auto const y = 1 / x;
  auto const z = y - y;
  return tg::sum(tg::sigmoid(z)) + tg::sum(tg::softplus(z)) + tg::sum(tg::normal_cdf(z)) +
         tg::prod(0 * y) + tg::dot(y, z) + tg::sum(tg::cumsum<0>(y) * z);
};
static_assert(tg::evaluate(far_side)(tg::tensor<double, 2>{}) == 0.0);
static_assert(tg::grad(far_side)(tg::tensor<double, 2>{})(1) == 1.0);

// Eight turns at most; d sqrt(a)/da = 1/(2 sqrt(a)).
constexpr auto newton = [](auto a) {
  auto x = a;
  for (int i = 0; i < 8; ++i) {
    auto const step = (x * x - a) / (2 * x);
    x -= step;
    if (step < 1e-12 && step > -1e-12) break;
  }
  return x;
};

BOOST_AUTO_TEST_CASE(a_bounded_loop_may_end_by_a_break) {
  for (double const a : {0.5, 1.0, 2.0, 10.0}) {
    BOOST_TEST(tg::evaluate(newton)(a) == newton(a));
    BOOST_TEST(tg::grad(newton)(a) == 0.5 / std::sqrt(a), boost::test_tools::tolerance(1e-9));
  }
  using program = tg::program<decltype(tg::evaluate(newton)), double>;
  BOOST_TEST(program::node_count < 120);  // one path more a turn, not twice as many
}

// One decision for a condition, asked again or not: six are 64 paths, the most there may be. With
// their gradients they take nine tenths of the steps that clang evaluates by default.
template <int Count>
constexpr auto masks = [](auto const& x) {
  auto sum = 0 * x(0);
  for (int i = 0; i < Count; ++i) {
    if (x(i) > 0 && x(i) < 9) sum += (i + 1) * x(i);
    if (x(i) > 0 && x(i) < 9) sum += x(i) * x(i);
  }
  return sum;
};
BOOST_AUTO_TEST_CASE(sixty_four_paths) {
  tg::tensor<double, 6> const x{1, -1, 2, 10, -3, 4};
  BOOST_TEST(tg::evaluate(masks<6>)(x) == masks<6>(x));
  BOOST_TEST((tg::grad(masks<6>)(x) == tg::tensor<double, 6>{3, 0, 7, 0, 0, 14}));
}

// Results of every kind: a tensor, a struct, an array, several.
template <class Number>
struct pose {
  Number angle;
  tg::tensor<Number, 2> position;
  constexpr auto fields() const { return std::tie(angle, position); }
};
constexpr auto turned = [](auto const& p) {
  auto q = p;
  if (p.angle > 1) {
    q.angle = p.angle * p.angle;
    q.position = 2 * p.position;
  } else {
    q.position(0) = p.angle;
  }
  return q;
};
constexpr auto several = [](auto x, auto y) {
  if (x < y) return tg::results{x * y, std::array{x, x}};
  return tg::results{x + y, std::array{y, y}};
};
BOOST_AUTO_TEST_CASE(results_of_every_kind_are_selected_leaf_by_leaf) {
  pose<double> const small{0.5, {1, 2}};
  pose<double> const large{3.0, {1, 2}};
  BOOST_TEST(tg::evaluate(turned)(small).position(0) == 0.5);
  BOOST_TEST(tg::evaluate(turned)(large).angle == 9.0);
  BOOST_TEST(tg::evaluate(turned)(large).position(1) == 4.0);
  constexpr auto loss = [](auto const& p) {
    auto const q = turned(p);
    return q.angle + tg::sum(q.position * q.position);
  };
  auto const at_large = tg::grad(loss)(large);
  BOOST_TEST(at_large.angle == 6.0);
  BOOST_TEST((at_large.position == tg::tensor<double, 2>{8, 16}));
  auto const at_small = tg::grad(loss)(small);
  BOOST_TEST(at_small.angle == 2.0);
  BOOST_TEST((at_small.position == tg::tensor<double, 2>{0, 4}));
  auto const [first, second] = tg::evaluate(several)(2.0, 3.0);
  BOOST_TEST(first == 6.0);
  BOOST_TEST(second[1] == 2.0);
  BOOST_TEST(tg::evaluate(several)(3.0, 2.0).first == 5.0);
}

constexpr auto bent = [](auto const& x) {
  auto y = x;
  if (tg::sum(x) > 1) y = x * x;
  return y;
};
constexpr auto bent_sum = [](auto const& x) {
  auto const y = bent(x);
  if (y(0) < y(1)) return y(0) * y(1);
  return tg::sum(y * y);
};
BOOST_AUTO_TEST_CASE(every_transform_takes_the_branch_that_is_taken) {
  tg::tensor<double, 2> const a{1, 2};       // squared, then the product: x0^2 x1^2
  tg::tensor<double, 2> const b{0.5, 0.25};  // as it is, then the sum of squares
  tg::tensor<double, 2> const v{3, -1};
  BOOST_TEST((tg::jacobian(bent)(a) == tg::tensor<double, 2, 2>{{2, 0}, {0, 4}}));
  BOOST_TEST((tg::jacobian(bent)(b) == tg::tensor<double, 2, 2>{{1, 0}, {0, 1}}));
  BOOST_TEST((tg::grad(bent_sum)(a) == tg::tensor<double, 2>{8, 4}));
  BOOST_TEST((tg::grad(bent_sum)(b) == tg::tensor<double, 2>{1, 0.5}));
  BOOST_TEST((tg::hessian(bent_sum)(a) == tg::tensor<double, 2, 2>{{8, 8}, {8, 2}}));
  BOOST_TEST((tg::hessian(bent_sum)(b) == tg::tensor<double, 2, 2>{{2, 0}, {0, 2}}));
  BOOST_TEST((tg::hvp(bent_sum)(a, v) == tg::tensor<double, 2>{16, 22}));
  auto const [y, dy] = tg::jvp(bent_sum)(tg::at(a), tg::along(v));
  BOOST_TEST(y == 4.0);
  BOOST_TEST(dy == 20.0);
  auto const [z, pull] = tg::vjp(bent)(a);
  BOOST_TEST((pull(v) == tg::tensor<double, 2>{6, -4}));
  BOOST_TEST((z == tg::tensor<double, 2>{1, 4}));
  auto const [value, gradient] = tg::value_and_grad(bent_sum)(b);
  BOOST_TEST(value == 0.3125);
  BOOST_TEST(gradient(1) == 0.5);
}

// A branch of the outer function on a derivative of the inner one, which branches itself.
constexpr auto on_a_slope = [](auto x) {
  auto const slope = tg::grad(huber)(x);
  if (slope * slope < 1) return slope * x;
  return tg::grad(tg::grad(else_if))(x) * x;
};
static_assert(tg::grad(on_a_slope)(0.5) == 1.0 && tg::grad(on_a_slope)(3.0) == 36.0);
static_assert(tg::grad(on_a_slope)(1.5) == 2.0);

// The inner function's variable is not the outer one's.
constexpr auto confusing = [](auto x) {
  return x * tg::grad([](auto y, auto z) { return y < z ? y * z : y + z; })(x, x + 1);
};
static_assert(tg::grad(confusing)(3.0) == 7.0);

BOOST_AUTO_TEST_CASE(neither_number_nor_infinity_of_the_other_side) {
  BOOST_TEST(tg::evaluate(sinc)(0.0) == 1.0);
  BOOST_TEST(tg::grad(tg::grad(tg::grad(tg::grad(sinc))))(0.0) == 0.0);  // of the side taken
  constexpr auto safe_norm = [](auto const& x) {
    auto const squares = tg::sum(x * x);
    if (squares == 0) return squares;
    return tg::sqrt(squares);
  };
  BOOST_TEST((tg::grad(safe_norm)(tg::tensor<double, 3>{}) == tg::tensor<double, 3>{}));
  BOOST_TEST((tg::hessian(safe_norm)(tg::tensor<double, 2>{}) ==
              tg::tensor<double, 2, 2>{{2, 0}, {0, 2}}));
  BOOST_TEST((tg::grad(safe_norm)(tg::tensor<double, 2>{0, 2}) == tg::tensor<double, 2>{0, 1}));
  // What is no number holds in no comparison, as in C++.
  double const nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(tg::grad(switched)(nan) == 3.0);
}

BOOST_AUTO_TEST_CASE(extents_may_be_known_only_at_run_time) {
  constexpr auto f = [](auto const& x) {
    auto const mean = tg::mean(x);
    if (mean > 1) return tg::sum(x * x);
    return tg::sum(tg::sqrt(x));
  };
  tg::tensor<double, tg::dyn> const x{1, 2, 3};
  tg::tensor<double, tg::dyn> const y{0, 0.25};
  BOOST_TEST(tg::evaluate(f)(x) == 14.0);
  BOOST_TEST((tg::grad(f)(x) == tg::tensor<double, tg::dyn>{2, 4, 6}));
  BOOST_TEST(tg::grad(f)(y)(1) == 1.0);
  constexpr auto whole = [](auto const& a, auto const& b) {
    if (tg::sum(a) > 0) return a;
    return b;
  };
  BOOST_TEST((tg::evaluate(whole)(x, 2 * x) == x));
  BOOST_TEST((tg::evaluate(whole)(-x, 2 * x) == 2 * x));
  constexpr auto limited = [](auto const& a) {
    auto s = tg::sum(a);
    for (int i = 0; i < 2; ++i) {
      if (s < 2) break;
      s = s / 2;
    }
    return std::max(std::clamp(s, tg::min(a), tg::max(a)), s * s);
  };
  // 6, 3, 1.5 between 1 and 3, squared 2.25; its slope is 2 * 1.5 / 4
  BOOST_TEST(tg::evaluate(limited)(x) == 2.25);
  BOOST_TEST((tg::grad(limited)(x) == tg::tensor<double, tg::dyn>{0.75, 0.75, 0.75}));
  BOOST_TEST((tg::grad(limited)(y) == tg::tensor<double, tg::dyn>{1, 1}));  // 0.25 as it is
  BOOST_CHECK_EXCEPTION(tg::evaluate(whole)(x, y), tg::shape_error, [](tg::shape_error const& e) {
    return e.what() == std::string(
                           "if (mask) return a; else return b: both sides of a branch "
                           "must give the same extents; a is (3,), b is (2,)");
  });
}

BOOST_AUTO_TEST_CASE(variables_choose_beside_an_answer_too) {
  for (double const x : {2.0, -2.0})
    for (double const y : {3.0, 0.0, -3.0}) {
      tg::variable<double> const v(x);
      auto const z = beside_an_answer(v, tg::variable<double>(y));
      z.backward();
      BOOST_TEST(z.item() == beside_an_answer(x, y));
      if (y != 0) BOOST_TEST(v.grad().item() == tg::grad(beside_an_answer)(x, y));
    }
}

BOOST_AUTO_TEST_CASE(a_program_is_one_graph_and_functions_without_branches_have_no_masks) {
  using program = tg::program<decltype(tg::grad(huber)), double>;
  BOOST_TEST(program::node_count <= 9);
  BOOST_TEST(program::workspace_bytes == 1);
  BOOST_TEST(program::run(2.0) == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()
