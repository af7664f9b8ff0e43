// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/transform/jacobian_type.hpp>
#include <typegrad/transform/jacobian_sweeps.hpp>

namespace typegrad {

/// Where an assembly stands in the result: the leaf and the number.
struct result_position {
  int leaf = 0;
  int row = 0;
};

/// Puts the sweeps together to the type that `jacobian_type` says.
template <class Result, class... Values>
struct jacobian_value {
  using type = typename jacobian_type<Result, Values...>::type;

  template <class Graph>
  static constexpr type make(Graph& graph, jacobian_sweeps const& sweeps, result_position& at) {
    int const leaves[] = {count_leaves<Values>()...};
    int first[sizeof...(Values) + 1]{};
    for (int i = 0; i < static_cast<int>(sizeof...(Values)); ++i)
      first[i + 1] = first[i] + leaves[i];
    int next = 0;
    auto made = [&] {
      if constexpr (sizeof...(Values) == 1) return one<Values...>(graph, sweeps, at, 0);
      else return type{one<Values>(graph, sweeps, at, first[next++])...};
    }();
    at.leaf += count_leaves<Result>();
    at.row += count_elements<Result>();
    return made;
  }
  /// With respect to one argument, whose leaves start at `name`.
  template <class Of, class Graph>
  static constexpr auto one(Graph& graph, jacobian_sweeps const& sweeps, result_position const& at,
                            int name) {
    using wanted = typename jacobian_type<Result, Of>::type;
    constexpr int leaves = count_leaves<Of>();
    growing_array<int> nodes(leaves);
    if constexpr (TracedLeaf<Result> && (TracedLeaf<Of> || std::is_same_v<wanted, Of>)) {
      for (int j = 0; j < leaves; ++j) nodes[j] = sweeps.of_leaves(graph, at.leaf, name + j);
      return value_from_nodes<wanted>(graph, nodes.data());
    } else {
      wanted rows{};
      for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        for (int j = 0; j < leaves; ++j)
          nodes[j] = sweeps.made[(at.row + i) * sweeps.names.size() + name + j];
        rows[static_cast<std::size_t>(i)] = value_from_nodes<Of>(graph, nodes.data());
      }
      return rows;
    }
  }
  template <class Of>
  static constexpr bool one_by_rows() {
    if constexpr (TracedLeaf<Result>)
      return operand_traits<Result>::extents.rank > 0 && !TracedLeaf<Of>;
    else return true;
  }
  /// Whether rows are wanted one by one, so that the sweeps must be reverse.
  static constexpr bool by_rows = (one_by_rows<Values>() || ...);
};
template <Holder Result, class... Values>
struct jacobian_value<Result, Values...> {
  template <class... Members>
  using any_by_rows = std::bool_constant<(jacobian_value<Members, Values...>::by_rows || ...)>;

  using type = typename jacobian_type<Result, Values...>::type;
  static constexpr bool by_rows = holder<Result>::template members<any_by_rows>::value;

  template <class Graph>
  static constexpr type make(Graph& graph, jacobian_sweeps const& sweeps, result_position& at) {
    return holder<Result>::template make<type>([&]<class Member>(type_identity<Member>) {
      return jacobian_value<Member, Values...>::make(graph, sweeps, at);
    });
  }
};

/// Which way the sweeps go: where they are fewer, of two ways on which their number is known while
/// compiling.
template <class Result, class... Values>
struct sweep_direction {
  static constexpr bool open_result = has_open_leaves<Result>;
  static constexpr bool open_arguments = (has_open_leaves<Values> || ...);
  static constexpr bool is_shorter_in_reverse() {
    if constexpr (open_result) return false;
    else if constexpr (open_arguments) return true;
    else return count_elements<Result>() < (0 + ... + count_elements<Values>());
  }
  static constexpr bool by_rows() {
    if constexpr (open_result) return (!TracedLeaf<Values> || ...);
    else return jacobian_value<Result, Values...>::by_rows;
  }
  static constexpr bool reverse = is_shorter_in_reverse() || by_rows();
  static constexpr bool has_fixed_extents = !(reverse ? open_result : open_arguments);
};

}  // namespace typegrad
