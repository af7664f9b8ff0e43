// SPDX-License-Identifier: BSL-1.0
// What a loop does in passing: it reads `2 * x` and `x + 1` where x is, adds results up while they
// are in registers, and does not store what only a sum reads. Against plain loops, at sizes around
// those of lanes and blocks.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_loop_coder)

constexpr int sizes[] = {1,  2,  3,  7,   8,   15,  16,  31,   32,  33,
                         63, 64, 65, 100, 511, 512, 513, 1024, 1500};

template <class T>
static tg::dynamic_tensor<T> numbers(int n, int start) {
  tg::dynamic_tensor<T> made(tg::make_shape(n));
  for (int i = 0; i < n; ++i) made(i) = static_cast<T>((i * 37 + start) % 101) / T(64) - T(0.75);
  return made;
}

template <class T>
static void expect(tg::dynamic_tensor<T> const& got, auto wanted, T tolerance) {
  for (int i = 0; i < static_cast<int>(got.size()); ++i) {
    T const each = wanted(i);
    BOOST_REQUIRE(std::fabs(got.data()[i] - each) <= tolerance * (std::fabs(each) + 1));
  }
}

/// Sums of n numbers below 10 in another order.
template <class T>
static T rounding(int n) {
  return static_cast<T>(20 + n) * std::numeric_limits<T>::epsilon();
}

template <class T>
static void check_scaled() {
  for (int const n : sizes) {
    auto const x = numbers<T>(n, 3), y = numbers<T>(n, 50);
    tg::dynamic_tensor<T> const a(T(1.5)), b(T(-0.25));
    auto const f = tg::compile(
        [](auto const& p, auto const& q, auto const& s, auto const& t) {
          auto const affine = s * p + t;              // read by exp and by the product
          auto const shifted = 1 + tg::tanh(affine);  // of a value that the loop computes
          auto const later = q * q + 0.5;             // read long after its operand
          auto const twice = 2 * (3 * q);
          return std::tuple(affine * later, tg::exp(affine) / shifted,
                            (affine - shifted) * twice + later * 4, affine + 0.0);
        },
        x, y, a, b);
    auto const [first, second, third, fourth] = f(x, y, a, b);
    auto const affine = [&](int i) { return T(1.5) * x(i) - T(0.25); };
    auto const shifted = [&](int i) { return 1 + std::tanh(affine(i)); };
    T const tolerance = 8 * std::numeric_limits<T>::epsilon();
    expect<T>(first, [&](int i) { return affine(i) * (y(i) * y(i) + T(0.5)); }, tolerance);
    expect<T>(second, [&](int i) { return std::exp(affine(i)) / shifted(i); }, 4 * tolerance);
    expect<T>(
        third,
        [&](int i) { return (affine(i) - shifted(i)) * 6 * y(i) + (y(i) * y(i) + T(0.5)) * 4; },
        2 * tolerance);
    expect<T>(fourth, affine, tolerance);
  }
}
BOOST_AUTO_TEST_CASE(numbers_times_values_and_plus_values_in_double) { check_scaled<double>(); }
BOOST_AUTO_TEST_CASE(numbers_times_values_and_plus_values_in_float) { check_scaled<float>(); }

template <class T>
static void check_sums() {
  for (int const n : sizes) {
    auto const x = numbers<T>(n, 7), y = numbers<T>(n, 20);
    auto const f = tg::compile(
        [](auto const& p, auto const& q) {
          auto const product = p * q;        // for its sum only
          auto const kept = p * p + q;       // for its sum, and stored
          auto const both = product + kept;  // two sums of one value
          return std::tuple(tg::sum(product), tg::sum(kept), kept,
                            tg::sum(both) + tg::sum(both * 2), tg::mean(3 * p), tg::sum(p),
                            tg::sum(both) * 1);
        },
        x, y);
    auto const [product, kept, stored, both, mean, plain, again] = f(x, y);
    T sum_of_products = 0, sum_of_kept = 0, sum_of_both = 0, sum = 0;
    for (int i = 0; i < n; ++i) {
      sum_of_products += x(i) * y(i);
      sum_of_kept += x(i) * x(i) + y(i);
      sum_of_both += x(i) * y(i) + x(i) * x(i) + y(i);
      sum += x(i);
    }
    T const tolerance = rounding<T>(n);
    BOOST_REQUIRE(std::fabs(product() - sum_of_products) <= tolerance * T(n));
    BOOST_REQUIRE(std::fabs(kept() - sum_of_kept) <= tolerance * T(n));
    expect<T>(
        stored, [&](int i) { return x(i) * x(i) + y(i); }, 4 * std::numeric_limits<T>::epsilon());
    BOOST_REQUIRE(std::fabs(both() - 3 * sum_of_both) <= 4 * tolerance * T(n));
    BOOST_REQUIRE(std::fabs(again() - sum_of_both) <= tolerance * T(n));
    BOOST_REQUIRE(std::fabs(mean() - 3 * sum / T(n)) <= 3 * tolerance);
    BOOST_REQUIRE(std::fabs(plain() - sum) <= tolerance * T(n));
  }
}
BOOST_AUTO_TEST_CASE(sums_of_what_is_computed_in_double) { check_sums<double>(); }
BOOST_AUTO_TEST_CASE(sums_of_what_is_computed_in_float) { check_sums<float>(); }

