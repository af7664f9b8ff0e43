// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/named_call.hpp>
#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/expression/variable_list.hpp>

namespace typegrad {

template <class Binding>
struct name_of_binding;
template <fixed_string Name, class Value>
struct name_of_binding<binding<Name, Value>> {
  static constexpr auto name = Name;
};

// What a call by name must keep, one class for each sentence. They are instantiated only where one
// is broken: clang takes a class with a failed assertion for no constant any more, and reports what
// follows from that.
template <fixed_string Name, class Names>
struct variable_of_one_type {
  static_assert(Names::template uses<Name> == 1,
                "typegrad: two variables of different types have one name; it stands in "
                "`variable_of_one_type<name, ...>`");
};
template <fixed_string Name, class Names>
struct known_variable {
  static_assert(Names::template has<Name>,
                "typegrad: the expression has no variable of this name; it stands in "
                "`known_variable<name, ...>`");
};
template <fixed_string Name, class Bound>
struct variable_with_one_value {
  static_assert(Bound::template uses<Name> == 1,
                "typegrad: a variable is given two values; it stands in "
                "`variable_with_one_value<name, ...>`");
};
template <fixed_string Name, class Bound>
struct variable_with_value {
  static_assert(Bound::template has<Name>,
                "typegrad: a variable of the expression has no value; it stands in "
                "`variable_with_value<name, ...>`");
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
      if constexpr (!names::are_different) {
        (void)(sizeof(variable_of_one_type<Name, names>) + ...);
        return refused{};
      } else if constexpr (!(names::template has<name_of_binding<Binding>::name> && ...)) {
        (void)(sizeof(known_variable<name_of_binding<Binding>::name, names>) + ...);
        return refused{};
      } else if constexpr (!bound::are_different) {
        (void)(sizeof(variable_with_one_value<name_of_binding<Binding>::name, bound>) + ...);
        return refused{};
      } else if constexpr (!(bound::template has<Name> && ...)) {
        (void)(sizeof(variable_with_value<Name, bound>) + ...);
        return refused{};
      } else {
        return Function{}(argument<bound::template place<Name>()>(bindings...).value...);
      }
    } else {
      return refused{};
    }
  }
};

/// Values by name: `gradients[W]`. Decomposes in the order in which they were asked for.
template <class Names, class... Values>
struct named_results : results<Values...> {
  template <fixed_string Name, class Type>
  constexpr auto const& operator[](expression<graph<named_input<Name, Type>>, Type>) const& {
    constexpr int place = Names::template place<Name>();
    static_assert(place >= 0,
                  "typegrad: no such variable among these results; wrt<...> says which there are");
    return with_fields(static_cast<results<Values...> const&>(*this),
                       [](auto const&... value) -> auto const& {
                         return argument<(place < 0 ? 0 : place)>(value...);
                       });
  }
  template <class Variable>
  constexpr auto operator[](Variable variable) && {
    return static_cast<named_results const&>(*this)[variable];
  }
};

}  // namespace typegrad
