// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>
#include <typegrad/number/number_functions.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(number_number_functions)

// A type of somebody else, as docs/how_to/compute_in_fixed_point.md says how to make one.
struct thousandths : tg::number_functions<thousandths> {
  constexpr thousandths() = default;
  constexpr thousandths(double x) : count(static_cast<long>(x * 1000 + (x < 0 ? -0.5 : 0.5))) {}
  constexpr thousandths(int x) : count(1000L * x) {}
  constexpr explicit operator bool() const { return count != 0; }
  constexpr explicit operator int() const { return static_cast<int>(count / 1000); }
  static constexpr thousandths of(long count) {
    thousandths x;
    x.count = count;
    return x;
  }
  friend constexpr thousandths operator+(thousandths a, thousandths b) {
    return of(a.count + b.count);
  }
  friend constexpr thousandths operator-(thousandths a, thousandths b) {
    return of(a.count - b.count);
  }
  friend constexpr thousandths operator*(thousandths a, thousandths b) {
    return of(a.count * b.count / 1000);
  }
  friend constexpr thousandths operator/(thousandths a, thousandths b) {
    return of(a.count * 1000 / b.count);
  }
  friend constexpr thousandths operator-(thousandths a) { return of(-a.count); }
  friend constexpr bool operator<(thousandths a, thousandths b) { return a.count < b.count; }
  friend constexpr bool operator>(thousandths a, thousandths b) { return b < a; }
  friend constexpr bool operator<=(thousandths a, thousandths b) { return !(b < a); }
  friend constexpr bool operator>=(thousandths a, thousandths b) { return !(a < b); }
  friend constexpr bool operator==(thousandths a, thousandths b) { return a.count == b.count; }
  friend constexpr bool operator!=(thousandths a, thousandths b) { return a.count != b.count; }

  long count = 0;
};

BOOST_AUTO_TEST_CASE(a_type_of_ones_own_has_derivatives) {
  constexpr auto cube = [](auto const& x) { return x * x * x - 0.5 * x; };
  thousandths const slope = tg::grad(cube)(thousandths(1.5));  // 3 x^2 - 0.5
  BOOST_TEST(slope.count == 6250);
  BOOST_TEST(tg::evaluate(cube)(thousandths(2.0)).count == 7000);
}

BOOST_AUTO_TEST_SUITE_END()
