// SPDX-License-Identifier: BSL-1.0
#pragma once

// The operations that variables are made of.

#include <typegrad/push_macros.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/debug/array_text.hpp>
#include <typegrad/dynamic/variable.hpp>

#include <iosfwd>
#include <string>

namespace typegrad {

/// `variable(...)` around the text that NumPy's `str` gives for the data, further lines indented by
/// nine blanks; `variable(None)` for a variable without data.
///
/// cost      computes the value where it is not known yet
/// source    Saito 2020, "Deep Learning from Scratch 3" (DeZero), step 19
template <class Number>
std::string to_string(variable<Number> const& x) {
  return named_text("variable",
                    x.is_none() ? std::string("None") : array_text(x.shape(), x.data().data()));
}

/// `std::cout << x` writes `to_string(x)`.
template <class Number>
std::ostream& operator<<(std::ostream& stream, variable<Number> const& x) {
  return stream << to_string(x);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
