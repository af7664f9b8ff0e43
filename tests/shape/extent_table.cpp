// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/diagonal.hpp>
#include <typegrad/shape/extent_table.hpp>
#include <typegrad/shape/join.hpp>
#include <typegrad/shape/matmul.hpp>
#include <typegrad/shape/named_extent.hpp>
#include <typegrad/shape/reshape.hpp>
#include <typegrad/shape/slice.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using namespace typegrad;

/// A table with the extents n (named), m and k (without a name) of three arguments.
struct three_extents {
  extent_table table;
  index_t n = table.axis(0, 0, dyn_named<"n">);
  index_t m = table.axis(1, 0, dyn);
  index_t k = table.axis(2, 0, dyn);

  constexpr shape of(auto... extent) {
    shape made = make_shape(extent...);
    made.table = &table;
    return made;
  }
};

constexpr bool equal_extents_are_one_number() {
  three_extents x;
  auto& t = x.table;
  return t.axis(3, 1, dyn_named<"n">) == x.n && t.axis(3, 1, dyn) != x.n &&
         t.named(dyn_named<"n">) == x.n && t.named(dyn_named<"other">) == dyn_named<"other"> &&
         t.sum(x.n, x.m) == t.sum(x.m, x.n) && t.sum(t.sum(x.n, 3), -3) == x.n &&
         t.product(x.n, 4) == t.product(4, x.n) &&
         t.quotient(t.product(x.n, 12), 4) == t.product(x.n, 3) && t.difference(x.n, x.n) == 0 &&
         t.minimum(x.n, x.n) == x.n && t.minimum(x.n, t.sum(x.n, 1)) == x.n &&
         t.quotient(x.n, 2) == t.quotient(x.n, 2) && is_in_table(t.quotient(x.n, 2)) &&
         t.range_count(x.n, 1, 5, 2) != t.range_count(x.m, 1, 5, 2);
}
static_assert(equal_extents_are_one_number());

constexpr bool shape_rules_compute_with_them() {
  three_extents x;
  auto& t = x.table;
  shape const rows = x.of(x.n, 4);
  shape const both = shape_rule::concatenate({rows, x.of(x.m, 4)}, 0).value;
  shape const flat = shape_rule::reshape(rows, make_shape(-1)).value;
  shape const back = shape_rule::reshape(flat, make_shape(-1, 4)).value;
  slice_result const turned =
      shape_rule::slice(rows, make_slices(take_range(omitted, omitted, -1)));
  slice_result const last = shape_rule::slice(rows, make_slices(take_index(-1)));
  return rows.size() == t.product(x.n, 4) && both == make_shape(t.sum(x.n, x.m), 4) &&
         flat == make_shape(t.product(4, x.n)) && back == rows && turned.value == rows &&
         turned.start[0] == t.sum(x.n, -1) && last.start[0] == t.sum(x.n, -1) &&
         last.value == make_shape(4) && shape_rule::diagonal(x.of(x.n, x.n)).extent == x.n &&
         shape_rule::diagonal(x.of(x.n, x.m)).extent == t.minimum(x.n, x.m) &&
         shape_rule::matmul(rows, x.of(4, x.m)).value == make_shape(x.n, x.m) &&
         !shape_rule::matmul(rows, x.of(5, x.m));
}
static_assert(shape_rules_compute_with_them());

/// What extents are after two of them were taken for equal.
constexpr bool what_is_asked_to_be_equal_becomes_one() {
  three_extents x;
  auto& t = x.table;
  index_t const rest = t.sum(x.m, -1);
  index_t const taken = t.range_count(x.m, 1, omitted, 1);
  growing_array<index_t> moved;
  auto const now = [&](index_t extent) { return moved[number_in_table(extent)]; };
  bool const named_stays = t.assume_equal(x.n, x.m, moved) && now(x.m) == x.n && now(x.n) == x.n &&
                           now(rest) == t.sum(x.n, -1) &&
                           now(taken) == t.range_count(x.n, 1, omitted, 1);
  index_t const product = t.product(x.k, 3);
  bool const number = t.assume_equal(x.k, 5, moved) && now(x.k) == 5 && now(product) == 15;
  return named_stays && number;
}
static_assert(what_is_asked_to_be_equal_becomes_one());

constexpr bool functions_give_way_to_axes() {
  three_extents x;
  auto& t = x.table;
  index_t const half = t.quotient(x.n, 2);
  index_t const twice = t.product(half, 2);
  growing_array<index_t> moved;
  return t.assume_equal(half, x.m, moved) && moved[number_in_table(x.m)] == half &&
         t.assume_equal(half, 4, moved) && moved[number_in_table(half)] == 4 &&
         moved[number_in_table(twice)] == 8;
}
static_assert(functions_give_way_to_axes());

constexpr bool some_cannot_be_equal() {
  three_extents x;
  auto& t = x.table;
  growing_array<index_t> moved;
  return !t.assume_equal(x.n, t.sum(x.n, 1), moved) && !t.assume_equal(3, 4, moved) &&
         t.assume_equal(x.n, x.n, moved) &&
         !t.assume_equal(t.product(x.n, 2), t.product(x.m, 3), moved) &&
         !t.assume_equal(x.n, t.range_count(x.n, 1, 5, 1), moved) == false;
}
static_assert(some_cannot_be_equal());

BOOST_AUTO_TEST_CASE(extents_of_a_graph_at_run_time) { BOOST_TEST(equal_extents_are_one_number()); }

}  // namespace
