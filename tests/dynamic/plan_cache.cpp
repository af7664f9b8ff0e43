// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_plan_cache)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

/// How many programs `f` plans anew.
template <class F>
static long misses_of(F&& f) {
  long const before = tg::this_threads_plans().counters.misses;
  f();
  return tg::this_threads_plans().counters.misses - before;
}

BOOST_AUTO_TEST_CASE(equal_structures_are_planned_once) {
  tg::this_threads_plans().clear();
  auto const f = [](dense const& values) {
    variable const x(values);
    variable const y = tg::sum(tg::sin(x) * x);
    y.backward();
    return x.grad().data()(0);
  };
  BOOST_TEST(misses_of([&] { f(dense{1, 2}); }) == 1);
  BOOST_TEST(misses_of([&] {
               for (int i = 0; i < 10; ++i) f(dense{0.1 * i, 3});
             }) == 0);
  BOOST_TEST(misses_of([&] { f(dense{1, 2, 3}); }) == 1);
  BOOST_TEST(f(dense{2, 1}) == std::sin(2.0) + 2 * std::cos(2.0),
             boost::test_tools::tolerance(1e-14));
}

/// Structures that differ in one thing only must not be taken for each other.
BOOST_AUTO_TEST_CASE(one_difference_is_another_program) {
  tg::this_threads_plans().clear();
  variable const x(dense{{2, 3}, {5, 7}});
  variable const y(dense{{11, 13}, {17, 19}});
  tg::variable<float> const single(tg::dynamic_tensor<float>{{2, 3}, {5, 7}});
  // which leaf
  BOOST_TEST((x * x).data()(0, 1) == 9);
  BOOST_TEST((x * y).data()(0, 1) == 39);
  BOOST_TEST((y * y).data()(0, 1) == 169);
  // which operand
  BOOST_TEST((x - y).data()(1, 1) == -12);
  BOOST_TEST((y - x).data()(1, 1) == 12);
  // which attribute
  BOOST_TEST(tg::sum(x, 0).data()(0) == 7);
  BOOST_TEST(tg::sum(x, 1).data()(0) == 5);
  BOOST_TEST(tg::sum(x, 1, tg::keepdims).ndim() == 2);
  BOOST_TEST(tg::sum(x, 1, tg::keepdims).data()(1, 0) == 12);
  BOOST_TEST(tg::sum(tg::slice(x, 0)).item() == 5);
  BOOST_TEST(tg::sum(tg::slice(x, 1)).item() == 12);
  // which literal
  BOOST_TEST((x * 2).data()(0, 0) == 4);
  BOOST_TEST((x * 4).data()(0, 0) == 8);
  BOOST_TEST((x * 0.3).data()(0, 0) == 0.6);
  BOOST_TEST((x * 0.7).data()(0, 0) == 1.4);
  BOOST_TEST(std::signbit((x * 0.0).data()(0, 0)) == false);
  BOOST_TEST(std::signbit((x * -0.0).data()(0, 0)) == true);
  // which type
  BOOST_TEST((single * single).data()(1, 0) == 25.0f);
  BOOST_TEST((single * 0.5).data()(1, 0) == 2.5f);
  // which values are known already
  variable const s = tg::sin(x);
  variable const t = s + x;
  BOOST_TEST(t.data()(0, 0) == std::sin(2.0) + 2);
  static_cast<void>(s.data());
  variable const u = s + x;
  BOOST_TEST(u.data()(0, 0) == std::sin(2.0) + 2);
  // which variables get gradients: a constant gets none
  variable one(dense{1.0});
  variable const two(dense{2.0});
  variable const constant = variable(0.3);
  (one * two).backward();
  BOOST_TEST(two.grad().data()(0) == 1);
  one.clear_grad();
  (one * two.detach()).backward();
  BOOST_TEST(one.grad().data()(0) == 2);
  BOOST_TEST(two.grad().data()(0) == 1);
  BOOST_TEST(!constant.is_none());
}

BOOST_AUTO_TEST_CASE(data_that_change_between_two_uses) {
  variable x(dense{2});
  variable const before = x * 10;
  x.set_data(dense{3, 4});
  variable const after = x * 10;
  BOOST_TEST((before.data() == dense{20}));
  BOOST_TEST((after.data() == dense{30, 40}));
  x.set_data(dense{5});
  variable const both = before + x;
  BOOST_TEST((both.data() == dense{25}));
  both.backward();
  BOOST_TEST((x.grad().data() == dense{11}));
}

