// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/roles.hpp>
#include <typegrad/trace/bytes_of_object.hpp>
#include <typegrad/trace/callable.hpp>

#include <cstdint>
#include <initializer_list>

namespace typegrad {

// How a function object with data is traced: while compiling, the values of its members are not
// known. An object of its type is made of words that are all different, and where a number that is
// one of them, or a tensor of consecutive ones, becomes a node, it becomes an input: the members at
// that place of the object.

/// The number of 32-bit words in the data of a function; none of one that is all in its type.
template <class Function>
inline constexpr int words_of_data =
    is_stateless<Function> ? 0 : static_cast<int>((sizeof(Function) + 3) / 4);

/// What the words of an object are filled with.
struct word_filling {
  /// Ordinary numbers, far from those that stand in a program, whatever members they belong to:
  /// as `float` about 10, as `double` about 6e5, as `int` about 1e9.
  static constexpr std::uint32_t unlike_literals = 0x412000B3u;

  std::uint32_t first = unlike_literals;
  std::uint32_t step = 0x100;
  std::uint32_t odd = 0;     ///< added to words 1, 3, 5, ...
  std::uint32_t spread = 0;  ///< not 0: words of many magnitudes and, with bit 31, signs
  int changed = -1;          ///< this word is another one

  constexpr std::uint32_t word(int k) const {
    auto const number = static_cast<std::uint32_t>(k);
    if (spread == 0)
      return first + step * number + (k % 2 != 0 ? odd : 0u) + (k == changed ? 0x55u : 0u);
    std::uint32_t mixed = (number + 1) * 2654435761u ^ spread * 2246822519u;
    mixed = (mixed ^ mixed >> 15) * 2246822519u;
    mixed ^= mixed >> 13;
    // As double between 1e-6 and 1e6, or, in every other one, between 1e-35 and 1e37; as float
    // between 0.3 and 11, or 3e-5 and 1e5.
    std::uint32_t const magnitude =
        spread % 2 != 0 ? 0x3EB00000u + mixed % 0x02800000u : 0x38200000u + mixed % 0x0F800000u;
    return magnitude | (spread & mixed << 7 & 0x80000000u);
  }
};
/// The filling that members are recognised in: beyond 4,000 words only numbers of their own type.
constexpr word_filling recognised_filling(int words) {
  return {word_filling::unlike_literals, words <= 4000 ? 0x100u : 1u};
}
/// Every member that is a `float`, or a `double`, is this number.
constexpr word_filling filling_of_float(float number) {
  return {std::bit_cast<std::uint32_t>(number), 0};
}
constexpr word_filling filling_of_double(double number) {
  auto const bits = std::bit_cast<std::uint64_t>(number);
  auto const high = static_cast<std::uint32_t>(bits >> 32);
  auto const low = static_cast<std::uint32_t>(bits & 0xFFFFFFFFu);
  bool const little = std::endian::native == std::endian::little;
  return {little ? low : high, 0, little ? high - low : low - high};
}

/// The double that lies in two words of memory.
constexpr double double_of_words(std::uint32_t first, std::uint32_t second) {
  bool const little = std::endian::native == std::endian::little;
  return std::bit_cast<double>(std::uint64_t{little ? second : first} << 32 |
                               (little ? first : second));
}
/// Which byte of a word, from the lowest, stands at place `i` of its four.
constexpr int place_of_byte(int i) {
  return std::endian::native == std::endian::little ? i : 3 - i;
}

/// The number that stands at word `k`, as a member of type `type`.
constexpr double number_at_word(word_filling const& filling, scalar_type type, int k) {
  std::uint32_t const here = filling.word(k);
  if (type == scalar_type::float32) return static_cast<double>(std::bit_cast<float>(here));
  if (type == scalar_type::int32) return static_cast<double>(static_cast<std::int32_t>(here));
  return double_of_words(here, filling.word(k + 1));
}
constexpr int words_of_member(scalar_type type) { return type == scalar_type::float64 ? 2 : 1; }

/// An object of type `Function` of such words. A transform is made from its function: clang 14
/// leaves out the empty base classes of what `std::bit_cast` makes.
template <class Function>
constexpr Function object_of_words(word_filling const& filling) {
  if constexpr (requires { typename Function::is_transformed; }) {
    return Function{{}, object_of_words<decltype(Function::f)>(filling)};
  } else {
    bytes_of_object<Function> made{};
    for (int i = 0; i < static_cast<int>(sizeof(Function)); ++i)
      made.bytes[i] =
          static_cast<unsigned char>(filling.word(i / 4) >> 8 * place_of_byte(i % 4) & 0xFF);
    if constexpr (std::is_trivially_copyable_v<Function>) return std::bit_cast<Function>(made);
    else return object_at<Function>(made.bytes);
  }
}

/// Where a number comes from: a member of type `type` at word `word`; -1 where it is a number of
/// the program.
struct member_place {
  int word = -1;
  scalar_type type{};
};

/// A number of the program that is being traced, or a member as it is converted to `wanted`.
constexpr double in_scalar_type(double number, scalar_type wanted) {
  return wanted == scalar_type::float32 ? static_cast<double>(static_cast<float>(number)) : number;
}

struct observed_function;

/// What is asked where a number becomes a node: see `graph_builder::members`.
struct member_words {
  int first_input = 0;  ///< number of the input that is word 0
  int words = 0;
  word_filling filling{};
  observed_function* observed = nullptr;  ///< see `use_of_members`

