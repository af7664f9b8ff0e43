// SPDX-License-Identifier: BSL-1.0
// What only one side of a branch needs is computed where that side is taken, and nowhere else.
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <cfenv>
#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_run_branch)

namespace {

/// The identity, which counts how often it is run on each side.
int runs_of_side[2];
template <int Side>
struct counted_slope {
  static constexpr tg::shape shape(tg::shape const& x) { return x; }
  template <class T>
  static constexpr void kernel(T* out, tg::shape const& result, auto const& x) {
    if (!std::is_constant_evaluated()) ++runs_of_side[Side];
    for (tg::index_t i = 0; i < result.size(); ++i) out[i] = x[i];
  }
};
template <int Side>
struct counted : counted_slope<Side> {
  static constexpr auto backward(auto gy, auto) { return tg::apply<counted_slope<Side>>(gy); }
};

constexpr auto either = [](auto x, auto y) {
  if (x < y) return tg::apply<counted<0>>(x * y);
  return x + tg::apply<counted<1>>(y);
};

/// The flags that `f` raises.
template <class Function>
int flags_of(Function const& f) {
  std::feclearexcept(FE_ALL_EXCEPT);
  f();
  return std::fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW);
}

/// Every operation on the right side raises a flag at x <= 0.
constexpr auto guarded = [](auto x, auto y) {
  if (x <= 0) return x * y;
  return tg::sqrt(x) * tg::log(x) + tg::pow(x, y) / x;
};

constexpr auto nested = [](auto x, auto y) {
  auto z = guarded(x, y);
  if (z > 1) {
    z = tg::exp(-z) * y;
    if (y > 0) z = z * tg::log(y);
    else if (y < -1) z = tg::sin(z) / y;
  }
  return z * z + tg::where(y > 0, tg::sqrt(tg::where(y > 0, y, 1)), y);
};

// A small tensor, element by element in registers; a large one in loops, whose selection by a
// number reads the side that is taken.
template <tg::index_t N>
constexpr auto of_tensor = [](auto const& x, auto a) {
  auto y = tg::exp(a * x);
  if (a > 0) y = tg::log(x) * tg::sqrt(a) + y;
  else y = y * x;
  return tg::sum(y * x);
};
template <tg::index_t N, class T>
constexpr tg::tensor<T, N> numbers() {
  tg::tensor<T, N> x;
  for (int i = 0; i < N; ++i) x(i) = static_cast<T>(i % 7 + 1) / 4;
  return x;
}
static_assert(tg::grad(of_tensor<40>)(numbers<40, double>(), 0.0)(3) == 2.0);
static_assert(tg::grad(of_tensor<3>)(numbers<3, double>(), 0.0)(1) == 1.0);

template <tg::index_t N, class T>
void compare_with_differences(T a) {
  auto const x = numbers<N, T>();
  auto const [of_x, of_a] = tg::grad(of_tensor<N>, tg::wrt<0, 1>)(x, a);
  double const step = 1e-5;
  double const d = static_cast<double>(a);
  double sum = 0;
  for (int i = 0; i < N; ++i) {
    double const e = std::exp(d * static_cast<double>(x(i)));
    double const t = static_cast<double>(x(i));
    auto const term = [&](double at, double slope) {
      double const y = std::exp(slope * at);
      return slope > 0 ? (std::log(at) * std::sqrt(slope) + y) * at : y * at * at;
    };
    double const wanted = (term(t + step, d) - term(t - step, d)) / (2 * step);
    BOOST_TEST(std::fabs(static_cast<double>(of_x(i)) - wanted) <= 1e-5 * (1 + e));
    sum += (term(t, d + step) - term(t, d - step)) / (2 * step);
  }
  BOOST_TEST(std::fabs(static_cast<double>(of_a) - sum) <= 1e-5 * (1 + std::fabs(sum)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_other_side_is_not_run) {
  auto const runs_of = [](auto const& call) {
    runs_of_side[0] = runs_of_side[1] = 0;
    call();
    return std::pair{runs_of_side[0], runs_of_side[1]};
  };
  BOOST_TEST((runs_of([] { tg::evaluate(either)(1.0, 2.0); }) == std::pair{1, 0}));
  BOOST_TEST((runs_of([] { tg::evaluate(either)(2.0, 1.0); }) == std::pair{0, 1}));
  // Backward, the adjoint of its own side alone.
  BOOST_TEST((runs_of([] { tg::value_and_grad(either)(1.F, 2.F); }) == std::pair{2, 0}));
  BOOST_TEST((runs_of([] { tg::grad(either, tg::wrt<1>)(2.0, 1.0); }) == std::pair{0, 1}));
}

BOOST_AUTO_TEST_CASE(the_other_side_raises_no_flag) {
  double volatile const minus = -1;
  double volatile const zero = 0;
  double const two = 2;
  double const x = minus, z = zero;
  BOOST_TEST(flags_of([&] { tg::evaluate(guarded)(x, two); }) == 0);
  BOOST_TEST(flags_of([&] { BOOST_TEST(tg::grad(guarded)(z, two) == 2.0); }) == 0);
  BOOST_TEST(flags_of([&] { BOOST_TEST(tg::grad(guarded)(x, two) == 2.0); }) == 0);
  BOOST_TEST(flags_of([&] { tg::grad(guarded)(static_cast<float>(x), 2.F); }) == 0);
  BOOST_TEST(flags_of([&] { tg::hessian(guarded)(z, two); }) == 0);
  // That the flags are seen where the side is taken.
  BOOST_TEST(flags_of([&] { tg::grad(guarded)(1e-310, -two); }) != 0);
}

BOOST_AUTO_TEST_CASE(branches_within_branches) {
  double const step = 1e-5;
  for (double const x : {-1.5, 0.0, 0.5, 2.0, 9.0})
    for (double const y : {-3.0, -0.5, 0.25, 2.0}) {
      BOOST_TEST_CONTEXT("at " << x << ", " << y) {
        // 2 ulp: where products are fused, they are in one of both
        double const value = nested(x, y);
        BOOST_TEST(std::fabs(tg::evaluate(nested)(x, y) - value) <= 1e-15 * (1 + std::fabs(value)));
        double const slope = (nested(x, y + step) - nested(x, y - step)) / (2 * step);
        BOOST_TEST(std::fabs(tg::grad(nested, tg::wrt<1>)(x, y) - slope) <=
                   1e-6 * (1 + std::fabs(slope)));
      }
    }
}

BOOST_AUTO_TEST_CASE(tensors_are_computed_on_one_side_too) {
  for (double const a : {-0.5, 0.75}) {
    compare_with_differences<3>(a);
    compare_with_differences<40>(static_cast<float>(a));
  }
  // log of what is negative, on the side that is not taken
  auto x = numbers<40, double>();
  x(5) = -1;
  BOOST_TEST(flags_of([&] { BOOST_TEST(tg::grad(of_tensor<40>)(x, 0.0)(5) == -2.0); }) == 0);
}

// exp(x) alone is stored until it is selected; where that does not fit on the stack, both sides are
// computed in the loop that selects.
constexpr auto flagged = [](auto const& x, auto a) { return tg::where(a > 0, tg::exp(x), x); };
template <tg::index_t N>
using program_of = tg::program<decltype(tg::evaluate(flagged)), tg::tensor<double, N>, double>;
static_assert(program_of<100>::workspace_bytes == 800);
static_assert(program_of<100'000>::workspace_bytes == 1);

BOOST_AUTO_TEST_SUITE_END()
