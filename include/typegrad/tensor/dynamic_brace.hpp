// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/brace_values.hpp>
#include <typegrad/tensor/shape_error.hpp>

#include <initializer_list>

namespace typegrad {

/// A number, or braces around such: how `dynamic_tensor<double>{{1, 2, 3}, {4, 5, 6}}` is read.
/// Each pair of braces is an axis, so `{{{1., 2.}, {3., 4.}}}` has the shape (1, 2, 2), as NumPy's
/// brackets have.
template <class Number>
class dynamic_brace {
  std::initializer_list<dynamic_brace> inner_{};
  Number value_{};
  bool is_number_ = false;

 public:
  template <class Value>
    requires std::is_arithmetic_v<Value>
  constexpr dynamic_brace(Value value) noexcept(takes_every<Number, Value>)
      : value_(weak_value<Number>(value)), is_number_(true) {
    static_assert(keeps_fraction<Value, Number>, "a tensor of integers takes integers");
  }
  constexpr dynamic_brace(std::initializer_list<dynamic_brace> inner) noexcept : inner_(inner) {}

  constexpr bool is_number() const noexcept { return is_number_; }
  constexpr Number number() const noexcept { return value_; }
  constexpr std::initializer_list<dynamic_brace> inner() const noexcept { return inner_; }
};

template <class Number>
void append_extents(std::initializer_list<dynamic_brace<Number>> level, shape& extents) {
  if (extents.rank == max_rank) refuse_rank();
  extents.append(static_cast<index_t>(level.size()));
  if (level.size() > 0 && !level.begin()->is_number())
    append_extents(level.begin()->inner(), extents);
}

/// The shape that the first elements of nested braces have; `copy_braces` sees whether the others
/// agree.
/// errors: shape_error for more than 8 levels
template <class Number>
shape shape_of_braces(std::initializer_list<dynamic_brace<Number>> level) {
  shape extents;
  append_extents(level, extents);
  return extents;
}

/// Copies the numbers in row-major order to `place` and returns the place after the last.
/// errors: shape_error where braces of one level differ in length or depth
template <class Number>
Number* copy_braces(std::initializer_list<dynamic_brace<Number>> level, shape const& extents,
                    Number* place, int axis = 0) {
  if (static_cast<index_t>(level.size()) != extents.extents[axis])
    throw shape_error(
        "braces of one level must have equal lengths: " + std::to_string(extents.extents[axis]) +
        " and " + std::to_string(level.size()) + " at axis " + std::to_string(axis));
  bool const last = axis + 1 == extents.rank;
  for (dynamic_brace<Number> const& element : level) {
    if (element.is_number() != last)
      throw shape_error("numbers and braces must not stand side by side: at axis " +
                        std::to_string(axis));
    if (last) *place++ = element.number();
    else place = copy_braces(element.inner(), extents, place, axis + 1);
  }
  return place;
}

}  // namespace typegrad
