// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(trace_traced_tensor)

// y = (2 a + b, 2 b - 1, 2 c a), then the first halved: (a + b / 2, 2 b - 1, 2 a c).
constexpr auto updated = [](auto x) {
  auto y = 2 * x;
  y(0) += x(1);
  y(1) -= 1;
  y(2) *= x(0);
  y(0) /= 2.0;
  return y;
};
static_assert(updated(tg::tensor<double, 3>{3, 4, 5}) == tg::tensor<double, 3>{5, 7, 30});
static_assert(tg::evaluate(updated)(tg::tensor<double, 3>{3, 4, 5}) ==
              tg::tensor<double, 3>{5, 7, 30});
static_assert(tg::grad([](auto x) { return tg::sum(updated(x)); })(tg::tensor<double, 3>{
                  3, 4, 5}) == tg::tensor<double, 3>{1 + 10, 0.5 + 2, 6});

// An element that has been read is a number of its own, as a double would be.
constexpr auto read_before = [](auto x) {
  auto first = x(0);
  x(0) = x(1);
  first += 1;
  return first * 10 + x(0);
};
BOOST_AUTO_TEST_CASE(what_was_read_stays_what_it_was) {
  static_assert(read_before(tg::tensor<double, 2>{3, 4}) == 44);
  BOOST_TEST(tg::evaluate(read_before)(tg::tensor<double, 2>{3, 4}) == 44.0);
}

// x[i] is a row: of a whole tensor, of one that is built of elements, of one that nobody wrote.
constexpr auto by_rows = [](auto const& x) {
  auto y = 2 * x;
  y(0, 1) = x(1, 0);
  auto row = y[0];
  row(0) = 7.0;  // a copy, y stays
  tg::tensor<std::decay_t<decltype(x[0][0])>, 2, 2> zeros{};
  return tg::dot(row, x[1]) + y[0][0] * y[1][1] + tg::sum(zeros[1]) + x[0][1];
};
constexpr tg::tensor<double, 2, 2> square{{3, 4}, {5, 6}};
static_assert(by_rows(square) == 35 + 30 + 6 * 12 + 4);
static_assert(tg::evaluate(by_rows)(square) == by_rows(square));
// 7 c + c d + 2 a 2 d + b for {{a, b}, {c, d}}
static_assert(tg::grad(by_rows)(square) == tg::tensor<double, 2, 2>{{24, 1}, {7 + 6, 5 + 12}});
// A row is one node, read where it lies.
using row_program = tg::program<decltype(tg::evaluate([](auto const& x) { return tg::sum(x[1]); })),
                                tg::tensor<double, 2, 2>>;
static_assert(row_program::node_count == 3 && row_program::workspace_bytes == 1);

// Braces of numbers are a vector, traced or not, of the type that the numbers have in common.
constexpr auto braced = [](auto const& x, auto y) { return tg::tensor{x(0), y * y, 1}; };
static_assert(tg::evaluate(braced)(tg::tensor<float, 2>{3, 4}, 5.0F) ==
              braced(tg::tensor<float, 2>{3, 4}, 5.0F));
static_assert(std::is_same_v<decltype(tg::evaluate(braced)(tg::tensor<float, 2>{}, 5.0)),
                             decltype(braced(tg::tensor<float, 2>{}, 5.0))>);
static_assert(tg::jacobian(braced)(tg::tensor<double, 2>{3, 4}, 5.0) ==
              tg::tensor<double, 3, 2>{{1, 0}, {0, 0}, {0, 0}});
constexpr auto rows = [](auto const& x) {
  auto const first = x(0);
  return tg::tensor{{first, x(1) * 2}, {x(1), first}};
};
static_assert(tg::evaluate(rows)(tg::tensor<double, 2>{3, 4}) == rows(tg::tensor<double, 2>{3, 4}));
constexpr auto of_elements = [](auto x) {
  x(1) = 2 * x(0);
  return tg::tensor{x(0), x(1)};
};
static_assert(tg::evaluate(of_elements)(tg::tensor<double, 2>{3, 4}) ==
              tg::tensor<double, 2>{3, 6});

BOOST_AUTO_TEST_SUITE_END()
