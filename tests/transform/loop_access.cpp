// SPDX-License-Identifier: BSL-1.0
// What a loop runs over, reads and writes, on the graphs of small programs.
#include <typegrad/static.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(transform_loop_access)

namespace {

using matrix = tg::tensor<double, 5, 7>;
using row = tg::tensor<double, 7>;

template <class Function, class... Values>
using code = tg::compiled<decltype(tg::evaluate(Function{})), Values...>;

/// The only loop of a program, by its step.
template <class Code>
constexpr int loop_of() {
  for (int s = 0; s < Code::schedule.step_count; ++s)
    if (Code::schedule.steps[s].kind == tg::step_kind::loop) return s;
  return -1;
}
template <class Code>
constexpr auto accesses() {
  return tg::find_accesses<tg::most_accesses(Code::flat, Code::schedule, loop_of<Code>())>(
      Code::flat, Code::schedule, loop_of<Code>());
}
template <class Code>
constexpr tg::merged_axes axes() {
  return tg::merge_axes(Code::flat, Code::schedule, loop_of<Code>());
}

// %0, %1 inputs, %2 = x * y, %3 = its sum
constexpr auto product_sum = [](auto const& x, auto const& y) { return tg::sum(x * y); };
using whole = code<decltype(product_sum), matrix, matrix>;
static_assert(tg::space_of_node(whole::flat, 2) == 2 && tg::space_of_node(whole::flat, 3) == 2);
static_assert(tg::is_of_same_turn(whole::flat, whole::schedule, 2, loop_of<whole>()));
static_assert(!tg::is_of_same_turn(whole::flat, whole::schedule, 0, loop_of<whole>()));
static_assert(!tg::is_of_same_turn(whole::flat, whole::schedule, 3, loop_of<whole>()));
// both matrices, each once, and the sum; the product is nowhere
static_assert(accesses<whole>().count == 3);
static_assert(accesses<whole>().number_of({0, false}) == 0);
static_assert(accesses<whole>().number_of({3, true}) == 2);
static_assert(accesses<whole>().number_of({2, true}) == -1);
// side by side in memory: one axis of 35
static_assert(axes<whole>().count == 1 && axes<whole>().last_axis[0] == 1);
static_assert(axes<whole>().extent(tg::make_shape(5, 7), 0) == 35);

constexpr auto square_sum = [](auto const& x) { return tg::sum(x * x); };
static_assert(accesses<code<decltype(square_sum), matrix>>().count == 2);

// A row that is read again keeps the axes apart, and so does a sum along one of them.
constexpr auto row_product = [](auto const& x, auto const& y) { return x * y; };
static_assert(axes<code<decltype(row_product), matrix, row>>().count == 2);
constexpr auto sum_of_columns = [](auto const& x) { return tg::sum<0>(tg::exp(x)); };
static_assert(axes<code<decltype(sum_of_columns), matrix>>().count == 2);
// Of three axes, two that lie side by side for all are one.
constexpr auto stack_product = [](auto const& x, auto const& y) { return x * y; };
using stacked = code<decltype(stack_product), tg::tensor<double, 3, 5, 7>, matrix>;
static_assert(axes<stacked>().count == 2 && axes<stacked>().last_axis[0] == 0 &&
              axes<stacked>().last_axis[1] == 2);

// A number, or a literal of equal elements, is no access.
constexpr auto scaled = [](auto const& x, auto a) { return x * a + 2.0; };
static_assert(accesses<code<decltype(scaled), matrix, double>>().count == 2);

// A reduction writes where it belongs, what lies in a larger result there, all else one after the
// other.
constexpr tg::word sum_over_first_axis[] = {0, 0};
constexpr tg::placement own_place{};
constexpr tg::placement in_larger{.kind = tg::place_kind::view, .view = {true, 3, {14, 2}}};
static_assert(tg::write_in_loop(tg::operation_kind::reduction, {sum_over_first_axis, 2},
                                tg::make_shape(5, 7),
                                own_place) == tg::strided_view{true, 0, {0, 1}});
static_assert(tg::write_in_loop(tg::operation_kind::element_wise, {}, tg::make_shape(5, 7),
                                own_place) == tg::contiguous_view(tg::make_shape(5, 7)));
static_assert(tg::write_in_loop(tg::operation_kind::element_wise, {}, tg::make_shape(5, 7),
                                in_larger) == tg::strided_view{true, 3, {14, 2}});

}  // namespace

BOOST_AUTO_TEST_CASE(is_known_while_compiling) { BOOST_TEST(accesses<whole>().count == 3); }

BOOST_AUTO_TEST_SUITE_END()
