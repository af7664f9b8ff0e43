// SPDX-License-Identifier: BSL-1.0
// Programs with open extents: what is known of them while compiling, and loops, views, products,
// joins and kernels whose numbers are looked up, against plain loops.
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_open_compiled)

using tg::index_t;

namespace {

using batch = tg::tensor<double, tg::dyn_named<"batch">, 3>;
using any = tg::tensor<double, tg::dyn>;
using matrix = tg::tensor<double, tg::dyn, tg::dyn>;

constexpr auto f = [](auto const& x, auto const& w) {
  return tg::mean(tg::tanh(tg::matmul(x, w)));
};
using slope = tg::program<decltype(tg::grad(f, tg::wrt<1>)), batch, tg::tensor<double, 3, 2>>;

// The graph is there before any extent is: x, w, the number of elements; matmul, tanh; its slope,
// 1 / count, that as a matrix, the product; transposed x, matmul
static_assert(slope::node_count == 11);
static_assert(std::is_same_v<
              tg::program<decltype(tg::evaluate([](auto x) { return tg::sin(x); })), batch>::graph,
              tg::graph<tg::input<0, batch>, tg::node<tg::ops::sin, 0>, tg::outputs<1>>>);

BOOST_AUTO_TEST_CASE(text_names_extents) {
  BOOST_TEST(slope::text ==
             "%0 = input 0  float64 (batch, 3)\n"
             "%1 = input 1  float64 (3, 2)\n"
             "%2 = matmul(%0, %1)  float64 (batch, 2)\n"
             "%3 = tanh(%2)  float64 (batch, 2)\n"
             "%4 = input 2*batch  float64\n"
             "%6 = div(1, %4)  float64\n"
             "%7 = reshape(%6)  float64 (1, 1)\n"
             "%8 = tanh_slope(%2, %3)  float64 (batch, 2)\n"
             "%9 = mul(%7, %8)  float64 (batch, 2)\n"
             "%10 = transpose(%0, 1 0)  float64 (3, batch)\n"
             "%11 = matmul(%10, %9)  float64 (3, 2)\n"
             "return %11\n");
}

void fill(auto& x, double start) {
  for (double& element : x) element = std::sin(start += 1.7);
}

// Every remainder of a block of lanes, in one program; the extents of the call before are
// forgotten.
BOOST_AUTO_TEST_CASE(a_loop_of_any_length) {
  constexpr auto loss = [](auto const& x, auto a) {
    return tg::sum(tg::tanh(a * x) * x) + tg::sum(x * x);
  };
  for (index_t const n :
       {0, 1, 40, 2, 39, 3, 38, 4, 37, 5, 36, 6, 35, 7, 34, 8, 33, 9, 17, 16, 15}) {
    any x(n);
    fill(x, 0.3);
    double value = 0, along_a = 0;
    any gradient(n);
    for (index_t i = 0; i < n; ++i) {
      double const t = std::tanh(0.8 * x(i));
      value += t * x(i) + x(i) * x(i);
      gradient(i) = 0.8 * (1 - t * t) * x(i) + t + 2 * x(i);
      along_a += (1 - t * t) * x(i) * x(i);
    }
    auto const [v, g] = tg::value_and_grad(loss, tg::wrt<0, 1>)(x, 0.8);
    // 40 terms of at most 2, each with the 2 ulp of tanh in lanes
    BOOST_TEST(std::abs(v - value) <= 1e-13);
    BOOST_TEST(std::abs(g.second - along_a) <= 1e-13);
    BOOST_TEST((g.first.shape() == x.shape()));
    for (index_t i = 0; i < n; ++i) BOOST_TEST(std::abs(g.first(i) - gradient(i)) <= 1e-14);
  }
}

// Strides that are known while compiling and strides that are not, in every order of axes.
BOOST_AUTO_TEST_CASE(views_are_read_where_they_lie) {
  constexpr auto mixed_reading = [](auto const& x, auto const& y) {
    return tg::sum<0>(tg::transpose(x) * y +
                      tg::flip<0>(y) *
                          tg::slice<tg::whole_axis, tg::range(tg::omitted, tg::omitted, -1)>(y));
  };
  for (index_t const rows : {1, 2, 5})
    for (index_t const columns : {1, 3, 9}) {
      matrix x(rows, columns);
      matrix y(columns, rows);
      fill(x, 0.1);
      fill(y, 0.2);
      any const got = tg::evaluate(mixed_reading)(x, y);
      BOOST_TEST((got.shape() == tg::make_shape(rows)));
      for (index_t j = 0; j < rows; ++j) {
        double wanted = 0;
        for (index_t i = 0; i < columns; ++i)
          wanted += x(j, i) * y(i, j) + y(columns - 1 - i, j) * y(i, rows - 1 - j);
        BOOST_TEST(std::abs(got(j) - wanted) <= 1e-14);
      }
    }
}

BOOST_AUTO_TEST_CASE(parts_are_put_together) {
  static constexpr auto ends = [](auto const& x, auto const& y) {
    return tg::concatenate<0>(tg::slice<tg::range(1, tg::omitted)>(x), y,
                              tg::slice<tg::range(-2, tg::omitted)>(x));
  };
  constexpr auto weighted = [](auto const& x, auto const& y, auto const& w) {
    return tg::sum(ends(x, y) * w);
  };
  for (index_t const n : {0, 1, 2, 6})
    for (index_t const m : {0, 3}) {
      any x(n), y(m);
      fill(x, 0.1);
      fill(y, 0.2);
      index_t const before = n > 0 ? n - 1 : 0;
      index_t const behind = n < 2 ? n : 2;
      any wanted(before + m + behind), of_x(n), w(before + m + behind);
      fill(w, 0.3);
      for (index_t i = 0; i < before; ++i) wanted(i) = x(i + 1);
      for (index_t i = 0; i < m; ++i) wanted(before + i) = y(i);
      for (index_t i = 0; i < behind; ++i) wanted(before + m + i) = x(n - behind + i);
      for (index_t i = 0; i < before; ++i) of_x(i + 1) += w(i);
      for (index_t i = 0; i < behind; ++i) of_x(n - behind + i) += w(before + m + i);
      BOOST_TEST((tg::evaluate(ends)(x, y) == wanted));
      BOOST_TEST((tg::grad(weighted)(x, y, w) == of_x));
    }
}

// An index from behind is the same element as one from the front where the axis is short: their
// adjoints add up.
BOOST_AUTO_TEST_CASE(indices_that_meet) {
  static constexpr auto ends = [](auto const& x) { return tg::slice<0>(x) * tg::slice<-1>(x); };
  any x(1);
  x(0) = 3;
  BOOST_TEST((tg::grad(ends)(x) == any(tg::tensor<double, 1>{6})));
  any y(2);
  y(0) = 3;
  y(1) = 5;
  BOOST_TEST((tg::grad(ends)(y) == any(tg::tensor<double, 2>{5, 3})));
}

BOOST_AUTO_TEST_CASE(products_of_any_size) {
  constexpr auto sandwich = [](auto const& a, auto const& b) {
    return tg::matmul(tg::matmul(a, b), tg::transpose(a));
  };
  for (index_t const m : {0, 1, 3, 20})
    for (index_t const k : {0, 1, 4, 17}) {
      matrix a(m, k), b(k, k);
      fill(a, 0.1);
      fill(b, 0.2);
      matrix const got = tg::evaluate(sandwich)(a, b);
      BOOST_TEST((got.shape() == tg::make_shape(m, m)));
      for (index_t i = 0; i < m; ++i)
        for (index_t j = 0; j < m; ++j) {
          double wanted = 0;
          for (index_t p = 0; p < k; ++p)
            for (index_t q = 0; q < k; ++q) wanted += a(i, p) * b(p, q) * a(j, q);
          BOOST_TEST(std::abs(got(i, j) - wanted) <= 1e-12);  // 289 terms below 1
        }
    }
}

// Two arguments of one type share no memory; a literal as an operand of a product is one number.
BOOST_AUTO_TEST_CASE(literals_have_any_extent) {
  constexpr auto sums = [](auto const& x) { return tg::matmul(tg::transpose(x), x * 0.0 + 1.0); };
  matrix x(3, 2);
  fill(x, 0.1);
  matrix const got = tg::evaluate(sums)(x);
  for (index_t i = 0; i < 2; ++i)
    for (index_t j = 0; j < 2; ++j)
      BOOST_TEST(std::abs(got(i, j) - (x(0, i) + x(1, i) + x(2, i))) <= 1e-15);
}

BOOST_AUTO_TEST_CASE(kernels_get_the_extents_of_the_call) {
  constexpr auto running = [](auto const& x) {
    return tg::sum(tg::cumsum<0>(x) * tg::cumsum<1>(x));
  };
  for (index_t const n : {1, 4}) {
    batch x(n);
    fill(x, 0.1);
    double wanted = 0;
    for (index_t i = 0; i < n; ++i)
      for (index_t j = 0; j < 3; ++j) {
        double down = 0, along = 0;
        for (index_t p = 0; p <= i; ++p) down += x(p, j);
        for (index_t q = 0; q <= j; ++q) along += x(i, q);
        wanted += down * along;
      }
    BOOST_TEST(std::abs(tg::evaluate(running)(x) - wanted) <= 1e-13);
  }
}

// The product of the others, to third order, where one is zero and where there is only one.
BOOST_AUTO_TEST_CASE(a_product_along_an_open_axis) {
  static constexpr auto product = [](auto const& x) { return tg::prod(x); };
  constexpr auto of_gradient = [](auto const& x) {
    return tg::sum(tg::square(tg::grad(product)(x)));
  };
  any x(tg::tensor<double, 4>{2, 0, -3, 5});
  BOOST_TEST((tg::grad(product)(x) == any(tg::tensor<double, 4>{0, -30, 0, 0})));
  BOOST_TEST((tg::hvp(product)(x, any(tg::tensor<double, 4>{1, 0, 0, 0})) ==
              any(tg::tensor<double, 4>{0, -15, 0, 0})));
  BOOST_TEST(
      (tg::grad(of_gradient)(x) == tg::grad(of_gradient)(tg::tensor<double, 4>{2, 0, -3, 5})));
  any one(1);
  one(0) = 7;
  BOOST_TEST((tg::grad(product)(one) == any(tg::tensor<double, 1>{1})));
  BOOST_TEST(tg::grad(product)(any(0)).size() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
