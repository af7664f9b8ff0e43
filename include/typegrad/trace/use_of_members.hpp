// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/filling_list.hpp>
#include <typegrad/trace/observed_function.hpp>

namespace typegrad {

/// What is wrong with how a function uses its members.
enum class member_use {
  fine,
  steers,    ///< the graph depends on them
  computes,  ///< a number that became a node was computed from them
};
struct member_report {
  member_use use = member_use::fine;
  int place = -1;  ///< word of a member that is to blame; -1 where it is not known

  static constexpr int no_report = -1;
  constexpr int encoded() const {
    return use == member_use::fine ? 0 : 4 * (place + 1) + static_cast<int>(use);
  }
};

/// The request whose numbers are not what they are in `known` and not members; -1 where all are.
constexpr int find_computed_number(observed_function const& known, observed_function const& other) {
  for (int i = 0; i < known.types.count; ++i) {
    list_view<double> const before = known.request(i);
    list_view<double> const now = other.request(i);
    if (before.count == 0) continue;
    member_place const place = known.members.find(known.types[i], before);
    int const stride = words_of_member(place.type);
    for (int j = 0; j < before.count; ++j) {
      double expected = before[j];
      if (place.word >= 0) {
        expected = number_at_word(other.members.filling, place.type, place.word + stride * j);
        if (before[j] != number_at_word(known.members.filling, place.type, place.word + stride * j))
          expected = in_scalar_type(expected, known.types[i]);
      }
      if (std::bit_cast<std::uint64_t>(expected) != std::bit_cast<std::uint64_t>(now[j])) return i;
    }
  }
  return -1;
}

/// How `Function` uses its members when it is called with arguments of types `Values...`, seen by
/// comparing it with a call with members that are recognised.
template <class Function, class... Values>
struct member_check {
  static constexpr int words = words_of_data<Function>;
  observed_function known{words, recognised_filling(words)};

  constexpr member_check() { observe<Function, Values...>(known); }

