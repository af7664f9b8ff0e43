// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/dot.hpp>
#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/max.hpp>
#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/min.hpp>
#include <typegrad/ops/prod.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/tensor/tensor_members.hpp>

namespace typegrad {

/// The members of tensors that are operations: each is the free function of its name.
template <class Tensor>
struct tensor_methods {
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
  template <int... Axis, class... Keep>
  static constexpr auto max(Tensor const& x, Keep... keep) {
    return (typegrad::max<Axis...>)(x, keep...);
  }
  template <int... Axis, class... Keep>
  static constexpr auto min(Tensor const& x, Keep... keep) {
    return (typegrad::min<Axis...>)(x, keep...);
  }
  template <int... Axis, class... Keep>
  static constexpr auto prod(Tensor const& x, Keep... keep) {
    return typegrad::prod<Axis...>(x, keep...);
  }
  template <class Other>
  static constexpr auto dot(Tensor const& x, Other const& other) {
    return typegrad::dot(x, other);
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
