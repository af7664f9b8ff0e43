// SPDX-License-Identifier: BSL-1.0
/// A graph must be the same whatever the members of its function are: callables whose graph is not,
/// and others that only look so.
#include <typegrad/static.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(trace_use_of_members)

namespace tg = typegrad;

/// `transform` is one, so that the check looks through it to the function itself.
template <class Function, class... Values>
constexpr int report = tg::use_of_members<tg::evaluated<Function>, Values...>::report;
template <class Function, class... Values>
constexpr bool is_fine = report<Function, Values...> == 0;
template <class Function, class... Values>
constexpr bool steers = report<Function, Values...> >= 0 &&
                        report<Function, Values...> % 4 == static_cast<int>(tg::member_use::steers);
/// The byte of the member that is to blame.
template <class Function, class... Values>
constexpr int computes_with =
    report<Function, Values...> % 4 == static_cast<int>(tg::member_use::computes)
        ? report<Function, Values...> / 4 * 4 - 4
        : -1;
template <class Function, class... Values>
constexpr bool has_no_end = report<Function, Values...> == tg::member_report::no_report;

// Branches.

struct sign_of_member {
  double w;
  constexpr auto operator()(auto x) const { return w > 0 ? x : -x; }
};
struct is_zero {
  double w;
  constexpr auto operator()(auto x) const { return w == 0 ? x : x * w; }
};
struct is_one {
  float w;
  constexpr auto operator()(auto x) const { return w == 1 ? x : x * w; }
};
struct is_small {
  double w;
  constexpr auto operator()(auto x) const { return w < 1e-3 && w > -1e-3 ? x : x * w; }
};
struct is_between {
  double w;
  constexpr auto operator()(auto x) const { return w > 0.01 && w < 1 ? x : x * w; }
};
struct is_huge {
  double w;
  constexpr auto operator()(auto x) const { return w > 1e20 ? x : x * w; }
};
struct is_no_number {
  double w;
  constexpr auto operator()(auto x) const { return w != w ? x : x * w; }
};
struct is_infinite {
  float w;
  constexpr auto operator()(auto x) const { return w > 3e38F ? x : x * w; }
};
struct member_of_a_base : is_no_number {
  constexpr auto operator()(auto x) const { return is_no_number::operator()(x) + 1; }
};
struct members_compared {
  double a, b;
  constexpr auto operator()(auto x) const { return a < b ? x * a : x * b; }
};
struct members_equal {
  double a, b;
  constexpr auto operator()(auto x) const { return a == b ? x : x * a - b; }
};
struct larger_of_members {
  float a, b;
  constexpr auto operator()(auto x) const { return x * (a > b ? a : b); }
};
struct absolute_member {
  double w;
  constexpr auto operator()(auto x) const { return x * (w < 0 ? -w : w); }
};
struct clamped_member {
  double w;
  constexpr auto operator()(auto x) const { return x * (w > 5 ? 5.0 : w); }
};
struct early_return {
  std::array<double, 3> w;
  constexpr auto operator()(auto x) const {
    for (double const each : w)
      if (each > 2) return x * each;
    return x;
  }
};
struct switched {
  int kind;
  double w;
  constexpr auto operator()(auto x) const {
    switch (kind) {
      case 0:
        return x * w;
      case 1:
        return x + w;
      default:
        return x;
    }
  }
};
struct enumerated {
  enum class kind { linear, square } shape;
  constexpr auto operator()(auto x) const { return shape == kind::square ? x * x : x; }
};
struct mode_letter {
  char mode;
  double w;
  constexpr auto operator()(auto x) const { return mode == 'a' ? x * w : x * x * (x + w); }
};
static_assert(steers<sign_of_member, double> && steers<is_zero, double>);
static_assert(!is_fine<is_one, float> && !is_fine<is_small, double>);
static_assert(!is_fine<is_between, double> && !is_fine<is_huge, double>);
static_assert(!is_fine<is_no_number, double> && !is_fine<is_infinite, float>);
static_assert(!is_fine<member_of_a_base, double>);
static_assert(steers<members_equal, double>);
static_assert(!is_fine<members_compared, double> && !is_fine<larger_of_members, float>);
static_assert(!is_fine<absolute_member, double> && !is_fine<clamped_member, double>);
static_assert(steers<early_return, double>);
static_assert(steers<switched, double> && steers<enumerated, double>);
static_assert(!is_fine<mode_letter, double>);

