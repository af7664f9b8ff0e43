// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/checked_labels.hpp>
#include <typegrad/ops/consecutive_numbers.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/expand_dims.hpp>

namespace typegrad {

/// 0, 1, ..., Depth - 1.
template <class Number, index_t Depth>
constexpr tensor<Number, Depth> class_numbers() {
  tensor<Number, Depth> numbers;
  Number next{};
  for (Number& number : numbers) number = next++;
  return numbers;
}

template <class Number, index_t Depth>
struct class_numbers_constant {
  static constexpr tensor<Number, Depth> value = class_numbers<Number, Depth>();
};

/// The longest list of class numbers.
inline constexpr index_t largest_depth = 2147483647;

/// 0, 1, ..., depth - 1 in the integers that `labels` are, beside values whose shape is looked up.
template <Recordable Value, class Layer>
constexpr auto class_numbers_beside(Value const& x, Layer const& labels, index_t depth) {
  auto const make = [&]<class Number>(Number) {
    return consecutive_numbers<Number>(x, 0,
                                       shape_rule::with_table_of(x.extents(), make_shape(depth)));
  };
  if constexpr (KnowsScalar<Layer>)
    return (void)labels, make(typename typed_operand<Layer>::scalar{});
  else return type_of(labels) == scalar_type::int32 ? make(int{}) : make(std::int64_t{});
}

/// `one_hot` with an ordinary argument: `one_hot(labels, 10)`, in float `one_hot<float>(labels,
/// 10)`.
template <Scalar Number = double, Recordable Value>
constexpr auto one_hot(Value const& labels, index_t depth) {
  bool const integers = !is_real(type_of(labels)) && type_of(labels) != scalar_type::boolean;
  require_call(!integers                            ? "the labels must be integers"
               : depth < 0 || depth > largest_depth ? "the depth must lie between 0 and 2^31 - 1"
               : labels.rank() == max_rank          ? "the result must have at most 8 axes"
                                                    : nullptr,
               "one_hot", labels, depth);
  auto const classes = class_numbers_beside(labels, labels, depth);
  auto const checked = checked_labels<call_with_labels::one_hot>(labels, classes);
  return cast<Number>(equal(expand_dims(checked, -1), classes));
}

/// y = 1 at the place that an integer names, 0 elsewhere: `one_hot<10>(labels)`, in float
/// `one_hot<10, float>(labels)`.
///
/// shape     labels: S  ->  S with a new last axis of extent Depth
/// backward  none
/// domain    labels in [0, Depth)
/// edge      every label is whole: there is none
/// errors    labels that are not integers; at run time value_error for a label outside [0, Depth)
/// source    JAX, `jax.nn.one_hot`
template <index_t Depth, Scalar Number = double, Operand Value>
constexpr auto one_hot(Value const& labels) {
  if constexpr (Recordable<Value>) {
    return one_hot<Number>(labels, Depth);
  } else {
    using label = typename typed_operand<Value>::scalar;
    static_assert(std::is_integral_v<label> && !std::is_same_v<label, bool>,
                  "typegrad: one_hot<depth>(labels): the labels must be integers");
    auto const classes = constant_beside<class_numbers_constant<label, Depth>>(labels);
    auto const checked = checked_labels<call_with_labels::one_hot>(labels, classes);
    return cast<Number>(equal(expand_dims<-1>(checked), classes));
  }
}

}  // namespace typegrad
