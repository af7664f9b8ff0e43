// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/constant_beside.hpp>

namespace typegrad {

/// y = x in another scalar type, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy in the type of x, where x is real   reads nothing
/// domain    real to integer truncates; out of range is undefined, as in C++
/// edge      NaN to an integer is undefined, as in C++; whatever is not 0, NaN too, to a mask is
///           true
/// source    C++, [conv.fpint]; NumPy, `ndarray.astype`
struct cast_operation : element_wise<1> {
  static constexpr auto name = "cast";
  static constexpr int cost = 1;
  static constexpr bool linear = true;
  static constexpr bool keeps_values = true;  ///< x itself, where it has the type already

  static constexpr scalar_type type(list_view<scalar_type>, list_view<word> attributes) {
    return static_cast<scalar_type>(attributes[0]);
  }
  static constexpr scalar_type compute_type(list_view<scalar_type> types) { return types[0]; }
  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& x) {
    return x;
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return is_real(x.type()) ? convert_to(gy, x.type()) : symbol{};
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        node_of<cast_operation>(a) == a,
    };
  }
};

namespace ops {
using cast = cast_operation;
}

template <Recordable Symbol>
constexpr Symbol convert_to(Symbol x, scalar_type type) {
  word const attribute = static_cast<word>(type);
  return record<ops::cast>({&attribute, 1}, x);
}

/// `x` with elements of type `Number`: `cast<float>(x)`.
template <Scalar Number, Operand Value>
constexpr auto cast(Value const& x) {
  return apply<ops::cast, static_cast<word>(scalar_type_of<Number>)>(x);
}

/// `x` as it is where it is real; integers and masks as float64, before they are added up or
/// multiplied: sums and squares of them would wrap around.
template <Operand Value>
constexpr auto as_real(Value const& x) {
  if constexpr (is_refused<Value>) return refused{};
  else if constexpr (!KnowsScalar<Value>)
    return is_real(x.type()) ? x : convert_to(x, scalar_type::float64);
  else if constexpr (is_real(scalar_type_of<typename typed_operand<Value>::scalar>)) return x;
  else return cast<double>(x);
}

}  // namespace typegrad
