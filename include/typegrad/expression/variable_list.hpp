// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/lowering.hpp>

#include <boost/hana/find.hpp>
#include <boost/hana/integral_constant.hpp>
#include <boost/hana/map.hpp>
#include <boost/hana/optional.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>

namespace typegrad {

template <fixed_string Name, std::size_t... Index>
constexpr auto hana_string_of(std::index_sequence<Index...>)
    -> boost::hana::string<Name.text[Index]...>;
/// A name as Boost.Hana's compile-time string.
template <fixed_string Name>
using hana_name = decltype(hana_string_of<Name>(std::make_index_sequence<Name.size()>{}));

/// Names of variables, each with a number: a map of Boost.Hana that exists only as a type, so that
/// a look-up leaves no code behind in debug builds.
template <fixed_string... Name>
struct name_list {
  static constexpr int count = sizeof...(Name);

  template <int... Index>
  static auto numbered(std::integer_sequence<int, Index...>)
      -> decltype(boost::hana::make_map(boost::hana::make_pair(hana_name<Name>{},
                                                               boost::hana::int_c<Index>)...));
  using map = decltype(numbered(std::make_integer_sequence<int, count>{}));

  /// The number of a name; -1 where it is not in the list.
  template <fixed_string Wanted>
  static constexpr int place() {
    using found = decltype(boost::hana::find(std::declval<map>(), hana_name<Wanted>{}));
    if constexpr (decltype(boost::hana::is_just(std::declval<found>()))::value)
      return std::remove_reference_t<decltype(*std::declval<found>())>::value;
    else return -1;
  }
  template <fixed_string Wanted>
  static constexpr bool has = place<Wanted>() >= 0;

  /// How often a name stands in the list.
  template <fixed_string Wanted>
  static constexpr int uses = (0 + ... + (Name == Wanted ? 1 : 0));
  static constexpr bool are_different = ((uses<Name> == 1) && ...);
};

/// A list of types.
template <class... Values>
struct type_list {};

/// The variables of an expression, in the order in which they first appear.
template <class Names, class Types>
struct variable_list;
template <fixed_string... Name, class... Type>
struct variable_list<name_list<Name...>, type_list<Type...>> {
  using names = name_list<Name...>;
  using types = type_list<Type...>;
};

template <class Node>
inline constexpr bool is_input = false;
template <fixed_string Name, class Type>
inline constexpr bool is_input<named_input<Name, Type>> = true;

template <class Inputs>
struct collect_variables;
template <fixed_string... Name, class... Type>
struct collect_variables<type_list<named_input<Name, Type>...>> {
  using type = variable_list<name_list<Name...>, type_list<Type...>>;
};
template <class Graph>
struct variables_of_graph;
template <class... Node>
struct variables_of_graph<graph<Node...>> {
  static constexpr std::uint64_t inputs[] = {(is_input<Node> ? type_hash<Node> : 0)...};
  static constexpr auto uses = find_first_uses(inputs);
  template <int... Index>
  static auto make(std::integer_sequence<int, Index...>)
      -> type_list<typename graph_nodes<graph<Node...>>::template at<uses.node[Index]>...>;
  using type = typename collect_variables<decltype(make(
      std::make_integer_sequence<int, uses.count>{}))>::type;
};
template <class Element>
using variables_of = typename variables_of_graph<typename graph_of_expression<Element>::type>::type;

}  // namespace typegrad
