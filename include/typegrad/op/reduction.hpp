// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/shape/reduce.hpp>

namespace typegrad {

/// What tags are made of: nothing in braces, as in `sum(x, {})`, is one by accident.
enum class tag_maker { tag };

struct keepdims_t {
  constexpr explicit keepdims_t(tag_maker) {}
  constexpr operator bool() const { return true; }
};
/// Keep the reduced axes with extent 1: `sum<0>(x, tg::keepdims)`, `sum(x, 0, tg::keepdims)`.
inline constexpr keepdims_t keepdims{tag_maker::tag};
template <class Value>
concept KeepTag = std::is_same_v<Value, keepdims_t>;

/// Reduce along no axis, where a list of axes may turn out empty: `sum(x, tg::no_axes)` is x,
/// NumPy's `axis=()`.
struct no_axes_t {
  constexpr explicit no_axes_t(tag_maker) {}
};
inline constexpr no_axes_t no_axes{tag_maker::tag};

/// The axes that a call names; none means all.
template <int... Axis>
inline constexpr axis_list named_axes = sizeof...(Axis) == 0 ? all_axes : make_axes(Axis...);

/// How many elements of `from` become one; 1 where the axes are wrong, which the reduction itself
/// refuses.
constexpr index_t reduced_count(shape const& from, axis_list const& axes) {
  axes_result const reduced = shape_rule::reduced_axes(from, axes);
  index_t count = 1;
  for (int i = 0; i < reduced.value.count; ++i)
    count = shape_rule::product_of_extents(from.table, count, from.extents[reduced.value[i]]);
  return count;
}
/// The same for an operand.
template <int... Axis, class Value>
constexpr index_t count_along(Value const& x) {
  return reduced_count(extents_of(x), named_axes<Axis...>);
}

/// The base of an operation that combines elements along axes.
///
/// It owes `name`, `identity<T>()`, `combine(T, T)` (associative) and `pullback(which, gy, y)`.
/// Attributes: keepdims (0 or 1), then the axes, normalised and sorted.
struct reduction : operation_defaults {
  static constexpr operation_kind kind = operation_kind::reduction;
  static constexpr int cost = 1;
  static constexpr int arity = 1;
  static constexpr bool needs_elements = false;  ///< of nothing there is no result

  static constexpr axis_list axes_of(list_view<word> attributes) {
    axis_list axes;
    for (int i = 1; i < attributes.count; ++i) axes.append(static_cast<int>(attributes[i]));
    return axes;
  }
  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    return shape_rule::reduce(x[0], axes_of(attributes), attributes[0] != 0);
  }
  /// Along axes of extent 1, or none, there is nothing to combine.
  static constexpr symbol simplify(auto x, list_view<word>, node_signature made) {
    typegrad::shape const extents = shape_made(x, made);
    bool const alike = x.type() == made.type && x.extents().size() == extents.size();
    return alike && extents.size() != 0 ? symbol(reshape_to(x, extents)) : symbol{};
  }
};

constexpr encoded_attributes<max_rank + 1> encode_reduction(shape const& from,
                                                            axis_list const& axes, bool keep) {
  axes_result const normalised = shape_rule::reduced_axes(from, axes);
  encoded_attributes<max_rank + 1> encoded;
  encoded.relation = normalised.relation;
  encoded.append(keep ? 1 : 0);
  for (int i = 0; i < normalised.value.count; ++i) encoded.append(normalised.value[i]);
  return encoded;
}

/// A reduction along axes that are known when the call is made.
template <class Op, Recordable Symbol>
constexpr auto record_reduction(Symbol const& x, axis_list const& axes, bool keep) {
  return record_called<Op>(encode_reduction(x.extents(), axes, keep), Op::name, x, axes, keep);
}

/// Asks that the axes fit of a function that is made of reductions, so that a mistake names that
/// function.
template <Recordable Symbol>
constexpr void require_axes(char const* name, Symbol const& x, axis_list const& axes,
                            bool keep = false) {
  if constexpr (ThrowsMistakes<Symbol>)
    require_call(shape_rule::reduced_axes(x.extents(), axes).relation, name, x, axes, keep);
}

template <bool Keep, int... Axis>
struct typed_reduction {
  static constexpr encoded_attributes<max_rank + 1> encode(shape const& from) {
    return encode_reduction(from, named_axes<Axis...>, Keep);
  }
};

/// A reduction with its axes as template arguments; none means all.
template <class Op, bool Keep, int... Axis, class Value>
constexpr auto reduce_along(Value const& x) {
  return apply_encoded<Op, typed_reduction<Keep, Axis...>>(x);
}

/// The shape of the operand of the reduction `y` with one element along the reduced axes.
constexpr shape shape_kept(auto y) {
  shape kept = y.operand(0).extents();
  for (int i = 1; i < y.attributes().count; ++i)
    kept.extents[static_cast<int>(y.attributes()[i])] = 1;
  return kept;
}
/// `gy`, the adjoint of the reduction `y`, repeated to the shape of its operand.
constexpr auto spread_over_axes(auto gy, auto y) {
  shape const from = y.operand(0).extents();  // a copy: making nodes moves the graph's pools
  return broadcast_to(reshape_to(gy, shape_kept(y)), from);
}

}  // namespace typegrad
