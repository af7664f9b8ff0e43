// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops.hpp>

/// The parameters that the tests of nn/ train: nested, with a tensor of one number, a number and an
/// integer.
template <class T>
struct nested {
  typegrad::tensor<T, 2, 2> weight{};
  typegrad::tensor<T, 1> offset{};
};
template <class T>
struct network {
  nested<T> first{};
  T scale{};
};
