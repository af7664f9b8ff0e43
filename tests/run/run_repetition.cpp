// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_run_repetition)

namespace {

// The value alone keeps nothing, whatever the count; the gradient keeps a carry for each turn, and
// a few numbers.
template <int Turns>
constexpr auto chain =
    [](auto x) { return tg::fori<Turns>([&](auto const& y) { return tg::sin(y) * x; }, x); };
template <int Turns>
using value_of = tg::program<decltype(tg::evaluate(chain<Turns>)), double>;
template <int Turns>
using gradient_of = tg::program<decltype(tg::grad(chain<Turns>)), double>;
static_assert(value_of<10>::workspace_bytes == value_of<100'000>::workspace_bytes);
static_assert(gradient_of<100'000>::workspace_bytes - gradient_of<10>::workspace_bytes ==
              (100'000 - 10) * static_cast<tg::index_t>(sizeof(double)));
static_assert(gradient_of<100'000>::node_count == gradient_of<10>::node_count);
static_assert(value_of<10>::flops == 20);  // sin and a product, ten times

// A repetition and its tangent are one loop: y y, 2 y and the slope's product at each turn.
constexpr auto squared_often = [](auto x) {
  return tg::fori<32>([](auto const& y) { return y * y; }, x);
};
constexpr auto with_slope = [](auto x) { return tg::jvp(squared_often)(x, 1.0); };
using value_and_slope = tg::program<decltype(tg::evaluate(with_slope)), double>;
static_assert(value_and_slope::flops == 32 * 3);
static_assert(value_and_slope::run(1.0).first == 1.0);
static_assert(value_and_slope::run(1.0).second == 4294967296.0);
// Of two loops, the second of which reads what the first one gives.
constexpr auto squared_twice = [](auto x) {
  return tg::jvp([](auto y) { return squared_often(squared_often(y) * y); })(x, 1.0);
};
static_assert(tg::program<decltype(tg::evaluate(squared_twice)), double>::flops == 2 * 32 * 3 + 3);

// Every tenth carry: 10 and 10 where there were 100, and those of the inner loop's derivative; as
// many where the last stretch is a shorter one.
template <int Turns>
constexpr auto kept_seldom = [](auto x) {
  return tg::fori<Turns>([&](auto const& y) { return tg::sin(y) * x; }, x, tg::checkpoint<10>);
};
template <int Turns>
using seldom = tg::program<decltype(tg::grad(kept_seldom<Turns>)), double>;
static_assert(seldom<100>::workspace_bytes <= 29 * static_cast<tg::index_t>(sizeof(double)));
static_assert(seldom<99>::workspace_bytes == seldom<100>::workspace_bytes);

// Of a carry the reverse derivative keeps what it reads: the state, neither the sum nor the clock.
constexpr auto summing_step = [](auto const& s, auto k) {
  auto const& [state, sum, clock] = s;
  return tg::results{state + tg::sin(k * state), sum + state * state * k, clock + 0.5};
};
template <int Turns>
constexpr auto sum_of_squares = [](auto x, auto k) {
  auto const last = tg::fori<Turns>([&](auto const& s) { return summing_step(s, k); },
                                    tg::results{x, x * 0.0, x});
  return last.second + last.third;
};
constexpr auto sum_of_squares_unrolled = [](auto x, auto k) {
  auto s = tg::results{x, x * 0.0, x};
  for (int i = 0; i < 4; ++i) s = summing_step(s, k);
  return s.second + s.third;
};
template <int Turns>
using gradient_of_sum =
    tg::program<decltype(tg::grad(sum_of_squares<Turns>, tg::wrt<0, 1>)), double, double>;
static_assert(gradient_of_sum<1000>::workspace_bytes - gradient_of_sum<4>::workspace_bytes ==
              996 * static_cast<tg::index_t>(sizeof(double)));

// Operands and sequences that do not stand in a row, carried values that are too many for
// registers, rows of another type than the carry.
constexpr auto odd = [](auto const& a) {
  auto const [last, rows] = tg::scan(
      [&](auto const& c, auto const& x) {
        auto const next = tg::matmul(tg::transpose(a), c) * 0.1 + x;
        return tg::results{next, tg::sum(next) > 0.0};
      },
      tg::transpose(a), tg::transpose(a));
  return tg::sum(last * last) + tg::sum(tg::where(rows, 1.0, 2.0));
};
constexpr auto odd_step = [](auto const& a, auto const& c, auto const& x) {
  return tg::matmul(tg::transpose(a), c) * 0.1 + x;
};
constexpr auto odd_unrolled = [](auto const& a) {
  auto const x = tg::transpose(a);
  auto const first = odd_step(a, x, tg::slice<0>(x));
  auto const last = odd_step(a, first, tg::slice<1>(x));
  return tg::sum(last * last) + tg::where(tg::sum(first) > 0.0, 1.0, 2.0) +
         tg::where(tg::sum(last) > 0.0, 1.0, 2.0);
};
// With `keep_functions` a sine is a number more for each turn, and is not computed twice: of a turn
// in reverse are left cos(y), its product with the adjoint, that with x, and the sum of the slopes.
constexpr auto wave = [](auto const& x) {
  return [x](auto const& y) { return tg::sin(y) * x + tg::exp(tg::sin(y)); };
};
template <int Turns>
constexpr auto waves_kept = [](auto x) { return tg::fori<Turns>(tg::keep_functions(wave(x)), x); };
template <int Turns>
constexpr auto waves = [](auto x) { return tg::fori<Turns>(wave(x), x); };
template <auto const& F>
using slope_of = tg::program<decltype(tg::grad(F)), double>;
static_assert(slope_of<waves_kept<1000>>::workspace_bytes -
                  slope_of<waves_kept<10>>::workspace_bytes ==
              3 * 990 * static_cast<tg::index_t>(sizeof(double)));
static_assert(slope_of<waves<10>>::flops - slope_of<waves_kept<10>>::flops == 2 * 10);
constexpr auto rows_of_waves_kept = [](auto x) {
  auto const [last, rows] = tg::scan<4>(tg::keep_functions([&](auto const& y) {
                                          auto const next = wave(x)(y);
                                          return tg::results{next, next * tg::exp(-y)};
                                        }),
                                        x);
  return last + tg::sum(rows * rows);
};
constexpr auto rows_of_waves = [](auto x) {
  auto y = x;
  auto sum = x * 0.0;
  for (int i = 0; i < 4; ++i) {
    auto const next = wave(x)(y);
    sum = sum + tg::square(next * tg::exp(-y));
    y = next;
  }
  return y + sum;
};
}  // namespace

// So are products of at least four terms, and inverses: matmul(f, p) is 16 numbers a turn more, the
// inverse 4, and is not computed twice. A product of two terms is.
namespace {
constexpr auto filter_step = [](auto const& f, auto const& h) {
  return [&](auto const& p) {
    auto const moved = tg::matmul(tg::matmul(f, p), tg::transpose(f)) + p * 0.5;
    auto const seen = tg::matmul(tg::matmul(h, moved), tg::transpose(h));
    return moved - 0.1 * tg::matmul(tg::transpose(h), tg::matmul(tg::inverse(seen), h));
  };
};
template <int Turns>
constexpr auto filter_kept = [](auto const& f, auto const& h, auto const& p) {
  return tg::sum(tg::fori<Turns>(tg::keep_functions(filter_step(f, h)), p));
};
template <int Turns>
constexpr auto filter = [](auto const& f, auto const& h, auto const& p) {
  return tg::sum(tg::fori<Turns>(filter_step(f, h), p));
};
using matrix4 = tg::tensor<double, 4, 4>;
using matrix24 = tg::tensor<double, 2, 4>;
template <auto const& F>
using slopes_of_filter =
    tg::program<decltype(tg::grad(F, tg::wrt<0, 1>)), matrix4, matrix24, matrix4>;
static_assert(slopes_of_filter<filter<10>>::flops - slopes_of_filter<filter_kept<10>>::flops >=
              10 * (4 * 4 * 4 + 2 * 4 * 4) * 2);
}  // namespace
BOOST_AUTO_TEST_CASE(derivatives_with_products_kept_are_the_same) {
  matrix4 f, p;
  matrix24 h;
  for (tg::index_t i = 0; i < 16; ++i) {
    f.data()[i] = (i % 5 == 0 ? 0.9 : 0) + 0.03 * static_cast<double>(i * 7 % 11 - 5);
    p.data()[i] = (i % 5 == 0 ? 1 : 0) + 0.02 * static_cast<double>(i * 5 % 13 - 6);
  }
  for (tg::index_t i = 0; i < 8; ++i) h.data()[i] = i % 5 == 0 ? 1 : 0.1 * static_cast<double>(i);
  auto const kept = tg::grad(filter_kept<3>, tg::wrt<0, 1, 2>)(f, h, p);
  auto const expected = tg::grad(filter<3>, tg::wrt<0, 1, 2>)(f, h, p);
  auto const close = boost::test_tools::tolerance(1e-12);
  for (tg::index_t i = 0; i < 16; ++i) {
    BOOST_TEST(kept.first.data()[i] == expected.first.data()[i], close);
    BOOST_TEST(kept.third.data()[i] == expected.third.data()[i], close);
  }
  for (tg::index_t i = 0; i < 8; ++i)
    BOOST_TEST(kept.second.data()[i] == expected.second.data()[i], close);
}

BOOST_AUTO_TEST_CASE(derivatives_with_functions_kept_are_the_same) {
  auto const close = boost::test_tools::tolerance(1e-12);
  constexpr auto check = [](auto const& kept, auto const& plain, auto const& close_to) {
    auto const [value, slope] = tg::value_and_grad(kept)(0.7);
    BOOST_TEST(value == tg::evaluate(plain)(0.7), close_to);
    BOOST_TEST(value == kept(0.7), close_to);
    BOOST_TEST(slope == tg::grad(plain)(0.7), close_to);
    auto const expected = tg::grad(tg::grad(plain))(0.7);
    BOOST_TEST(tg::grad(tg::grad(kept))(0.7) == expected, close_to);
    BOOST_TEST(tg::jvp(tg::grad(kept))(0.7, 1.0).second == expected, close_to);
  };
  check(waves_kept<3>, waves<3>, close);
  check(rows_of_waves_kept, rows_of_waves, close);
}
BOOST_AUTO_TEST_CASE(derivatives_with_parts_of_the_carry_kept_are_the_same) {
  auto const close = boost::test_tools::tolerance(1e-13);
  auto const slopes = tg::grad(sum_of_squares<4>, tg::wrt<0, 1>)(0.3, 0.7);
  auto const expected = tg::grad(sum_of_squares_unrolled, tg::wrt<0, 1>)(0.3, 0.7);
  BOOST_TEST(slopes.first == expected.first, close);
  BOOST_TEST(slopes.second == expected.second, close);
  // Of a loop that keeps: forward over reverse, and reverse over reverse, which keeps more.
  auto const along = tg::jvp(tg::grad(sum_of_squares<4>))(tg::at(0.3, 0.7), tg::along(1.0, 2.0));
  auto const expected_along =
      tg::jvp(tg::grad(sum_of_squares_unrolled))(tg::at(0.3, 0.7), tg::along(1.0, 2.0));
  BOOST_TEST(along.second == expected_along.second, close);
  auto const second = tg::value_and_grad(tg::grad(sum_of_squares<4>), tg::wrt<1>)(0.3, 0.7);
  auto const expected_second =
      tg::value_and_grad(tg::grad(sum_of_squares_unrolled), tg::wrt<1>)(0.3, 0.7);
  BOOST_TEST(second.first == expected.first, close);
  BOOST_TEST(second.second == expected_second.second, close);
}
BOOST_AUTO_TEST_CASE(the_gradient_with_few_carries_kept_is_the_same) {
  BOOST_TEST(tg::grad(kept_seldom<99>)(0.9) == tg::grad(chain<99>)(0.9),
             boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(reads_operands_that_do_not_stand_in_a_row) {
  tg::tensor<double, 2, 2> const a{{0.3, -0.7}, {1.1, 0.4}};
  auto const close = boost::test_tools::tolerance(1e-13);
  BOOST_TEST(tg::evaluate(odd)(a) == odd_unrolled(a), close);
  auto const slope = tg::grad(odd)(a);
  auto const expected = tg::grad(odd_unrolled)(a);
  BOOST_TEST(slope == expected, close << boost::test_tools::per_element());
}

// The carry of 81 numbers is in the workspace. x -> 0.5 x + k, three times: k (1 + 0.5 + 0.25)
BOOST_AUTO_TEST_CASE(many_carried_values_are_in_the_workspace) {
  constexpr auto f = [](auto k) {
    return tg::sum(
        tg::fori<3>([&](auto const& x) { return x * 0.5 + k; }, tg::zeros<double, 81>()));
  };
  BOOST_TEST(tg::evaluate(f)(2.0) == 81 * 3.5);
  BOOST_TEST(tg::grad(f)(2.0) == 81 * 1.75);
}

BOOST_AUTO_TEST_SUITE_END()
