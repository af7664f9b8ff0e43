// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/all.hpp>
#include <typegrad/ops/any.hpp>
#include <typegrad/ops/argmax.hpp>
#include <typegrad/ops/argmin.hpp>
#include <typegrad/ops/argsort.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/clamp.hpp>
#include <typegrad/ops/cumprod.hpp>
#include <typegrad/ops/cumsum.hpp>
#include <typegrad/ops/diagonal.hpp>
#include <typegrad/ops/dot.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/max.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/min.hpp>
#include <typegrad/ops/norm.hpp>
#include <typegrad/ops/prod.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/rint.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/squeeze.hpp>
#include <typegrad/ops/standard_deviation.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/trace.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/ops/variance.hpp>
#include <typegrad/ops/with_part.hpp>
#include <typegrad/tensor/tensor_members.hpp>

namespace typegrad {

/// The members of tensors that are operations: each is the free function of its name.
template <class Tensor>
struct tensor_methods {
  /// `x.max(0)` names an axis, while `max(x, 0)` compares with a number.
  template <class Option>
  static constexpr auto axes_of(Option option) {
    if constexpr (!std::is_integral_v<Option>) return option;
    else if constexpr (Recordable<Tensor>) return axis_list(option);
    else return refuse_axis_argument<Tensor>();
  }
  template <index_t... Extents>
  static constexpr auto reshape(Tensor const& x) {
    return typegrad::reshape<Extents...>(x);
  }
  static constexpr auto reshape_to(Tensor const& x, shape const& target) {
    return typegrad::reshape(x, target);
  }
  static constexpr auto part(Tensor const& x, slice_list const& items) {
    return typegrad::slice(x, items);
  }
  static constexpr auto with_part(Tensor const& x, slice_list const& items, Tensor const& value) {
    return typegrad::with_part(x, items, value);
  }
  static constexpr auto flatten(Tensor const& x) { return typegrad::flatten(x); }
  template <int... Axis>
  static constexpr auto transpose(Tensor const& x) {
    return typegrad::transpose<Axis...>(x);
  }
  static constexpr auto transpose_by(Tensor const& x, axis_list const& axes) {
    return typegrad::transpose(x, axes);
  }
  template <int... Axis, class... Keep>
  static constexpr auto sum(Tensor const& x, Keep... keep) {
    return typegrad::sum<Axis...>(x, keep...);
  }
  static constexpr auto sum_along(Tensor const& x, axis_list const& axes, bool keep) {
    return typegrad::sum(x, axes, keep);
  }
  template <int... Axis, class... Keep>
  static constexpr auto mean(Tensor const& x, Keep... keep) {
    return typegrad::mean<Axis...>(x, keep...);
  }
  template <int... Axis, class... Option>
  static constexpr auto max(Tensor const& x, Option... option) {
    return (typegrad::max<Axis...>)(x, axes_of(option)...);
  }
  template <int... Axis, class... Option>
  static constexpr auto min(Tensor const& x, Option... option) {
    return (typegrad::min<Axis...>)(x, axes_of(option)...);
  }
  template <int... Axis, class... Keep>
  static constexpr auto prod(Tensor const& x, Keep... keep) {
    return typegrad::prod<Axis...>(x, keep...);
  }
  template <class Other>
  static constexpr auto dot(Tensor const& x, Other const& other) {
    return typegrad::dot(x, other);
  }
  template <int... Axis, class... Option>
  static constexpr auto std(Tensor const& x, Option... option) {
    return typegrad::standard_deviation<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto var(Tensor const& x, Option... option) {
    return typegrad::variance<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto norm(Tensor const& x, Option... option) {
    return typegrad::norm<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto argmax(Tensor const& x, Option... option) {
    return typegrad::argmax<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto argmin(Tensor const& x, Option... option) {
    return typegrad::argmin<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto argsort(Tensor const& x, Option... option) {
    return typegrad::argsort<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto cumsum(Tensor const& x, Option... option) {
    return typegrad::cumsum<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto cumprod(Tensor const& x, Option... option) {
    return typegrad::cumprod<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto any(Tensor const& x, Option... option) {
    return typegrad::any<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto all(Tensor const& x, Option... option) {
    return typegrad::all<Axis...>(x, option...);
  }
  template <int... Axis, class... Option>
  static constexpr auto squeeze(Tensor const& x, Option... option) {
    return typegrad::squeeze<Axis...>(x, option...);
  }
  static constexpr auto round(Tensor const& x) { return typegrad::rint(x); }
  static constexpr auto trace(Tensor const& x) { return typegrad::trace(x); }
  static constexpr auto diagonal(Tensor const& x) { return typegrad::diagonal(x); }
  template <class Low, class High>
  static constexpr auto clip(Tensor const& x, Low const& low, High const& high) {
    return clamp(x, low, high);
  }
  template <class Number>
  static constexpr auto astype(Tensor const& x) {
    return cast<Number>(x);
  }
  template <class... Index>
  static constexpr auto item(Tensor const& x, Index... index) {
    if constexpr (sizeof...(Index) == 0) {
      constexpr index_t size = typed_operand<Tensor>::extents.size();
      static_assert(size == 1, "typegrad: x.item(): x must have exactly one element");
      return typegrad::flatten(x)(0);
    } else {
      return x(index...);
    }
  }
};

}  // namespace typegrad
