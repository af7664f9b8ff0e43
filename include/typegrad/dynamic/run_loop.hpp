// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/loop_code.hpp>

namespace typegrad {

/// The beginnings of a running program's memories.
struct running_memory {
  std::byte* const* beginnings;

  std::byte* at(location place) const { return beginnings[place.memory] + place.bytes; }
  std::byte* at(block_place const& place, index_t element) const { return at(place.first) + element * place.step; }
};

inline void repeat_element(std::byte* to, std::byte const* from, int bytes, index_t n) {
  with_width(static_cast<std::size_t>(bytes), [&](auto element) { copy_run<element.bytes>(to, 1, from, 0, n); });
}

inline void reduce_into(running_memory const& memory, block_reduction const& r, index_t at, int n) {
  std::byte const* const from = memory.at(r.from, at);
  std::byte* const to = memory.at(r.to);
  for_each_run(r.view, at, n, [&](index_t place, index_t stride, index_t first, index_t count) {
    if (stride == 0) r.reduce(to + place * r.bytes, from + first * r.bytes, static_cast<int>(count));
    else if (stride == 1) r.accumulate(to + place * r.bytes, from + first * r.bytes, static_cast<int>(count));
    else
      for (index_t i = 0; i < count; ++i) r.accumulate(to + (place + i * stride) * r.bytes, from + (first + i) * r.bytes, 1);
  });
}

/// Runs one loop, block by block.
inline void run_loop(loop_code const& loop, running_memory const& memory) {
  for (block_reduction const& r : loop.reductions) r.fill_identity(memory.at(r.to), r.results);
  index_t const longest = loop.size < block_elements ? loop.size : block_elements;
  for (block_gather const& s : loop.splats) repeat_element(memory.at(s.buffer), memory.at(s.from), s.bytes, longest);
  for (index_t at = 0; at < loop.size; at += block_elements) {
    int const n = static_cast<int>(loop.size - at < block_elements ? loop.size - at : block_elements);
    for (block_gather const& g : loop.gathers)
      gather(memory.at(g.buffer), memory.at(g.from), g.view, static_cast<std::size_t>(g.bytes), at, n);
    int next_reduction = 0;
    for (int i = 0; i <= loop.calls.count; ++i) {
      while (next_reduction < loop.reductions.count && loop.reductions.items[next_reduction].after_call == i)
        reduce_into(memory, loop.reductions.items[next_reduction++], at, n);
      if (i == loop.calls.count) break;
      block_call const& call = loop.calls.items[i];
      void const* in[max_operand_types];
      for (int k = 0; k < call.operand_count; ++k) in[k] = memory.at(loop.operands.items[call.first_operand + k], at);
      call.kernel(memory.at(call.to, at), in, n);
    }
  }
}

}  // namespace typegrad
