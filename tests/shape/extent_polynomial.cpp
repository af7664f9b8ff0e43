// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/extent_polynomial.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using namespace typegrad;

constexpr auto n = extent_polynomial::of_factor(0);
constexpr auto m = extent_polynomial::of_factor(1);
constexpr extent_polynomial number(index_t value) { return extent_polynomial(value); }

static_assert(n + m == m + n && n * m == m * n && !(n == m));
static_assert((n + m) * (n - m) == n * n - m * m);
static_assert(n + number(1) - number(1) == n && n - n == number(0) && (n - n).is_number());
static_assert(number(3) * n + n == n * number(4));
static_assert(n.as_factor() == 0 && (n + m).as_factor() < 0 && (n * m).as_factor() < 0 &&
              (number(2) * n).as_factor() < 0);

constexpr bool divides_to(extent_polynomial const& a, extent_polynomial const& b,
                          extent_polynomial const& wanted) {
  extent_polynomial quotient;
  return b.divides(a, quotient) && quotient == wanted;
}
constexpr bool divides(extent_polynomial const& a, extent_polynomial const& b) {
  extent_polynomial quotient;
  return b.divides(a, quotient);
}
static_assert(divides_to(number(12) * n * m, number(4), number(3) * n * m));
static_assert(divides_to(number(12) * n * m, number(3) * n, number(4) * m));
static_assert(divides_to(number(6) * n + number(4), number(2), number(3) * n + number(2)));
static_assert(divides_to(n * n * m, n, n* m) && divides_to(n, n, number(1)));
static_assert(!divides(n, number(2)) && !divides(n + number(1), n) && !divides(n, m) &&
              !divides(n, n + m) && !divides(n, number(0)));

// What finds no room says so.
constexpr bool room_ends() {
  extent_polynomial sum;
  for (int i = 0; i <= extent_polynomial::most_terms; ++i)
    sum = sum + extent_polynomial::of_factor(i);
  extent_polynomial product = n * n * m * m;
  return !sum.fits && product.fits && !(product * n).fits;
}
static_assert(room_ends());

BOOST_AUTO_TEST_CASE(extents_are_polynomials) { BOOST_TEST((n * m - m * n).is_number()); }

}  // namespace
