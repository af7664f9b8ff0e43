// SPDX-License-Identifier: BSL-1.0
// Expected numbers are those of the same loop written out in the traced function.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <tuple>
#include <utility>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(api_scan)

namespace {

// JAX's example of the cumulative sum: the carry is the last row.
constexpr auto running_sum = [](auto const& xs) {
  return tg::scan(
      [](auto const& total, auto const& x) {
        auto const next = total + x;
        return tg::results{next, next};
      },
      0.0, xs);
};
constexpr tg::tensor<double, 4> numbers{1.0, 2.0, 3.0, 4.0};
static_assert(running_sum(numbers).first == 10.0);
static_assert(running_sum(numbers).second == tg::tensor<double, 4>{1.0, 3.0, 6.0, 10.0});
static_assert(tg::evaluate(running_sum)(numbers).second ==
              tg::tensor<double, 4>{1.0, 3.0, 6.0, 10.0});
// d (sum of all rows) / dx(t): x(t) is in the rows from t on
static_assert(tg::grad([](auto const& xs) { return tg::sum(running_sum(xs).second); })(numbers) ==
              tg::tensor<double, 4>{4.0, 3.0, 2.0, 1.0});

// With checkpoints: chunks of equal length, one turn left over, more than there are.
template <tg::index_t Every>
constexpr auto running_products = [](auto const& xs) {
  auto const [last, rows] = tg::scan(
      [](auto const& product, auto const& x) {
        auto const next = product * x;
        return tg::results{next, tg::results{next, x + 1}};
      },
      1.0, tg::checkpoint<Every>, xs);
  return last + tg::dot(rows.first, rows.second);
};
constexpr tg::tensor<double, 5> factors{1.0, 2.0, 0.5, 4.0, 2.0};
// y = 8 + 1 * 2 + 2 * 3 + 1 * 1.5 + 4 * 5 + 8 * 3
static_assert(running_products<9>(factors) == 61.5);
static_assert(tg::evaluate(running_products<2>)(factors) == 61.5);
static_assert(tg::grad(running_products<2>)(factors) == tg::grad(running_products<9>)(factors));
static_assert(tg::grad(running_products<5>)(factors) == tg::grad(running_products<9>)(factors));
constexpr auto powers = [](auto x) {
  auto const [last, all] =
      tg::scan<4>([&](auto const& y) { return tg::results{y * x, y}; }, x, tg::checkpoint<2>);
  return last + tg::sum(all);
};
static_assert(tg::grad(powers)(2.0) == 1.0 + 4.0 + 12.0 + 32.0 + 80.0);  // x + ... + x^5

// Several sequences together: a turn reads a row of each.
constexpr auto weighted_sum = [](auto const& samples) {
  auto const [last, rows] = tg::scan(
      [](auto const& sum, auto const& row) {
        auto const& [weight, parts] = row;
        auto const next = sum * weight + tg::sum(parts[0] * parts[1]);
        return tg::results{next, next};
      },
      1.0, samples);
  return last + tg::sum(rows);
};
using table = tg::tensor<double, 3, 2>;
constexpr tg::results<tg::tensor<double, 3>, std::array<table, 2>> samples{
    {2.0, 1.0, 3.0},
    {table{{1.0, 2.0}, {0.0, 1.0}, {1.0, 1.0}}, table{{1.0, 1.0}, {2.0, 2.0}, {1.0, 0.0}}}};
// 2 + 3 = 5, 5 + 2 = 7, 21 + 1 = 22; the last one twice
static_assert(weighted_sum(samples) == 56.0 && tg::evaluate(weighted_sum)(samples) == 56.0);
constexpr auto slopes_of_samples = tg::grad(weighted_sum)(samples);
// what comes of a sum: 1 + 1 + 2 * 3 = 8, 1 + 2 * 3 = 7, 2; times the sum before
static_assert(slopes_of_samples.first == tg::tensor<double, 3>{8.0, 35.0, 14.0});
static_assert(slopes_of_samples.second[0] == table{{8.0, 8.0}, {14.0, 14.0}, {2.0, 0.0}});
constexpr auto weighted_sum_with_checkpoints = [](auto const& all) {
  return tg::scan(
             [](auto const& sum, auto const& row) {
               return tg::results{sum * row.first + tg::sum(row.second[0] * row.second[1]), sum};
             },
             1.0, tg::checkpoint<2>, all)
      .first;
};
static_assert(tg::grad(weighted_sum_with_checkpoints)(samples).first ==
              tg::tensor<double, 3>{3.0, 15.0, 7.0});

// Structs of one's own as sequence, carry and row: a turn reads `results`, of whose rows all are.
template <class T> struct sample {
  tg::tensor<T, 3> weight;
  tg::tensor<T, 3, 2> parts;
};
template <class T> struct seen {
  T sum;
  tg::tensor<T, 2> scaled;
};
template <class T> struct state {
  T total;
};
constexpr auto of_structs = [](auto const& all) {
  auto const [last, rows] = tg::scan(
      [](auto const& s, auto const& row) {
        auto const& [weight, parts] = row;
        using T = std::remove_cvref_t<decltype(s.total * weight)>;
        T const next = s.total * weight + tg::sum(parts);
        return tg::results{state<T>{next}, seen<T>{next, parts * next}};
      },
      state<std::remove_cvref_t<decltype(all.weight(0) * 1.0)>>{1.0}, all);
  auto const& [sums, scaled] = rows;
  return last.total + tg::sum(sums) + tg::sum(scaled);
};
constexpr sample<double> own_samples{{2.0, 1.0, 3.0}, {{1.0, 2.0}, {0.0, 1.0}, {1.0, 1.0}}};
// sums 5, 6, 20; scaled 3 * 5 + 6 + 2 * 20
static_assert(of_structs(own_samples) == 112.0 && tg::evaluate(of_structs)(own_samples) == 112.0);
constexpr auto slopes_of_own = tg::grad(of_structs)(own_samples);
// of the sums: 1 + 1 + 2 = 4, 1 + 1 + 3 * 4 = 14, 1 + 3 + 14 = 18
static_assert(slopes_of_own.weight == tg::tensor<double, 3>{18.0, 70.0, 24.0});
static_assert(slopes_of_own.parts == table{{23.0, 23.0}, {20.0, 20.0}, {24.0, 24.0}});
// Rows that are arrays, tuples and pairs.
constexpr auto other_rows = [](auto const& x) {
  auto const rows = tg::scan(
      [](auto const& s, auto const& v) {
        auto const next = s + v;
        return std::pair{next, std::tuple{next, std::array{next, v}, std::pair{next * v, v}}};
      },
      x(0) * 0.0, x);
  auto const& [sums, both, products] = rows.second;
  return tg::sum(sums) + tg::sum(both[1]) + tg::sum(products.first);
};
static_assert(other_rows(numbers) == 95.0 && tg::evaluate(other_rows)(numbers) == 95.0);
// sums 4, 3, 2, 1, products 11, 12, 13, 14, and 1 each
static_assert(tg::grad(other_rows)(numbers) == tg::tensor<double, 4>{16.0, 16.0, 16.0, 16.0});

// A count that is an argument, or a number: rows of turns that were not are 0.
constexpr auto some_turns = [](auto n, auto const& x) {
  auto const [last, rows] = tg::scan(
      n,
      [](auto const& s, auto const& v) {
        auto const next = s * v;
        return tg::results{next, next + 1.0};
      },
      1.0, x);
  return last + tg::sum(rows * x);
};
static_assert(some_turns(2, numbers) == 10.0 && tg::evaluate(some_turns)(2, numbers) == 10.0);
static_assert(some_turns(9, numbers) == tg::evaluate(some_turns)(4, numbers));
static_assert(some_turns(0, numbers) == 1.0 && tg::evaluate(some_turns)(-1, numbers) == 1.0);
// x0 x1 + (x0 + 1) x0 + (x0 x1 + 1) x1
static_assert(tg::grad(some_turns, tg::wrt<1>)(2, numbers) ==
              tg::tensor<double, 4>{9.0, 6.0, 0.0, 0.0});
static_assert(tg::grad([](auto const& x) { return some_turns(2, x); })(numbers) ==
              tg::tensor<double, 4>{9.0, 6.0, 0.0, 0.0});
constexpr auto some_turns_kept = [](auto n, auto const& x) {
  auto const [last, rows] = tg::scan(
      n,
      [](auto const& s, auto const& v) {
        auto const next = s * v;
        return tg::results{next, next + 1.0};
      },
      1.0, tg::checkpoint<3>, x);
  return last + tg::sum(rows * x);
};
static_assert(tg::grad(some_turns_kept, tg::wrt<1>)(2, numbers) ==
              tg::grad(some_turns, tg::wrt<1>)(2, numbers));
static_assert(tg::grad(some_turns_kept, tg::wrt<1>)(9, numbers) ==
              tg::grad(some_turns, tg::wrt<1>)(4, numbers));
constexpr auto some_powers = [](auto n, auto x) {
  auto const [last, all] = tg::scan<4>(n, [&](auto const& s) { return tg::results{s * x, s}; }, x);
  return last + tg::sum(all);
};
static_assert(some_powers(2, 3.0) == 39.0);  // x^3 + x + x^2
static_assert(tg::grad(some_powers, tg::wrt<1>)(2, 3.0) == 34.0);

// A recurrent network: the matrix is read at every turn, its gradient is the sum over them.
constexpr auto network = [](auto const& w, auto const& xs) {
  auto const [last, sums] = tg::scan(
      [&](auto const& h, auto const& x) {
        auto const next = tg::tanh(tg::matmul(w, h) + x);
        return std::pair{next, tg::sum(next)};
      },
      tg::tensor<double, 2>{0.1, 0.2}, xs);
  return tg::sum(last) + tg::sum(sums * sums);
};
constexpr auto network_unrolled = [](auto const& w, auto const& xs) {
  auto const a = tg::tanh(tg::matmul(w, tg::tensor<double, 2>{0.1, 0.2}) + tg::slice<0>(xs));
  auto const b = tg::tanh(tg::matmul(w, a) + tg::slice<1>(xs));
  auto const c = tg::tanh(tg::matmul(w, b) + tg::slice<2>(xs));
  auto const square = [](auto x) { return x * x; };
  return tg::sum(c) + square(tg::sum(a)) + square(tg::sum(b)) + square(tg::sum(c));
};
constexpr tg::tensor<double, 2, 2> w{{0.3, -0.2}, {0.5, 0.7}};
constexpr tg::tensor<double, 3, 2> xs{{0.3, 0.1}, {0.2, -0.1}, {0.9, 1.0}};

// Without a sequence; rows of another type than the carry; several rows at a time.
constexpr auto counted = [](auto x) {
  return tg::scan<3>([&](auto const& n) { return tg::results{n + 1, tg::results{n * x, n > 0}}; },
                     0);
};
constexpr auto counted_rows = tg::evaluate(counted)(0.5);
static_assert(counted_rows.first == 3);
static_assert(counted_rows.second.first == tg::tensor<double, 3>{0.0, 0.5, 1.0});
static_assert(counted_rows.second.second == tg::tensor<bool, 3>{false, true, true});
static_assert(tg::grad([](auto x) { return tg::sum(counted(x).second.first); })(0.5) == 3.0);
}  // namespace

BOOST_AUTO_TEST_CASE(value_and_gradients_are_those_of_the_turns_written_out) {
  auto const close = boost::test_tools::tolerance(1e-13);
  auto const [value, slopes] = tg::value_and_grad(network, tg::wrt<0, 1>)(w, xs);
  auto const [expected, expected_slopes] =
      tg::value_and_grad(network_unrolled, tg::wrt<0, 1>)(w, xs);
  BOOST_TEST(network(w, xs) == expected, close);
  BOOST_TEST(value == expected, close);
  BOOST_TEST(slopes.first == expected_slopes.first, close << boost::test_tools::per_element());
  BOOST_TEST(slopes.second == expected_slopes.second, close << boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
