// SPDX-License-Identifier: BSL-1.0
// Blocks of every type and width that loops use against the same arithmetic on single numbers; the
// functions have tests of their own.
#include <typegrad/kernel/vector_lanes.hpp>

#include <typegrad/kernel/lanes.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(kernel_vector_lanes)

template <class T, int Width>
using block = tg::lanes<T, Width>;

/// Small numbers of both signs, equal ones among them.
template <class T>
static T number(std::mt19937& e) {
  return static_cast<T>(static_cast<int>(e() % 41) - 20) /
         static_cast<T>(std::is_floating_point_v<T> ? 4 : 1);
}

template <class T, int Width, class F>
static bool is(block<T, Width> const& x, F wanted) {
  bool same = true;
  for (int i = 0; i < Width; ++i) same = same && x[i] == static_cast<T>(wanted(i));
  return same;
}
template <int Width, class F>
static bool holds(block<bool, Width> const& x, F wanted) {
  bool same = true;
  for (int i = 0; i < Width; ++i) same = same && x[i] == wanted(i);
  return same;
}

template <class T, int Width>
static void check_type() {
  using lanes = block<T, Width>;
  static_assert(std::is_same_v<typename lanes::mask, block<bool, Width>>);
  std::mt19937 e(7);
  for (int round = 0; round < 20; ++round) {
    T p[4 * Width], q[Width];
    for (T& each : p) each = number<T>(e);
    for (T& each : q) each = number<T>(e);
    lanes const a = lanes::template load<1>(p), b = lanes::template load<1>(q);
    BOOST_REQUIRE((is<T, Width>(a, [&](int i) { return p[i]; })));
    BOOST_REQUIRE((is<T, Width>(lanes::template load<4>(p), [&](int i) { return p[4 * i]; })));
    BOOST_REQUIRE((is<T, Width>(lanes(T(3)), [](int) { return 3; })));
    BOOST_REQUIRE((is<T, Width>(a + b, [&](int i) { return p[i] + q[i]; })));
    BOOST_REQUIRE((is<T, Width>(a - b, [&](int i) { return p[i] - q[i]; })));
    BOOST_REQUIRE((is<T, Width>(a * b, [&](int i) { return p[i] * q[i]; })));
    BOOST_REQUIRE((is<T, Width>(-a, [&](int i) { return -p[i]; })));
    lanes const divisor = b.sign() + lanes(T(2));
    BOOST_REQUIRE((is<T, Width>(a / divisor, [&](int i) { return p[i] / divisor[i]; })));
    BOOST_REQUIRE((holds<Width>(a > b, [&](int i) { return p[i] > q[i]; })));
    BOOST_REQUIRE((holds<Width>(a < b, [&](int i) { return p[i] < q[i]; })));
    BOOST_REQUIRE((holds<Width>(a >= b, [&](int i) { return p[i] >= q[i]; })));
    BOOST_REQUIRE((holds<Width>(a <= b, [&](int i) { return p[i] <= q[i]; })));
    BOOST_REQUIRE((holds<Width>(a == b, [&](int i) { return p[i] == q[i]; })));
    BOOST_REQUIRE((holds<Width>(a != b, [&](int i) { return p[i] != q[i]; })));
    BOOST_REQUIRE((is<T, Width>((a.min)(b), [&](int i) { return std::min(p[i], q[i]); })));
    BOOST_REQUIRE((is<T, Width>((a.max)(b), [&](int i) { return std::max(p[i], q[i]); })));
    BOOST_REQUIRE((is<T, Width>((a.abs)(), [&](int i) { return p[i] < T(0) ? -p[i] : p[i]; })));
    BOOST_REQUIRE((is<T, Width>(a.sign(), [&](int i) { return (p[i] > T(0)) - (p[i] < T(0)); })));
    BOOST_REQUIRE(
        (is<T, Width>(a.each([](T x) { return x + T(1); }), [&](int i) { return p[i] + T(1); })));
    BOOST_REQUIRE((is<T, Width>(a.each(b, [](T x, T y) { return x + y + y; }),
                                [&](int i) { return p[i] + q[i] + q[i]; })));
    T to[3 * Width]{};
    a.template store<3>(to);
    for (int i = 0; i < 3 * Width; ++i) BOOST_REQUIRE(to[i] == (i % 3 == 0 ? p[i / 3] : T(0)));

    BOOST_REQUIRE((holds<Width>(a.template as<bool>(), [&](int i) { return p[i] != T(0); })));
    BOOST_REQUIRE((is<double, Width>(a.template as<double>(),
                                     [&](int i) { return static_cast<double>(p[i]); })));
    BOOST_REQUIRE((
        is<float, Width>(a.template as<float>(), [&](int i) { return static_cast<float>(p[i]); })));
    BOOST_REQUIRE((is<std::int32_t, Width>(
        a.template as<std::int32_t>(), [&](int i) { return static_cast<std::int32_t>(p[i]); })));
    BOOST_REQUIRE((is<std::int64_t, Width>(
        a.template as<std::int64_t>(), [&](int i) { return static_cast<std::int64_t>(p[i]); })));
  }
}

template <int Width>
static void check_width() {
  check_type<double, Width>();
  check_type<float, Width>();
  check_type<std::int32_t, Width>();
  check_type<std::int64_t, Width>();
}
BOOST_AUTO_TEST_CASE(every_type_in_blocks_of_double) { check_width<tg::lane_width<double>>(); }
BOOST_AUTO_TEST_CASE(every_type_in_blocks_of_float) { check_width<tg::lane_width<float>>(); }
BOOST_AUTO_TEST_CASE(every_type_in_registers_of_double) { check_width<tg::packet_size<double>>(); }
BOOST_AUTO_TEST_CASE(every_type_in_registers_of_float) { check_width<tg::packet_size<float>>(); }

