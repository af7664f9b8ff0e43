// SPDX-License-Identifier: BSL-1.0
#pragma once

// Operations that are functions of <cmath> too give its numbers, called plainly, in a program and
// with variables.

#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

/// Of one number: halves, numbers beside them, zeros of both signs, and numbers without fractions.
template <class Function>
void compare_steps(Function const& f, double (*function_of_cmath)(double)) {
  for (double const x : {-1e300, -2.5, -1.5, -0.5, -0.0, 0.0, 0.49999999999999994, 0.5, 1.5, 2.5,
                         4503599627370495.5, 1e300}) {
    double const wanted = function_of_cmath(x);
    BOOST_TEST(f(x) == wanted);
    BOOST_TEST(std::signbit(f(x)) == std::signbit(wanted));
    BOOST_TEST(f(tg::variable<double>(x)).item() == wanted);
    BOOST_TEST(tg::evaluate(f)(x) == wanted);
  }
}

/// Of two numbers, of all signs, larger and smaller than each other.
template <class Function>
void compare_pairs(Function const& f, double (*function_of_cmath)(double, double)) {
  for (double const x : {-7.25, -1.0, 0.5, 3.0, 1e10})
    for (double const y : {-2.5, -0.75, 0.5, 4.0}) {
      double const wanted = function_of_cmath(x, y);
      BOOST_TEST(f(x, y) == wanted);
      BOOST_TEST(tg::evaluate(f)(x, y) == wanted);
      BOOST_TEST(f(tg::variable<double>(x), tg::variable<double>(y)).item() == wanted);
    }
}
