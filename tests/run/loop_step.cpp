// SPDX-License-Identifier: BSL-1.0
// Fused loops against the same sums written as plain loops: every remainder of a block of lanes,
// broadcast and strided reading, reductions along every choice of axes, several results of one
// pass.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_loop_step)

using tg::index_t;

namespace {

template <class T, index_t... E>
tg::tensor<T, E...> ramp(double start, double step) {
  tg::tensor<T, E...> x;
  double value = start;
  for (T& element : x) {
    value += step;
    element = static_cast<T>(std::sin(value) + 0.1 * value);
  }
  return x;
}

// The lanes of exp and tanh may differ from libm's by 2 ulp each; the sums here have at most 600
// terms.
constexpr double tolerance = 1e-12;

constexpr auto length_dependent = [](auto x, auto a) {
  return tg::sum(tg::tanh(a * x) + x * x) + tg::sum(tg::exp(x));
};

template <index_t N>
void check_length() {
  auto const x = ramp<double, N>(0.3, 0.7);
  double const a = 0.8;
  double value = 0, slope = 0;
  tg::tensor<double, N> gradient;
  for (index_t i = 0; i < N; ++i) {
    double const t = std::tanh(a * x(i)), e = std::exp(x(i));
    value += t + x(i) * x(i) + e;
    gradient(i) = a * (1 - t * t) + 2 * x(i) + e;
    slope += x(i) * (1 - t * t);
  }
  auto const [v, g] = tg::value_and_grad(length_dependent, tg::wrt<0, 1>)(x, a);
  BOOST_TEST(v == value, boost::test_tools::tolerance(tolerance));
  BOOST_TEST(g.second == slope, boost::test_tools::tolerance(tolerance));
  for (index_t i = 0; i < N; ++i)
    BOOST_TEST(g.first(i) == gradient(i), boost::test_tools::tolerance(tolerance));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_remainder_of_a_block_of_lanes_is_right) {
  check_length<1>();
  check_length<16>();
  check_length<17>();
  check_length<23>();
  check_length<24>();
  check_length<63>();
  check_length<64>();
  check_length<65>();
}

BOOST_AUTO_TEST_CASE(a_bias_and_a_column_are_read_as_broadcast_and_summed_back) {
  constexpr auto f = [](auto x, auto row, auto column) {
    return tg::sum(tg::square(x * row + column) * tg::exp(row * 0.1));
  };
  auto const x = ramp<double, 5, 19>(0.1, 0.31);
  auto const row = ramp<double, 19>(0.2, 0.5);
  auto const column = ramp<double, 5, 1>(0.4, 0.9);
  auto const gradient = tg::grad(f, tg::wrt<0, 1, 2>)(x, row, column);
  tg::tensor<double, 19> by_row;
  tg::tensor<double, 5, 1> by_column;
  for (index_t i = 0; i < 5; ++i)
    for (index_t j = 0; j < 19; ++j) {
      double const inner = x(i, j) * row(j) + column(i, 0), weight = std::exp(row(j) * 0.1);
      BOOST_TEST(gradient.first(i, j) == 2 * inner * weight * row(j),
                 boost::test_tools::tolerance(tolerance));
      by_row(j) += 2 * inner * weight * x(i, j) + 0.1 * inner * inner * weight;
      by_column(i, 0) += 2 * inner * weight;
    }
  for (index_t j = 0; j < 19; ++j)
    BOOST_TEST(gradient.second(j) == by_row(j), boost::test_tools::tolerance(tolerance));
  for (index_t i = 0; i < 5; ++i)
    BOOST_TEST(gradient.third(i, 0) == by_column(i, 0), boost::test_tools::tolerance(tolerance));
}

BOOST_AUTO_TEST_CASE(reductions_follow_every_choice_of_axes) {
  auto const x = ramp<double, 3, 4, 18>(0.1, 0.37);
  auto const check = [&](auto const& sums, auto position) {
    std::remove_cvref_t<decltype(sums)> expected;
    for (index_t i = 0; i < 3; ++i)
      for (index_t j = 0; j < 4; ++j)
        for (index_t k = 0; k < 18; ++k) expected.data()[position(i, j, k)] += 2 * x(i, j, k) + 1;
    for (index_t i = 0; i < expected.size(); ++i)
      BOOST_TEST(sums.data()[i] == expected.data()[i], boost::test_tools::tolerance(tolerance));
  };
  check(tg::evaluate([](auto a) { return tg::sum<0>(2 * a + 1); })(x),
        [](index_t, index_t j, index_t k) { return j * 18 + k; });
  check(tg::evaluate([](auto a) { return tg::sum<1>(2 * a + 1); })(x),
        [](index_t i, index_t, index_t k) { return i * 18 + k; });
  check(tg::evaluate([](auto a) { return tg::sum<2>(2 * a + 1); })(x),
        [](index_t i, index_t j, index_t) { return i * 4 + j; });
  check(tg::evaluate([](auto a) { return tg::sum<0, 2>(2 * a + 1); })(x),
        [](index_t, index_t j, index_t) { return j; });
  check(tg::evaluate([](auto a) { return tg::sum<0, 1>(2 * a + 1); })(x),
        [](index_t, index_t, index_t k) { return k; });
}

BOOST_AUTO_TEST_CASE(a_transposed_operand_is_read_in_place) {
  constexpr auto f = [](auto a, auto b) { return tg::transpose(a) * b + tg::transpose(b) * 0 + b; };
  auto const a = ramp<double, 7, 7>(0.1, 0.3);
  auto const b = ramp<double, 7, 7>(0.7, 0.2);
  auto const y = tg::evaluate(f)(a, b);
  for (index_t i = 0; i < 7; ++i)
    for (index_t j = 0; j < 7; ++j)
      BOOST_TEST(y(i, j) == a(j, i) * b(i, j) + b(j, i) * 0 + b(i, j),
                 boost::test_tools::tolerance(tolerance));
}

BOOST_AUTO_TEST_CASE(a_value_read_by_a_later_loop_is_kept) {
  // softmax by hand: the sum must be finished before any quotient is formed.
  constexpr auto f = [](auto x) {
    auto const e = tg::exp(x);
    return e / tg::sum(e);
  };
  auto const x = ramp<float, 40>(0.0, 0.1);
  auto const y = tg::evaluate(f)(x);
  double total = 0;
  for (float const element : x) total += std::exp(static_cast<double>(element));
  for (index_t i = 0; i < 40; ++i)
    BOOST_TEST(static_cast<double>(y(i)) == std::exp(static_cast<double>(x(i))) / total,
               boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(float_and_double_meet_in_one_loop) {
  constexpr auto f = [](auto x, auto y) { return tg::sum(x * y); };
  auto const x = ramp<float, 37>(0.1, 0.3);
  auto const y = ramp<double, 37>(0.2, 0.4);
  double expected = 0;
  for (index_t i = 0; i < 37; ++i) expected += static_cast<double>(x(i)) * y(i);
  BOOST_TEST(tg::evaluate(f)(x, y) == expected, boost::test_tools::tolerance(tolerance));
  auto const gradient = tg::grad(f, tg::wrt<0, 1>)(x, y);
  static_assert(std::is_same_v<decltype(gradient.first), tg::tensor<float, 37>>);
  for (index_t i = 0; i < 37; ++i) {
    BOOST_TEST(gradient.first(i) == static_cast<float>(y(i)));
    BOOST_TEST(gradient.second(i) == static_cast<double>(x(i)));
  }
}

BOOST_AUTO_TEST_CASE(tangents_that_are_known_numbers_go_through_lanes_unchanged) {
  // Row r of b + b is 2 or 4 times x(r % 3): the slopes of the softmax's logarithm follow by hand.
  constexpr auto f = [](auto const& x) {
    auto const a = tg::broadcast_to<2, 3, 3>(x);
    auto const b = tg::concatenate<1>(a, x + a);
    return tg::log_softmax<0>(tg::tril(tg::reshape<12, 3>(b + b)));
  };
  tg::tensor<double, 1, 3, 1> const x{{{0.7}, {1.1}, {1.5}}};
  auto const slopes = tg::jacobian(f)(x);
  auto const slope_of_row = [](int r, int c, int k) {
    if (c > r || r % 3 != k) return 0.0;
    return r / 3 % 2 == 0 ? 2.0 : 4.0;
  };
  for (int c = 0; c < 3; ++c)
    for (int k = 0; k < 3; ++k) {
      double total = 0, mean = 0;
      for (int r = 0; r < 12; ++r) {
        double const weight = std::exp(c > r ? 0.0 : slope_of_row(r, c, r % 3) * x(0, r % 3, 0));
        total += weight;
        mean += weight * slope_of_row(r, c, k);
      }
      for (int r = 0; r < 12; ++r)
        BOOST_TEST(slopes(r, c, 0, k, 0) == slope_of_row(r, c, k) - mean / total,
                   boost::test_tools::tolerance(1e-13));
    }
}

BOOST_AUTO_TEST_CASE(an_empty_axis_sums_to_zero) {
  tg::tensor<double, 3, 0> const x;
  BOOST_TEST(tg::evaluate([](auto a) { return tg::sum(tg::exp(a)); })(x) == 0.0);
}

// One after the other, a million times 0.1 is off by 1e-2, in blocks of lanes by 3e-4.
BOOST_AUTO_TEST_CASE(long_sums_of_floats_keep_their_digits) {
  constexpr auto f = [](auto const& x) { return tg::sum(x * 1.0F); };
  double const wanted = 1e6 * static_cast<double>(0.1F);
  tg::tensor<float, tg::dyn> open(1000000);
  for (float& each : open) each = 0.1F;
  BOOST_TEST(static_cast<double>(tg::evaluate(f)(open)) == wanted,
             boost::test_tools::tolerance(4e-6));
  static tg::tensor<float, 1000000> fixed;
  for (float& each : fixed) each = 0.1F;
  BOOST_TEST(static_cast<double>(tg::evaluate(f)(fixed)) == wanted,
             boost::test_tools::tolerance(4e-6));
  tg::variable<float> const x(tg::dynamic_tensor<float>::full(tg::shape{1000000}, 0.1F));
  for (auto const& sum : {tg::sum(x), f(x), tg::sum(x * x / x)})
    BOOST_TEST(static_cast<double>(sum.item()) == wanted, boost::test_tools::tolerance(4e-6));
}

// One row after the other, these are off by 6e-5 and 1.4e-4: twice 50,000 rows of three.
BOOST_AUTO_TEST_CASE(long_sums_of_rows_keep_their_digits) {
  static tg::tensor<float, 2, 50000, 3> fixed;
  tg::tensor<float, tg::dyn, tg::dyn, 3> open(2, 50000);
  double wanted[6]{}, together[3]{};
  for (index_t i = 0; i < fixed.size(); ++i) {
    open.data()[i] = fixed.data()[i] = 0.1F + 0.01F * static_cast<float>(i % 11);
    wanted[i / 150000 * 3 + i % 3] += static_cast<double>(fixed.data()[i]);
    together[i % 3] += static_cast<double>(fixed.data()[i]);
  }
  constexpr auto rows = tg::evaluate([](auto const& x) { return tg::sum<1>(x); });
  constexpr auto bias =
      tg::grad([](auto const& b, auto const& x) { return tg::sum((x + b) * x); }, tg::wrt<0>);
  auto const few = boost::test_tools::tolerance(1e-6);
  auto const of_fixed = rows(fixed);
  auto const of_open = rows(open);
  for (int j = 0; j < 6; ++j) {
    BOOST_TEST(static_cast<double>(of_fixed.data()[j]) == wanted[j], few);
    BOOST_TEST(static_cast<double>(of_open.data()[j]) == wanted[j], few);
  }
  tg::tensor<float, 3> const b;
  for (auto const& slope : {bias(b, fixed), bias(b, open)})
    for (int j = 0; j < 3; ++j) BOOST_TEST(static_cast<double>(slope(j)) == together[j], few);
}

// Rows around whole parts and parts of parts, one axis and two; whole numbers, in any order.
BOOST_AUTO_TEST_CASE(no_row_is_lost_where_a_part_ends) {
  struct extents {
    int turns, rows;
  };
  for (auto const [turns, rows] :
       {extents{1, 0}, extents{600, 1}, extents{600, 3}, extents{1, 511}, extents{2, 512},
        extents{3, 513}, extents{2, 768}, extents{3, 1025}, extents{2, 256 * 128 + 257}}) {
    tg::tensor<float, tg::dyn, 2, tg::dyn, 3> x(turns, rows);
    for (index_t i = 0; i < x.size(); ++i) x.data()[i] = static_cast<float>(i % 7);
    double wanted[2][3]{};
    for (index_t i = 0; i < x.size(); ++i)
      wanted[i / (3 * rows) % 2][i % 3] += static_cast<double>(x.data()[i]);
    auto const sums = tg::sum<0, 2>(x);
    auto const of_each = tg::sum<2>(x);
    for (int k = 0; k < 2; ++k)
      for (int j = 0; j < 3; ++j) {
        double together = 0;
        for (int t = 0; t < turns; ++t) together += static_cast<double>(of_each(t, k, j));
        BOOST_REQUIRE(static_cast<double>(sums(k, j)) == wanted[k][j]);
        BOOST_REQUIRE(together == wanted[k][j]);
      }
  }
}

BOOST_AUTO_TEST_SUITE_END()
