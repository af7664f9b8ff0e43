// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fixed_string.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/flip.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/sliding_windows.hpp>

namespace typegrad {

/// Which places of a convolution are wanted: all, as many as the longer operand has, or those where
/// the shorter one lies within it.
template <fixed_string Mode>
struct convolution_places {
  static constexpr bool is_full = Mode == fixed_string("full");
  static constexpr bool is_same = Mode == fixed_string("same");
  static_assert(is_full || is_same || Mode == fixed_string("valid"),
                "typegrad: convolve and correlate know full, same and valid");
  /// The windows of the longer operand, `size` being the extent of the other.
  static constexpr axis_windows of(index_t size) {
    index_t const before = is_full ? size - 1 : is_same ? size / 2 : 0;
    return {size, before, is_same ? size - 1 - before : before, false, is_full};
  }
};

/// What `convolve` asks of its operands: null, or what does not hold.
constexpr char const* relation_of_convolve(shape const& a, shape const& v) {
  if (a.rank != 1 || v.rank != 1) return "both must be vectors";
  if (is_open(a.extents[0]) && is_open(v.extents[0]))
    return "the extent of one of them must be known: `fix` it";
  return a.extents[0] != 0 && v.extents[0] != 0 ? nullptr : "none may be empty";
}
/// The mistake in `convolve` of operands of these types.
template <class Signal, class Kernel>
struct convolve_operands {
  static constexpr auto name = "convolve";
  static constexpr char const* relation =
      relation_of_convolve(typed_operand<Signal>::extents, typed_operand<Kernel>::extents);
};

/// The windows of one operand, see `apply_recorded`.
template <fixed_string Mode, index_t Size>
struct typed_convolution {
  static constexpr auto name = "convolve";
  static constexpr axis_windows windows = convolution_places<Mode>::of(Size);
  static constexpr shape_result result_of(shape const& from) {
    shape_result const found = shape_of_axis_windows(from, windows);
    return found ? found
                 : shape_result{{}, "an extent that is open must be at least as long as the other"};
  }
  static constexpr auto record(auto const& x) { return record_axis_windows(x, windows); }
};

/// y_k = the sum of a_i v_(k - i): `convolve(a, v)`; with `convolve<"same">(a, v)` the middle of
/// it, as long as the longer operand, with `convolve<"valid">(a, v)` what no zeros beside a and v
/// are part of.
///
/// shape     a: (n,), v: (m,)  ->  (n + m - 1,), (max(n, m),) or (max(n, m) - min(n, m) + 1,)
/// backward  da_i = the sum of dy_k v_(k - i), and the same with a and v exchanged; reads both
/// types     those of `a * v`
/// domain    all a and v
/// edge      as `matmul`: NaN and infinity times the zeros beside a is NaN
/// cost      2 min(n, m) flops for an element of y, and a copy of min(n, m) elements for each
/// errors    other ranks; an operand without elements; two extents that are open: `fix` one
/// source    NumPy, `numpy.convolve`
template <fixed_string Mode = "full", Operand Signal, Operand Kernel>
constexpr auto convolve(Signal const& a, Kernel const& v) {
  if constexpr (is_refused<Signal> || is_refused<Kernel>) {
    return refused{};
  } else if constexpr (Recordable<Signal> || Recordable<Kernel>) {
    require_pair(relation_of_convolve(extents_of(a), extents_of(v)), "convolve", a, v);
    auto const& like = first_recordable(a, v);
    auto const first = recordable_beside(like, a);
    auto const second = recordable_beside(like, v);
    auto const product = [](auto const& longer, auto const& shorter) {
      return matmul(flip(shorter), record_axis_windows(
                                       longer, convolution_places<Mode>::of(shorter.extents()[0])));
    };
    return first.extents()[0] < second.extents()[0] ? product(second, first)
                                                    : product(first, second);
  } else {
    using rule = convolve_operands<Signal, Kernel>;
    if constexpr (rule::relation != nullptr) {
      return refuse<ops::matmul, rule, Signal, Kernel>();
    } else {
      constexpr index_t n = typed_operand<Signal>::extents[0],
                        m = typed_operand<Kernel>::extents[0];
      if constexpr (is_open(m) || (!is_open(n) && n < m))
        return matmul(flip(a), apply_recorded<ops::join, typed_convolution<Mode, n>>(v));
      else return matmul(flip(v), apply_recorded<ops::join, typed_convolution<Mode, m>>(a));
    }
  }
}

/// y_k = the sum of a_(k + i) v_i: `correlate(a, v)` where v lies within a, as
/// `correlate<"valid">(a, v)`; `"same"` and `"full"` as in `convolve`.
///
/// errors    those of `convolve`
/// source    NumPy, `numpy.correlate`
template <fixed_string Mode = "valid", Operand Signal, Operand Kernel>
constexpr auto correlate(Signal const& a, Kernel const& v) {
  constexpr bool has_middle = convolution_places<Mode>::is_same;  // of even extents left or right
  if constexpr (is_refused<Signal> || is_refused<Kernel>) {
    return refused{};
  } else if constexpr (Recordable<Signal> || Recordable<Kernel>) {
    require_pair(relation_of_convolve(extents_of(a), extents_of(v)), "correlate", a, v);
    return has_middle && extents_of(a)[0] < extents_of(v)[0] ? flip(convolve<Mode>(v, flip(a)))
                                                             : convolve<Mode>(a, flip(v));
  } else if constexpr (convolve_operands<Signal, Kernel>::relation != nullptr) {
    return convolve<Mode>(a, v);
  } else {
    constexpr index_t n = typed_operand<Signal>::extents[0], m = typed_operand<Kernel>::extents[0];
    if constexpr (has_middle && (is_open(m) || (!is_open(n) && n < m)))
      return flip(convolve<Mode>(v, flip(a)));
    else return convolve<Mode>(a, flip(v));
  }
}

}  // namespace typegrad
