// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/reshape.hpp>

namespace typegrad {

/// The axes of an operand of `kron`, each beside one of extent 1, after leading ones up to `rank`.
constexpr shape_result spread_for_kron(shape const& from, int rank, bool first) {
  if (rank > max_rank / 2) return {{}, "both must have at most four axes"};
  shape spread = shape_rule::with_table_of(from, {});
  for (int axis = from.rank - rank; axis < from.rank; ++axis) {
    index_t const extent = axis < 0 ? 1 : from.extents[axis];
    spread.append(first ? extent : 1);
    spread.append(first ? 1 : extent);
  }
  return {spread, nullptr};
}
/// Two axes each as one.
constexpr shape_result merged_by_kron(shape const& from) {
  shape merged = shape_rule::with_table_of(from, {});
  for (int axis = 0; axis < from.rank; axis += 2)
    merged.append(
        shape_rule::product_of_extents(from.table, from.extents[axis], from.extents[axis + 1]));
  return {merged, nullptr};
}
/// Both as `reshape_by` takes them.
template <int Rank, bool First>
struct kron_spread {
  static constexpr auto name = "kron";
  static constexpr shape_result result_of(shape const& from) {
    return spread_for_kron(from, Rank, First);
  }
};
/// The axes of the product, two each as one.
struct kron_merged {
  static constexpr auto name = "kron";
  static constexpr shape_result result_of(shape const& from) { return merged_by_kron(from); }
};

/// The mistake in `kron` of operands of these types.
template <class Left, class Right>
struct kron_operands {
  static constexpr auto name = "kron";
  static constexpr int left = typed_operand<Left>::extents.rank;
  static constexpr int right = typed_operand<Right>::extents.rank;
  static constexpr int rank = left > right ? left : right;
  static constexpr char const* relation =
      spread_for_kron(typed_operand<Left>::extents, rank, true).relation;
};

/// y = the Kronecker product of a and b: each element of a is replaced by its product with b.
///
/// shape     a: (m, n), b: (p, q)  ->  (m p, n q); of the lower rank axes of extent 1 come first
/// backward  that of `*`: da = dy b summed over b, db = dy a summed over a
/// types     those of `a * b`
/// domain    all a and b
/// edge      as `*`
/// cost      one multiplication per element
/// errors    more than four axes
/// source    NumPy, `numpy.kron`
template <Operand Left, Operand Right>
constexpr auto kron(Left const& a, Right const& b) {
  if constexpr (is_refused<Left> || is_refused<Right>) {
    return refused{};
  } else if constexpr (Recordable<Left> || Recordable<Right>) {
    int const rank =
        extents_of(a).rank > extents_of(b).rank ? extents_of(a).rank : extents_of(b).rank;
    require_pair(spread_for_kron(extents_of(a), rank, true).relation, "kron", a, b);
    auto const& like = first_recordable(a, b);
    auto const product =
        reshape_to(recordable_beside(like, a), spread_for_kron(extents_of(a), rank, true).value) *
        reshape_to(recordable_beside(like, b), spread_for_kron(extents_of(b), rank, false).value);
    return reshape_to(product, merged_by_kron(product.extents()).value);
  } else {
    using rule = kron_operands<Left, Right>;
    if constexpr (rule::relation != nullptr) return refuse<ops::mul, rule, Left, Right>();
    else
      return reshape_by<kron_merged>(mul(reshape_by<kron_spread<rule::rank, true>>(a),
                                         reshape_by<kron_spread<rule::rank, false>>(b)));
  }
}

}  // namespace typegrad
