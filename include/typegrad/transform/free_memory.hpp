// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>
#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// Memory that holds no living value.
struct memory_gap {
  index_t first = 0;
  index_t end = 0;
};

/// The memory between the values that live: gaps in ascending order, and all that lies behind
/// `end`.
///
/// Which gap a value gets depends on the living alone, not on the order in which the others died.
template <class Gaps = growing_array<memory_gap>>
struct free_memory {
  Gaps gaps;
  index_t end = 0;  ///< end of the last living value

  /// The first place where `size` elements fit. Cost: linear in the gaps.
  constexpr index_t take(index_t size) {
    for (int i = 0; i < gaps.count; ++i) {
      memory_gap& candidate = gaps.items[i];
      if (candidate.end - candidate.first < size) continue;
      index_t const place = candidate.first;
      candidate.first += size;
      if (candidate.first == candidate.end) erase(i);
      return place;
    }
    end += size;
    return end - size;
  }

  /// Gives elements back; they join the gaps around them.
  constexpr void give_back(index_t first, index_t size) {
    if (size == 0) return;
    int low = 0;
    int high = gaps.count;
    while (low < high) {
      int const middle = low + (high - low) / 2;
      if (gaps.items[middle].first < first) low = middle + 1;
      else high = middle;
    }
    index_t last = first + size;
    if (low < gaps.count && gaps.items[low].first == last) {
      last = gaps.items[low].end;
      erase(low);
    }
    if (low > 0 && gaps.items[low - 1].end == first) {
      first = gaps.items[--low].first;
      erase(low);
    }
    if (last == end) {
      end = first;
      return;
    }
    gaps.push_back({});
    for (int i = gaps.count - 1; i > low; --i) gaps.items[i] = gaps.items[i - 1];
    gaps.items[low] = {first, last};
  }

 private:
  constexpr void erase(int which) {
    for (int i = which + 1; i < gaps.count; ++i) gaps.items[i - 1] = gaps.items[i];
    --gaps.count;
  }
};

/// Registers that hold no living value.
struct free_registers {
  growing_array<int> numbers;

  /// The register that was given back last, which the cache still holds, or a new one.
  constexpr int take(int& count) {
    return numbers.count > 0 ? numbers.items[--numbers.count] : count++;
  }
};

}  // namespace typegrad
