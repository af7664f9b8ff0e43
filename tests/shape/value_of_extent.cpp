// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/named_extent.hpp>
#include <typegrad/shape/value_of_extent.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using namespace typegrad;

/// The values of extents that are made of n, m and functions of both.
constexpr index_t value(index_t n, index_t m, auto const& made) {
  extent_table table;
  index_t const first = table.axis(0, 0, dyn_named<"n">);
  index_t const second = table.axis(1, 0, dyn);
  index_t const extent = made(table, first, second);
  growing_array<index_t> factors(table.factors.size());
  factors[0] = n;
  factors[1] = m;
  for (int i = 2; i < factors.size(); ++i) factors[i] = value_of_factor(table, factors.data(), i);
  return value_of_extent(table, factors.data(), extent);
}

constexpr auto formula = [](extent_table& t, index_t n, index_t m) {
  return t.sum(t.product(t.product(n, n), 2), t.difference(m, 3));
};
static_assert(value(5, 7, formula) == 2 * 5 * 5 + 7 - 3);
constexpr auto quotient = [](extent_table& t, index_t n, index_t m) {
  return t.quotient(t.product(n, 6), m);
};
static_assert(value(5, 10, quotient) == 3 && value(5, 0, quotient) == 0);
constexpr auto smaller = [](extent_table& t, index_t n, index_t m) {
  return t.minimum(t.sum(n, 1), m);
};
static_assert(value(5, 10, smaller) == 6 && value(5, 2, smaller) == 2);
// Python: range(*slice(-3, None, 2).indices(n))
constexpr auto count = [](extent_table& t, index_t n, index_t) {
  return t.range_count(n, -3, omitted, 2);
};
constexpr auto start = [](extent_table& t, index_t n, index_t) {
  return t.range_start(n, -3, omitted, 2);
};
static_assert(value(8, 0, count) == 2 && value(8, 0, start) == 5);
static_assert(value(2, 0, count) == 1 && value(2, 0, start) == 0);
static_assert(value(0, 0, count) == 0);
constexpr auto number = [](extent_table&, index_t, index_t) { return index_t{12}; };
static_assert(value(1, 2, number) == 12);

// Where a polynomial has no room, a factor of its own says the same.
constexpr auto long_sum = [](extent_table& t, index_t n, index_t m) {
  index_t sum = 0;
  index_t power = n;
  for (int i = 0; i < 9; ++i) {
    sum = t.sum(sum, t.product(power, m));
    if (i < 4) power = t.product(power, n);
    else power = t.range_count(power, i, omitted, 1);
  }
  return sum;
};
constexpr index_t by_hand(index_t n, index_t m) {
  index_t sum = 0;
  index_t power = n;
  for (int i = 0; i < 9; ++i) {
    sum += power * m;
    power = i < 4 ? power * n : power > i ? power - i : 0;
  }
  return sum;
}
static_assert(value(2, 3, long_sum) == by_hand(2, 3));

BOOST_AUTO_TEST_CASE(shapes_get_numbers) {
  extent_table table;
  shape x = make_shape(table.axis(0, 0, dyn), 4);
  x.extents[1] = table.product(x.extents[0], 2);
  x.table = &table;
  index_t const factors[] = {6};
  shape const made = with_values(table, factors, x);
  BOOST_TEST((made == make_shape(6, 12)));
  BOOST_TEST(made.table == nullptr);
}

}  // namespace
