// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/diagonal.hpp>

#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/shape/einsum_labels.hpp>

#include <utility>

namespace typegrad {

/// The call `einsum<Text>(x...)` as it is refused.
template <fixed_string Text, class... Values>
struct einsum_operands {
  static constexpr int count = sizeof...(Values);
  static constexpr auto read = read_einsum<count>(Text.text);
  static constexpr char const* find_relation() {
    shape const shapes[] = {typed_operand<Values>::extents...};
    return relation_of_einsum(read, shapes);
  }
  static constexpr char const* relation =
      (ShapeIsLookedUp<Values> || ...) ? read.mistake : find_relation();
  static constexpr sentence call_words() {
    sentence words = sentence{}.add("einsum<\"").add(Text.text).add("\">(a");
    for (int k = 1; k < count; ++k) words.add(", ").add(static_cast<char>('a' + k));
    return words.add(')');
  }
  static constexpr sentence text = call_words();
  static constexpr char const* call = text.text;
};

/// x under the shape `Rule::result_of(shape of x)`.
template <class Rule, class Value>
constexpr auto under_rule(Value const& x) {
  if constexpr (Recordable<Value>) return reshape_to(x, Rule::result_of(extents_of(x)).value);
  else return reshape_by<Rule>(x);
}

/// x under the shape `Rule::of(shapes...)` of x and of the values beside it.
template <class Rule, class Value, class... Other>
constexpr auto reshape_beside(Value const& x, Other const&... other) {
  if constexpr (Recordable<Value>) {
    return reshape_to(x, Rule::of(extents_of(x), extents_of(other)...));
  } else if constexpr ((Recordable<Other> || ...)) {
    return reshape_to(recordable_beside(first_recordable(other...), x),
                      Rule::of(extents_of(x), extents_of(other)...));
  } else {
    constexpr shape target =
        Rule::of(typed_operand<Value>::extents, typed_operand<Other>::extents...);
    return [&]<std::size_t... Axis>(std::index_sequence<Axis...>) {
      return reshape<target.extents[Axis]...>(x);
    }(std::make_index_sequence<static_cast<std::size_t>(target.rank)>{});
  }
}

/// The first `Leading` axes, then the next `First` as one and the next `Second` as one.
template <int Leading, int First, int Second>
struct matrix_axes {
  static constexpr shape_result result_of(shape const& from) {
    shape_result target;
    index_t first = 1;
    index_t second = 1;
    for (int i = 0; i < from.rank; ++i) {
      if (i < Leading) {
        target.value.append(from[i]);
      } else {
        index_t& merged = i < Leading + First ? first : second;
        merged = shape_rule::product_of_extents(from.table, merged, from[i]);
      }
    }
    target.value.append(first);
    target.value.append(second);
    return target;
  }
};
/// The leading axes, and of two behind them, of a product of matrices, those that are wanted.
template <bool Rows, bool Columns>
struct kept_axes {
  static constexpr shape_result result_of(shape const& from) {
    shape_result target;
    for (int i = 0; i < from.rank; ++i)
      if (i < from.rank - 2 || (i == from.rank - 2 ? Rows : Columns)) target.value.append(from[i]);
    return target;
  }
};
/// The axes of a product of matrices: what `a` leads, its rows, the columns of `b`.
template <int Leading, int Rows, int Columns, int Inner>
struct split_axes {
  static constexpr shape of(shape const&, shape const& a, shape const& b) {
    shape target;
    for (int i = 0; i < Leading + Rows; ++i) target.append(a[i]);
    for (int i = 0; i < Columns; ++i) target.append(b[Leading + Inner + i]);
    return target;
  }
};
/// `Count` axes of extent 1 put in after the first `Leading`.
template <int Leading, int Count>
struct axes_of_one {
  static constexpr shape of(shape const& from) {
    shape target;
    for (int i = 0; i < Leading; ++i) target.append(from[i]);
    for (int i = 0; i < Count; ++i) target.append(1);
    for (int i = Leading; i < from.rank; ++i) target.append(from[i]);
    return target;
  }
};

/// x with the axes `From` in the order `To`.
template <einsum_labels From, einsum_labels To, class Value>
constexpr auto arrange_axes(Value const& x) {
  constexpr axis_list places = places_of(To, From);
  if constexpr (From == To) return x;
  else if constexpr (Recordable<Value>) return transpose(x, places);
  else
    return [&]<std::size_t... Axis>(std::index_sequence<Axis...>) {
      return transpose<places[static_cast<int>(Axis)]...>(x);
    }(std::make_index_sequence<static_cast<std::size_t>(places.count)>{});
}

/// x without the axes that are not in `Needed`: summed over.
template <einsum_labels From, einsum_labels Needed, class Value>
constexpr auto sum_the_rest(Value const& x) {
  constexpr axis_list places = places_of(labels_among(From, Needed, false), From);
  if constexpr (places.count == 0) return x;
  else if constexpr (Recordable<Value>) return sum(x, places);
  else
    return [&]<std::size_t... Axis>(std::index_sequence<Axis...>) {
      return sum<places[static_cast<int>(Axis)]...>(x);
    }(std::make_index_sequence<static_cast<std::size_t>(places.count)>{});
}

/// The axes of x with one letter each, "iij" being "ji": the diagonal stands last.
constexpr einsum_labels without_twins(einsum_labels const& from, int& first, int& second) {
  einsum_labels rest;
  for (int i = 0; i < from.count; ++i) {
    if (int const before = from.find(from.letters[i]); before < i && first < 0) {
      first = before;
      second = i;
    }
  }
  for (int i = 0; i < from.count; ++i)
    if (i != first && i != second) rest.append(from.letters[i]);
  if (first >= 0) rest.append(from.letters[first]);
  return rest;
}
template <einsum_labels From>
struct twin_axes {
  int first = -1;
  int second = -1;
  einsum_labels rest = without_twins(From, first, second);
};

/// Calls `use.template operator()<Labels>(y)`: y is x without letters that stand twice, and without
/// those that nobody needs.
template <einsum_labels From, einsum_labels Needed, class Value, class Use>
constexpr auto with_single_letters(Value const& x, Use const& use) {
  constexpr twin_axes<From> twins{};
  if constexpr (twins.first < 0) {
    return use.template operator()<labels_among(From, Needed, true)>(sum_the_rest<From, Needed>(x));
  } else if constexpr (Recordable<Value>) {
    return with_single_letters<twins.rest, Needed>(diagonal(x, 0, twins.first, twins.second), use);
  } else {
    return with_single_letters<twins.rest, Needed>(diagonal<0, twins.first, twins.second>(x), use);
  }
}

/// The axes of the product of two values: those of a batch, rows, columns; `inner` are summed over.
template <einsum_labels First, einsum_labels Second, einsum_labels Needed>
struct einsum_pair {
  static constexpr einsum_labels both = labels_among(First, Second, true);
  static constexpr einsum_labels batch = labels_among(both, Needed, true);
  static constexpr einsum_labels inner = labels_among(both, Needed, false);
  static constexpr einsum_labels rows = labels_among(First, Second, false);
  static constexpr einsum_labels columns = labels_among(Second, First, false);
  static constexpr einsum_labels result = batch + rows + columns;

