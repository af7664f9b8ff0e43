// SPDX-License-Identifier: BSL-1.0
// Expected numbers are those of the same loop written out in the traced function.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

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