  constexpr member_report against(word_filling const& filling) const {
    observed_function other(words, filling, &known);
    observe<Function, Values...>(other);
    if (!same_graph(known, other)) return {member_use::steers};
    int const computed = find_computed_number(known, other);
    return computed < 0 ? member_report{}
                        : member_report{member_use::computes, member_of(computed)};
  }
  /// The word on which a number depends.
  constexpr int member_of(int request) const {
    for (int k = 0; k < words && k < 64; ++k) {
      word_filling filling = known.members.filling;
      filling.changed = k;
      observed_function other(words, filling, &known);
      observe<Function, Values...>(other);
      if (!same_graph(known, other)) return k;
      for (int j = 0; j < known.request(request).count; ++j)
        if (known.request(request)[j] != other.request(request)[j]) return k;
    }
    return -1;
  }
  constexpr bool has_integers() const {
    growing_array<unsigned char> seen(words);
    for (int i = 0; i < known.types.count; ++i) {
      list_view<double> const values = known.request(i);
      member_place const place =
          values.count > 0 ? known.members.find(known.types[i], values) : member_place{};
      if (place.word < 0 || !is_real(place.type)) continue;
      for (int j = 0; j < values.count * words_of_member(place.type); ++j) seen[place.word + j] = 1;
    }
    for (unsigned char const each : seen)
      if (each == 0) return true;
    return false;
  }
};

// Each is one constant evaluation, because compilers limit the steps of one.

/// The nodes of the graph and the operations that waited for it; -1 where it is another one with
/// small members.
template <class Function, class... Values>
constexpr int nodes_with_small_members() {
  filling_list const fillings{words_of_data<Function>};
  observed_function first(fillings.words, fillings[0]);
  observe<Function, Values...>(first);
  int const size = first.graph.nodes.count + first.graph.pending_operations;
  filling_list const of_size{fillings.words, size};
  for (int i = 1; i < of_size.small(); ++i) {
    observed_function other(fillings.words, fillings[i], &first);
    observe<Function, Values...>(other);
    if (!same_graph(first, other)) return -1;
  }
  return size;
}
template <class Function, class... Values>
constexpr bool has_integers() {
  return member_check<Function, Values...>{}.has_integers();
}
template <class Function, class... Values>
constexpr int compare_with_fillings(filling_list const& fillings, int first, int last) {
  member_check<Function, Values...> const check;
  for (int i = first; i < last && i < fillings.count(); ++i)
    if (member_report const report = check.against(fillings[i]); report.use != member_use::fine)
      return report.encoded();
  return 0;
}

// Whether an evaluation comes to an end is asked in the type of a function: a no is no error.
template <class Function, class... Values>
auto small_members(int)
    -> std::integral_constant<int, nodes_with_small_members<Function, Values...>()>;
template <class Function, class... Values>
auto small_members(...) -> std::integral_constant<int, -2>;
template <class Function, class... Values>
auto integer_members(int) -> std::bool_constant<has_integers<Function, Values...>()>;
template <class Function, class... Values>
auto integer_members(...) -> std::false_type;
template <filling_list Fillings, int First, int Last, class Function, class... Values>
auto other_members(int)
    -> std::integral_constant<int,
                              compare_with_fillings<Function, Values...>(Fillings, First, Last)>;
template <filling_list Fillings, int First, int Last, class Function, class... Values>
auto other_members(...) -> std::integral_constant<int, member_report::no_report>;

template <filling_list Fillings, int First, int Each, class Function, class... Values>
constexpr int report_from() {
  constexpr int report =
      decltype(other_members<Fillings, First, First + Each, Function, Values...>(0))::value;
  // What a function computes in plain numbers takes steps, too, though no nodes: fewer at a time.
  if constexpr (report == member_report::no_report && Each > 1)
    return report_from<Fillings, First, (Each + 7) / 8, Function, Values...>();
  else if constexpr (report != 0 || First + Each >= Fillings.count()) return report;
  else return report_from<Fillings, First + Each, Each, Function, Values...>();
}

/// How `Function` uses its members, `member_report::encoded()`, or `no_report`.
///
/// cost      some 40 traces of a small function, 10 of a large one, without its derivatives; where
///           there are integers, up to 250 more
template <class Function, class... Values>
struct use_of_members {
  static constexpr int nodes = decltype(small_members<Function, Values...>(0))::value;
  static constexpr int find() {
    if constexpr (nodes < 0) {
      return nodes == -1 ? member_report{member_use::steers}.encoded() : member_report::no_report;
    } else {
      constexpr filling_list fillings{words_of_data<Function>, nodes,
                                      decltype(integer_members<Function, Values...>(0))::value};
      constexpr int each = nodes > 500 ? 2 : 1500 / (nodes + 10);
      return report_from<fillings, 0, each, Function, Values...>();
    }
  }
  static constexpr int report = find();
};

template <class Function, class... Values>
constexpr bool can_be_observed(word_filling const& filling) {
  observed_function observed(words_of_data<Function>, filling);
  observe<Function, Values...>(observed);
  return true;
}
/// Whether `Function` can be called with some members at least.
template <class Function, class... Values>
concept CallableWithSomeMembers =
    requires { typename std::bool_constant<can_be_observed<Function, Values...>({0, 0})>; } ||
    requires { typename std::bool_constant<can_be_observed<Function, Values...>({1, 0})>; } ||
    requires {
      typename std::bool_constant<can_be_observed<Function, Values...>(
          recognised_filling(words_of_data<Function>))>;
    };

template <class Function>
constexpr bool can_be_made_of_words() {
  [[maybe_unused]] Function const f =
      object_of_words<Function>(recognised_filling(words_of_data<Function>));
  return true;
}
template <class Function>
auto made_of_words(int) -> std::bool_constant<can_be_made_of_words<Function>()>;
template <class Function>
auto made_of_words(...) -> std::false_type;

}  // namespace typegrad
