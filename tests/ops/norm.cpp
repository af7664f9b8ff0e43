// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_norm)

constexpr auto length = [](auto x) { return tg::norm(x); };

// The triangle 3, 4, 5: x / |x|, correctly rounded quotients.
static_assert(tg::norm(tg::tensor<double, 2>{3, -4}) == 5.0);
static_assert(tg::grad(length)(tg::tensor<double, 2>{3, -4})(0) - 0.6 < 0x1p-52);
static_assert(tg::grad(length)(tg::tensor<double, 2>{0, 0}) == tg::tensor<double, 2>{0, 0});

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  BOOST_TEST(is_near(tg::norm(numpy_a), numpy::norm_all));
  BOOST_TEST(is_near(tg::norm<1>(numpy_a), numpy::norm_1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto x) { return x * tg::norm<0, -1>(x, tg::keepdims); },
                            tg::tensor<double, 2, 1, 3>{0.5, -1.25, 2.0, 0.75, 1.5, -0.25}));
}

// 50000 sqrt(2): the squares of int32 would wrap around.
static_assert(tg::norm(tg::tensor<int, 2>{30000, 40000}) == 50000.0);
static_assert(tg::norm(tg::tensor<int, 1>{-2147483647}) == 2147483647.0);
BOOST_AUTO_TEST_CASE(integers_are_squared_in_float64_at_run_time_too) {
  BOOST_TEST(tg::norm(tg::variable<int>{30000, 40000}).item() == 50000.0);
  BOOST_TEST(tg::norm(tg::dynamic_tensor<int>{30000, 40000}, {0}).item() == 50000.0);
}

// 7 times a power of ten whose square is no number of the type: lengths of (2, -3, 6) in its scale.
template <class T>
constexpr tg::tensor<T, 2, 3> rows_in_scale(T scale) {
  return {{2 * scale, -3 * scale, 6 * scale}, {2, -3, 6}};
}
template <class T>
constexpr bool is_seven(T value) {
  T const off = value / 7 - 1;
  return off < 4 * std::numeric_limits<T>::epsilon() &&
         off > -4 * std::numeric_limits<T>::epsilon();
}
static_assert(is_seven(tg::norm(tg::slice<0>(rows_in_scale(1e-170))) / 1e-170));
static_assert(is_seven(tg::norm<1>(rows_in_scale(1e200))(0) / 1e200));
static_assert(tg::norm(tg::tensor<double, 2>{0x1p-1074, 0}) == 0x1p-1074);
constexpr auto named = tg::var<"x", tg::tensor<float, 3>>;
static_assert(std::is_same_v<decltype(tg::norm(named)(named = tg::tensor<float, 3>{})), float>);
static_assert(is_seven(24.5 * tg::grad(length)(tg::slice<0>(rows_in_scale(1e-300)))(0)));  // 2 / 7

template <class T>
static void check_scale(T scale) {
  constexpr auto row_lengths = [](auto const& x) { return tg::norm<1>(x); };
  constexpr auto total = [](auto const& x) { return tg::sum(tg::norm<1>(x)); };
  auto const x = rows_in_scale(scale);
  tg::tensor<T, tg::dyn, 3> const open(x);
  tg::variable<T> v(x);
  tg::norm(v, 1).backward();
  auto const along = tg::jvp(row_lengths)(x, tg::tensor<T, 2, 3>{{7, 0, 0}, {7, 0, 0}});
  for (auto const& slopes : {tg::dynamic_tensor<T>(tg::grad(total)(x)),
                             tg::dynamic_tensor<T>(tg::grad(total)(open)), v.grad().data()})
    for (int i : {0, 3}) BOOST_TEST(is_seven(slopes.data()[i] * T(24.5)), scale << ": " << slopes);
  BOOST_TEST(is_seven(along.second(0) * T(3.5)));
  for (T first : {along.first(0), tg::evaluate(row_lengths)(open).data()[0],
                  tg::norm(v, 1).data().data()[0], tg::norm(tg::dynamic_tensor<T>(x), 1).data()[0]})
    BOOST_TEST(is_seven(first / scale));
}
BOOST_AUTO_TEST_CASE(squares_may_overflow_and_vanish) {
  check_scale(1e-170);
  check_scale(1e200);
  check_scale(1e-23f);
  check_scale(1e20f);
}

BOOST_AUTO_TEST_SUITE_END()
