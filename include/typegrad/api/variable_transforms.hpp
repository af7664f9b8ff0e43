// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/evaluate.hpp>
#include <typegrad/api/grad.hpp>
#include <typegrad/api/hvp.hpp>
#include <typegrad/dynamic/dynamic_tensor_front.hpp>
#include <typegrad/dynamic/gradients.hpp>

namespace typegrad {

// `grad(f)(x)` and its relatives on variables and dynamic tensors. With variables the results are variables, which can
// be differentiated further, so transforms nest; with tensors they are tensors.

template <class T>
inline constexpr bool is_run_time_value<variable<T>> = true;
template <class T>
inline constexpr bool is_run_time_value<dynamic_tensor<T>> = true;

template <class X>
X const& as_variable(X const& x) {
  return x;
}
template <class T>
variable<T> as_variable(dynamic_tensor<T> const& x) {
  return variable<T>(x);
}
template <class T, index_t... E>
variable<T> as_variable(tensor<T, E...> const& x) {
  return variable<T>(x);
}

/// A result in the kind of values that the call was made with.
template <bool Tensors, class Y>
auto as_called(Y const& y) {
  if constexpr (Tensors && is_run_time_variable<Y>) return y.data();
  else return y;
}

/// A call of `F` whose arguments number `Position...` have names of their own.
template <class F, class Wrt>
struct named_variables;
template <class F, int... Position>
struct named_variables<F, wrt_positions<Position...>> {
  static_assert(sizeof...(Position) > 0, "typegrad: wrt<...> must name at least one argument");

  template <class Use, class... X>
  static auto call(Use&& use, X const&... x) {
    return with_names(use, std::make_index_sequence<sizeof...(X)>{}, x...);
  }

 private:
  template <int I, class X>
  static X named(X const& x) {
    if constexpr (((I == Position) || ...)) {
      static_assert(is_run_time_variable<X>, "typegrad: wrt<...> must name variables or tensors");
      return X(make_renamed(x.node()));
    } else {
      return x;
    }
  }
  template <class Use, std::size_t... I, class... X>
  static auto with_names(Use&& use, std::index_sequence<I...>, X const&... x) {
    static_assert(((Position >= 0 && Position < static_cast<int>(sizeof...(X))) && ...),
                  "typegrad: wrt<...> must name positions of arguments of the call");
    std::tuple<X...> const arguments{named<static_cast<int>(I)>(x)...};
    auto const y = std::apply(F{}, arguments);
    growing_array<node_pointer> names;
    (names.push_back(std::get<static_cast<std::size_t>(Position)>(arguments).node()), ...);
    auto const gradient_of_value = [&](auto const& value) {
      using value_type = std::remove_cvref_t<decltype(value)>;
      static_assert(is_run_time_variable<value_type>, "typegrad: grad(f) of variables needs f to return a variable");
      if (value.ndim() != 0)
        throw shape_error(sentence{}.add("grad(f): f must return one number: sum the result; it returns ").add(words_of(value.extents())).text);
      growing_array<node_pointer> const made = gradients(*value.node(), {names.data(), names.size()});
      return [&]<std::size_t... K>(std::index_sequence<K...>) {
        return std::tuple<std::tuple_element_t<static_cast<std::size_t>(Position), std::tuple<X...>>...>{
            std::tuple_element_t<static_cast<std::size_t>(Position), std::tuple<X...>>(made[static_cast<int>(K)])...};
      }(std::make_index_sequence<sizeof...(Position)>{});
    };
    return use(y, gradient_of_value, arguments);
  }
};

template <bool Tensors, class Gradients>
auto one_or_several(Gradients const& gradients) {
  return std::apply(
      [](auto const&... each) {
        if constexpr (sizeof...(each) == 1) return (as_called<Tensors>(each), ...);
        else return results<std::remove_cvref_t<decltype(as_called<Tensors>(each))>...>{as_called<Tensors>(each)...};
      },
      gradients);
}

template <class F>
struct run_time_transform<evaluated<F>> {
  template <bool Tensors, class... X>
  static auto call(X const&... x) {
    return as_called<Tensors>(F{}(x...));
  }
};
template <class F, class Wrt>
struct run_time_transform<gradient_of<F, Wrt, false>> {
  template <bool Tensors, class... X>
  static auto call(X const&... x) {
    return named_variables<F, Wrt>::call(
        [](auto const& y, auto const& gradient, auto const&) { return one_or_several<Tensors>(gradient(y)); }, x...);
  }
};
template <class F, class Wrt>
struct run_time_transform<value_and_gradient_of<F, Wrt, false>> {
  template <bool Tensors, class... X>
  static auto call(X const&... x) {
    return named_variables<F, Wrt>::call(
        [](auto const& y, auto const& gradient, auto const&) {
          auto const gradients = gradient(y);
          evaluate_together(y, gradients);
          auto const both = one_or_several<Tensors>(gradients);
          auto const value = as_called<Tensors>(y);
          return results<std::remove_const_t<decltype(value)>, std::remove_const_t<decltype(both)>>{value, both};
        },
        x...);
  }

 private:
  /// One program for value and gradients.
  template <class Y, class Gradients>
  static void evaluate_together(Y const& y, Gradients const& gradients) {
    growing_array<value_node*> wanted;
    wanted.push_back(y.node().get());
    std::apply([&](auto const&... each) { (wanted.push_back(each.node().get()), ...); }, gradients);
    evaluate_values({wanted.data(), wanted.size()});
  }
};
template <class F>
struct run_time_transform<hessian_vector_product_of<F, wrt_positions<0>>> {
  template <bool Tensors, class X, class V>
  static auto call(X const& x, V const& v) {
    auto const along_v = [&](auto const& z) {
      auto const g = run_time_transform<gradient_of<F, wrt_positions<0>, false>>::template call<false>(z);
      return sum(g * v);
    };
    X const name(make_renamed(x.node()));
    auto const slope = along_v(name);
    node_pointer const wrt = name.node();
    return as_called<Tensors>(X(gradients(*slope.node(), {&wrt, 1})[0]));
  }
};

/// Calls a transform with variables; gives tensors where it was called with tensors only.
template <class Self, class... X>
auto call_at_run_time(X const&... x) {
  constexpr bool tensors = !(is_run_time_variable<X> || ...);
  return run_time_transform<Self>::template call<tensors>(as_variable(x)...);
}

}  // namespace typegrad
