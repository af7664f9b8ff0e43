// SPDX-License-Identifier: BSL-1.0
#pragma once

// Lanes first: loops ask for their width. Then the operations that variables are made of.
#include <typegrad/kernel/vector_lanes.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/api/variable/variable_transforms.hpp>
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/affine_layer.hpp>
#include <typegrad/nn/matmul_layer.hpp>
#include <typegrad/nn/momentum_sgd.hpp>
#include <typegrad/nn/sgd.hpp>
#include <typegrad/nn/sigmoid_layer.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace typegrad {

// Layers and optimizers for parameters whose shape is known at run time: `dynamic_tensor`, and
// variables with gradients.

template <class T>
struct layer_values<dynamic_tensor<T>> {
  using weight = dynamic_tensor<T>;
  using offset = dynamic_tensor<T>;
  using kept_input = dynamic_tensor<T> const*;

  /// errors    a batch that has not exactly two axes
  static kept_input keep(dynamic_tensor<T> const& x) {
    if (x.rank() != 2)
      throw shape_error("layer.forward(a): a must have two axes; a is " + shape_text(x.shape()));
    return &x;
  }
  static dynamic_tensor<T> const& batch(kept_input input, dynamic_tensor<T> const& dy) {
    if (input == nullptr) throw std::logic_error("layer.backward(dy): forward comes first");
    if (dy.rank() != 2 || dy.shape()[0] != input->shape()[0])
      throw shape_error("layer.backward(a): a must have a line for each line of the batch; a is " +
                        shape_text(dy.shape()) + ", the batch is " + shape_text(input->shape()));
    return *input;
  }
  static dynamic_tensor<T> zeros_like(dynamic_tensor<T> const& x) {
    static_assert(
        std::is_floating_point_v<T>,
        "typegrad: a layer of integers cannot be learned; make its parameters float or double");
    return dynamic_tensor<T>(x.shape());
  }
};

template <class T>
matmul_layer(dynamic_tensor<T>) -> matmul_layer<dynamic_tensor<T>>;
template <class T>
affine_layer(dynamic_tensor<T>, dynamic_tensor<T>) -> affine_layer<dynamic_tensor<T>>;

template <class T>
struct layer_output<dynamic_tensor<T>> {
  using type = dynamic_tensor<T>;
};

/// Operation by operation: there is no type that a program could be made for.
template <class F, class T, class... Rest>
auto compute_layer(F f, dynamic_tensor<T> const& x, Rest const&... rest) {
  return f(x, rest...);
}

template <class T>
void overwrite_gradient(dynamic_tensor<T>& gradient, dynamic_tensor<T> const& value) {
  if (gradient.shape() == value.shape()) std::copy(value.begin(), value.end(), gradient.begin());
  else gradient = value;  // of parameters that were given after the layer was made
}

/// Parameters that are tensors of any shape, or structs, arrays and vectors of such.
template <class X>
concept TensorsOfAnyShape = is_run_time_value<X> && !holds_variables<X>;

/// The tensors of one element type in `x`, in order.
template <class T, class X>
std::vector<dynamic_tensor<T> const*> tensors_in(X const& x) {
  std::vector<dynamic_tensor<T> const*> found;
  for_each_leaf(x, [&](auto const& leaf) {
    if constexpr (std::is_same_v<decltype(leaf), dynamic_tensor<T> const&>) found.push_back(&leaf);
  });
  return found;
}

/// The numbers of parameters beside those of their gradients. Whatever else is in a struct is no
/// parameter and is left out.
///
/// errors    other shapes, or another number of tensors
template <TensorsOfAnyShape Parameters, class Use>
void for_each_pair_of_leaves(Parameters& parameters, Parameters const& gradient, Use&& use) {
  static_assert(std::is_floating_point_v<real_of<Parameters>>,
                "typegrad: update(parameters, gradient): integers cannot be learned; make the "
                "parameters float or double");
  using T = real_of<Parameters>;
  std::vector<dynamic_tensor<T> const*> const values = tensors_in<T>(parameters);
  std::vector<dynamic_tensor<T> const*> const gradients = tensors_in<T>(gradient);
  if (values.size() != gradients.size())
    throw std::invalid_argument("update(parameters, gradients): " + std::to_string(values.size()) +
                                " parameters and " + std::to_string(gradients.size()) +
                                " gradients");
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!(values[i]->shape() == gradients[i]->shape()))
      throw shape_error("update(a, b): a gradient must have the shape of its parameter; a is " +
                        shape_text(values[i]->shape()) + ", b is " +
                        shape_text(gradients[i]->shape()));
  std::size_t next = 0;
  for_each_leaf(parameters, [&](auto& leaf) {
    if constexpr (std::is_same_v<decltype(leaf), dynamic_tensor<T>&>)
      use(leaf.data(), gradients[next++]->data(), leaf.size());
  });
}

template <class T>
struct real_in<dynamic_tensor<T>> {
  using type = T;
};
template <class T>
struct real_in<variable<T>> {
  using type = T;
};
template <class X>
struct real_in<std::vector<X>> : real_in<X> {};
template <class X, std::size_t N>
  requires is_run_time_value<X>
struct real_in<std::array<X, N>> : real_in<X> {};
template <PlainStruct X>
  requires TemplateOverScalar<X> && is_run_time_value<X>
struct real_in<X> : real_in<typename scalar_parameter<X>::scalar> {};

/// What an optimizer remembers of variables are tensors.
template <class T>
struct remembered_parameters<std::vector<variable<T>>> {
  using type = std::vector<dynamic_tensor<T>>;
};

/// The memory of an optimizer begins with zeros in the shape of the parameters.
template <TensorsOfAnyShape Parameters>
void begin_memory(Parameters& memory, Parameters const& parameters) {
  using T = real_of<Parameters>;
  std::vector<dynamic_tensor<T> const*> const before = tensors_in<T>(memory);
  std::vector<dynamic_tensor<T> const*> const wanted = tensors_in<T>(parameters);
  auto const fits = [](dynamic_tensor<T> const* a, dynamic_tensor<T> const* b) {
    return a->shape() == b->shape();
  };
  if (std::equal(before.begin(), before.end(), wanted.begin(), wanted.end(), fits)) return;
  memory = map_leaves(parameters, []<class Leaf>(Leaf const& leaf) {
    if constexpr (requires { Leaf(leaf.shape()); }) return Leaf(leaf.shape());
    else return leaf;
  });
}

/// Calls `use(data, gradient, i)` for every variable that has a gradient and gives it the changed
/// data. Graphs that read the old data keep them.
template <class T, class Use>
void for_each_learned(std::vector<variable<T>>& parameters, Use&& use) {
  static_assert(std::is_floating_point_v<T>,
                "typegrad: update(parameters): integers cannot be learned; make the parameters "
                "float or double");
  if constexpr (std::is_floating_point_v<T>) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      variable<T> const gradient = parameters[i].grad();
      if (gradient.is_none()) continue;
      dynamic_tensor<T> data = parameters[i].data();
      use(data, gradient.data(), i);
      parameters[i].set_data(std::move(data));
    }
  }
}

}  // namespace typegrad
