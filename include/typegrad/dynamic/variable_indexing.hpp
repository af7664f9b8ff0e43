// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/slice.hpp>
#include <typegrad/tensor/tensor_members.hpp>

namespace typegrad {

template <class Element>
class variable;
template <class Element>
class variable_part;

/// The part of a variable that the items name, one for each leading axis, as NumPy's `x[i, 1:3]`:
/// `x(i, range(1, 3))`, `x[i]`. Where x has a name and is not const, `x(i) = v` writes to it.
template <class Element>
class variable_indexing {
  using whole = variable<Element>;

 public:
  template <SliceItem... Item>
    requires(sizeof...(Item) > 0)
  auto operator()(Item const&... items) const& {
    return tensor_methods<whole>::part(static_cast<whole const&>(*this), slice_list(items...));
  }
  template <SliceItem... Item>
    requires(sizeof...(Item) > 0)
  variable_part<Element> operator()(Item const&... items) & {
    return {static_cast<whole&>(*this), slice_list(items...)};
  }
  template <SliceItem Item>
  auto operator[](Item const& item) const {
    return (*this)(item);
  }
};

}  // namespace typegrad
