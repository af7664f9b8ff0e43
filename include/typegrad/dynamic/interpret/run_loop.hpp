// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/loop_code.hpp>

namespace typegrad {

/// The beginnings of a running program's memories.
struct running_memory {
  std::byte* const* beginnings;

  std::byte* at(location place) const { return beginnings[place.memory()] + place.bytes(); }
  std::byte* at_or_null(location place) const { return place.exists() ? at(place) : nullptr; }
  std::byte* at(block_source const& place, index_t element) const {
    return at(place.first) + element * place.step;
  }
};

/// The elements `skip, ..., skip + n - 1` of the block that begins with element `at` of the loop.
inline void reduce_into(running_memory const& memory, std::byte* to, block_reduction const& r,
                        merged_view const& view, index_t at, index_t skip, index_t n) {
  std::byte const* const from = memory.at(r.from, at) + (r.from.repeated ? 0 : skip * r.bytes);
  for_each_run(
      view, at + skip, n, [&](index_t place, index_t stride, index_t first, index_t count) {
        auto const element = [&](index_t i) { return r.from.repeated ? from : from + i * r.bytes; };
        if (stride == 0)
          r.reduce(to + place * r.bytes, element(first), r.from.repeated, static_cast<int>(count));
        else if (stride == 1)
          r.accumulate(to + place * r.bytes, element(first), r.from.repeated,
                       static_cast<int>(count));
        else
          for (index_t i = 0; i < count; ++i)
            r.accumulate(to + (place + i * stride) * r.bytes, element(first + i), false, 1);
      });
}

/// Adds the sums of a lower level to those of a higher one, and begins again.
inline void add_level(block_reduction const& r, std::byte* higher, std::byte* lower) {
  r.accumulate(higher, lower, false, static_cast<int>(r.long_sum.results));
  r.fill_identity(lower, r.long_sum.results);
}

inline index_t& end_of_part(running_memory const& memory, sum_in_parts const& sum) {
  return *reinterpret_cast<index_t*>(memory.at(sum.end));
}
inline void begin_parts(running_memory const& memory, block_reduction const& r) {
  end_of_part(memory, r.long_sum) = r.long_sum.part_from(0);
  r.fill_identity(memory.at(r.long_sum.higher), 2 * r.long_sum.results);
}
/// Where a part ends, before element `end` of the loop: of a slice, the last one completes it.
inline void end_part(running_memory const& memory, block_reduction const& r,
                     merged_view const& view, index_t end) {
  sum_in_parts const& sum = r.long_sum;
  std::byte* const to = memory.at(r.to) + sum.first_result(view, (end - 1) / sum.slice) * r.bytes;
  std::byte* const parts = memory.at(sum.higher);
  std::byte* const parts_of_parts = parts + sum.results * r.bytes;
  index_t const in_slice = end % sum.slice;
  if (in_slice == 0) {
    add_level(r, to, parts);
    add_level(r, to, parts_of_parts);
  } else {
    add_level(r, parts, to);
    if (in_slice / sum.part % sum_levels::parts == 0) add_level(r, parts_of_parts, parts);
  }
  end_of_part(memory, sum) = end + sum.part_from(in_slice);
}
inline void reduce_in_parts(running_memory const& memory, block_reduction const& r,
                            merged_view const& view, index_t at, index_t n) {
  for (index_t done = 0; done < n;) {
    index_t const left = end_of_part(memory, r.long_sum) - at - done;
    index_t const count = left < n - done ? left : n - done;
    reduce_into(memory, memory.at(r.to), r, view, at, done, count);
    done += count;
    if (count == left) end_part(memory, r, view, at + done);
  }
}

/// Long reductions to one number are made of parts, so that the rounding error of a sum grows with
/// the blocks of a part and with the parts, not with all blocks.
class parts_of_reductions {
 public:
  explicit parts_of_reductions(loop_code const& loop, running_memory const& memory)
      : loop_(loop), memory_(memory), is_long_(loop.size > blocks * block_elements) {
    for (int k = 0; k < most && k < loop.reductions.count; ++k)
      if (has_part(k)) loop.reductions.items[k].fill_identity(parts_[k], 1);
  }

  std::byte* target(int k) {
    return has_part(k) ? parts_[k] : memory_.at(loop_.reductions.items[k].to);
  }
  /// After each block: a part that is whole is added to the result.
  void count_block() {
    if (is_long_ && ++count_ % blocks == 0) add_up();
  }
  /// Adds what the parts and the sums of lanes hold to the results, and begins again.
  void add_up() {
    for (int k = 0; k < loop_.reductions.count; ++k) {
      block_reduction const& r = loop_.reductions.items[k];
      if (r.sums.exists()) {
        r.reduce(memory_.at(r.to), memory_.at(r.sums), false, splat_bytes / r.bytes);
        r.fill_identity(memory_.at(r.sums), splat_bytes / r.bytes);
      } else if (has_part(k)) {
        r.reduce(memory_.at(r.to), parts_[k], false, 1);
        r.fill_identity(parts_[k], 1);
      }
    }
  }

