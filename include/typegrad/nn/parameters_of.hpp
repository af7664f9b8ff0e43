// SPDX-License-Identifier: BSL-1.0
#pragma once

// The operations that variables are made of.

#include <typegrad/push_macros.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/api/variable/variable_transforms.hpp>
#include <typegrad/nn/setting.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace typegrad {

/// The numbers of the first variable among values of these types: `number`, or void.
template <class... Values>
struct first_variable {
  using number = void;
};
template <class Value, class... Rest>
struct first_variable<Value, Rest...> {
  static auto find() {
    if constexpr (Holder<Value>) {
      return std::type_identity<
          typename holder<Value>::template members<typegrad::first_variable>::number>{};
    } else if constexpr (requires(Value const& list) { list.begin(); }) {
      return std::type_identity<typename typegrad::first_variable<
          std::remove_cvref_t<decltype(*std::declval<Value const&>().begin())>>::number>{};
    } else if constexpr (PlainStruct<Value>) {
      using of_members =
          decltype(with_fields(std::declval<Value const&>(), []<class... Member>(Member const&...) {
            return std::type_identity<typename typegrad::first_variable<Member...>::number>{};
          }));
      return of_members{};
    } else {
      return std::type_identity<void>{};
    }
  }
  using here = typename decltype(find())::type;
  static auto first() {
    if constexpr (std::is_void_v<here>)
      return std::type_identity<typename typegrad::first_variable<Rest...>::number>{};
    else return std::type_identity<here>{};
  }
  using number = typename decltype(first())::type;
};
template <class Number, class... Rest>
struct first_variable<variable<Number>, Rest...> {
  using number = Number;
};

/// A struct, an array or a list with variables in it, nested too: what a network is at run time.
template <class Model>
concept ModelOfVariables =
    !is_run_time_variable<Model> && !std::is_void_v<typename first_variable<Model>::number>;

/// Calls `use(variable)` for each variable in a struct of any kind, an array or a list, nested too.
template <class Model, class Use>
void for_each_variable_in(Model const& model, Use&& use) {
  if constexpr (is_run_time_variable<Model>) {
    use(model);
  } else if constexpr (Holder<Model>) {
    holder<Model>::for_each(model, [&](auto const& member) { for_each_variable_in(member, use); });
  } else if constexpr (requires { model.begin(); }) {
    for (auto const& each : model) for_each_variable_in(each, use);
  } else if constexpr (PlainStruct<Model>) {
    with_fields(model, [&](auto const&... member) { (for_each_variable_in(member, use), ...); });
  } else {
    // What is copied byte by byte holds no variable, tensors have none either.
    static_assert(std::is_trivially_copyable_v<Model> || LibraryValue<Model>,
                  "typegrad: the variables of a class with constructors or private members are not "
                  "seen: make it a struct of plain members, which a function makes, or collect "
                  "them in a std::vector");
  }
}
/// The variables of a model, a struct, an array or a list of them, nested too, as optimizers take
/// them. Variables are handles: what is learned, the model has. They are of the type of the first
/// one, or of that which is named, `parameters_of<double>(model)`; others are left out.
///
///     auto parameters = tg::parameters_of(model);  // std::vector<tg::variable<float>>
///
/// errors    std::invalid_argument where all variables are of another type
template <class Number, class Model>
std::vector<variable<Number>> parameters_of(Model const& model) {
  std::vector<variable<Number>> found;
  std::string_view other;
  for_each_variable_in(model, [&](auto const& leaf) {
    if constexpr (std::is_same_v<decltype(leaf), variable<Number> const&>) found.push_back(leaf);
    else other = leaf.dtype();
  });
  if (found.empty() && !other.empty())
    throw std::invalid_argument("parameters_of<...>(model): the variables of the model are " +
                                std::string(other) + ": leave the type out");
  return found;
}
template <class Model>
auto parameters_of(Model const& model) {
  using number = typename first_variable<Model>::number;
  static_assert(
      !std::is_void_v<number>,
      "typegrad: parameters_of(model): the model has no variable: of tensors it is its own "
      "list of parameters, update(model, gradient)");
  if constexpr (!std::is_void_v<number>) return parameters_of<number>(model);
}
/// Forgets the gradients of a model or of a list of variables, before the next `backward`.
template <class Model>
void zero_grad(Model const& model) {
  for_each_variable_in(model, [](auto const& parameter) { parameter.clear_grad(); });
}

/// An optimizer of a model of variables, `adam<network>`, updates its variables.
template <PlainStruct Model>
  requires ModelOfVariables<Model> && (!(TemplateOverScalar<Model> && is_run_time_value<Model>))
struct real_in<Model> {
  using type = typename first_variable<Model>::number;
};
template <ModelOfVariables Model>
struct learned_variables<Model> {
  static auto of(Model const& model) { return parameters_of(model); }
};
template <class Number>
struct learned_variables<std::vector<variable<Number>>> {
  static std::vector<variable<Number>>& of(std::vector<variable<Number>>& parameters) {
    return parameters;
  }
};
/// What it remembers of them are tensors.
template <ModelOfVariables Model>
struct remembered_parameters<Model> {
  using type = std::vector<dynamic_tensor<typename first_variable<Model>::number>>;
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