// Counts and indices.

struct counted_loop {
  int n;
  constexpr auto operator()(auto x) const {
    for (int i = 0; i < n; ++i) x = x * x;
    return x;
  }
};
struct counted_down {
  long n;
  constexpr auto operator()(auto x) const {
    for (long i = n; i > 0; --i) x = x + 1;
    return x;
  }
};
struct loop_until_member {
  double end;
  constexpr auto operator()(auto x) const {
    for (double t = 0; t < end && t < 8; t += 1) x = x * x;
    return x;
  }
};
struct indexed_argument {
  int i;
  constexpr auto operator()(auto const& x) const { return x(i % 3); }
};
struct indexed_out_of_range {
  int i;
  constexpr auto operator()(auto const& x) const { return x(i); }
};
struct indexed_table {
  int i;
  constexpr auto operator()(auto x) const {
    double const table[] = {1, 2, 3};
    return x * table[i];
  }
};
struct power_by_squares {
  unsigned n;
  constexpr auto operator()(auto x) const {
    auto y = x;
    for (unsigned rest = n; rest > 1; rest /= 2) y = rest % 2 != 0 ? y * x : y * y;
    return y;
  }
};
struct even_member {
  int n;
  constexpr auto operator()(auto x) const { return n % 2 == 0 ? x : -x; }
};
static_assert(steers<counted_loop, double> && !is_fine<counted_down, double>);
static_assert(steers<loop_until_member, double>);
using three = tg::tensor<double, 3>;
static_assert(!is_fine<indexed_argument, three> && !is_fine<indexed_out_of_range, three>);
static_assert(has_no_end<indexed_table, double>);
static_assert(steers<power_by_squares, double> && steers<even_member, double>);

// Arithmetic of their own.

struct doubled {
  float f;
  double w;
  constexpr auto operator()(auto x) const { return x * f + 2 * w; }
};
struct difference {
  double a, b;
  constexpr auto operator()(auto x) const { return x * (a - b); }
};
struct rounded {
  double w;
  constexpr auto operator()(auto x) const { return x * static_cast<int>(w); }
};
struct narrowed {
  double w;
  constexpr auto operator()(auto x) const { return x * static_cast<double>(static_cast<float>(w)); }
};
struct offset_of_count {
  int n;
  constexpr auto operator()(auto x) const { return x * (n - 1); }
};
struct divided {
  double w;
  constexpr auto operator()(auto x) const { return x * (1 / w); }
};
struct unsigned_member {
  unsigned n;
  constexpr auto operator()(auto x) const { return x * n; }
};
struct short_member {
  short n;
  constexpr auto operator()(auto x) const { return x * n; }
};
struct sum_of_member {
  tg::tensor<double, 3> w;
  constexpr auto operator()(auto x) const { return x * (w(0) + w(1)); }
};
struct scaled_tensor {
  tg::tensor<double, 3> w;
  constexpr auto operator()(auto x) const { return tg::sum(x * (w * 2.0)); }
};
struct times_zero {
  double w;
  constexpr auto operator()(auto x) const { return x + 0 * w; }
};
static_assert(computes_with<doubled, double> == 8 || computes_with<doubled, double> == 12);
static_assert(computes_with<difference, double> >= 0);
static_assert(!is_fine<rounded, double> && !is_fine<narrowed, double>);
static_assert(computes_with<offset_of_count, double> == 0);
static_assert(has_no_end<divided, double>);
static_assert(!is_fine<unsigned_member, double> && !is_fine<short_member, double>);
static_assert(computes_with<sum_of_member, three> >= 0);
static_assert(!is_fine<scaled_tensor, three>);
static_assert(!is_fine<times_zero, double>);

// Members that wait for an argument: what the plain ones gave is seen, and so is a branch.