  constexpr member_words(int first, int count)
      : first_input(first), words(count), filling(recognised_filling(count)) {}

  /// The member that these consecutive numbers are.
  constexpr member_place find(scalar_type type, list_view<double> values) const {
    for (scalar_type const member :
         {scalar_type::float64, scalar_type::float32, scalar_type::int32}) {
      int const k = word_of(member, values[0]);
      int const stride = words_of_member(member);
      if (k < 0 || k + stride * values.count > words) continue;
      bool same = values.count == 1 || member == type;
      for (int i = 0; same && i < values.count; ++i) {
        double const here = number_at_word(filling, member, k + stride * i);
        same = values[i] == here || values[i] == in_scalar_type(here, type);
      }
      if (same) return {k, member};
    }
    return {};
  }

 private:
  /// The word that a number must stand at if it is a member of this type.
  constexpr int word_of(scalar_type member, double value) const {
    std::uint32_t pattern = 0;
    if (member == scalar_type::float64) {
      if (!(value >= 5e5 && value <= 1.1e6)) return -1;  // NaN is none
      pattern = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> 32);
    } else if (member == scalar_type::float32) {
      if (!(value >= 9 && value <= 12)) return -1;
      pattern = std::bit_cast<std::uint32_t>(static_cast<float>(value));
    } else {
      // Where `int` has another name than the number of a graph, it must not be read as one.
      if (!std::is_same_v<std::int32_t, int> || !(value >= 1.09e9 && value <= 1.1e9)) return -1;
      pattern = static_cast<std::uint32_t>(value + (filling.step > 1 ? 64.0 : 0.0));
    }
    if (pattern < filling.first) return -1;
    int const found = static_cast<int>((pattern - filling.first) / filling.step);
    bool const is_behind =
        member == scalar_type::float64 && std::endian::native == std::endian::little;
    return is_behind ? found - 1 : found;
  }
};

/// The node of a member where a literal would be made; -1 for numbers of the program.
template <class Graph>
constexpr int take_member(Graph& graph, scalar_type type, shape const& extents,
                          list_view<double> values) {
  member_words const& members = *graph.members;
  if (values.count == 0) return -1;
  member_place const place = members.find(type, values);
  if (place.word < 0) return -1;
  int const id = intern_input(graph, members.first_input + place.word, place.type,
                              values.count == 1 ? shape{} : extents);
  basic_symbol<Graph> const input{&graph, id};
  auto const member = place.type == type ? input : convert_to(input, type);
  return values.count == 1 && extents.rank > 0 ? broadcast_to(member, extents).id : member.id;
}

/// A function as it is traced, with the members that its graph will know.
// The graph's type is a parameter, or clang makes a third of all operations for whoever only
// includes the header.
template <class Function, class Graph>
constexpr Function traced_function(Graph& graph, member_words& members) {
  if constexpr (is_stateless<Function>) {
    return Function{};
  } else {
    graph.members = &members;
    graph.take_member = take_member<Graph>;
    return object_of_words<Function>(members.filling);
  }
}

}  // namespace typegrad
