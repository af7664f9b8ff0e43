// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/elementary_functions.hpp>
#include <typegrad/math/power.hpp>
#include <typegrad/op/operation_object.hpp>
#include <typegrad/op/refusal.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// Words for errors.
template <fixed_string Name>
struct name_of_function {
  static constexpr sentence words = sentence{}.add("it calls ").add(Name.text);
};
template <fixed_string Name>
using lacks_function = mistake<
    "typegrad: a type of numbers needs each function that a program calls, declared beside it",
    name_of_function<Name>>;

/// Stands for any number of type `Number`, and knows what function `Number` lacks of those that it
/// went through. Operations are called with it before they are called with numbers: what is wrong
/// is said at the program, not within it.
template <class Number>
struct lacking_number : elementary_functions<lacking_number<Number>> {
  using mask = lacking_number;
  char const* name = nullptr;  ///< of the function

  constexpr lacking_number() = default;
  template <class Real>
    requires std::is_arithmetic_v<Real>
  constexpr explicit lacking_number(Real) {}

  static constexpr lacking_number splat(double) { return {}; }
  constexpr lacking_number with(lacking_number other) const {
    return name != nullptr ? *this : other;
  }

  friend constexpr lacking_number operator+(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator-(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator*(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator/(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator-(lacking_number a) { return a; }
  friend constexpr lacking_number operator<(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator>(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator<=(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator>=(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator==(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator!=(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator&&(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator||(lacking_number a, lacking_number b) {
    return a.with(b);
  }
  friend constexpr lacking_number operator!(lacking_number a) { return a; }
  constexpr lacking_number& operator+=(lacking_number b) { return *this = with(b); }
  constexpr lacking_number& operator-=(lacking_number b) { return *this = with(b); }
  constexpr lacking_number& operator*=(lacking_number b) { return *this = with(b); }

  constexpr lacking_number select(lacking_number a, lacking_number b) const {
    return with(a).with(b);
  }
  constexpr lacking_number(min)(lacking_number b) const { return with(b); }
  constexpr lacking_number(max)(lacking_number b) const { return with(b); }
  constexpr lacking_number(abs)() const { return *this; }
  constexpr lacking_number sign() const { return *this; }
  constexpr lacking_number copysign(lacking_number b) const { return with(b); }
  constexpr lacking_number isnan() const { return *this; }
  constexpr lacking_number isinf() const { return *this; }
  constexpr lacking_number isfinite() const { return *this; }
  constexpr lacking_number ipow(int) const { return *this; }

  template <fixed_string Name, class Function, class... Others>
  constexpr lacking_number call(Function const&, Others const&... y) const {
    if constexpr (!std::is_invocable_v<Function, Number const&, number_of<Others>...>) {
      lacking_number found;
      found.name = Name.text;
      return found;
    } else {
      lacking_number all = *this;
      ((all = all.with(y)), ...);
      return all;
    }
  }

 private:
  template <class>
  using number_of = Number const&;
};

/// The function that a node's operation calls and `Number` lacks, null where it has all.
template <class Program, int Node, int... Index>
constexpr char const* lacking_at_node(std::integer_sequence<int, Index...>) {
  using number = lacking_number<typename Program::number>;
  constexpr operation const* op = Program::flat.nodes[Node].op;
  auto const any = [](int) { return number(); };
  if constexpr (op->kind == operation_kind::element_wise)
    return operation_at<op>::forward(any(Index)...).name;
  else if constexpr (op->kind == operation_kind::reduction)
    return operation_at<op>::combine(any(0), any(1)).name;
  else return nullptr;
}
/// The same of a graph: the first.
template <class Program, int... Node>
constexpr char const* find_lacking_function(std::integer_sequence<int, Node...>) {
  char const* const all[] = {lacking_at_node<Program, Node>(
      std::make_integer_sequence<int, Program::flat.nodes[Node].operand_count>{})...};
  for (char const* const name : all)
    if (name != nullptr) return name;
  return nullptr;
}
template <class Program>
struct lacking_function {
  static constexpr char const* name =
      find_lacking_function<Program>(std::make_integer_sequence<int, Program::flat.sizes.nodes>{});
  static constexpr sentence words = name == nullptr ? sentence{} : sentence{}.add(name);
  using error = lacks_function<fitted_text<words.length>(words)>;
};

}  // namespace typegrad
