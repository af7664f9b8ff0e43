// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// What stands behind the members below. A tensor knows no operation, so this is only declared here
/// and defined with the operations, in `ops/methods.hpp`.
template <class Tensor>
struct tensor_methods;

/// Elements at fixed extents, in place.
template <class Element, index_t Count>
struct element_array {
  Element values_[Count > 0 ? Count : 1];
};
struct no_elements {};

/// The operations that tensors have as members too, those of NumPy's arrays: `x.T()`, `x.sum<0>()`.
/// Where the type of x depends on a template parameter, C++ asks for `x.template sum<0>()`; the
/// free function `sum<0>(x)` needs no such word.
///
/// A tensor of fixed extents has its elements in this base class: GCC for ARM notes at each small
/// tensor that is passed by value that empty base classes changed in GCC 10.
template <class Tensor, class Elements = no_elements>
class tensor_members : protected Elements {
 public:
  template <index_t... Extents>
  constexpr auto reshape() const {
    return methods::template reshape<Extents...>(self());
  }
  constexpr auto flatten() const { return methods::flatten(self()); }
  constexpr auto ravel() const { return methods::flatten(self()); }
  template <int... Axis>
  constexpr auto transpose() const {
    return methods::template transpose<Axis...>(self());
  }
  constexpr auto T() const { return methods::template transpose<>(self()); }
  template <int... Axis, class... Keep>
  constexpr auto sum(Keep... keep) const {
    return methods::template sum<Axis...>(self(), keep...);
  }
  template <int... Axis, class... Keep>
  constexpr auto mean(Keep... keep) const {
    return methods::template mean<Axis...>(self(), keep...);
  }
  template <int... Axis, class... Keep>
  constexpr auto max(Keep... keep) const {
    return methods::template max<Axis...>(self(), keep...);
  }
  template <int... Axis, class... Keep>
  constexpr auto min(Keep... keep) const {
    return methods::template min<Axis...>(self(), keep...);
  }
  template <int... Axis, class... Keep>
  constexpr auto prod(Keep... keep) const {
    return methods::template prod<Axis...>(self(), keep...);
  }
  template <class Other>
  constexpr auto dot(Other const& other) const {
    return methods::dot(self(), other);
  }
  template <int... Axis, class... Option>
  constexpr auto std(Option... option) const {
    return methods::template std<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto var(Option... option) const {
    return methods::template var<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto norm(Option... option) const {
    return methods::template norm<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto argmax(Option... option) const {
    return methods::template argmax<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto argmin(Option... option) const {
    return methods::template argmin<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto argsort(Option... option) const {
    return methods::template argsort<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto cumsum(Option... option) const {
    return methods::template cumsum<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto cumprod(Option... option) const {
    return methods::template cumprod<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto any(Option... option) const {
    return methods::template any<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto all(Option... option) const {
    return methods::template all<Axis...>(self(), option...);
  }
  template <int... Axis, class... Option>
  constexpr auto squeeze(Option... option) const {
    return methods::template squeeze<Axis...>(self(), option...);
  }
  constexpr auto round() const { return methods::round(self()); }
  constexpr auto trace() const { return methods::trace(self()); }
  constexpr auto diagonal() const { return methods::diagonal(self()); }
  template <class Low, class High>
  constexpr auto clip(Low const& low, High const& high) const {
    return methods::clip(self(), low, high);
  }
  template <class Number>
  constexpr auto astype() const {
    return methods::template astype<Number>(self());
  }
  /// The element of a tensor that has one, or that at an index for each axis, `x.item(0, 1)`.
  template <class... Index>
  constexpr auto item(Index... index) const {
    return methods::item(self(), index...);
  }
  /// The number of axes.
  static constexpr int ndim() noexcept { return Tensor::extents.rank; }

 private:
  friend Tensor;
  using methods = tensor_methods<Tensor>;
  constexpr Tensor const& self() const { return static_cast<Tensor const&>(*this); }
};

}  // namespace typegrad
