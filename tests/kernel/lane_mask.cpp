// SPDX-License-Identifier: BSL-1.0
// Masks of every width that loops use, stored as bytes and read again, combined, and as numbers.
#include <typegrad/kernel/vector_lanes.hpp>

#include <boost/test/unit_test.hpp>

#include <random>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(kernel_lane_mask)

template <int Width>
struct truths {
  bool values[Width];
  explicit truths(unsigned seed) {
    std::mt19937 e(seed);
    for (bool& each : values) each = e() % 2 != 0;
  }
  tg::lanes<bool, Width> lanes() const { return tg::lanes<bool, Width>::template load<1>(values); }
};

template <int Width, class F>
static bool is(tg::lanes<bool, Width> const& mask, F wanted) {
  bool bytes[2 * Width]{};
  mask.template store<2>(bytes);
  unsigned char whole[Width];
  mask.template store<1>(reinterpret_cast<bool*>(whole));
  bool same = true;
  for (int i = 0; i < Width; ++i)
    same = same && mask[i] == wanted(i) && bytes[2 * i] == wanted(i) && !bytes[2 * i + 1] &&
           whole[i] == (wanted(i) ? 1 : 0);
  return same;
}

template <int Width>
static void check() {
  for (unsigned seed = 0; seed < 20; ++seed) {
    truths<Width> const x(seed), y(seed + 100);
    auto const a = x.lanes(), b = y.lanes();
    bool const* const p = x.values;
    bool const* const q = y.values;
    BOOST_REQUIRE(is<Width>(a, [&](int i) { return p[i]; }));
    BOOST_REQUIRE(is<Width>(a && b, [&](int i) { return p[i] && q[i]; }));
    BOOST_REQUIRE(is<Width>(a || b, [&](int i) { return p[i] || q[i]; }));
    BOOST_REQUIRE(is<Width>(!a, [&](int i) { return !p[i]; }));
    BOOST_REQUIRE(is<Width>(a == b, [&](int i) { return p[i] == q[i]; }));
    BOOST_REQUIRE(is<Width>(a != b, [&](int i) { return p[i] != q[i]; }));
    BOOST_REQUIRE(is<Width>(a < b, [&](int i) { return p[i] < q[i]; }));
    BOOST_REQUIRE(is<Width>(a > b, [&](int i) { return p[i] > q[i]; }));
    BOOST_REQUIRE(is<Width>(a <= b, [&](int i) { return p[i] <= q[i]; }));
    BOOST_REQUIRE(is<Width>(a >= b, [&](int i) { return p[i] >= q[i]; }));
    BOOST_REQUIRE(is<Width>(a + b, [&](int i) { return p[i] || q[i]; }));
    BOOST_REQUIRE(is<Width>(a * b, [&](int i) { return p[i] && q[i]; }));
    BOOST_REQUIRE(is<Width>((a.min)(b), [&](int i) { return p[i] && q[i]; }));
    BOOST_REQUIRE(is<Width>((a.max)(b), [&](int i) { return p[i] || q[i]; }));
    BOOST_REQUIRE(is<Width>(a.select(b, !b), [&](int i) { return p[i] ? q[i] : !q[i]; }));
    BOOST_REQUIRE(is<Width>(tg::lanes<bool, Width>(true), [](int) { return true; }));
    BOOST_REQUIRE(is<Width>(tg::lanes<bool, Width>(false), [](int) { return false; }));

    bool spread[3 * Width];
    for (int i = 0; i < 3 * Width; ++i) spread[i] = i % 3 == 0 ? p[i / 3] : !p[i / 3];
    BOOST_REQUIRE(
        is<Width>(tg::lanes<bool, Width>::template load<3>(spread), [&](int i) { return p[i]; }));

    auto const numbers = [&](auto one) {
      using T = decltype(one);
      tg::lanes<T, Width> const as_numbers = a.template as<T>();
      tg::lanes<T, Width> const chosen =
          a.select(tg::lanes<T, Width>(T(7)), tg::lanes<T, Width>(T(-3)));
      for (int i = 0; i < Width; ++i) {
        BOOST_REQUIRE(as_numbers[i] == (p[i] ? one : T(0)));
        BOOST_REQUIRE(chosen[i] == (p[i] ? T(7) : T(-3)));
      }
      BOOST_REQUIRE(is<Width>(chosen > tg::lanes<T, Width>(T(0)), [&](int i) { return p[i]; }));
    };
    numbers(1.0);
    numbers(1.0f);
    numbers(std::int32_t{1});
    numbers(std::int64_t{1});
  }
}

BOOST_AUTO_TEST_CASE(blocks_of_double) { check<tg::lane_width<double>>(); }
BOOST_AUTO_TEST_CASE(blocks_of_float) { check<tg::lane_width<float>>(); }
BOOST_AUTO_TEST_CASE(registers_of_double) { check<tg::packet_size<double>>(); }
BOOST_AUTO_TEST_CASE(registers_of_float) { check<tg::packet_size<float>>(); }

BOOST_AUTO_TEST_SUITE_END()
