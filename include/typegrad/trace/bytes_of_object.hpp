// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/holder.hpp>

#include <bit>

namespace typegrad {

// An object as bytes and back, in constant expressions. What holds a `std::pair` or a `std::tuple`
// is nothing for `std::bit_cast`, because assignment of these is not trivial: it is taken apart, at
// the places where C++ puts its parts.

template <class Value>
struct bytes_of_object {
  unsigned char bytes[sizeof(Value)];
};

template <class... Parts>
struct part_list {
  static constexpr std::size_t count = sizeof...(Parts);
};
struct list_parts {
  template <class... Part>
  constexpr auto operator()(Part const&...) const {
    return part_list<Part...>{};
  }
};

/// The members of a struct, pair or tuple.
template <class Value>
struct parts_of_tuple {
  using list = decltype(with_fields(std::declval<Value const&>(), list_parts{}));
  static constexpr bool last_lies_first = false;
};
template <class First, class Second>
struct parts_of_tuple<std::pair<First, Second>> {
  using list = part_list<First, Second>;
  static constexpr bool last_lies_first = false;
};
template <class... Values>
struct parts_of_tuple<std::tuple<Values...>> {
  using list = part_list<Values...>;
#if defined(__GLIBCXX__)
  static constexpr bool last_lies_first = true;
#else
  static constexpr bool last_lies_first = false;
#endif
};

template <int Count>
struct places_of_parts {
  int first_byte[Count > 0 ? Count : 1]{};
  int size = 0;
  int alignment = 1;
};
template <class... Parts>
constexpr places_of_parts<sizeof...(Parts)> places_of(part_list<Parts...>, bool last_lies_first) {
  constexpr int count = sizeof...(Parts);
  int const sizes[] = {static_cast<int>(sizeof(Parts))..., 0};
  int const alignments[] = {static_cast<int>(alignof(Parts))..., 1};
  places_of_parts<count> places{};
  auto const align = [&](int to) { places.size = (places.size + to - 1) / to * to; };
  for (int k = 0; k < count; ++k) {
    int const i = last_lies_first ? count - 1 - k : k;
    align(alignments[i]);
    places.first_byte[i] = places.size;
    places.size += sizes[i];
    if (alignments[i] > places.alignment) places.alignment = alignments[i];
  }
  align(places.alignment);
  return places;
}

template <class Value, std::size_t... Before, std::size_t... Behind>
constexpr bool is_member_alone(std::index_sequence<Before...>, std::index_sequence<Behind...>) {
  return requires { Value{((void)Before, any_field{})..., {}, ((void)Behind, any_field{})...}; };
}
/// Whether no member is an array, whose elements `count_fields` takes for members.
template <class Value, std::size_t... Index>
constexpr bool has_no_arrays(std::index_sequence<Index...>) {
  constexpr std::size_t count = sizeof...(Index);
  return (is_member_alone<Value>(std::make_index_sequence<Index>{},
                                 std::make_index_sequence<count - 1 - Index>{}) &&
          ...);
}

/// Converts to a base class of `Derived` alone.
template <class Derived>
struct any_base {
  template <class Base>
    requires(std::is_base_of_v<Base, Derived> && !std::is_same_v<Base, Derived>)
  operator Base() const;
};
template <class Value>
concept HasBase = requires { Value{any_base<Value>{}}; };

/// A `std::array`.
template <class Value>
concept ArrayOfParts = Holder<Value> && requires(Value& x) { x.data(); };

/// Whether `alignas` could have moved a part of a struct into padding behind it, so that neither
/// size nor alignment would tell.
template <class... Parts>
constexpr bool can_be_elsewhere(part_list<Parts...> parts) {
  int const sizes[] = {static_cast<int>(sizeof(Parts))..., 0};
  auto const places = places_of(parts, false);
  bool is_movable = false;
  for (int i = 0; i < static_cast<int>(sizeof...(Parts)); ++i) {
    is_movable = is_movable || places.first_byte[i] % places.alignment != 0;
    bool const is_last = i + 1 == static_cast<int>(sizeof...(Parts));
    int const next = is_last ? places.size : places.first_byte[i + 1];
    if (is_movable && places.first_byte[i] + sizes[i] != next) return true;
  }
  return false;
}

template <class Value>
constexpr bool can_be_bytes();
template <class Value, class... Parts>
constexpr bool parts_can_be_bytes(part_list<Parts...> parts) {
  constexpr bool are_parts_known =
      ((!std::is_empty_v<Parts> && !std::is_array_v<Parts> && can_be_bytes<Parts>()) && ...);
  if constexpr (are_parts_known) {
    // Other places, by `alignas` for example, make another size, or fill padding.
    if (!Holder<Value> && can_be_elsewhere(parts)) return false;
    auto const places = places_of(parts, parts_of_tuple<Value>::last_lies_first);
    return places.size == static_cast<int>(sizeof(Value)) &&
           places.alignment == static_cast<int>(alignof(Value));
  } else {
    return false;
  }
}
/// Whether an object can be taken apart into bytes, and made of them. A struct with references
/// cannot be assigned, which tells it from one of numbers.
template <class Value>
constexpr bool can_be_bytes() {
  if constexpr (std::is_trivially_copyable_v<Value>) {
    return true;
  } else if constexpr (!std::is_trivially_copy_constructible_v<Value> ||
                       !std::is_copy_assignable_v<Value>) {
    return false;
  } else if constexpr (ArrayOfParts<Value>) {
    return can_be_bytes<typename Value::value_type>();
  } else if constexpr (Holder<Value>) {
    return parts_can_be_bytes<Value>(typename parts_of_tuple<Value>::list{});
  } else if constexpr (PlainStruct<Value> && !HasBase<Value>) {
    if constexpr (has_no_arrays<Value>(std::make_index_sequence<count_fields<Value>()>{}))
      return parts_can_be_bytes<Value>(typename parts_of_tuple<Value>::list{});
    else return false;
  } else {
    return false;
  }
}

/// The object that lies in `bytes`.
template <class Value>
constexpr Value object_at(unsigned char const* bytes) {
  if constexpr (std::is_trivially_copyable_v<Value>) {
    bytes_of_object<Value> copied{};
    for (std::size_t i = 0; i < sizeof(Value); ++i) copied.bytes[i] = bytes[i];
    return std::bit_cast<Value>(copied);
  } else if constexpr (ArrayOfParts<Value>) {
    return holder<Value>::template make<Value>([&]<class Part>(type_identity<Part>) {
      unsigned char const* const here = bytes;
      bytes += sizeof(Part);
      return object_at<Part>(here);
    });
  } else {
    return [&]<class... Parts, std::size_t... Index>(part_list<Parts...> parts,
                                                     std::index_sequence<Index...>) {
      constexpr auto places = places_of(decltype(parts){}, parts_of_tuple<Value>::last_lies_first);
      return Value{object_at<Parts>(bytes + places.first_byte[Index])...};
    }(typename parts_of_tuple<Value>::list{},
           std::make_index_sequence<parts_of_tuple<Value>::list::count>{});
  }
}
/// Copies four bytes of an object, from byte `first`: those between its members have no value.
template <class Value>
constexpr void copy_word(Value const& x, int first, unsigned char* bytes) {
  if (first <= -4 || first >= static_cast<int>(sizeof(Value))) return;
  if constexpr (std::is_trivially_copyable_v<Value>) {
    auto const copied = std::bit_cast<bytes_of_object<Value>>(x);
    for (int i = 0; i < 4; ++i)
      if (0 <= first + i && first + i < static_cast<int>(sizeof(Value)))
        bytes[i] = copied.bytes[first + i];
  } else if constexpr (ArrayOfParts<Value>) {
    for (std::size_t i = 0; i < x.size(); ++i)
      copy_word(x[i], first - static_cast<int>(i * sizeof(x[0])), bytes);
  } else {
    constexpr auto places =
        places_of(typename parts_of_tuple<Value>::list{}, parts_of_tuple<Value>::last_lies_first);
    int i = 0;
    auto const copy = [&](auto const& part) {
      copy_word(part, first - places.first_byte[i++], bytes);
    };
    if constexpr (Holder<Value>) holder<Value>::for_each(x, copy);
    else with_fields(x, [&](auto const&... part) { (copy(part), ...); });
  }
}

/// An object whose bytes are read in constant expressions.
template <class Value>
struct readable_bytes {
  Value const& object;
  constexpr explicit readable_bytes(Value const& of) : object(of) {}
  constexpr void copy(int first, unsigned char* bytes) const { copy_word(object, first, bytes); }
};
template <class Value>
  requires std::is_trivially_copyable_v<Value>
struct readable_bytes<Value> {
  bytes_of_object<Value> copied;
  constexpr explicit readable_bytes(Value const& of)
      : copied(std::bit_cast<bytes_of_object<Value>>(of)) {}
  constexpr void copy(int first, unsigned char* bytes) const {
    for (int i = 0; i < 4; ++i) bytes[i] = copied.bytes[first + i];
  }
};

}  // namespace typegrad
