#pragma once
// SPDX-License-Identifier: BSL-1.0
//
// Elementary functions that are constexpr on every compiler, for float, double and blocks of lanes.
//
// At run time a number goes to the platform's own function of the same precision. In constant
// evaluation it goes to typegrad::math::constant, our own implementation, less than 1 ulp off (each
// function says how much, tests/math measures it), with the edge cases of C17 Annex F. Those
// functions can be called at run time too. A block is asked by a member function of the same name.
// Integers are promoted by the caller; abs, sign, min and max take them as they are.

#include <typegrad/math/classify.hpp>
#include <typegrad/math/error_function.hpp>
#include <typegrad/math/exponential.hpp>
#include <typegrad/math/gamma.hpp>
#include <typegrad/math/gaussian.hpp>
#include <typegrad/math/hyperbolic.hpp>
#include <typegrad/math/inverse_hyperbolic.hpp>
#include <typegrad/math/inverse_trigonometric.hpp>
#include <typegrad/math/logarithm.hpp>
#include <typegrad/math/order.hpp>
#include <typegrad/math/power.hpp>
#include <typegrad/math/remainder.hpp>
#include <typegrad/math/root.hpp>
#include <typegrad/math/rounding.hpp>
#include <typegrad/math/select.hpp>
#include <typegrad/math/sign.hpp>
#include <typegrad/math/trigonometric.hpp>
