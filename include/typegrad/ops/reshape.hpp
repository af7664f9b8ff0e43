// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/lone_part.hpp>
#include <typegrad/shape/reshape.hpp>

namespace typegrad {

/// y = the elements of x in row-major order under another shape.
///
/// shape     x: S  ->  the attributes, of the same size
/// backward  dx = dy under the shape of x          reads nothing
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none where strides describe it, else a copy
/// identity  the shape of x gives x itself; reshaped twice is reshaped once
/// errors    a number of elements that changes; two extents of -1, or one that does not come out
///           even
/// source    NumPy, `numpy.reshape`
struct reshape_operation : operation_defaults {
  static constexpr auto name = "reshape";
  static constexpr operation_kind kind = operation_kind::view;
  static constexpr int arity = 1;
  static constexpr bool linear = true;
  static constexpr bool keeps_values = true;  ///< x itself, where it has the shape already

  static constexpr shape_result shape(list_view<typegrad::shape>, list_view<word> attributes) {
    typegrad::shape extents;
    for (word const extent : attributes) extents.append(static_cast<index_t>(extent));
    return {extents};
  }
  static constexpr strided_view place(strided_view const& x, typegrad::shape const& from,
                                      typegrad::shape const& to, list_view<word>) {
    strided_view view{x.exists, x.offset, {}};
    if (to.size() == 0) return view;          // nothing is read
    if (from.size() != to.size()) return {};  // of numbers that only stand for extents
    int own = from.rank - 1;
    index_t left = 1;  // elements of the operand's current run of axes that are not placed yet
    index_t stride = 0;
    for (int axis = to.rank - 1; axis >= 0; --axis) {
      index_t const extent = to.extents[axis];
      if (extent == 1) continue;
      if (left == 1) {
        while (own >= 0 && from.extents[own] == 1) --own;
        if (own < 0) return {};
        stride = x.strides[own];
        left = from.extents[own--];
        while (own >= 0 && (from.extents[own] == 1 || x.strides[own] == stride * left))
          left *= from.extents[own--];
      }
      if (left % extent != 0) return {};
      view.strides[axis] = stride;
      stride *= extent;
      left /= extent;
    }
    return view;
  }
  static constexpr auto identities(auto a) {
    constexpr auto reshaped = [](auto x) { return node_of<reshape_operation>(x); };
    return rewrites{
        reshaped(a) == a,
        reshaped(reshaped(a)) == reshaped(a),
        of_join([](auto x, node_signature made) {
          return reshape_lone_number(x, shape_made(x, made));
        }),
    };
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    return reshape_to(gy, y.operand(0).extents());
  }
};

namespace ops {
using reshape = reshape_operation;
}

/// `x` under the shape `target`, of the same size.
template <Recordable Symbol>
constexpr Symbol reshape_to(Symbol x, shape const& target) {
  word attributes[max_rank]{};
  for (int axis = 0; axis < target.rank; ++axis) attributes[axis] = target.extents[axis];
  return record<ops::reshape>({attributes, target.rank}, x);
}

/// The words of `reshape` to a shape that a rule gives.
constexpr encoded_attributes<max_rank> encode_shape(shape_result const& wanted) {
  encoded_attributes<max_rank> encoded;
  encoded.relation = wanted.relation;
  for (int axis = 0; axis < wanted.value.rank; ++axis) encoded.append(wanted.value.extents[axis]);
  return encoded;
}

/// `x` under the shape `Rule::result_of(shape of x)`.
template <class Rule>
struct encoded_shape : Rule {
  static constexpr encoded_attributes<max_rank> encode(shape const& from) {
    return encode_shape(Rule::result_of(from));
  }
};
template <class Rule, Operand Value>
constexpr auto reshape_by(Value const& x) {
  return apply_encoded<ops::reshape, encoded_shape<Rule>>(x);
}

template <index_t... Extents>
struct typed_reshape {
  static constexpr shape_result result_of(shape const& from) {
    return shape_rule::reshape(from, make_shape(Extents...));
  }
};

/// `x` under the extents `Extents...`, one of which may be -1 and is inferred: `reshape<3, -1>(x)`.
template <index_t... Extents, Operand Value>
constexpr auto reshape(Value const& x) {
  return reshape_by<typed_reshape<Extents...>>(x);
}
template <index_t... Extents, class Value, std::size_t Count>
  requires(!Operand<std::array<Value, Count>>)
constexpr refused reshape(std::array<Value, Count> const&) {
  static_assert(
      sizeof(Value) == 0,
      "typegrad: reshape of a std::array: the Jacobian by a matrix m of Eigen is an array "
      "of matrices; tg::jacobian(f)(tg::tensor(m)) is a tensor");
  return {};
}
/// With an ordinary argument: `reshape(x, {3, -1})`.
template <Recordable Symbol>
constexpr Symbol reshape(Symbol const& x, shape const& target) {
  shape_result const wanted = shape_rule::reshape(x.extents(), target);
  require_call(wanted.relation, "reshape", x, target);
  return reshape_to(x, wanted.value);
}

}  // namespace typegrad
