// SPDX-License-Identifier: BSL-1.0
/// Functors as Ceres has them as functions of blocks. Numbers are exact in binary where nothing
/// else is said.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

BOOST_AUTO_TEST_SUITE(api_blocks)

namespace tg = typegrad;

/// r0 = a0 b0 - seen, r1 = a1 b2 / b1 + weights1 a0.
struct products {
  constexpr products(double value, std::array<double, 2> const& w) : seen(value), weights(w) {}
  template <class T>
  constexpr bool operator()(T const* a, T const* b, T* residual) const {
    residual[0] = a[0] * b[0] - seen;
    residual[1] = a[1] * b[2] / b[1] + a[0] * weights[1];
    return true;
  }
  double seen;
  std::array<double, 2> weights;
};
std::array<double, 2> const a{3, 5};
std::array<double, 3> const b{2, 4, 8};
double const* const blocks[] = {a.data(), b.data()};
std::vector<double> const by_a{2, 0, 0.25, 2};
std::vector<double> const by_b{3, 0, 0, 0, -2.5, 1.25};

BOOST_AUTO_TEST_CASE(residuals_and_jacobians_lie_row_by_row) {
  products const functor{1.5, {7, 0.25}};
  auto const f = tg::blocks<2, 2, 3>(functor);
  static_assert(sizeof(f) == sizeof(functor));
  double residual[2];
  std::vector<double> of_a(4), of_b(6);
  double* const jacobians[] = {of_a.data(), of_b.data()};
  BOOST_TEST(f(blocks, residual, jacobians));
  BOOST_TEST(residual[0] == 4.5);
  BOOST_TEST(residual[1] == 10.75);
  BOOST_TEST(of_a == by_a, boost::test_tools::per_element());
  BOOST_TEST(of_b == by_b, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_null_is_left_out) {
  auto const f = tg::blocks<2, 2, 3>(products{1.5, {7, 0.25}});
  for (int which = 0; which < 4; ++which) {
    double residual[2]{};
    std::vector<double> of_a(4, -1), of_b(6, -1);
    double* const jacobians[] = {which % 2 != 0 ? of_a.data() : nullptr,
                                 which / 2 != 0 ? of_b.data() : nullptr};
    BOOST_TEST(f(blocks, residual, which == 0 ? nullptr : jacobians));
    BOOST_TEST(residual[0] == 4.5);
    BOOST_TEST(residual[1] == 10.75);
    BOOST_TEST(of_a == (which % 2 != 0 ? by_a : std::vector<double>(4, -1)),
               boost::test_tools::per_element());
    BOOST_TEST(of_b == (which / 2 != 0 ? by_b : std::vector<double>(6, -1)),
               boost::test_tools::per_element());
  }
  double residual[2]{};
  double* const nothing[] = {nullptr, nullptr};
  BOOST_TEST(f(blocks, residual, nothing));
  BOOST_TEST(residual[1] == 10.75);
}

/// What is null is not computed: the programs have less to do.
using function = decltype(tg::blocks<2, 2, 3>(products{0, {}}));
template <int... Which>
constexpr tg::index_t flops = tg::flops_of(function::program<double, Which...>::flat);
static_assert(flops<> < flops<0> && flops<0> < flops<0, 1> && flops<1> < flops<0, 1>);

/// Five residuals of one number.
struct powers {
  template <class T>
  constexpr bool operator()(T const* x, T* residual) const {
    residual[0] = x[0];
    for (int i = 1; i < 5; ++i) residual[i] = residual[i - 1] * x[0];
    return true;
  }
};
BOOST_AUTO_TEST_CASE(many_residuals_of_few_numbers) {
  double const x = 2;
  double const* const block[] = {&x};
  double residual[5], slope[5];
  double* const jacobians[] = {slope};
  auto const f = tg::blocks<5, 1>(powers{});
  BOOST_TEST(f(block, residual, jacobians));
  for (int i = 0; i < 5; ++i) {
    BOOST_TEST(residual[i] == std::pow(2, i + 1));
    BOOST_TEST(slope[i] == (i + 1) * std::pow(2, i));
  }
}

/// A chain with a residual at each step, and one with a number at each: the sweeps go the shorter
/// way. Counted with sweeps the other way: 128 and 76 operations.
template <bool ManyResiduals>
struct chain {
  template <class T>
  constexpr bool operator()(T const* x, T* residual) const {
    T at = x[0];
    for (int i = 0; i < 7; ++i) {
      residual[ManyResiduals ? i : 0] = at;
      at = tg::sin(at) * x[ManyResiduals ? 0 : i + 1];
    }
    residual[ManyResiduals ? 7 : 0] = at;
    return true;
  }
};
template <int Residuals, int Numbers>
constexpr tg::index_t flops_of_chain = tg::flops_of(decltype(tg::blocks<Residuals, Numbers>(
    chain<(Residuals > 1)>{}))::template program<double, 0>::flat);
static_assert(flops_of_chain<8, 1> < 60 && flops_of_chain<1, 8> < 60);

/// A functor that fails behind the camera, and is linear at small angles.
struct turned {
  template <class T>
  constexpr bool operator()(T const* angle, T const* depth, T const* point, T* residual) const {
    using std::cos, std::sin, std::sqrt;
    if (depth[0] <= 0.0) return false;
    T const squared = angle[0] * angle[0];
    T c = T(1.0), s = angle[0];
    if (squared > T(std::numeric_limits<double>::epsilon())) {
      T const size = sqrt(squared);
      c = cos(size);
      s = sin(size) * angle[0] / size;
    }
    residual[0] = (c * point[0] - s * point[1]) / depth[0];
    return true;
  }
};
BOOST_AUTO_TEST_CASE(branches_have_the_derivative_of_their_side) {
  auto const f = tg::blocks<1, 1, 1, 2>(turned{});
  double angle = 0, depth = 2;
  double const point[] = {3, 5};
  double const* const x[] = {&angle, &depth, point};
  double residual, by_angle, by_depth, by_point[2];
  double* const jacobians[] = {&by_angle, &by_depth, by_point};
  BOOST_TEST(f(x, &residual, jacobians));
  BOOST_TEST(residual == 1.5);
  BOOST_TEST(by_angle == -2.5);
  BOOST_TEST(by_depth == -0.75);
  BOOST_TEST(by_point[0] == 0.5);
  BOOST_TEST(by_point[1] == 0.0);

  angle = 0.5;  // (cos(0.5) 3 - sin(0.5) 5) / 2 and its derivative
  double* const two_of_them[] = {&by_angle, nullptr, by_point};
  by_angle = by_depth = -1;
  BOOST_TEST(f(x, &residual, two_of_them));
  auto const near = boost::test_tools::tolerance(1e-15);
  BOOST_TEST(residual == (std::cos(0.5) * 3 - std::sin(0.5) * 5) / 2, near);
  BOOST_TEST(by_angle == (-std::sin(0.5) * 3 - std::cos(0.5) * 5) / 2, near);
  BOOST_TEST(by_depth == -1);
  BOOST_TEST(by_point[1] == -std::sin(0.5) / 2, near);

  depth = -1;
  BOOST_TEST(!f(x, &residual, jacobians));
  BOOST_TEST(!f(x, &residual));
}

constexpr auto line = [k = 2.0f](auto const* x, auto* residual) {
  residual[0] = x[0] * k + x[1];
  return true;
};
BOOST_AUTO_TEST_CASE(a_lambda_in_float) {
  float const x[] = {3, 5};
  float const* const block[] = {x};
  float residual, slope[2];
  float* const jacobians[] = {slope};
  BOOST_TEST((tg::blocks<1, 2>(line)(block, &residual, jacobians)));
  BOOST_TEST(residual == 11);
  BOOST_TEST(slope[0] == 2);
  BOOST_TEST(slope[1] == 1);
}

/// With arrays for blocks it is a function like others.
constexpr auto f = tg::blocks<2, 2, 3>(products{1.5, {7, 0.25}});
static_assert(f(std::array<double, 2>{3, 5}, std::array<double, 3>{2, 4, 8})[1] == 10.75);
constexpr auto J =
    tg::jacobian(f, tg::wrt<1>)(std::array<double, 2>{3, 5}, std::array<double, 3>{2, 4, 8});
static_assert(J[0][0] == 3 && J[1][1] == -2.5 && J[1][2] == 1.25);

BOOST_AUTO_TEST_SUITE_END()