 private:
  static constexpr int most = 8;
  static constexpr index_t blocks = 128;

  bool has_part(int k) const {
    return is_long_ && k < most && loop_.reductions.items[k].results == 1 &&
           !loop_.reductions.items[k].sums.exists();
  }

  loop_code const& loop_;
  running_memory const& memory_;
  bool is_long_;
  index_t count_ = 0;
  alignas(8) std::byte parts_[most][8];
};

/// The calls of a loop, with what their kernels take in the present block. Of one block that is
/// put together for some calls at a time, because for all of 100,000 it would be as much memory as
/// they work on.
class ready_calls {
 public:
  ready_calls(loop_code const& loop, running_memory const& memory)
      : loop_(loop),
        memory_(memory),
        operands_(reinterpret_cast<kernel_operand*>(memory.at_or_null(loop.ready))) {
    prepare();
  }

  void operator()(int i, int n) {
    if (i == end_) prepare();
    block_call const& call = loop_.calls.items[i];
    call.kernel(results_[i - first_], operands_ + (call.first_operand - first_operand_), n);
  }
  /// On to the next block, of many.
  void advance() {
    for (int k = 0; k < loop_.operands.count; ++k)
      operands_[k].data = static_cast<std::byte const*>(operands_[k].data) +
                          block_elements * loop_.operands.items[k].step;
    for (int i = 0; i < loop_.calls.count; ++i)
      results_[i].data =
          static_cast<std::byte*>(results_[i].data) + block_elements * loop_.calls.items[i].step;
  }

 private:
  [[gnu::noinline]] void prepare() {
    first_ = end_;
    end_ = loop_.end_of_ready(first_);
    first_operand_ = loop_.first_operand(first_);
    int const last = loop_.first_operand(end_);
    results_ = reinterpret_cast<kernel_result*>(operands_ + (last - first_operand_));
    for (int k = first_operand_; k < last; ++k) {
      block_source const& place = loop_.operands.items[k];
      kernel_operand& to = operands_[k - first_operand_];
      to = {memory_.at(place.first), place.repeated, place.step == 0};
      if (place.scale < 0) continue;
      operand_scale const& scale = loop_.scales.items[place.scale];
      to.factor = memory_.at_or_null(scale.factor);
      to.offset = memory_.at_or_null(scale.offset);
    }
    for (int i = first_; i < end_; ++i) {
      block_call const& call = loop_.calls.items[i];
      results_[i - first_] = {memory_.at_or_null(call.to), memory_.at_or_null(call.sums),
                              call.step == 0};
    }
  }

  loop_code const& loop_;
  running_memory const& memory_;
  kernel_operand* operands_;
  kernel_result* results_ = nullptr;
  int first_ = 0;  ///< of the calls that are ready, up to `end_`
  int end_ = 0;
  int first_operand_ = 0;
};

/// Before the first block. A buffer has room for whole blocks of lanes.
inline void enter_loop(loop_code const& loop, running_memory const& memory) {
  for (block_reduction const& r : loop.reductions) {
    r.fill_identity(memory.at(r.to), r.results);
    if (r.sums.exists()) r.fill_identity(memory.at(r.sums), splat_bytes / r.bytes);
    if (r.long_sum.exists()) begin_parts(memory, r);
  }
  if (loop.size == 0) return;  // where there is no element, a view may begin behind the last one
  for (block_splat const& s : loop.splats) {
    kernel_operand const element{memory.at(s.from)};
    repeating_kernel(s.bytes)({memory.at(s.buffer)}, &element, 1);
  }
}

/// Runs one loop, block by block.
inline void run_loop(loop_code const& loop, running_memory const& memory) {
  ready_calls calls(loop, memory);
  enter_loop(loop, memory);
  parts_of_reductions parts(loop, memory);
  for (index_t at = 0; at < loop.size; at += block_elements) {
    if (at > 0) calls.advance();
    int const n =
        static_cast<int>(loop.size - at < block_elements ? loop.size - at : block_elements);
    for (block_gather const& g : loop.gathers)
      gather(memory.at(g.buffer), memory.at(g.from), loop.views.items[g.view],
             static_cast<std::size_t>(g.bytes), at, n);
    int next_reduction = 0;
    for (int i = 0; i <= loop.calls.count; ++i) {
      for (; next_reduction < loop.reductions.count &&
             loop.reductions.items[next_reduction].after_call == i;
           ++next_reduction)
        if (block_reduction const& r = loop.reductions.items[next_reduction]; r.long_sum.exists())
          reduce_in_parts(memory, r, loop.views.items[r.view], at, n);
        else if (!r.sums.exists())
          reduce_into(memory, parts.target(next_reduction), r, loop.views.items[r.view], at, 0, n);
      if (i < loop.calls.count) calls(i, n);
    }
    parts.count_block();
  }
  parts.add_up();
}

}  // namespace typegrad
