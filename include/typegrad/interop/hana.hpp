// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/trace/leaf_names.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>

namespace typegrad {

// Structs adapted with BOOST_HANA_DEFINE_STRUCT or BOOST_HANA_ADAPT_STRUCT, templates over their
// scalar. As parameters of a function they work like plain structs, constructors and base classes
// included, and their members' names stand in the text and the drawing of programs. The names are
// found also where a plain struct is adapted.

template <class Value>
concept HanaStruct = boost::hana::Struct<Value>::value;

/// A struct with constructors; where a plain aggregate is adapted, its fields are taken in order of
/// declaration.
template <class Value>
  requires HanaStruct<Value> && TemplateOverScalar<Value> && (!PlainStruct<Value>)
struct structure<Value> : structure_over_scalar<Value> {
  static constexpr void for_each_leaf(auto& x, auto&& use) {
    boost::hana::for_each(boost::hana::accessors<Value>(), [&](auto const& accessor) {
      auto& member = boost::hana::second(accessor)(x);
      structure<std::remove_cvref_t<decltype(member)>>::for_each_leaf(member, use);
    });
  }
};

/// A member's names and the number of leaves before it in order of declaration.
template <HanaStruct Value>
  requires Structured<Value>
struct leaf_names<Value> {
  static constexpr void append(growing_array<char const*>& names) {
    Value x{};
    int const first = names.size();
    for_each_leaf(x, [&](auto const&) { names.push_back(nullptr); });
    boost::hana::for_each(boost::hana::accessors<Value>(), [&](auto const& accessor) {
      auto const& member = boost::hana::second(accessor)(x);
      int const place = first + place_of(x, member);
      using leaf = std::remove_cvref_t<decltype(member)>;
      if constexpr (requires { operand_traits<leaf>::extents; } || Scalar<leaf>) {
        names[place] = boost::hana::to<char const*>(boost::hana::first(accessor));
      } else {
        growing_array<char const*> own;
        leaf_names<leaf>::append(own);
        for (int i = 0; i < own.size(); ++i)
          names[place + i] = own[i] != nullptr
                                 ? own[i]
                                 : boost::hana::to<char const*>(boost::hana::first(accessor));
      }
    });
  }

 private:
  /// The number of the leaf with which a member begins.
  template <class Member>
  static constexpr int place_of(Value const& x, Member const& member) {
    void const* wanted = nullptr;
    for_each_leaf(member, [&](auto const& leaf) {
      if (wanted == nullptr) wanted = &leaf;
    });
    int place = 0;
    int next = 0;
    for_each_leaf(x, [&](auto const& leaf) {
      if (static_cast<void const*>(&leaf) == wanted) place = next;
      ++next;
    });
    return place;
  }
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
