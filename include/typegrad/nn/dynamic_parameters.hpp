// SPDX-License-Identifier: BSL-1.0
#pragma once

// The operations that variables are made of.

#include <typegrad/push_macros.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/api/variable/variable_transforms.hpp>
#include <typegrad/nn/accuracy.hpp>
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/affine_layer.hpp>
#include <typegrad/nn/clip_by_norm.hpp>
#include <typegrad/nn/dropout_mask.hpp>
#include <typegrad/nn/matmul_layer.hpp>
#include <typegrad/nn/momentum_sgd.hpp>
#include <typegrad/nn/parameters_of.hpp>
#include <typegrad/nn/sgd.hpp>
#include <typegrad/nn/sigmoid_layer.hpp>

#include <algorithm>
#include <concepts>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace typegrad {

// Layers and optimizers for parameters whose shape is known at run time: `dynamic_tensor`, and
// variables with gradients.

template <class Number>
struct layer_values<dynamic_tensor<Number>> {
  using weight = dynamic_tensor<Number>;
  using offset = dynamic_tensor<Number>;
  using kept_input = dynamic_tensor<Number> const*;

  /// errors    a batch that has not exactly two axes
  static kept_input keep(dynamic_tensor<Number> const& x) {
    if (x.rank() != 2)
      throw shape_error("layer.forward(a): a must have two axes; a is " + shape_text(x.shape()));
    return &x;
  }
  static dynamic_tensor<Number> const& batch(kept_input input, dynamic_tensor<Number> const& dy) {
    if (input == nullptr) throw std::logic_error("layer.backward(dy): forward comes first");
    if (dy.rank() != 2 || dy.shape()[0] != input->shape()[0])
      throw shape_error("layer.backward(a): a must have a line for each line of the batch; a is " +
                        shape_text(dy.shape()) + ", the batch is " + shape_text(input->shape()));
    return *input;
  }
  static dynamic_tensor<Number> zeros_like(dynamic_tensor<Number> const& x) {
    static_assert(
        std::is_floating_point_v<Number>,
        "typegrad: a layer of integers cannot be learned; make its parameters float or double");
    return dynamic_tensor<Number>(x.shape());
  }
};

template <class Number>
matmul_layer(dynamic_tensor<Number>) -> matmul_layer<dynamic_tensor<Number>>;
template <class Number>
affine_layer(dynamic_tensor<Number>, dynamic_tensor<Number>)
    -> affine_layer<dynamic_tensor<Number>>;

template <class Number>
struct layer_output<dynamic_tensor<Number>> {
  using type = dynamic_tensor<Number>;
};

/// Operation by operation: there is no type that a program could be made for.
template <class Function, class Number, class... Rest>
auto compute_layer(Function f, dynamic_tensor<Number> const& x, Rest const&... rest) {
  return f(x, rest...);
}

template <class Number>
void overwrite_gradient(dynamic_tensor<Number>& gradient, dynamic_tensor<Number> const& value) {
  if (gradient.shape() == value.shape()) std::copy(value.begin(), value.end(), gradient.begin());
  else gradient = value;  // of parameters that were given after the layer was made
}

/// Parameters that are tensors of any shape, or structs, arrays and vectors of such.
template <class Value>
concept TensorsOfAnyShape = is_run_time_value<Value> && !holds_variables<Value>;

/// The tensors of one element type in `x`, in order.
template <class Number, class Value>
std::vector<dynamic_tensor<Number> const*> tensors_in(Value const& x) {
  std::vector<dynamic_tensor<Number> const*> found;
  for_each_leaf(x, [&](auto const& leaf) {
    if constexpr (std::is_same_v<decltype(leaf), dynamic_tensor<Number> const&>)
      found.push_back(&leaf);
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
  using number_type = real_of<Parameters>;
  std::vector<dynamic_tensor<number_type> const*> const values =
      tensors_in<number_type>(parameters);
  std::vector<dynamic_tensor<number_type> const*> const gradients =
      tensors_in<number_type>(gradient);
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
    if constexpr (std::is_same_v<decltype(leaf), dynamic_tensor<number_type>&>)
      use(leaf.data(), gradients[next++]->data(), leaf.size());
  });
}

template <class Number>
struct real_in<dynamic_tensor<Number>> {
  using type = Number;
};
template <class Number>
struct real_in<variable<Number>> {
  using type = Number;
};
template <class Value>
struct real_in<std::vector<Value>> : real_in<Value> {};
template <class Value, std::size_t Count>
  requires is_run_time_value<Value>
struct real_in<std::array<Value, Count>> : real_in<Value> {};
template <PlainStruct Value>
  requires TemplateOverScalar<Value> && is_run_time_value<Value>
struct real_in<Value> : real_in<typename scalar_parameter<Value>::scalar> {};