/// A sum over all, sums along axes, and the largest, of one value.
BOOST_AUTO_TEST_CASE(other_reductions_beside_a_sum) {
  for (int const columns : {1, 5, 32, 300, 600}) {
    int const rows = 4;
    tg::dynamic_tensor<double> x(tg::make_shape(rows, columns));
    for (tg::index_t i = 0; i < x.size(); ++i)
      x.data()[i] = static_cast<double>(i * 13 % 29) / 8 - 1;
    auto const f = tg::compile(
        [](auto const& p) {
          auto const y = 2 * p - 0.5;
          auto const z = y * p;
          return std::tuple(tg::sum(z), tg::sum(z, 1), tg::sum(z, 0), (tg::max)(z), tg::sum(y),
                            tg::prod(p * 0 + 1));
        },
        tg::make_shape(rows, columns));
    auto const [all, by_row, by_column, largest, of_scaled, one] = f(x);
    double total = 0, most = -100, scaled = 0;
    tg::dynamic_tensor<double> rows_wanted(tg::make_shape(rows)),
        columns_wanted(tg::make_shape(columns));
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < columns; ++j) {
        double const y = 2 * x(i, j) - 0.5, z = y * x(i, j);
        total += z;
        scaled += y;
        rows_wanted(i) += z;
        columns_wanted(j) += z;
        most = std::fmax(most, z);
      }
    BOOST_REQUIRE(std::fabs(all() - total) < 1e-10);
    BOOST_REQUIRE(std::fabs(of_scaled() - scaled) < 1e-10);
    BOOST_REQUIRE(largest() == most);
    BOOST_REQUIRE(one() == 1);
    expect<double>(by_row, [&](int i) { return rows_wanted(i); }, 1e-12);
    expect<double>(by_column, [&](int j) { return columns_wanted(j); }, 1e-12);
  }
}

BOOST_AUTO_TEST_CASE(zeros_keep_their_signs) {
  auto const x = tg::dynamic_tensor<double>{0.0, -0.0, 1.0};
  auto const f =
      tg::compile([](auto const& p,
                     auto const& number) { return std::tuple(1 / (number * p), 1 / (p + number)); },
                  x, tg::shape{});
  auto const [products, sums] = f(x, tg::dynamic_tensor<double>(2.0));
  BOOST_TEST(products(0) == std::numeric_limits<double>::infinity());
  BOOST_TEST(products(1) == -std::numeric_limits<double>::infinity());
  auto const [more, of_minus_zero] = f(x, tg::dynamic_tensor<double>(-0.0));
  BOOST_TEST(more(0) == -std::numeric_limits<double>::infinity());
  BOOST_TEST(of_minus_zero(0) == std::numeric_limits<double>::infinity());
  BOOST_TEST(of_minus_zero(1) == -std::numeric_limits<double>::infinity());
}

/// One element has one value, whatever stands beside it and wherever it stands.
BOOST_AUTO_TEST_CASE(values_do_not_depend_on_the_place) {
  auto const f = [](auto const& p) {
    return tg::exp(p) * tg::log(p * p + 1.25) - tg::tanh(p) / (tg::sin(p) + 2);
  };
  tg::dynamic_tensor<double> const all = numbers<double>(1100, 9);
  tg::dynamic_tensor<double> const together = tg::compile(f, all)(all);
  for (int const n : {5, 17, 64, 513, 777}) {
    tg::dynamic_tensor<double> part(tg::make_shape(n));
    for (int i = 0; i < n; ++i) part(i) = all(1100 - n + i);
    tg::dynamic_tensor<double> const alone = tg::compile(f, part)(part);
    for (int i = 0; i < n; ++i) BOOST_REQUIRE(alone(i) == together(1100 - n + i));
  }
}

