// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/expand_dims.hpp>
#include <typegrad/ops/log.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/one_hot.hpp>
#include <typegrad/ops/softmax.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// Whether these are scores of classes and one class number for each line of them.
template <class X, class L>
constexpr bool scores_and_labels() {
  constexpr shape scores = typed_operand<X>::extents;
  constexpr shape labels = typed_operand<L>::extents;
  if (scores.rank < 1 || labels.rank != scores.rank - 1) return false;
  for (int axis = 0; axis < labels.rank; ++axis)
    if (labels.extents[axis] != scores.extents[axis]) return false;
  return true;
}

/// The mean over the batch of -log(softmax(scores)[label]), the loss of a classifier.
///
/// shape     scores: (n, classes) or (classes), labels: integers of shape (n) or one integer  ->  one number
/// backward  dscores = dy (softmax(scores) - one_hot(labels)) / n; nothing for the labels
/// domain    all finite scores, however large; a label outside 0 to classes - 1 matches no class
/// errors    labels that are not integers, or not one for each line of scores
/// source    Bishop 2006, "Pattern Recognition and Machine Learning", equations 4.108 and 4.109
template <Operand X, Operand L>
constexpr auto softmax_cross_entropy(X const& scores, L const& labels) {
  static_assert(scores_and_labels<X, L>(),
                "typegrad: softmax_cross_entropy(scores, labels) needs scores of shape (n, "
                "classes) and n labels, or "
                "scores of shape (classes) and one label");
  static_assert(std::is_integral_v<typename typed_operand<L>::scalar>,
                "typegrad: softmax_cross_entropy(scores, labels): the labels are integers, the "
                "numbers of the classes");
  constexpr shape extents = typed_operand<X>::extents;
  constexpr index_t classes = extents.extents[extents.rank - 1];
  auto const z = without_largest<-1>(scores);
  auto const right =
      equal(expand_dims<-1>(labels), constant_beside<class_numbers_constant<typename typed_operand<L>::scalar, classes>>(labels));
  return mean(log(sum<-1>(exp(z))) - sum<-1>(where(right, z, constant_beside<0>(z))));
}

}  // namespace typegrad
