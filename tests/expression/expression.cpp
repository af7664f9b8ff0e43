// SPDX-License-Identifier: BSL-1.0
#include <typegrad/api/expression.hpp>
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(expression_expression)

using namespace tg::literals;

constexpr auto X = tg::var<"x", double>;
constexpr auto Y = tg::var<"y", float>;
constexpr auto M = tg::var<"m", tg::tensor<double, 2, 3>>;

template <class E, class Graph>
constexpr bool has_graph(E, Graph) {
  return std::is_same_v<tg::graph_of<E>, Graph>;
}

// The type of an expression stands for its graph; equal parts are one node whatever the source
// looks like.
static_assert(has_graph(tg::sin(X),
                        tg::graph<tg::named_input<"x", double>, tg::node<tg::ops::sin, 0>>{}));
static_assert(has_graph(X * tg::sin(X) + tg::sin(X),
                        tg::graph<tg::named_input<"x", double>, tg::node<tg::ops::sin, 0>,
                                  tg::node<tg::ops::mul, 0, 1>, tg::node<tg::ops::add, 1, 2>>{}));
static_assert(std::is_same_v<decltype(tg::sin(X) * tg::exp(X)), decltype(tg::sin(X) * tg::exp(X))>);
static_assert(!std::is_same_v<decltype(tg::sin(X) * X), decltype(tg::sin(X) * tg::sin(X))>);
static_assert(has_graph(tg::transpose<1, 0>(M),
                        tg::graph<tg::named_input<"m", tg::tensor<double, 2, 3>>,
                                  tg::node<tg::with<tg::ops::transpose, 1, 0>, 0>>{}));

// Stateless: nothing is stored, nothing can dangle.
static_assert(std::is_empty_v<decltype(tg::sum(tg::tanh(M)) * 0.5_c + X)>);

// What an expression evaluates to follows the rules of traced functions; literals are weak.
template <class Value, class Graph>
Value value_of(tg::expression<Graph, Value>);
static_assert(std::is_same_v<decltype(value_of(Y * 0.5_c)), float>);
static_assert(std::is_same_v<decltype(value_of(Y * X)), double>);
static_assert(std::is_same_v<decltype(value_of(tg::var<"n", int> * 2_c)), int>);
static_assert(std::is_same_v<decltype(value_of(tg::var<"n", int> * 0.5_c)), double>);
static_assert(
    std::is_same_v<decltype(value_of(tg::matmul(M, tg::transpose(M)))), tg::tensor<double, 2, 2>>);

// Operations on literals are computed on the spot.
static_assert((0.5_c + 2_c)() == 2.5);
static_assert((-3_c)() == -3);
static_assert(std::is_same_v<decltype(2_c * 3_c), decltype(6_c)>);
static_assert((1e-3_c)() == 1e-3);

BOOST_AUTO_TEST_CASE(can_be_returned_and_copied) {
  auto const twice = [](auto e) {
    auto copy = e;
    return copy + copy;
  };
  auto const e = twice(twice(tg::var<"x", double> * 3_c));
  BOOST_TEST(e(X = 2.0) == 24.0);
}

BOOST_AUTO_TEST_CASE(sixty_squarings_are_sixty_nodes) {
  constexpr auto power = []<int N>(auto self, auto e, std::integral_constant<int, N>) {
    if constexpr (N == 0) return e;
    else return self(self, e * e, std::integral_constant<int, N - 1>{});
  };
  constexpr auto e = power(power, X, std::integral_constant<int, 60>{});
  static_assert(tg::graph_nodes<tg::graph_of<decltype(e)>>::count == 61);
  // the rest of the powers is infinite or zero in double
  BOOST_TEST(e(X = -1.0) == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()
