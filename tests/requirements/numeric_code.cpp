// SPDX-License-Identifier: BSL-1.0
// Code that others wrote for numbers of any type.
#include <typegrad/typegrad.hpp>

#include "support/near.hpp"

#include <boost/test/unit_test.hpp>

#if __has_include(<boost/math/special_functions/erf.hpp>)
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/legendre.hpp>
#endif

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(requirements_numeric_code)

namespace {

// A quaternion as a library has it: its own literals, in-place operators, limits and branches.
template <class Real>
struct quaternion {
  Real w = 1, x = 0, y = 0, z = 0;

  constexpr quaternion& operator*=(quaternion const& b) {
    return *this = {w * b.w - x * b.x - y * b.y - z * b.z, w * b.x + x * b.w + y * b.z - z * b.y,
                    w * b.y - x * b.z + y * b.w + z * b.x, w * b.z + x * b.y - y * b.x + z * b.w};
  }
  friend constexpr quaternion operator*(quaternion a, quaternion const& b) { return a *= b; }
  constexpr quaternion conjugate() const { return {w, -x, -y, -z}; }
  constexpr Real squared_norm() const { return w * w + x * x + y * y + z * z; }
  constexpr quaternion& normalize() {
    using tg::sqrt;
    Real const scale = 1 / sqrt(squared_norm());
    w *= scale, x *= scale, y *= scale, z *= scale;
    return *this;
  }
  /// The rotation by a vector, angle times axis.
  static constexpr quaternion exponential(Real const& a, Real const& b, Real const& c) {
    using tg::cos, tg::sin, tg::sqrt;
    Real const square = a * a + b * b + c * c;
    if (square < std::numeric_limits<Real>::epsilon()) {
      quaternion small{1, a / 2, b / 2, c / 2};
      return small.normalize();
    }
    Real const angle = sqrt(square);
    Real const scale = sin(angle / 2) / angle;
    return {cos(angle / 2), a * scale, b * scale, c * scale};
  }
};

// The first coordinate of (1, 2, 3), turned.
constexpr auto turned = [](auto a, auto b, auto c) {
  using real = decltype(a);
  auto const q = quaternion<real>::exponential(a, b, c);
  auto const p = q * quaternion<real>{0, 1, 2, 3} * q.conjugate();
  return p.x;
};
// At no turn it is v + r x v: the slopes of the first coordinate are 0, 3, -2.
static_assert(tg::grad(turned, tg::wrt<0, 1, 2>)(0.0, 0.0, 0.0) == tg::results{0.0, 3.0, -2.0});

}  // namespace

BOOST_AUTO_TEST_CASE(quaternions) {
  double const a = 0.1;
  double const b = -0.4;
  double const c = 0.25;
  auto const [first, second, third] = tg::grad(turned, tg::wrt<0, 1, 2>)(a, b, c);
  tg::variable<double> const u(a);
  tg::variable<double> const v(b);
  tg::variable<double> const w(c);
  turned(u, v, w).backward();
  BOOST_TEST(near(u.grad().item(), first, 64));
  BOOST_TEST(near(v.grad().item(), second, 64));
  BOOST_TEST(near(w.grad().item(), third, 64));
  double const h = 1e-6;
  double const slope = (turned(a, b + h, c) - turned(a, b - h, c)) / (2 * h);
  BOOST_TEST(second == slope, boost::test_tools::tolerance(1e-8));
}

#ifdef BOOST_MATH_SPECIAL_ERF_HPP
BOOST_AUTO_TEST_CASE(special_functions_of_boost) {
  auto const slope_of = [](auto f, double at) {
    tg::variable<double> const x(at);
    auto const y = f(x);
    y.backward();
    BOOST_TEST(near(y.item(), f(at), 8));
    return x.grad().item();
  };
  // Slopes: ours, and of Legendre's (5 x^3 - 3 x) / 2. By hand tgamma, lgamma, beta, cyl_bessel_j
  // and ellint_1 were right too; they are dear to compile.
  BOOST_TEST(slope_of([](auto x) { return boost::math::erf(x); }, 0.7) ==
                 tg::grad([](auto x) { return tg::erf(x); })(0.7),
             boost::test_tools::tolerance(1e-13));
  BOOST_TEST(
      slope_of([](auto x) { return boost::math::legendre_p(3, x); }, 0.7) == 7.5 * 0.7 * 0.7 - 1.5,
      boost::test_tools::tolerance(1e-13));
}
#endif

BOOST_AUTO_TEST_SUITE_END()