/// The memory of an optimizer begins with zeros in the shape of the parameters.
template <TensorsOfAnyShape Parameters>
void begin_memory(Parameters& memory, Parameters const& parameters) {
  using number_type = real_of<Parameters>;
  std::vector<dynamic_tensor<number_type> const*> const before = tensors_in<number_type>(memory);
  std::vector<dynamic_tensor<number_type> const*> const wanted =
      tensors_in<number_type>(parameters);
  auto const fits = [](dynamic_tensor<number_type> const* a, dynamic_tensor<number_type> const* b) {
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
template <class Number, class Use>
void for_each_learned(std::vector<variable<Number>>& parameters, Use&& use) {
  static_assert(std::is_floating_point_v<Number>,
                "typegrad: update(parameters): integers cannot be learned; make the parameters "
                "float or double");
  if constexpr (std::is_floating_point_v<Number>) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      variable<Number> const gradient = parameters[i].grad();
      if (gradient.is_none()) continue;
      dynamic_tensor<Number> data = parameters[i].data();
      use(data, gradient.data(), i);
      parameters[i].set_data(std::move(data));
    }
  }
}

/// Scales the gradients that `backward` gave variables, see `nn/clip_by_norm.hpp`; gives their norm
/// before.
template <class Number>
double clip_by_norm(std::vector<variable<Number>>& parameters, setting<double> most) {
  std::vector<dynamic_tensor<Number>> gradients;
  for (variable<Number> const& p : parameters)
    gradients.push_back(p.grad().is_none() ? dynamic_tensor<Number>(shape{0}) : p.grad().data());
  double const norm = clip_by_norm<std::vector<dynamic_tensor<Number>>>(gradients, most);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (!parameters[i].grad().is_none()) {
      parameters[i].set_grad(variable<Number>(gradients[i]));
    }
  return norm;
}

template <ModelOfVariables Model>
double clip_by_norm(Model& model, setting<double> most) {
  auto parameters = parameters_of(model);
  return clip_by_norm(parameters, most);
}

/// A mask for dropout in the shape of x, see `nn/dropout_mask.hpp`: `x * dropout_mask(x, random,
/// 0.5)`.
template <class Number>
dynamic_tensor<Number> dropout_mask(variable<Number> const& x, random_numbers& random,
                                    double rate) {
  dynamic_tensor<Number> mask(x.shape());
  draw_dropout(mask, random, rate);
  return mask;
}
/// x with elements set to zero at the rate `rate` and the others scaled, while learning.
template <class Number>
variable<Number> dropout(variable<Number> const& x, double rate, random_numbers& random) {
  return x * variable<Number>(dropout_mask(x, random, rate));
}
/// A tensor of a shape known at run time, of normal random numbers, see `nn/initialize.hpp`.
template <class Number>
dynamic_tensor<Number> normal(shape const& extents, random_numbers& random, double scale = 1) {
  dynamic_tensor<Number> x(extents);
  for (Number& element : x) element = static_cast<Number>(scale * random.normal());
  return x;
}
/// The same of random numbers in [0, 1).
template <class Number>
dynamic_tensor<Number> uniform(shape const& extents, random_numbers& random) {
  dynamic_tensor<Number> x(extents);
  for (Number& element : x) element = static_cast<Number>(random.uniform());
  return x;
}

/// Values whose extents are looked up: a tensor with open extents or a `dynamic_tensor`.
template <class Value>
concept HasRunTimeShape = requires(Value const& x) {
  { x.shape() } -> std::convertible_to<shape>;
  x.extent(0);
};
/// The fraction of lines whose largest score is that of the label, see `nn/accuracy.hpp`.
///
/// errors    shape_error where scores have not two axes, or labels are not one for each line
template <HasRunTimeShape Scores, HasRunTimeShape Labels>
double accuracy(Scores const& scores, Labels const& labels) {
  shape const both[] = {scores.shape(), labels.shape()};
  if (both[0].rank != 2 || both[1].rank != 1 || both[0][0] != both[1][0] || both[0].size() == 0)
    throw shape_error("accuracy(a, b): a must have two axes and b a label for each line; a is " +
                      shape_text(both[0]) + ", b is " + shape_text(both[1]));
  index_t right = 0;
  for (index_t line = 0; line < both[0][0]; ++line) {
    index_t chosen = 0;
    for (index_t k = 1; k < both[0][1]; ++k)
      if (scores(line, k) > scores(line, chosen)) chosen = k;
    right += chosen == static_cast<index_t>(labels(line)) ? 1 : 0;
  }
  return static_cast<double>(right) / static_cast<double>(both[0][0]);
}
template <class Number, HasRunTimeShape Labels>
double accuracy(variable<Number> const& scores, Labels const& labels) {
  return accuracy(scores.data(), labels);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
