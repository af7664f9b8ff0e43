// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/leaf_list.hpp>
#include <typegrad/trace/member_words.hpp>

#include <utility>

namespace typegrad {

/// A member of a function object that a program reads.
struct member_leaf {
  int word = 0;
  int elements = 0;  ///< how many follow each other from there
  scalar_type type{};
  int number = 0;  ///< among the inputs of its type, behind those of the arguments
};
template <int Count>
struct member_list {
  member_leaf leaves[Count > 0 ? Count : 1]{};
};

/// The members of `Function` among the inputs of its graph, of which `arguments` are those of its
/// arguments.
template <class Function, class Graph>
constexpr growing_array<member_leaf> find_members(Graph const& graph, int arguments) {
  growing_array<member_leaf> found;
  for (int id = 0; id < graph.size(); ++id) {
    if (graph.nodes[id].op->kind != operation_kind::input) continue;
    int const place = static_cast<int>(graph.attributes_of(id)[0]) - arguments;
    if (place < 0 || place >= words_of_data<Function>) continue;
    int const elements = static_cast<int>(graph.shape_of(id).size());
    int known = 0;
    while (known < found.count && found[known].word != place) ++known;
    if (known == found.count) found.push_back({place, elements, graph.nodes[id].type});
    if (found[known].elements < elements) found[known].elements = elements;
  }
  return found;
}
template <class Function, class Graph>
constexpr int count_members(Graph const& graph, int arguments) {
  return find_members<Function>(graph, arguments).count;
}

/// The leaves of the arguments, and behind them an input for each word of the data of `Function`:
/// those that are read have a number.
template <class Function, int Arguments, class Graph>
constexpr auto with_members(leaf_list<Arguments> const& arguments, Graph const& graph) {
  if constexpr (is_stateless<Function>) {
    return arguments;
  } else {
    leaf_list<Arguments + words_of_data<Function>> list{};
    for (int type = 0; type < scalar_type_count; ++type) list.count[type] = arguments.count[type];
    for (int i = 0; i < Arguments; ++i) {
      list.type[i] = arguments.type[i];
      list.number[i] = arguments.number[i];
    }
    for (member_leaf const& member : find_members<Function>(graph, Arguments)) {
      list.type[Arguments + member.word] = member.type;
      list.number[Arguments + member.word] = list.count[static_cast<int>(member.type)]++;
    }
    return list;
  }
}
/// The members that are read; `leaves` are those that `with_members` gives.
template <class Function, int Arguments, int Count, class Graph, class Leaves>
constexpr member_list<Count> list_members(Graph const& graph, Leaves const& leaves) {
  member_list<Count> list{};
  growing_array<member_leaf> const found = find_members<Function>(graph, Arguments);
  for (int i = 0; i < Count; ++i) {
    list.leaves[i] = found[i];
    list.leaves[i].number = leaves.number[Arguments + found[i].word];
  }
  return list;
}

/// The members as numbers, for constant expressions, where memory cannot be read as another type.
template <class Function>
struct copied_members {
  static constexpr int words = words_of_data<Function>;
  double float64[words + 2]{};  ///< those at even words, then those at odd words
  float float32[words]{};
  int int32[words]{};

  template <int Count>
  constexpr copied_members(Function const& f, member_list<Count> const& members) {
    auto const& object = object_with_data(f);
    readable_bytes<std::remove_cvref_t<decltype(object)>> const bytes(object);
    auto const word_at = [&](int k) {
      unsigned char four[4]{};
      bytes.copy(4 * k, four);
      std::uint32_t made = 0;
      for (int i = 0; i < 4; ++i) made |= std::uint32_t{four[i]} << 8 * place_of_byte(i);
      return made;
    };
    for (int i = 0; i < Count; ++i) {
      member_leaf const& leaf = members.leaves[i];
      int const stride = words_of_member(leaf.type);
      for (int k = leaf.word; k < leaf.word + stride * leaf.elements; k += stride) {
        if (leaf.type == scalar_type::float64)
          float64[place_of_double(k)] = double_of_words(word_at(k), word_at(k + 1));
        else if (leaf.type == scalar_type::float32) float32[k] = std::bit_cast<float>(word_at(k));
        else int32[k] = static_cast<int>(word_at(k));
      }
    }
  }

  template <int Count, class Pointers>
  constexpr void point_at(member_list<Count> const& members, Pointers& pointers) const {
    for (int i = 0; i < Count; ++i) {
      member_leaf const& leaf = members.leaves[i];
      if (leaf.type == scalar_type::float64)
        pointers.float64[leaf.number] = float64 + place_of_double(leaf.word);
      else if (leaf.type == scalar_type::float32)
        pointers.float32[leaf.number] = float32 + leaf.word;
      else pointers.int32[leaf.number] = int32 + leaf.word;
    }
  }
  static constexpr int place_of_double(int k) { return k / 2 + k % 2 * (words / 2 + 1); }
};

/// The members that the program of `Plan` reads of an object of type `Function`.
template <class Plan, class Function, int Arguments>
struct members_of_program {
  static constexpr int count = count_members<Function>(Plan::flat, Arguments);
  static constexpr auto list = list_members<Function, Arguments, count>(Plan::flat, Plan::leaves);

  /// The object's own memory is the input: nothing is copied.
  template <class Pointers, class Data>
  TYPEGRAD_INLINE static void point_at(Pointers& pointers, Data const& f) {
    point_at_each(
        pointers,
        static_cast<unsigned char const*>(static_cast<void const*>(__builtin_addressof(f))),
        std::make_integer_sequence<int, count>{});
  }

 private:
  template <class Pointers, int... Index>
  TYPEGRAD_INLINE static void point_at_each(Pointers& pointers,
                                            [[maybe_unused]] unsigned char const* bytes,
                                            std::integer_sequence<int, Index...>) {
    ((of_type<list.leaves[Index].type>(pointers)[list.leaves[Index].number] =
          static_cast<scalar_t<list.leaves[Index].type> const*>(
              static_cast<void const*>(bytes + 4 * list.leaves[Index].word))),
     ...);
  }
};

}  // namespace typegrad
