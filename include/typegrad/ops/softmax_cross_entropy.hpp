// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/open_call.hpp>
#include <typegrad/ops/checked_labels.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/expand_dims.hpp>
#include <typegrad/ops/log.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/one_hot.hpp>
#include <typegrad/ops/softmax.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// What `softmax_cross_entropy` asks of its operands, scores a and labels b: null, or what does not
/// hold.
constexpr char const* relation_of_labels(shape const& scores, shape const& labels,
                                         scalar_type type_of_labels) {
  if (is_real(type_of_labels)) return "the labels b must be integers, the numbers of the classes";
  bool alike = scores.rank >= 1 && labels.rank == scores.rank - 1;
  for (int axis = 0; alike && axis < labels.rank; ++axis)
    alike = shape_rule::may_be_equal(labels.extents[axis], scores.extents[axis]);
  return alike ? nullptr : "b must have one label for each line of scores in a";
}
/// The mistake in `softmax_cross_entropy` of operands of these types.
template <class Value, class Layer>
struct scores_and_labels {
  static constexpr auto name = "softmax_cross_entropy";
  static constexpr scalar_type label = scalar_type_of<typename typed_operand<Layer>::scalar>;
  static constexpr char const* relation =
      relation_of_labels(typed_operand<Value>::extents, typed_operand<Layer>::extents, label);
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return relation_of_labels(a, b, label);
  }
  static constexpr sentence words() { return words_of_call(name, {}, 2); }
};

/// The numbers of as many classes as the scores have columns, in the integers of the labels.
template <class Value, class Label>
struct classes_of_scores {
  using scalar = Label;
  static constexpr auto name = "softmax_cross_entropy";
  static constexpr index_t columns =
      typed_operand<Value>::extents.extents[typed_operand<Value>::extents.rank - 1];
  static constexpr shape_result result{make_shape(columns)};
  static constexpr char const* relation_of(shape const&) { return nullptr; }
  static constexpr auto record(auto const& scores) {
    shape const extents = scores.extents();
    return consecutive_numbers<Label>(
        scores, 0,
        shape_rule::with_table_of(extents, make_shape(extents.extents[extents.rank - 1])));
  }
};
template <class Label, class Value, class Layer>
constexpr auto class_numbers_of(Value const& scores, Layer const& labels) {
  using classes = classes_of_scores<Value, Label>;
  if constexpr (is_open(classes::columns)) return apply_looked_up<ops::equal, classes>(scores);
  else return constant_beside<class_numbers_constant<Label, classes::columns>>(labels);
}

/// y = the mean over the batch of -log(softmax(scores)[label]), the loss of a classifier.
///
/// shape     scores: (n, classes) or (classes,), labels: integers of shape (n,) or one integer  ->
///           one number
/// backward  dscores = dy (softmax(scores) - one_hot(labels)) / n; nothing for the labels
/// domain    all finite scores, however large
/// edge      a score of infinity gives NaN
/// errors    labels that are not integers, or not one for each line of scores; at run time
///           value_error for a label outside [0, classes)
/// source    Bishop 2006, "Pattern Recognition and Machine Learning", equations 4.108 and 4.109
template <Operand Value, Operand Layer>
constexpr auto softmax_cross_entropy(Value const& scores, Layer const& labels) {
  using rule = scores_and_labels<Value, Layer>;
  if constexpr (is_refused<Value> || is_refused<Layer>) {
    return refused{};
  } else if constexpr (Recordable<Value> || Recordable<Layer>) {
    shape const extents = extents_of(scores);
    require_pair(relation_of_labels(extents, extents_of(labels), type_of(labels)),
                 "softmax_cross_entropy", scores, labels);
    auto const z = without_largest<-1>(scores);
    auto const classes = class_numbers_beside(first_recordable(scores, labels), labels,
                                              extents.extents[extents.rank - 1]);
    auto const checked = checked_labels<call_with_labels::softmax_cross_entropy>(labels, classes);
    auto const right = equal(expand_dims<-1>(checked), classes);
    return mean(log(sum<-1>(exp(z))) - sum<-1>(where(right, z, constant_beside<0>(z))));
  } else if constexpr (rule::relation != nullptr) {
    return refuse<ops::equal, rule, Value, Layer>();
  } else {
    if constexpr (OpenOperand<Value> || OpenOperand<Layer>) ask<rule>(scores, labels);
    auto const z = without_largest<-1>(scores);
    auto const classes = class_numbers_of<typename typed_operand<Layer>::scalar>(scores, labels);
    auto const checked = checked_labels<call_with_labels::softmax_cross_entropy>(labels, classes);
    auto const right = equal(expand_dims<-1>(checked), classes);
    return mean(log(sum<-1>(exp(z))) - sum<-1>(where(right, z, constant_beside<0>(z))));
  }
}

}  // namespace typegrad
