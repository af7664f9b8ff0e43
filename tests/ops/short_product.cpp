// SPDX-License-Identifier: BSL-1.0
// What it saves on a microcontroller is measured in tests/embedded.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(ops_short_product)

using namespace typegrad;

namespace {

/// The name of what `product` of the inputs a and b becomes with the limits of a microcontroller,
/// and whether a product is left.
constexpr bool is_made_of(char const* name, shape const& a, shape const& b, bool with_zeros,
                          bool has_products) {
  graph_builder from, to;
  symbol const x{&from, intern_input(from, 0, scalar_type::float64, a)};
  symbol const w{&from, intern_input(from, 1, scalar_type::float64, b)};
  word const region[] = {0, 1, b.extents[0], 0, 1, one_index};
  symbol const column = with_zeros ? join_into(column_of(w, 0), b, {region, 6}) : w;
  symbol const y = matmul_of(x, column) + 1.0;
  int const made = rebuild(from, {&y.id, 1}, to, &bare_limits)[0];
  growing_array<unsigned char> const needed = needed_nodes(to, {&made, 1});
  return has_product(to, needed) == has_products &&
         std::string_view(to.operation_of(to.operand(made, 0)).name) == name;
}
// A layer forward, its weights' and its inputs' derivatives; sums along the long axis.
static_assert(is_made_of("add", make_shape(4), make_shape(4, 16), false, false));
static_assert(is_made_of("join", make_shape(16, 1), make_shape(1, 3), false, false));
static_assert(is_made_of("reshape", make_shape(1, 3), make_shape(3, 16), false, false));
static_assert(is_made_of("join", make_shape(16), make_shape(16, 3), false, false));
static_assert(is_made_of("sum", make_shape(20), make_shape(20), false, false));
// Not where more than four numbers are held, where all is small, or where terms are left out.
static_assert(is_made_of("matmul", make_shape(5), make_shape(5, 16), false, true));
static_assert(is_made_of("matmul", make_shape(16), make_shape(16, 5), false, true));
static_assert(is_made_of("matmul", make_shape(3), make_shape(3, 4), false, true));
static_assert(is_made_of("matmul", make_shape(16), make_shape(16, 3), true, true));

/// Of a product with the own transposed sums are computed once each, up to four rows.
constexpr bool symmetric_products_are_sums(int rows, int sums) {
  graph_builder from, to;
  symbol const x{&from, intern_input(from, 0, scalar_type::float64, make_shape(16, rows))};
  symbol const y = matmul_of(swap_last_axes(x), x);
  int const made = rebuild(from, {&y.id, 1}, to, &bare_limits)[0];
  int count = 0;
  for (int id = 0; id <= made; ++id)
    count += to.operation_of(id).kind == operation_kind::reduction ? 1 : 0;
  return count == sums;
}
static_assert(symmetric_products_are_sums(4, 10));
static_assert(symmetric_products_are_sums(5, 0));

constexpr bool lines_are_read_where_they_come_from() {
  graph_builder graph;
  symbol const x{&graph, intern_input(graph, 0, scalar_type::float64, make_shape(3))};
  symbol const row = reshape_to(x, make_shape(1, 3));
  symbol const column = swap_last_axes(row);
  return line_of(row, 1, 0) == x && line_of(column, 0, 0) == x &&
         number_of(column, 2) == element_of(x, 2);
}
static_assert(lines_are_read_where_they_come_from());

}  // namespace

BOOST_AUTO_TEST_CASE(products_become_what_a_loop_computes) {
  BOOST_TEST(lines_are_read_where_they_come_from());
}

BOOST_AUTO_TEST_SUITE_END()
