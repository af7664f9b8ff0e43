// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transform_rebuild)

using namespace typegrad;

namespace {

constexpr symbol input(graph_builder& graph, int position) {
  return {&graph, intern_input(graph, position, scalar_type::float64, {})};
}

constexpr bool what_nobody_reads_is_left_out() {
  graph_builder from, to;
  symbol const x = input(from, 0);
  symbol const unused = sin(input(from, 1));
  symbol const y = sin(x) * x;
  growing_array<int> const made = rebuild(from, {&y.id, 1}, to);
  symbol const again = input(to, 0);
  return unused.id >= 0 && to.size() == 3 && made.count == 1 &&
         made[0] == (sin(again) * again).id && to.size() == 3;
}
static_assert(what_nobody_reads_is_left_out());

/// sin(x) is an input of the new graph: its own operand is not needed there, that of the rest is.
constexpr bool what_is_known_is_not_made_again(bool reads_x) {
  graph_builder from, to;
  symbol const x = input(from, 0);
  symbol const known = sin(x);
  symbol const y = reads_x ? cos(known) + x : cos(known);
  growing_array<int> made(from.size(), -1);
  made[known.id] = input(to, 7).id;
  int const y_made = rebuild(from, {&y.id, 1}, to, made)[0];
  int const size = to.size();
  symbol const wanted = reads_x ? cos(input(to, 7)) + input(to, 0) : cos(input(to, 7));
  return y_made == wanted.id && to.size() == size && size == (reads_x ? 4 : 2) &&
         (made[x.id] >= 0) == reads_x;
}
static_assert(what_is_known_is_not_made_again(true));
static_assert(what_is_known_is_not_made_again(false));

/// x / b + y / b, and the reciprocal once where both quotients are of derivatives. `y / b` may be a
/// call of the user's as well, which a derivative met first.
constexpr bool quotients_share(bool derived, bool called_too) {
  graph_builder from, to;
  symbol const x = input(from, 0), y = input(from, 1), b = input(from, 2);
  auto const sum = [](symbol of_x, symbol of_y, symbol by) { return of_x / by + of_y / by; };
  symbol const z = [&] {
    derivative_scope const scope(from, derived);
    return sum(x, y, b);
  }();
  if (called_too) (void)(y / b);
  int const made = rebuild(from, {&z.id, 1}, to)[0];
  int const size = to.size();
  derivative_scope const scope(to);
  symbol const a = input(to, 0), c = input(to, 1), by = input(to, 2);
  symbol const one = make_literal(to, scalar_type::float64, 1.0);
  symbol const wanted = derived && !called_too ? a * (one / by) + c * (one / by) : sum(a, c, by);
  return made == wanted.id && to.size() == size + (derived && !called_too ? 0 : 1);
}
static_assert(quotients_share(true, false) && quotients_share(true, true));
static_assert(quotients_share(false, false));

}  // namespace

BOOST_AUTO_TEST_CASE(the_same_at_run_time) {
  BOOST_TEST(what_nobody_reads_is_left_out());
  BOOST_TEST(what_is_known_is_not_made_again(true));
  BOOST_TEST(what_is_known_is_not_made_again(false));
  BOOST_TEST(quotients_share(true, false));
}

BOOST_AUTO_TEST_SUITE_END()
