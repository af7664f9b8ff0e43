// SPDX-License-Identifier: BSL-1.0
#include <typegrad/api/expression.hpp>
#include <typegrad/embedded.hpp>
#include <typegrad/op/constant_beside.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_constant_beside)

using namespace tg::literals;

constexpr auto X = tg::var<"x", tg::tensor<double, 2, 3>>;
constexpr auto labels = tg::var<"labels", tg::tensor<int, 2>>;
constexpr tg::tensor<double, 2, 3> numbers{{0.5, -1, 2}, {0, 3, -0.25}};
constexpr tg::tensor<int, 2> classes{2, 0};

static_assert(tg::constant_beside<3>(1.5f) == 3);
using negative = tg::real_constant<std::bit_cast<tg::word>(-2.5)>;
static_assert(tg::constant_beside<negative>(1.0) == -2.5);
static_assert(std::is_same_v<decltype(tg::constant_beside<3>(X)), decltype(3_c)>);
static_assert(std::is_same_v<
              decltype(tg::constant_beside<tg::real_constant<std::bit_cast<tg::word>(0.2)>>(X)),
              decltype(0.2_c)>);

BOOST_AUTO_TEST_CASE(functions_made_of_functions_take_typed_expressions) {
  BOOST_TEST((tg::mean<1>(X)(X = numbers) == tg::mean<1>(numbers)));
  BOOST_TEST((tg::leaky_relu(X)(X = numbers) == tg::leaky_relu(numbers)));
  BOOST_TEST(tg::logsumexp(X)(X = numbers) == tg::logsumexp(numbers));
  BOOST_TEST(tg::standard_deviation(X)(X = numbers) == tg::standard_deviation(numbers));
}

BOOST_AUTO_TEST_CASE(tensors_of_constants_are_literals_too) {
  constexpr auto loss = tg::softmax_cross_entropy(X, labels);
  constexpr auto f = [](auto x, auto l) { return tg::softmax_cross_entropy(x, l); };
  BOOST_TEST(
      (tg::grad(loss, tg::wrt<X>)(X = numbers, labels = classes) == tg::grad(f)(numbers, classes)));
}

BOOST_AUTO_TEST_SUITE_END()