  template <class Left, class Right>
  static constexpr auto multiply(Left const& a, Right const& b) {
    auto const left = arrange_axes<First, batch + rows + inner>(a);
    auto const right = arrange_axes<Second, batch + inner + columns>(b);
    if constexpr (inner.count == 0 && (rows.count == 0 || columns.count == 0) && batch.count == 0) {
      return left * right;  // one of them is a number
    } else if constexpr (inner.count == 0) {
      auto const wide = [&] {
        if constexpr (columns.count == 0) return left;
        else return reshape_beside<axes_of_one<batch.count + rows.count, columns.count>>(left);
      }();
      if constexpr (rows.count == 0) return wide * right;
      else return wide * reshape_beside<axes_of_one<batch.count, rows.count>>(right);
    } else if constexpr (rows.count == 1 && columns.count == 1 && inner.count == 1) {
      return matmul(left, right);
    } else {
      auto const product =
          matmul(under_rule<matrix_axes<batch.count, rows.count, inner.count>>(left),
                 under_rule<matrix_axes<batch.count, inner.count, columns.count>>(right));
      if constexpr (rows.count == 1 && columns.count == 1) return product;
      else if constexpr (rows.count <= 1 && columns.count <= 1)
        return under_rule<kept_axes<rows.count == 1, columns.count == 1>>(product);
      else
        return reshape_beside<split_axes<batch.count, rows.count, columns.count, inner.count>>(
            product, left, right);
    }
  }
};

template <auto Call, int Next, einsum_labels Labels, class Value>
constexpr auto einsum_rest(Value const& x) {
  return arrange_axes<Labels, Call.result>(sum_the_rest<Labels, Call.result>(x));
}
template <auto Call, int Next, einsum_labels Labels, class Value, class Right, class... Rest>
constexpr auto einsum_rest(Value const& x, Right const& b, Rest const&... rest) {
  constexpr einsum_labels needed = Call.needed_from(Next + 1);
  constexpr einsum_labels of_pair = needed + Labels;
  return with_single_letters<Call.operands[Next], of_pair>(
      b, [&]<einsum_labels Own>(auto const& right) {
        using pair = einsum_pair<Labels, Own, needed>;
        return einsum_rest<Call, Next + 1, pair::result>(pair::multiply(x, right), rest...);
      });
}

/// y = Einstein's sums, `einsum<"ij,jk->ik">(a, b)`: axes with one letter go together, and the
/// letters that the result does not have are summed over.
///
/// shape     as the text says; without an arrow the letters that stand once, in the order of the
///           alphabet; a letter that stands twice in an operand is its diagonal
/// backward  that of the products and sums it is made of
/// domain    all operands
/// edge      as `matmul` and `*`
/// cost      operands are multiplied from left to right, as a product of matrices where an axis is
///           summed over, element by element elsewhere; what only one operand has is summed first
/// errors    a text that does not fit the operands; no `...`; an extent of 1 is not stretched;
///           open extents where two axes of one operand, none of them summed over, have to be
///           merged
/// source    NumPy, `numpy.einsum`
template <fixed_string Text, Operand First, Operand... Rest>
constexpr auto einsum(First const& a, Rest const&... rest) {
  using call = einsum_operands<Text, First, Rest...>;
  if constexpr (is_refused<First> || (is_refused<Rest> || ...)) {
    return refused{};
  } else if constexpr (call::relation != nullptr) {
    return refuse<ops::matmul, call, First, Rest...>();
  } else {
    if constexpr (ShapeIsLookedUp<First> || (ShapeIsLookedUp<Rest> || ...)) {
      shape const shapes[] = {extents_of(a), extents_of(rest)...};
      require_spelled<ops::matmul, call>(relation_of_einsum(call::read, shapes), a, rest...);
    }
    return with_single_letters<call::read.operands[0], call::read.needed_from(1)>(
        a, [&]<einsum_labels Own>(auto const& x) {
          return einsum_rest<call::read, 1, Own>(x, rest...);
        });
  }
}

}  // namespace typegrad
