// SPDX-License-Identifier: BSL-1.0
// Products of every route (written out, plain loops, tiles in registers, Eigen in blocks) against
// the definition, with operands as they stand, transposed, sliced and repeated.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_run_product)

using tg::index_t;

namespace {

template <class T, index_t... E>
tg::tensor<T, E...> ramp(double start) {
  tg::tensor<T, E...> x;
  double value = start;
  for (T& element : x) {
    value += 0.37;
    element = static_cast<T>(std::sin(value));
  }
  return x;
}

/// A sum of k products errs by at most k eps/2 times the sum of their magnitudes (Higham 2002,
/// section 3.1), and so does the sum that it is compared with.
template <class T, index_t M, index_t K, index_t N>
void check_sizes() {
  static tg::tensor<T, M, K> a;
  static tg::tensor<T, K, N> b;
  a = ramp<T, M, K>(0.1);
  b = ramp<T, K, N>(0.2);
  static auto const at = tg::transpose(a);
  static auto const bt = tg::transpose(b);
  static auto const plain = tg::matmul(a, b);
  static auto const left =
      tg::evaluate([](auto x, auto y) { return tg::matmul(tg::transpose(x), y); })(at, b);
  static auto const right =
      tg::evaluate([](auto x, auto y) { return tg::matmul(x, tg::transpose(y)); })(a, bt);
  static auto const both = tg::evaluate(
      [](auto x, auto y) { return tg::matmul(tg::transpose(x), tg::transpose(y)); })(at, bt);
  double const unit =
      static_cast<double>(K) * static_cast<double>(std::numeric_limits<T>::epsilon());
  double worst = 0;
  for (index_t i = 0; i < M; ++i)
    for (index_t j = 0; j < N; ++j) {
      double sum = 0, magnitude = 0;
      for (index_t k = 0; k < K; ++k) {
        double const term = static_cast<double>(a(i, k)) * static_cast<double>(b(k, j));
        sum += term;
        magnitude += std::fabs(term);
      }
      for (auto const* y : {&plain, &left, &right, &both})
        worst = std::fmax(worst, std::fabs(static_cast<double>((*y)(i, j)) - sum) / magnitude);
    }
  BOOST_TEST(worst <= unit, M << " x " << K << " x " << N << ": relative error " << worst);
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_route_gives_the_product) {
  check_sizes<double, 2, 3, 2>();  // written out
  check_sizes<double, 1, 20, 1>();
  check_sizes<double, 7, 9, 5>();    // plain loops
  check_sizes<float, 16, 17, 18>();  // tiles, with columns and rows left over
  check_sizes<double, 8, 130, 16>();
  check_sizes<float, 9, 300, 3>();
  check_sizes<double, 1, 40, 33>();
  check_sizes<double, 40, 1, 33>();
  check_sizes<double, 33, 40, 1>();
  check_sizes<double, 130, 129, 131>();  // Eigen in blocks
}

BOOST_AUTO_TEST_CASE(a_slice_without_contiguous_rows_is_read_in_place) {
  constexpr auto f = [](auto x, auto y) { return tg::matmul(tg::flip<1>(x), y); };
  auto const x = ramp<double, 12, 11>(0.3);
  auto const y = ramp<double, 11, 13>(0.6);
  auto const z = tg::evaluate(f)(x, y);
  for (index_t i = 0; i < 12; ++i)
    for (index_t j = 0; j < 13; ++j) {
      double sum = 0;
      for (index_t k = 0; k < 11; ++k) sum += x(i, 10 - k) * y(k, j);
      BOOST_TEST(std::fabs(z(i, j) - sum) < 11 * 2.3e-16);
    }
}

BOOST_AUTO_TEST_CASE(a_batch_repeats_the_operand_that_has_none) {
  auto const x = ramp<double, 3, 4, 10>(0.3);
  auto const y = ramp<double, 10, 6>(0.6);
  auto const z = tg::matmul(x, y);
  static_assert(decltype(z)::extents == tg::make_shape(3, 4, 6));
  for (index_t b = 0; b < 3; ++b)
    for (index_t i = 0; i < 4; ++i)
      for (index_t j = 0; j < 6; ++j) {
        double sum = 0;
        for (index_t k = 0; k < 10; ++k) sum += x(b, i, k) * y(k, j);
        BOOST_TEST(std::fabs(z(b, i, j) - sum) < 10 * 2.3e-16);
      }
}

BOOST_AUTO_TEST_CASE(products_of_integers_stay_integer) {
  tg::tensor<int, 2, 3> const a{{1, 2, 3}, {4, 5, 6}};
  tg::tensor<int, 3, 2> const b{{1, 2}, {3, 4}, {5, 6}};
  BOOST_TEST((tg::matmul(a, b) == tg::tensor<int, 2, 2>{{22, 28}, {49, 64}}));
}

namespace {

/// A matrix most of whose elements are `zero` or `one`.
constexpr auto sparse(auto const& v, auto const& zero, auto const& one) {
  auto const& o = zero;
  return tg::stack(tg::stack(one, o, v(0), v(1), o, o, o), tg::stack(o, one, v(2), o, o, o, v(3)),
                   tg::stack(o, o, one, o, v(4), o, o), tg::stack(o, o, o, one, o, v(5), o),
                   tg::stack(o, o, o, o, one, o, o), tg::stack(o, o, o, o, o, one, v(6)),
                   tg::stack(o, o, o, o, o, o, v(0) * v(1)));
}
/// By columns in a loop, then by rows, in the place of the result; a part of it written out.
constexpr auto products(auto const& f, auto const& p) {
  auto const few = tg::slice<tg::range(0, 3), tg::range(0, 4)>(f);
  return tg::results{tg::matmul(tg::matmul(f, p), tg::transpose(f)),
                     tg::matmul(few, tg::slice<tg::range(0, 4), tg::range(0, 2)>(p)),
                     tg::matmul(tg::transpose(few), few)};
}
constexpr auto structural = [](auto const& v, auto const& p) {
  return products(sparse(v, 0.0, 1.0), p);
};
constexpr auto dense = [](auto const& v, auto const& p, auto const& zero, auto const& one) {
  return products(sparse(v, zero, one), p);
};
constexpr auto sum_of_sines = [](auto const& y) {
  auto const& [a, b, c] = y;
  return tg::sum(tg::sin(a)) + tg::sum(tg::sin(b)) + tg::sum(tg::sin(c));
};

}  // namespace

// The same numbers as where zeros and ones are arguments, of which nothing is known: what is left
// out is exact, the terms that are left are added in the same order. 1e-14: sums of 49 sines whose
// arguments are of the order of 1.
BOOST_AUTO_TEST_CASE(zeros_and_ones_of_the_structure_change_no_number) {
  auto const v = ramp<double, 7>(0.4);
  auto const p = ramp<double, 7, 7>(0.7);
  auto const [a, b, c] = tg::evaluate(structural)(v, p);
  auto const [plain_a, plain_b, plain_c] = tg::evaluate(dense)(v, p, 0.0, 1.0);
  auto const differ = [](auto const& x, auto const& y) {
    double worst = 0;
    for (index_t i = 0; i < x.size(); ++i)
      worst = std::fmax(worst, std::fabs(x.data()[i] - y.data()[i]));
    return worst;
  };
  BOOST_TEST(differ(a, plain_a) <= 1e-15);
  BOOST_TEST(differ(b, plain_b) <= 1e-15);
  BOOST_TEST(differ(c, plain_c) <= 1e-15);
  auto const [gv, gp] =
      tg::grad([](auto const& x, auto const& y) { return sum_of_sines(structural(x, y)); },
               tg::wrt<0, 1>)(v, p);
  auto const [dv, dp] =
      tg::grad([](auto const& x, auto const& y, auto const& zero,
                  auto const& one) { return sum_of_sines(dense(x, y, zero, one)); },
               tg::wrt<0, 1>)(v, p, 0.0, 1.0);
  BOOST_TEST(differ(gv, dv) <= 1e-14);
  BOOST_TEST(differ(gp, dp) <= 1e-14);
}

BOOST_AUTO_TEST_CASE(a_zero_of_the_structure_is_zero_beside_infinity) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  constexpr auto f = [](auto const& v, auto const& p) {
    return tg::matmul(tg::stack(tg::stack(v(0), 0.0, 1.0), tg::stack(0.0, v(1), 0.0)), p);
  };
  tg::tensor<double, 2> const v{2, 3};
  tg::tensor<double, 3, 2> const p{{1, 2}, {inf, 3}, {4, 5}};
  tg::tensor<double, 2, 2> const right{{6, 9}, {inf, 9}};
  BOOST_TEST((tg::evaluate(f)(v, p) == right));
  tg::dynamic_tensor<double> const a = v;
  tg::dynamic_tensor<double> const b = p;
  BOOST_TEST(f(tg::variable<double>(a), tg::variable<double>(b)).data() ==
             tg::dynamic_tensor<double>(right));
  BOOST_TEST(tg::compile(f, a, b)(a, b) == tg::dynamic_tensor<double>(right));
  // An extent that is open may be any: such a product has all terms.
  tg::tensor<double, 3, tg::dyn> const open = p;
  BOOST_TEST(std::isnan(tg::evaluate(f)(v, open)(0, 0)));
  tg::tensor<double, 3, 2> const finite{{1, 2}, {0, 3}, {4, 5}};
  tg::tensor<double, 3, tg::dyn> const open_finite = finite;
  constexpr auto g = [f](auto const& x, auto const& y) { return tg::sum(tg::square(f(x, y))); };
  BOOST_TEST((tg::grad(g)(v, open_finite) == tg::grad(g)(v, finite)));  // small integers
  // Where the program's text has no zero the sum is that of IEEE.
  tg::tensor<double, 2, 3> const data{{2, 0, 1}, {0, 3, 0}};
  BOOST_TEST(std::isnan(tg::matmul(data, p)(0, 0)));
}

BOOST_AUTO_TEST_SUITE_END()
