// SPDX-License-Identifier: BSL-1.0
// What a step knows while compiling, and what it looks up.
#include <typegrad/dynamic.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_find_numbers)

namespace {

using rows = tg::tensor<double, tg::dyn, 6>;
using fixed_rows = tg::tensor<double, 40, 6>;
using weights = tg::tensor<double, 6, 30>;

constexpr auto multiply = [](auto const& x, auto const& w) { return tg::matmul(x, w); };
using fixed_product = tg::compiled<decltype(tg::evaluate(multiply)), fixed_rows, weights>;
using open_product = tg::open_plan<decltype(tg::evaluate(multiply)), rows, weights>;
static_assert(!tg::OpenProgram<fixed_product> && tg::OpenProgram<open_product>);

// %0 = x, %1 = w, %2 = the product
static_assert(!tg::is_open_node<fixed_product>(0));
static_assert(tg::is_open_node<open_product>(0) && !tg::is_open_node<open_product>(1));
static_assert(tg::is_open_node<open_product>(2));
static_assert((tg::known_shape<fixed_product, 2> == tg::make_shape(40, 30)));
static_assert(tg::is_open(tg::known_shape<open_product, 2>.extents[0]));
static_assert((tg::known_shape<open_product, 2>.extents[1] == 30));

// All is a constant, usable as one, without open extents.
using product_of_fixed = tg::constant_numbers<tg::product_numbers<fixed_product, 2>>;
static_assert(!tg::product_numbers<fixed_product, 2>::is_open);
static_assert(product_of_fixed::value.axes.m == 40 && product_of_fixed::value.axes.k == 6 &&
              product_of_fixed::value.axes.n == 30 && product_of_fixed::value.batches == 1);
static_assert(tg::product_numbers<open_product, 2>::is_open);
static_assert(std::is_empty_v<product_of_fixed>);

// Of a node with open extents beside it, what has none stays a constant.
static_assert(!tg::node_numbers<open_product, 1>::is_open);
static_assert(tg::constant_numbers<tg::node_numbers<open_product, 1>>::value.size == 180);

// Strides along the innermost axis: known in rows, not across open ones.
constexpr auto scale = [](auto const& x) { return tg::exp(x); };
constexpr auto turn = [](auto const& x) { return tg::exp(tg::transpose(x)); };
template <class Code>
constexpr int loop_of() {
  for (int s = 0; s < Code::schedule.step_count; ++s)
    if (Code::schedule.steps[s].kind == tg::step_kind::loop) return s;
  return -1;
}
using square = tg::tensor<double, tg::dyn, tg::dyn>;
template <class Function, class Value>
using open_loop =
    tg::loop_numbers<tg::open_plan<decltype(tg::evaluate(Function{})), Value>,
                     loop_of<tg::open_plan<decltype(tg::evaluate(Function{})), Value>>()>;
static_assert(open_loop<decltype(scale), square>::is_open);
static_assert(open_loop<decltype(scale), square>::has_known_stride(0));
static_assert(!open_loop<decltype(turn), square>::has_known_stride(0));
static_assert(open_loop<decltype(turn), rows>::has_known_stride(0));  // 6 apart

}  // namespace

BOOST_AUTO_TEST_CASE(extents_of_a_call_are_looked_up) {
  weights w{};
  for (int i = 0; i < 6; ++i) w(i, i) = 2;
  for (tg::index_t const n : {3, 40, 1}) {
    rows x(n);
    for (double& element : x) element = 1.5;
    auto const y = tg::evaluate(multiply)(x, w);
    BOOST_TEST((y.shape() == tg::make_shape(n, 30)));
    BOOST_TEST(y(n - 1, 5) == 3);
    BOOST_TEST(y(n - 1, 6) == 0);
  }
}

BOOST_AUTO_TEST_SUITE_END()
