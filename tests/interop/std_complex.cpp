// SPDX-License-Identifier: BSL-1.0
// Expected numbers are those of `std::complex<double>`, and differences of them.
#include <typegrad/typegrad.hpp>

#include <typegrad/interop/std_complex.hpp>

#include <boost/test/unit_test.hpp>

#include <complex>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_std_complex)

constexpr auto f = [](auto const& a, auto const& b) {
  using std::abs, std::arg, std::exp, std::log, std::sqrt;
  using number = std::remove_cvref_t<decltype(a * b)>;
  std::complex<number> const z(a, b);
  auto const w = exp(z) * sqrt(z) / (log(z) + number(2)) - conj(z);
  return w.real() * w.imag() + abs(w) + arg(z) * norm(z);
};
BOOST_AUTO_TEST_CASE(code_for_complex_numbers_of_any_scalar) {
  auto const close = boost::test_tools::tolerance(1e-13);
  auto const near = boost::test_tools::tolerance(1e-7);
  double const a = 0.3, b = -0.7, step = 1e-6;
  auto const [value, slopes] = tg::value_and_grad(f, tg::wrt<0, 1>)(a, b);
  BOOST_TEST(value == f(a, b), close);
  BOOST_TEST(slopes.first == (f(a + step, b) - f(a - step, b)) / (2 * step), near);
  BOOST_TEST(slopes.second == (f(a, b + step) - f(a, b - step)) / (2 * step), near);
  tg::variable<double> const x(a), y(b);
  auto const z = f(x, y);
  z.backward();
  BOOST_TEST(z.item() == value, close);
  BOOST_TEST(x.grad().item() == slopes.first, close);
  BOOST_TEST(y.grad().item() == slopes.second, close);
}

BOOST_AUTO_TEST_SUITE_END()
