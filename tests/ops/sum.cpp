// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

#include <cmath>
#include <limits>
#include <string_view>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sum)

constexpr tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};

static_assert(tg::sum(x) == 21.0);
static_assert(tg::sum<0>(x) == tg::tensor<double, 3>{5, 7, 9});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::sum<1>(a) * tg::tensor<double, 2>{2, 3});
              })(x) == tg::tensor<double, 2, 3>{{2, 2, 2}, {3, 3, 3}});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::sum(numpy_a), numpy::sum_all));
  BOOST_TEST(is_near(tg::sum<1>(numpy_a), numpy::sum_1));
  BOOST_TEST(is_near(tg::sum<2, 0>(numpy_a), numpy::sum_0_2));
  auto const kept = tg::sum<-1>(numpy_a, tg::keepdims);
  static_assert(std::is_same_v<decltype(kept), tg::tensor<double, 2, 3, 1> const>);
  BOOST_TEST(is_near(kept, numpy::sum_last_kept));
}

BOOST_AUTO_TEST_CASE(the_laws_hold_for_several_axes_kept_or_not) {
  BOOST_TEST(tg::check_laws(
      [](auto a) {
        return a * a * tg::sum<0, -1>(a * a, tg::keepdims) + tg::sum<1>(a * a, tg::keepdims);
      },
      tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

// What the sums of a product's factors may be off by: a rounding of all terms' magnitudes for each
// sum that a term takes part in, m + n + k in all (Higham 2002, section 3.1), beside sums in
// double.
BOOST_AUTO_TEST_CASE(the_sums_of_a_product_are_made_of_those_of_its_factors) {
  constexpr auto sums = [](auto const& a, auto const& b) {
    auto const product = tg::matmul(a, b);
    return tg::results{tg::sum(product), tg::sum<0>(product), tg::sum<-1>(product, tg::keepdims)};
  };
  tg::tensor<float, 9, 20> a;
  tg::tensor<float, 20, 7> b;
  for (int i = 0; i < 180; ++i) a.data()[i] = static_cast<float>(std::sin(1.7 * i));
  for (int i = 0; i < 140; ++i) b.data()[i] = static_cast<float>(std::cos(2.3 * i) / 3);
  double all[2] = {}, columns[7][2] = {}, rows[9][2] = {};
  for (int i = 0; i < 9; ++i)
    for (int j = 0; j < 7; ++j)
      for (int k = 0; k < 20; ++k) {
        double const term = static_cast<double>(a(i, k)) * static_cast<double>(b(k, j));
        for (double* const sum : {all, columns[j], rows[i]}) {
          sum[0] += term;
          sum[1] += std::fabs(term);
        }
      }
  using program = tg::program<decltype(sums), decltype(a), decltype(b)>;
  static_assert(program::text.find("(9, 7)") == std::string_view::npos);
  auto const [sum_of_all, sum_of_columns, sum_of_rows] = program::run(a, b);
  auto const is_close = [](float found, double const* sum, int roundings) {
    return std::fabs(static_cast<double>(found) - sum[0]) <= roundings * 0x1p-24 * sum[1];
  };
  BOOST_TEST(is_close(sum_of_all, all, 9 + 20 + 7));
  for (int j = 0; j < 7; ++j) BOOST_TEST(is_close(sum_of_columns(j), columns[j], 9 + 20));
  for (int i = 0; i < 9; ++i) BOOST_TEST(is_close(sum_of_rows(i, 0), rows[i], 20 + 7));
  // A factor that may have zeros of the structure, which a product leaves out, stays in one.
  constexpr auto written = [](auto const& p) {
    return tg::sum(tg::matmul(tg::stack(tg::stack(p(0, 0), 0.0), tg::stack(0.0, 1.0)), p));
  };
  using matrix = tg::tensor<double, 2, 2>;
  static_assert(tg::program<decltype(written), matrix>::text.find("matmul") !=
                std::string_view::npos);
  BOOST_TEST(tg::evaluate(written)(matrix{{1, 2}, {3, std::numeric_limits<double>::infinity()}}) ==
             std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(no_axes_and_axes_of_extent_one_sum_nothing) {
  static_assert(tg::sum(x, tg::no_axes) == x);
  static_assert(tg::sum(3.5) == 3.5);
  static_assert(tg::grad([](auto a) { return tg::sum(a) * tg::sum(a); })(3.0) == 6.0);
  constexpr tg::tensor<double, 1, 2> row{{1, 2}};
  static_assert(tg::sum<0>(row) == tg::tensor<double, 2>{1, 2});
  using program = tg::program<decltype(tg::evaluate([](auto a) { return tg::sum<0>(a); })),
                              tg::tensor<double, 1, 2>>;
  static_assert(program::flat.nodes[program::flat.size() - 1].op->kind == tg::operation_kind::view);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_CASE(integers_stay_integers_and_masks_are_counted) {
  static_assert(std::is_same_v<decltype(tg::sum(tg::tensor<int, 2>{1, 2})), int>);
  static_assert(tg::sum(tg::tensor<int, 2>{1, 2}) == 3);
  static_assert(
      std::is_same_v<decltype(tg::sum(tg::tensor<bool, 3>{true, true, false})), std::int64_t>);
  static_assert(tg::sum(tg::tensor<bool, 3>{true, true, false}) == 2);
  BOOST_TEST(true);
}

BOOST_AUTO_TEST_SUITE_END()
