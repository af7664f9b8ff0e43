// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/tensor/value_error.hpp>

namespace typegrad {

/// The calls that check their labels, an attribute.
enum class call_with_labels : word { softmax_cross_entropy, one_hot };

/// y = the labels, after a check that each is the number of one of the classes. Of these only their
/// count is read.
///
/// shape     labels: S, classes: (n,)  ->  S
/// backward  none
/// types     integers
/// cost      two comparisons a label, and a copy
/// errors    at run time value_error for a label outside [0, n); TYPEGRAD_ASSERT without exceptions
struct checked_labels_operation : operation_defaults {
  static constexpr auto name = "checked_labels";
  static constexpr operation_kind kind = operation_kind::opaque;
  static constexpr int arity = 2;
  template <class Number>
  static constexpr bool has_kernel_for =
      std::is_integral_v<Number> && !std::is_same_v<Number, bool>;

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word>) {
    return {x[0]};
  }
  template <class Label>
  static constexpr void kernel(Label* out, typegrad::shape const& extents,
                               list_view<word> attributes, reading<Label> const& labels,
                               reading<Label> const& classes) {
    index_t const count = classes.extents.extents[0];
    for (index_t i = 0, size = extents.known_size(); i < size; ++i) {
      out[i] = labels[i];
      if (out[i] < 0 || out[i] >= count)
        labels_must_be_at_least_0_and_below_the_number_of_classes(attributes[0], count, out[i]);
    }
  }

 private:
  /// Not constexpr: in a constant expression the name is the message.
  static void labels_must_be_at_least_0_and_below_the_number_of_classes(word call, index_t count,
                                                                        index_t label) {
    refuse_values([=] {
      bool const one_hot = call == static_cast<word>(call_with_labels::one_hot);
      sentence words = sentence{}.add(one_hot ? "one_hot(a, " : "softmax_cross_entropy(a, b");
      if (one_hot) words.add_number(count);
      words.add("): labels must be at least 0 and below the ").add_number(count);
      return words.add(one_hot ? " classes; a label is " : " classes of a; a label is ")
          .add_number(label);
    });
  }
};

namespace ops {
using checked_labels = checked_labels_operation;
}

/// `labels` as one of the two calls takes them, beside the numbers of its classes.
template <call_with_labels Call, Operand Value, Operand Layer>
constexpr auto checked_labels(Value const& labels, Layer const& classes) {
  return apply<ops::checked_labels, static_cast<word>(Call)>(labels, classes);
}

}  // namespace typegrad
