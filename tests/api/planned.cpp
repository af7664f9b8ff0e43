// SPDX-License-Identifier: BSL-1.0
// What the wishes save on a microcontroller is measured in tests/embedded.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_planned)

using matrix = tg::tensor<double, 4, 4>;
using vector = tg::tensor<double, 4>;

constexpr auto solved = [](auto const& a, auto const& b) {
  auto const y = tg::solve(a * 2.0, b);
  return tg::sum(y * y);
};
constexpr matrix four{{2, 1, 0, 3}, {1, 3, 2, 1}, {4, 0, 1, 2}, {1, 1, 1, 5}};
constexpr vector right{1, 2, 3, 4};

// How many steps of the plan of `Program` are loops.
template <class Program>
constexpr int loops_of() {
  int count = 0;
  for (int s = 0; s < Program::schedule.step_count; ++s)
    count += Program::schedule.steps[s].kind == tg::step_kind::loop;
  return count;
}
template <class Function>
using program_of = tg::program<Function, matrix, vector>;
using small_program = program_of<decltype(tg::small(tg::grad(solved)))>;
using fast_program = program_of<decltype(tg::fast(tg::grad(solved)))>;

static_assert(loops_of<small_program>() > 0 && loops_of<fast_program>() == 0);
static_assert(small_program::limits.little_code && !fast_program::limits.little_code);

// Around a transform or within it, the outer one last, and both kinds of wishes together.
static_assert(program_of<decltype(tg::grad(tg::small(solved)))>::limits.little_code);
static_assert(!program_of<decltype(tg::fast(tg::grad(tg::small(solved))))>::limits.little_code);
constexpr auto both = tg::small(tg::constant_time(solved));
static_assert(program_of<decltype(both)>::limits.little_code &&
              program_of<decltype(both)>::limits.sides == tg::branches::never);
constexpr auto other_order = tg::constant_time(tg::small(solved));
static_assert(program_of<decltype(other_order)>::limits.little_code &&
              program_of<decltype(other_order)>::limits.sides == tg::branches::never);

// Turns of a loop are planned as the program around them.
constexpr auto repeated = tg::small([](auto const& a, auto const& b) {
  return tg::fori<2>([&](auto const& y) { return tg::solve(a, y); }, b);
});
constexpr bool turns_have_the_limits_of_their_program() {
  using program = tg::program<decltype(repeated), matrix, vector>;
  constexpr int loop = tg::find_repetition(program::flat, program::schedule, 0);
  return tg::repeated_part<program, loop>::limits.little_code;
}
static_assert(turns_have_the_limits_of_their_program());

BOOST_AUTO_TEST_CASE(a_wish_changes_no_number) {
  auto const expected = tg::grad(solved)(four, right);
  auto const agree = [&](matrix const& found) {
    for (int i = 0; i < 4; ++i)
      for (int j = 0; j < 4; ++j)
        BOOST_TEST(found(i, j) == expected(i, j), boost::test_tools::tolerance(1e-14));
  };
  agree(tg::small(tg::grad(solved))(four, right));
  agree(tg::grad(tg::fast(solved))(four, right));
  agree(tg::constant_time(tg::grad(solved))(four, right));
  agree(tg::small(tg::constant_time(tg::grad(solved)))(four, right));
  BOOST_TEST(repeated(four, right)(0) == tg::solve(four, tg::solve(four, right))(0),
             boost::test_tools::tolerance(1e-14));
}

