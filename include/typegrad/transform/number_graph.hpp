// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>

#include <cstdint>

namespace typegrad {

/// What is known of slopes before they are recorded: which are 1.
struct known_slopes {
  static constexpr int one = -2;
  static constexpr int other = -3;

  constexpr int product(int a, int b) const { return a == one ? b : b == one ? a : other; }
  constexpr int sum(int, int) const { return other; }
};

/// Numbers, what each is made of and the slopes by it. A number that is left out hands its slopes
/// to what reads it; sweeps go over those that are left.
///
/// source    Griewank and Walther 2008, "Evaluating Derivatives", chapter 9
struct number_graph {
  struct edge {
    int reader;
    int read;
    int slope;      ///< a node, or as `known_slopes` says
    int of_reader;  ///< the next edge of the same reader, or -1
    int of_read;    ///< the next edge that reads the same
  };
  struct number {
    int reads = -1;    ///< its first edge
    int readers = -1;  ///< the first edge that reads it
    bool stays = false;
    // The results that it leads to and the arguments that lead to it; of more than 64, several
    // share a bit.
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
  };

  growing_array<number> numbers{};  ///< the arguments first, each behind what it is made of
  growing_array<edge> edges{};
  growing_array<int> eliminated{};
  int columns = 0;     ///< how many arguments there are
  int operations = 0;  ///< that it took to leave numbers out

  constexpr int add_number() {
    numbers.push_back({});
    return numbers.count - 1;
  }
  constexpr int add_argument() {
    numbers.push_back({});
    numbers.back().stays = true;
    numbers.back().columns = std::uint64_t{1} << (columns & 63);
    return columns++;
  }
  constexpr void mark_result(int which, int row) {
    numbers[which].stays = true;
    numbers[which].rows |= std::uint64_t{1} << (row & 63);
  }
  /// Once all results are marked.
  constexpr void find_rows() {
    for (int i = numbers.count - 1; i >= 0; --i)
      for (int e = numbers[i].reads; e >= 0; e = edges[e].of_reader)
        numbers[edges[e].read].rows |= numbers[i].rows;
  }
  constexpr void remove_edges() {
    for (int v = 0; v < numbers.count; ++v) numbers[v].reads = numbers[v].readers = -1;
    edges = {};
  }

  constexpr int find_edge(int reader, int read) const {
    for (int e = numbers[reader].reads; e >= 0; e = edges[e].of_reader)
      if (edges[e].read == read) return e;
    return -1;
  }
  template <class Slopes>
  constexpr void add_edge(Slopes const& slopes, int reader, int read, int slope) {
    if (int const old = find_edge(reader, read); old >= 0) {
      edges[old].slope = slopes.sum(edges[old].slope, slope);
      return;
    }
    edges.push_back({reader, read, slope, numbers[reader].reads, numbers[read].readers});
    numbers[reader].reads = numbers[read].readers = edges.count - 1;
    numbers[reader].columns |= numbers[read].columns;
  }
  constexpr void remove(int e) {
    int* link = &numbers[edges[e].reader].reads;
    while (*link != e) link = &edges[*link].of_reader;
    *link = edges[e].of_reader;
    link = &numbers[edges[e].read].readers;
    while (*link != e) link = &edges[*link].of_read;
    *link = edges[e].of_read;
  }
  template <class Slopes>
  constexpr void eliminate(Slopes const& slopes, int v) {
    for (int up = numbers[v].readers; up >= 0; up = edges[up].of_read)
      for (int down = numbers[v].reads; down >= 0; down = edges[down].of_reader) {
        int const slope = slopes.product(edges[up].slope, edges[down].slope);
        add_edge(slopes, edges[up].reader, edges[down].read, slope);
      }
    while (numbers[v].readers >= 0) remove(numbers[v].readers);
    while (numbers[v].reads >= 0) remove(numbers[v].reads);
    eliminated.push_back(v);
  }

  constexpr int sweeps_over(int v, bool reverse) const {
    return __builtin_popcountll(reverse ? numbers[v].rows : numbers[v].columns);
  }
  /// What the sweeps pay for an edge, in products and sums: no product where one starts with 1.
  constexpr int weight(int reader, int read, int slope, bool reverse) const {
    int const sweeps = sweeps_over(reverse ? reader : read, reverse);
    bool const starts = reverse ? numbers[reader].readers < 0 : read < columns;
    return slope == known_slopes::one || starts ? sweeps : 2 * sweeps;
  }
  /// What the sweeps over the numbers that are left take.
  constexpr int cost(bool reverse) const {
    int sum = 0;
    for (int v = 0; v < numbers.count; ++v) {
      for (int e = numbers[v].reads; e >= 0; e = edges[e].of_reader)
        sum += weight(v, edges[e].read, edges[e].slope, reverse);
      if (reverse ? numbers[v].readers >= 0 : numbers[v].reads >= 0) sum -= sweeps_over(v, reverse);
    }
    return sum;
  }
  /// What is gained where number `v` is left out of backward sweeps, which takes `taken`
  /// operations.
  constexpr int gain_without(int v, int& taken) const {
    constexpr known_slopes slopes;
    int gain = -sweeps_over(v, true);
    for (int up = numbers[v].readers; up >= 0; up = edges[up].of_read) {
      edge const& above = edges[up];
      gain += weight(above.reader, v, above.slope, true);
      for (int down = numbers[v].reads; down >= 0; down = edges[down].of_reader) {
        edge const& below = edges[down];
        taken += above.slope == known_slopes::one || below.slope == known_slopes::one ? 0 : 1;
        int const old = find_edge(above.reader, below.read);
        if (old < 0) {
          gain -= weight(above.reader, below.read, slopes.product(above.slope, below.slope), true);
        } else {
          ++taken;
          gain -= weight(above.reader, below.read, known_slopes::other, true) -
                  weight(above.reader, below.read, edges[old].slope, true);
        }
      }
    }
    for (int down = numbers[v].reads; down >= 0; down = edges[down].of_reader)
      gain += weight(v, edges[down].read, edges[down].slope, true);
    return gain - taken;
  }
  /// Leaves out what costs backward sweeps more than it takes to leave it out, or as much: from the
  /// arguments on, against the sweeps (along them it is a sweep). Those of most gain first are 1 %
  /// fewer operations at most.
  constexpr void choose() {
    for (bool changed = true; changed;) {
      changed = false;
      for (int v = columns; v < numbers.count; ++v) {
        if (numbers[v].stays || numbers[v].reads < 0) continue;
        int taken = 0;
        if (gain_without(v, taken) < 0) continue;
        operations += taken;
        eliminate(known_slopes{}, v);
        changed = true;
      }
    }
  }
};

}  // namespace typegrad
