// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/select.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = not x, element by element, on masks.
///
/// shape     x: S  ->  S, boolean
/// backward  none: the answer is piecewise constant
/// domain    all x: what is not 0 is true
/// edge      NaN is not 0, so true
/// source    NumPy, `numpy.logical_not`
struct logical_not_operation : mask_operation<1> {
  static constexpr auto name = "logical_not";

  template <class Number>
  static constexpr auto forward(Number const& x) {
    return !math::holds(x);
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        logical_not(logical_not(a)) == a,
    };
  }
};

namespace ops {
using logical_not = logical_not_operation;
}

/// Whether `if (x)` asks of `Value` something else than its elements: of a variable whether it has
/// data. Then `!x` is the opposite of that.
template <class Value>
concept AskedForData = requires { requires operand_traits<Value>::is_asked_for_data; };

/// The mask of not x.
template <LibraryValue Value>
  requires(!AskedForData<Value>)
constexpr applied<ops::logical_not, Value> operator!(Value const& x) {
  return apply<ops::logical_not>(x);
}
template <Operand Value>
constexpr applied<ops::logical_not, Value> logical_not(Value const& x) {
  return apply<ops::logical_not>(x);
}

template <Recordable Symbol>
constexpr Symbol opposite_mask(Symbol mask) {
  return record<ops::logical_not>({}, mask);
}

}  // namespace typegrad
