// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/evaluate.hpp>
#include <typegrad/api/named_call.hpp>
#include <typegrad/trace/variable_names.hpp>

namespace typegrad {

template <class Binding>
struct name_of_binding;
template <fixed_string Name, class Value>
struct name_of_binding<binding<Name, Value>> {
  static constexpr auto name = Name;
};

/// A value that an expression is called with: its name must be one of the expression's, once.
template <fixed_string Name, class Names, class Bound>
struct bound_variable {
  static constexpr bool is_known = Names::template has<Name>;
  static_assert(is_known, "typegrad: the expression has no variable of this name; it stands in `bound_variable<name, ...>`");
  static constexpr bool is_once = Bound::template uses<Name> == 1;
  static_assert(is_once, "typegrad: a variable is given two values; it stands in `bound_variable<name, ...>`");
  static constexpr bool fits = is_known && is_once;
};

/// A variable of an expression: the call must give it a value, and no other variable may have its name.
template <fixed_string Name, class Names, class Bound>
struct free_variable {
  static constexpr bool is_one = Names::template uses<Name> == 1;
  static_assert(is_one, "typegrad: two variables of different types have one name; it stands in `free_variable<name, ...>`");
  static constexpr bool is_bound = Bound::template has<Name>;
  static_assert(is_bound, "typegrad: a variable of the expression has no value; it stands in `free_variable<name, ...>`");
  static constexpr bool fits = is_one && is_bound;
};

/// Calls a function of the variables in order with values that are given by name.
template <class Function, class Variables>
struct call_by_name;
template <class Function, fixed_string... Name, class Types>
struct call_by_name<Function, variable_list<name_list<Name...>, Types>> {
  using names = name_list<Name...>;

  template <class... Binding>
  static constexpr auto call(Binding const&... bindings) {
    constexpr bool by_name = (is_binding<Binding> && ...);
    static_assert(by_name, "typegrad: an expression takes its values by name: e(X = x, W = w)");
    if constexpr (by_name) {
      using bound = name_list<name_of_binding<Binding>::name...>;
      if constexpr (!(bound_variable<name_of_binding<Binding>::name, names, bound>::fits && ...)) return refused{};
      else if constexpr (!(free_variable<Name, names, bound>::fits && ...)) return refused{};
      else return Function{}(argument<bound::template place<Name>()>(bindings...).value...);
    } else {
      return refused{};
    }
  }
};

/// Values by name: `gradients[W]`. Decomposes in the order in which they were asked for.
template <class Names, class... X>
struct named_results : results<X...> {
  template <fixed_string Name, class Type>
  constexpr auto const& operator[](expression<graph<input<Name, Type>>, Type>) const& {
    constexpr int place = Names::template place<Name>();
    static_assert(place >= 0, "typegrad: no such variable among these results; wrt<...> says which there are");
    return with_fields(static_cast<results<X...> const&>(*this),
                       [](auto const&... value) -> auto const& { return argument<(place < 0 ? 0 : place)>(value...); });
  }
  template <class Variable>
  constexpr auto operator[](Variable variable) && {
    return static_cast<named_results const&>(*this)[variable];
  }
};

}  // namespace typegrad