/// A program of its own for each n, of some hundred kB or of little.
static double sum_of_squares(int n, int terms = 1) {
  variable const x(dense::full(tg::make_shape(n), 2.0));
  variable y = x;
  for (int i = 1; i < terms; ++i) y = tg::cumsum(y * x, 0);
  return tg::sum(y * x).item();
}

/// More than the 512 programs that were once the end: each round finds all of them again.
BOOST_AUTO_TEST_CASE(as_many_programs_as_fit) {
  tg::this_threads_plans().clear();
  auto const round = [] {
    for (int n = 1; n <= 1500; ++n) BOOST_REQUIRE(sum_of_squares(n) == 4.0 * n);
  };
  BOOST_TEST(misses_of(round) == 1500);
  BOOST_TEST(misses_of(round) == 0);
  BOOST_TEST(tg::this_threads_plans().size() == 1500);
}

/// A program with so many bytes of constants.
static tg::run_time_program program_of(tg::index_t bytes) {
  std::vector<double> numbers(static_cast<std::size_t>(bytes / 8));
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  tg::dynamic_graph graph;
  tg::shape const extents = tg::make_shape(bytes / 8);
  auto const x =
      tg::symbol_in(graph, tg::intern_input(graph, 0, tg::scalar_type::float64, extents));
  int const sum = (x + tg::literal_tensor(x, extents, numbers.data())).id;
  return tg::run_time_program(graph, {&sum, 1});
}
static void look_up(tg::plan_cache& plans, tg::word which, tg::index_t bytes) {
  plans.find({&which, 1}, [bytes] { return program_of(bytes); });
}

/// What was used least recently goes first, and what is used stays.
BOOST_AUTO_TEST_CASE(bytes_are_bounded) {
  constexpr tg::index_t piece = tg::plan_cache::most_bytes / 16;
  tg::plan_cache plans;
  look_up(plans, 0, 8);
  BOOST_TEST(plans.bytes() > 0);
  for (int made = 1; made <= 20; ++made) {
    look_up(plans, made, piece);
    look_up(plans, 0, 8);  // used in each turn
    BOOST_REQUIRE(plans.bytes() <= tg::plan_cache::most_bytes);
    BOOST_TEST(plans.counters.evictions == (made < 16 ? 0 : made - 15));
  }
  BOOST_TEST(plans.counters.misses == 21);
  look_up(plans, 20, piece);
  look_up(plans, 6, piece);
  BOOST_TEST(plans.counters.misses == 21);
  look_up(plans, 5, piece);
  BOOST_TEST(plans.counters.misses == 22);
  plans.clear();
  BOOST_TEST(plans.size() == 0);
  BOOST_TEST(plans.bytes() == 0);
  look_up(plans, 0, 8);
  BOOST_TEST(plans.counters.misses == 23);
}

/// A large program goes when others are asked for and it is not.
BOOST_AUTO_TEST_CASE(what_is_not_used_goes) {
  tg::plan_cache plans;
  look_up(plans, 0, tg::plan_cache::bytes_kept);
  BOOST_TEST(plans.bytes() > tg::plan_cache::bytes_kept);
  for (long i = 0; i <= tg::plan_cache::longest_idle / 2; ++i) look_up(plans, 1, 8);
  BOOST_TEST(plans.bytes() < tg::plan_cache::bytes_kept);
  BOOST_TEST(plans.size() == 1);
  BOOST_TEST(plans.counters.misses == 2);
}

/// What a large graph of small tensors leaves in the cache.
BOOST_AUTO_TEST_CASE(a_program_takes_few_bytes_an_operation) {
  tg::plan_cache& plans = tg::this_threads_plans();
  plans.clear();
  variable const x(dense{0.5, 1, 2}), w(dense{0.3, 0.7, 0.9});
  variable y = x;
  constexpr int operations = 1000;
  for (int i = 0; i < operations / 2; ++i) y = tg::sin(y) * w;
  tg::sum(y).backward();
  BOOST_TEST(plans.bytes() <= operations * 256);
}

BOOST_AUTO_TEST_SUITE_END()