// Rows around whole parts and parts of parts, along one axis and along two, with runs to add up in
// lanes and without; whole numbers, in any order.
BOOST_AUTO_TEST_CASE(no_row_is_lost_where_a_part_ends) {
  struct extents {
    int turns, rows;
  };
  for (auto const [turns, rows] :
       {extents{1, 0}, extents{600, 1}, extents{600, 3}, extents{1, 511}, extents{2, 512},
        extents{3, 513}, extents{2, 768}, extents{3, 1025}, extents{2, 256 * 128 + 257}}) {
    auto x = tg::dynamic_tensor<float>(tg::make_shape(turns, 2, rows, 3));
    for (tg::index_t i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(i % 7);
    double wanted[2][3]{};
    for (tg::index_t i = 0; i < x.size(); ++i)
      wanted[i / (3 * rows) % 2][i % 3] += static_cast<double>(x.data()[i]);
    tg::variable<float> const v(x);
    tg::dynamic_tensor<float> const sums = tg::sum(v, {0, 2}).data();
    tg::dynamic_tensor<float> const of_each = tg::sum(v, {2}).data();
    tg::dynamic_tensor<float> const of_runs = tg::sum(v + 0.0F, {0, 2, 3}).data();
    for (int k = 0; k < 2; ++k) {
      for (int j = 0; j < 3; ++j) {
        double together = 0;
        for (int t = 0; t < turns; ++t) together += static_cast<double>(of_each(t, k, j));
        BOOST_REQUIRE(static_cast<double>(sums(k, j)) == wanted[k][j]);
        BOOST_REQUIRE(together == wanted[k][j]);
      }
      BOOST_REQUIRE(static_cast<double>(of_runs(k)) == wanted[k][0] + wanted[k][1] + wanted[k][2]);
    }
  }
}

// One row after the other, these are off by 6e-5 and 1.4e-4: twice 50,000 rows of three.
BOOST_AUTO_TEST_CASE(long_sums_of_rows_keep_their_digits) {
  auto x = tg::dynamic_tensor<float>(tg::make_shape(2, 50000, 3));
  double wanted[6]{}, together[3]{};
  for (tg::index_t i = 0; i < x.size(); ++i) {
    x.data()[i] = 0.1F + 0.01F * static_cast<float>(i % 11);
    wanted[i / 150000 * 3 + i % 3] += static_cast<double>(x.data()[i]);
    together[i % 3] += static_cast<double>(x.data()[i]);
  }
  tg::variable<float> const v(x), b(numbers<float>(3, 0));
  tg::sum((v + b) * x).backward();
  tg::dynamic_tensor<float> const sums = tg::sum(v, {1}).data(), slope = b.grad().data();
  auto const few = boost::test_tools::tolerance(1e-6);
  for (int j = 0; j < 6; ++j) BOOST_TEST(static_cast<double>(sums.data()[j]) == wanted[j], few);
  for (int j = 0; j < 3; ++j) BOOST_TEST(static_cast<double>(slope(j)) == together[j], few);
}

/// What is read twice by one operation leaves its place once: the sine needs another one.
BOOST_AUTO_TEST_CASE(an_operand_that_is_read_twice_is_given_up_once) {
  constexpr int n = 100;
  auto const x = numbers<double>(n, 7);
  auto const f = [](auto const& a) {
    auto const sums = tg::cumsum(a, 0);
    auto const lengths = tg::hypot(sums, sums);
    return tg::results{tg::cumsum(lengths, 0), tg::cumsum(tg::sin(lengths), 0)};
  };
  auto const [lengths, sines] = tg::compile(f, x)(x);
  double sum = 0, of_lengths = 0, of_sines = 0;
  for (int i = 0; i < n; ++i) {
    sum += x(i);
    of_lengths += std::hypot(sum, sum);
    of_sines += std::sin(std::hypot(sum, sum));
    BOOST_TEST(lengths(i) == of_lengths, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(std::fabs(sines(i) - of_sines) < 1e-12);
  }
}

BOOST_AUTO_TEST_SUITE_END()