// What chooses, at ties, zeros of either sign and NaN: in straight-line code, in a loop with lanes
// and in what is left of it. The numbers are small, so that every sum is exact.
constexpr auto chosen = [](auto const& a, auto const& b) {
  auto const lower = (tg::min)((tg::abs)(a), tg::fmax(a, b));
  auto const upper = tg::where(tg::logical_or(a < b, tg::isnan(b)), tg::copysign(a, b), 3 * b);
  return tg::sum((tg::max)(a, b) * tg::sign(b) + lower * tg::relu(b) + upper - tg::clamp(a, -1, b));
};
constexpr auto chosen_integers = [](auto const& a, auto const& b) {
  return tg::where(a < b, (tg::max)(tg::abs(a), b), tg::sign(a) * (tg::min)(a, b) - (tg::max)(b));
};
template <class Number, int Size>
void compare_choices() {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  double const lefts[] = {1, -1, 0, -0.0, 2, nan, 3, nan, -2, 0, -3};
  double const rights[] = {1, 1, -0.0, 0, nan, 2, -3, nan, 2, 4, -3};
  tg::tensor<Number, Size> a, b;
  tg::tensor<int, Size> m, n;
  for (int i = 0; i < Size; ++i) {
    a(i) = static_cast<Number>(lefts[i % 11]);
    b(i) = static_cast<Number>(rights[i % 11]);
    m(i) = i % 5 - 2;
    n(i) = i % 3 - 1;
  }
  auto const [expected, other] = tg::grad(chosen, tg::wrt<0, 1>)(a, b);
  auto const [found, found_other] = tg::constant_time(tg::grad(chosen, tg::wrt<0, 1>))(a, b);
  auto const whole = tg::evaluate(chosen_integers)(m, n);
  auto const steady = tg::constant_time(chosen_integers)(m, n);
  for (int i = 0; i < Size; ++i) {
    BOOST_TEST((found(i) == expected(i) || (std::isnan(found(i)) && std::isnan(expected(i)))));
    BOOST_TEST(
        (found_other(i) == other(i) || (std::isnan(found_other(i)) && std::isnan(other(i)))));
    BOOST_TEST(steady(i) == whole(i));
  }
}

BOOST_AUTO_TEST_CASE(what_chooses_gives_the_same_in_constant_time) {
  compare_choices<double, 11>();
  compare_choices<float, 45>();
}

// What a loop computes for a join it writes there, in rows and with gaps; not in two places.
constexpr auto joined = [](auto const& x) {
  auto const y = tg::sin(x), z = y * x, u = y + x, v = tg::abs(z), w = tg::square(u);
  return tg::results{tg::stack(y, z), tg::stack<1>(u, v, y), tg::concatenate(w, y, w)};
};
using long_vector = tg::tensor<double, 20>;
template <class Program>
constexpr int members_in_joins() {
  int count = 0;
  for (int m = 0; m < Program::schedule.member_count; ++m)
    count += Program::schedule.places[Program::schedule.members[m]].kind == tg::place_kind::view;
  return count;
}
static_assert(
    members_in_joins<tg::program<decltype(tg::evaluate(tg::small(joined))), long_vector>>() == 4);
static_assert(
    members_in_joins<tg::program<decltype(tg::evaluate(tg::fast(joined))), long_vector>>() == 0);

BOOST_AUTO_TEST_CASE(what_a_join_is_made_of_is_computed_in_its_memory) {
  long_vector x;
  for (int i = 0; i < 20; ++i) x(i) = 0.1 * i - 1;
  auto const expected = tg::evaluate(joined)(x);
  BOOST_TEST((tg::evaluate(tg::small(joined))(x) == expected));
  BOOST_TEST((tg::evaluate(tg::fast(joined))(x) == expected));
  auto const [rows, columns, twice] = expected;
  double const y = std::sin(x(3)), u = y + x(3);
  BOOST_TEST(rows(1, 3) == y * x(3), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(columns(3, 0) == u, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(columns(3, 1) == std::abs(rows(1, 3)));
  BOOST_TEST(columns(3, 2) == rows(0, 3));
  BOOST_TEST(twice(3) == u * u, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(twice(23) == rows(0, 3));
  BOOST_TEST(twice(43) == twice(3));
}

constexpr auto squares = [](auto const& x) { return tg::sum(x * x); };
constexpr auto scaled = [](auto const& x) { return tg::small(squares)(x) * 3.0; };
static_assert(tg::grad(scaled)(tg::tensor<double, 2>{1, 2}) == tg::tensor<double, 2>{6, 12});

BOOST_AUTO_TEST_CASE(at_run_time_it_is_the_function) {
  tg::dynamic_tensor<double> const x{1, 2};
  BOOST_TEST((tg::fast(squares)(x) == tg::dynamic_tensor<double>(5)));
  BOOST_TEST((tg::small(tg::grad(squares))(x) == tg::dynamic_tensor<double>{2, 4}));
  BOOST_TEST(tg::grad(tg::constant_time(squares))(tg::variable<double>(2.0)).item() == 4.0);
}

BOOST_AUTO_TEST_SUITE_END()