struct plain_product_first {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    return T(a * 2) * T(b) * x;
  }
};
struct numbers_compared {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    T const k = T(a) - T(b);
    return k < 0 ? x : x * k;
  }
};
struct numbers_met {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    return tg::where(T(a) < T(b), T(a) / T(b), tg::sqrt(T(a))) * x;
  }
};
struct sum_of_plain_tensor {
  tg::tensor<double, 2> v;
  template <class T>
  constexpr T operator()(T const& x) const {
    return tg::sum(v) * T(v(0)) * x;
  }
};
struct norm_that_branches {
  std::array<double, 2> v;
  template <class T>
  constexpr T operator()(T const& x) const {
    T const sum = tg::sum(tg::tensor<T, 2>{T(v[0]), T(v[1])});
    return sum > 0 ? x : -x;
  }
};
struct larger_in_a_branch {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    return std::max(T(a), T(b)) > 1 ? x : x * 2;
  }
};
static_assert(!is_fine<sum_of_plain_tensor, double> && steers<larger_in_a_branch, double>);
static_assert(has_no_end<norm_that_branches, double>);
static_assert(computes_with<plain_product_first, double> == 0 ||
              computes_with<plain_product_first, double> == 4);
static_assert(steers<numbers_compared, double> && is_fine<numbers_met, double>);

// What looks so and is fine.

struct plain {
  float f;
  double d;
  int n;
  std::array<float, 2> a;
  tg::tensor<float, 2, 2> m;
  constexpr auto operator()(auto const& x) const {
    return tg::sum(tg::matmul(m, x)) * f * a[1] + n + d * 1e-3;
  }
};
struct literals_of_the_same_values {
  double w;
  constexpr auto operator()(auto x) const { return x * w + x * 0 + x * 1 + x * 2 - 3 * x; }
};
struct same_on_both_sides {
  double w;
  constexpr auto operator()(auto x) const { return w > 0 ? x * w : x * w; }
};
struct loop_of_known_count {
  std::array<double, 4> w;
  constexpr auto operator()(auto x) const {
    auto y = x;
    for (double const each : w) y = y * each;
    return y;
  }
};
struct masked {
  double w;
  constexpr auto operator()(auto x) const { return tg::where(x > w, x, x * w); }
};
struct unused {
  double w;
  char letter;
  constexpr auto operator()(auto x) const { return x * x; }
};
struct derivative_inside {
  double w;
  constexpr auto operator()(auto x) const {
    return tg::grad([](auto y, auto k) { return y * y * k; })(x, x * w);
  }
};
static_assert(!is_fine<plain, tg::tensor<float, 2>>);  // d * 1e-3 is arithmetic of its own
static_assert(is_fine<literals_of_the_same_values, double>);
static_assert(is_fine<same_on_both_sides, double>);
static_assert(is_fine<loop_of_known_count, double> && is_fine<masked, double>);
static_assert(is_fine<unused, double> && is_fine<derivative_inside, double>);

/// Words that are recognised are unlike literals, each as every type that it may belong to.
BOOST_AUTO_TEST_CASE(every_word_is_found_in_each_type) {
  for (int const words : {2, 3, 100, 1000}) {
    tg::member_words const members(0, words);
    for (int k = 0; k < words; ++k)
      for (tg::scalar_type const type :
           {tg::scalar_type::float32, tg::scalar_type::float64, tg::scalar_type::int32}) {
        if (k + tg::words_of_member(type) > words) continue;
        double const number = tg::number_at_word(members.filling, type, k);
        tg::member_place const place = members.find(type, {&number, 1});
        BOOST_TEST_REQUIRE(place.word == k);
        BOOST_TEST_REQUIRE((place.type == type));
      }
  }
}
BOOST_AUTO_TEST_CASE(numbers_of_a_program_are_not_found) {
  tg::member_words const members(0, 1000);
  for (double number = -2000; number < 2e6; number += 61.25)
    for (tg::scalar_type const type : {tg::scalar_type::float32, tg::scalar_type::float64})
      BOOST_TEST_REQUIRE(members.find(type, {&number, 1}).word == -1);
}

BOOST_AUTO_TEST_SUITE_END()