template <class T>
static void check_real_edges() {
  constexpr int width = tg::lane_width<T>;
  using lanes = block<T, width>;
  T const nan = std::numeric_limits<T>::quiet_NaN();
  T const inf = std::numeric_limits<T>::infinity();
  lanes const one(T(1)), not_a_number(nan), zero(T(0)), minus_zero(T(-0.0));
  BOOST_TEST((holds<width>(not_a_number.isnan(), [](int) { return true; })));
  BOOST_TEST((holds<width>(lanes(inf).isnan(), [](int) { return false; })));
  BOOST_TEST((holds<width>(not_a_number == not_a_number, [](int) { return false; })));
  BOOST_TEST((holds<width>(not_a_number != not_a_number, [](int) { return true; })));
  BOOST_TEST(std::isnan((not_a_number.max)(one)[0]));  // as `math::max`: the first operand
  BOOST_TEST((one.max)(not_a_number)[0] == T(1));
  BOOST_TEST(std::isnan((not_a_number.min)(one)[0]));
  BOOST_TEST((one.min)(not_a_number)[0] == T(1));
  BOOST_TEST(std::signbit((minus_zero.max)(zero)[0]));
  BOOST_TEST(!std::signbit((zero.min)(minus_zero)[0]));
  BOOST_TEST(std::signbit(minus_zero.sign()[0]));
  BOOST_TEST(std::isnan(not_a_number.sign()[0]));
  BOOST_TEST(!std::signbit((minus_zero.abs)()[0]));
  BOOST_TEST(std::signbit((-zero)[0]));
  BOOST_TEST(std::signbit(lanes(T(-0.0))[width - 1]));
  BOOST_TEST(one.copysign(minus_zero)[0] == T(-1));
  BOOST_TEST(lanes(T(9)).sqrt()[0] == T(3));
  BOOST_TEST(std::isnan(lanes(T(-1)).sqrt()[0]));
  BOOST_TEST(lanes(T(2)).pow(lanes(T(10)))[0] == T(1024));
  BOOST_TEST(lanes(T(3)).hypot(lanes(T(4)))[1] == T(5));
  for (T const each : {nan, inf, -inf, T(1e30)}) {  // NumPy's answers, see number_conversion
    BOOST_TEST(lanes(each).template as<std::int32_t>()[0] ==
               std::numeric_limits<std::int32_t>::min());
    BOOST_TEST(lanes(each).template as<std::int64_t>()[0] ==
               std::numeric_limits<std::int64_t>::min());
  }
}
BOOST_AUTO_TEST_CASE(edges_of_double) { check_real_edges<double>(); }
BOOST_AUTO_TEST_CASE(edges_of_float) { check_real_edges<float>(); }

template <class T>
static void check_wrapping() {
  using lanes = block<T, tg::lane_width<float>>;
  T const largest = std::numeric_limits<T>::max(), smallest = std::numeric_limits<T>::min();
  BOOST_TEST((lanes(largest) + lanes(T(1)))[0] == smallest);
  BOOST_TEST((lanes(smallest) - lanes(T(1)))[0] == largest);
  BOOST_TEST((lanes(largest) * lanes(T(2)))[0] == -2);
  BOOST_TEST((-lanes(smallest))[0] == smallest);
  BOOST_TEST((lanes(smallest).abs)()[0] == smallest);
}
BOOST_AUTO_TEST_CASE(integers_wrap_around) {
  check_wrapping<std::int32_t>();
  check_wrapping<std::int64_t>();
}

struct sum {
  template <class X>
  static X combine(X const& a, X const& b) {
    return static_cast<X>(a + b);
  }
};

BOOST_AUTO_TEST_CASE(lanes_of_width_one_are_numbers) {
  static_assert(std::is_same_v<tg::lanes_of<double, 1>, double> &&
                std::is_same_v<tg::lanes_of<bool, 1>, bool>);
  double x = 2.5;
  BOOST_TEST((tg::load_lanes<double, 1, 1>(&x)) == 2.5);
  tg::store_lanes<double, 1, 1>(&x, tg::splat<double, 1>(4));
  BOOST_TEST(x == 4);
  BOOST_TEST((tg::convert_lanes<std::int32_t, 1>(-2.75)) == -2);
  BOOST_TEST((tg::combine_lanes<sum, double, 1>(3.0)) == 3);
}

template <class T, int Width>
static void check_combined() {
  T x[Width];
  for (int i = 0; i < Width; ++i) x[i] = static_cast<T>(i * i);
  T const all = static_cast<T>((Width - 1) * Width * (2 * Width - 1) / 6);
  BOOST_TEST((tg::combine_lanes<sum, T, Width>(tg::load_lanes<T, Width, 1>(x))) == all);
  BOOST_TEST((tg::combine_lanes<sum, T, Width>(tg::load_lanes<T, Width, 0>(x + 1))) ==
             static_cast<T>(Width));
}
BOOST_AUTO_TEST_CASE(lanes_combined_into_one_number) {
  check_combined<double, tg::lane_width<double>>();
  check_combined<double, tg::packet_size<double>>();
  check_combined<float, tg::lane_width<float>>();
  check_combined<std::int64_t, tg::lane_width<float>>();
}

BOOST_AUTO_TEST_SUITE_END()
