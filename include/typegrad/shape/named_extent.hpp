#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/meta/fixed_string.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

// The name of an extent stands in the number itself, six bits a letter, so that every message can
// print it without a table. Ten letters fit; of a longer name the first six stand there, and a hash
// of all of it.

inline constexpr int extent_name_room = 12;
inline constexpr char extent_letters[] =
    "\0abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

constexpr int extent_letter(char letter) noexcept {
  for (int i = 1; i < 64; ++i)
    if (extent_letters[i] == letter) return i;
  return 0;
}

constexpr bool is_extent_name(char const* name) noexcept {
  char const* end = name;
  for (; *end != '\0'; ++end)
    if (extent_letter(*end) == 0) return false;
  return end != name;
}

/// The number that stands for an extent of this name; below `-2^62`.
constexpr std::int64_t encode_extent_name(char const* name) noexcept {
  int length = 0;
  while (name[length] != '\0') ++length;
  std::uint64_t code = 0;
  for (int i = 0; i < (length > 10 ? 6 : 10); ++i)
    code = code << 6 | static_cast<std::uint64_t>(i < length ? extent_letter(name[i]) : 0);
  if (length > 10) {
    std::uint32_t hash = 2166136261u;
    for (int i = 0; i < length; ++i)
      hash = (hash ^ static_cast<unsigned char>(name[i])) * 16777619u;
    code = std::uint64_t{1} << 60 | code << 24 | ((hash >> 8 ^ hash) & 0xffffffu);
  }
  return INT64_MIN + static_cast<std::int64_t>(code);
}

/// The name of an open extent as text.
struct extent_name {
  char text[extent_name_room]{};
};

/// "batch", "longna..." of a long name, or "dyn".
constexpr extent_name name_of_extent(index_t extent) noexcept {
  extent_name name;
  if (extent == dyn) return {{'d', 'y', 'n'}};
  auto const code = static_cast<std::uint64_t>(static_cast<std::int64_t>(extent) - INT64_MIN);
  bool const cut = code >> 60 != 0;
  int const letters = cut ? 6 : 10;
  int length = 0;
  for (int i = 0; i < letters; ++i) {
    auto const letter = extent_letters[code >> (cut ? 24 : 0) >> 6 * (letters - 1 - i) & 63];
    if (letter != '\0') name.text[length++] = letter;
  }
  for (int i = 0; cut && i < 3; ++i) name.text[length++] = '.';
  return name;
}

template <fixed_string Name>
struct named_extent {
  static_assert(sizeof(index_t) == 8 || sizeof(Name) == 0,
                "typegrad: named extents need a machine of 64 bits");
  static_assert(is_extent_name(Name.text),
                "typegrad: the name of an extent is made of letters, digits and _");
  static constexpr auto value = static_cast<index_t>(encode_extent_name(Name.text));
};

/// An extent that is known only at run time and equal wherever the same name stands: `tensor<float,
/// dyn_named<"batch">, 4>`. Equal names are checked once where a program is called; different names
/// never match, which is a compile error.
template <fixed_string Name>
inline constexpr index_t dyn_named = named_extent<Name>::value;

}  // namespace typegrad
