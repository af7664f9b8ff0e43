// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_number.hpp>
#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/op/reading.hpp>

#include <bit>
#include <cstdint>
#include <utility>

namespace typegrad {

/// What writing an operation as C takes: its own functions, called with `c_number`. Null where it
/// has none.
struct c_operation {
  scalar_type (*compute_type)(list_view<scalar_type> operands, scalar_type result) = nullptr;
  bool takes_mask = false;  ///< operand 0 is read as truth values
  bool gives_mask = false;  ///< `forward` answers with truth values
  /// The number of the result's term; by the type in which it computes.
  int (*forward[scalar_type_count])(c_terms& terms, bool takes_mask) = {};
  int (*combine)(c_terms& terms) = nullptr;
  /// The terms of all elements of the result; the operands' elements are numbered one behind the
  /// other.
  void (*kernel)(c_terms& terms, shape const& result, list_view<word> attributes,
                 shape const* operands, int* made) = nullptr;
  /// The word of the number that a reduction begins with.
  word (*identity)(scalar_type type) = nullptr;
};

template <class Op, class Number, int... Index>
int c_forward(c_terms& terms, bool takes_mask, std::integer_sequence<int, Index...>) {
  using number = c_number<Number>;
  return Op::forward(number::operand(terms, Index, takes_mask && Index == 0)...).id_in(terms);
}
template <class Op, class Number>
int c_forward(c_terms& terms, bool takes_mask) {
  return c_forward<Op, Number>(terms, takes_mask, std::make_integer_sequence<int, Op::arity>{});
}
template <class Op>
int c_combine(c_terms& terms) {
  using number = c_number<double>;
  return Op::combine(number::operand(terms, 0, false), number::operand(terms, 1, false))
      .id_in(terms);
}
template <class Op, int... Index>
void c_kernel(c_terms& terms, shape const& result, list_view<word> attributes,
              shape const* operands, int* made, std::integer_sequence<int, Index...>) {
  using number = c_number<double>;
  growing_array<number> elements[sizeof...(Index)];
  int next = 0;
  for (int i = 0; i < static_cast<int>(sizeof...(Index)); ++i)
    for (index_t k = 0; k < operands[i].size(); ++k)
      elements[i].push_back(number::operand(terms, next++, false));
  growing_array<number> out(static_cast<int>(result.size()));
  Op::kernel(out.data(), result, attributes,
             reading<number>{elements[Index].data(), operands[Index],
                             contiguous_view(operands[Index])}...);
  for (int i = 0; i < out.count; ++i) made[i] = out[i].id_in(terms);
}
template <class Op>
void c_kernel(c_terms& terms, shape const& result, list_view<word> attributes,
              shape const* operands, int* made) {
  c_kernel<Op>(terms, result, attributes, operands, made,
               std::make_integer_sequence<int, Op::arity>{});
}
template <class Op>
word c_identity(scalar_type type) {
  switch (type) {
    case scalar_type::boolean:
      return static_cast<word>(Op::template identity<bool>());
    case scalar_type::int32:
      return static_cast<word>(Op::template identity<std::int32_t>());
    case scalar_type::int64:
      return static_cast<word>(Op::template identity<std::int64_t>());
    case scalar_type::float32:
      return std::bit_cast<word>(static_cast<double>(Op::template identity<float>()));
    default:
      return std::bit_cast<word>(static_cast<double>(Op::template identity<double>()));
  }
}

/// Whether the functions of `Op` can be called with `c_number`.
template <class Op>
inline constexpr bool has_c_text = [] {
  if constexpr (Op::kind == operation_kind::opaque) return Op::is_straight;
  else return Op::kind == operation_kind::element_wise || Op::kind == operation_kind::reduction;
}();

template <class Op>
constexpr c_operation make_c_operation() {
  c_operation made;
  if constexpr (Op::kind == operation_kind::element_wise) {
    made.compute_type = compute_type<Op>;
    made.takes_mask = Op::takes_mask;
    made.gives_mask = Op::types == type_rule::mask;
    made.forward[static_cast<int>(scalar_type::float32)] = c_forward<Op, float>;
    made.forward[static_cast<int>(scalar_type::float64)] = c_forward<Op, double>;
    if constexpr (Op::types != type_rule::real)
      for (int i = 0; i < static_cast<int>(scalar_type::float32); ++i)
        made.forward[i] = c_forward<Op, std::int64_t>;
  } else if constexpr (Op::kind == operation_kind::reduction) {
    made.combine = c_combine<Op>;
    made.identity = c_identity<Op>;
  } else if constexpr (has_c_text<Op>) {
    made.kernel = c_kernel<Op>;
  }
  return made;
}
template <class Op>
inline constexpr c_operation c_operation_of = make_c_operation<Op>();

}  // namespace typegrad
