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
      int const count = static_cast<int>(rows.size());
      growing_array<int> columns(sweeps.reverse ? 0 : leaves);
      for (int j = 0; j < columns.size(); ++j)
        columns[j] = in_rows(graph, sweeps.of_leaves(graph, at.leaf, name + j), count,
                             graph.shape_of(sweeps.names[name + j]));
      for (int i = 0; i < count; ++i) {
        for (int j = 0; j < leaves; ++j)
          nodes[j] = sweeps.reverse ? sweeps.made[(at.row + i) * sweeps.names.size() + name + j]
                                    : row_at(symbol_in(graph, columns[j]), i).id;
        rows[static_cast<std::size_t>(i)] = value_from_nodes<Of>(graph, nodes.data());
      }
      return rows;
    }
  }
  /// A block of the axes of the result and those of an argument, with one axis for the result's.
  template <class Graph>
  static constexpr int in_rows(Graph& graph, int block, int count, shape const& argument) {
    shape target = make_shape(count);
    for (int axis = 0; axis < argument.rank; ++axis) target.append(argument.extents[axis]);
    return reshape_to(symbol_in(graph, block), target).id;
  }
  /// Whether rows are wanted one by one of several tensors, so that the sweeps must be reverse.
  static constexpr bool by_rows = !TracedLeaf<Result>;
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
