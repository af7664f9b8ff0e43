// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/sum_in_parts.hpp>

namespace typegrad {

/// An operand of a call: memory that moves on by `step` bytes an element; a buffer stays where it
/// is. (These are small: a program has several for each operation.)
struct block_source {
  location first;
  int scale = -1;  ///< read as that one of `loop_code::scales` says
  signed char step = 0;
  bool repeated = false;  ///< copies of one number
};

/// What an operand is multiplied by and what is added, while it is read; each may be missing.
struct operand_scale {
  location factor;
  location offset;
};

/// A call of a kernel for each block.
struct block_call {
  block_kernel kernel = nullptr;
  location to;
  location sums;  ///< a block of lanes to which the results are added
  int first_operand = 0;
  signed char step = 0;  ///< of `to`
};

/// A number, copied as often as lanes need it before the first block.
struct block_splat {
  location from;
  location buffer;
  int bytes = 0;
};

/// An operand that is no contiguous piece of memory: brought into a buffer before the calls.
struct block_gather {
  location from;
  location buffer;
  int view = 0;  ///< that one of `loop_code::views`
  int bytes = 0;
};

/// A reduction: all of a block goes into one result, or runs of it into several.
struct block_reduction {
  combine_kernel reduce = nullptr;
  combine_kernel accumulate = nullptr;
  fill_kernel fill_identity = nullptr;
  block_source from;
  location to;
  location sums;  ///< the call that computes the operand adds it up here
  index_t results = 0;
  int view = 0;  ///< where the results stand: that one of `loop_code::views`
  int bytes = 0;
  int after_call = 0;  ///< the operand is ready after so many calls
  sum_in_parts long_sum{};
};

/// One fused loop: for each block of its index space it gathers, calls kernels and reduces.
struct loop_code {
  index_t size = 0;
  growing_array<block_splat> splats;
  growing_array<block_gather> gathers;
  growing_array<block_call> calls;
  growing_array<block_source> operands;
  growing_array<operand_scale> scales;
  growing_array<block_reduction> reductions;
  growing_array<merged_view> views;

  location ready;  ///< `operands`, then results, of the calls that come next

  /// So many calls of a loop of one block are made ready at a time.
  static constexpr int most_ready = 64;

  int first_operand(int call) const {
    return call < calls.count ? calls.items[call].first_operand : operands.count;
  }
  /// Up to which call those from `first` on are ready together.
  int end_of_ready(int first) const {
    bool const is_one_block = size <= block_elements;
    return is_one_block && calls.count - first > most_ready ? first + most_ready : calls.count;
  }
  index_t bytes_of_ready() const {
    index_t most = 0;
    for (int first = 0, end = 0; first < calls.count; first = end) {
      end = end_of_ready(first);
      index_t const bytes = static_cast<index_t>(sizeof(kernel_operand)) *
                                (first_operand(end) - first_operand(first)) +
                            static_cast<index_t>(sizeof(kernel_result)) * (end - first);
      most = bytes > most ? bytes : most;
    }
    return most;
  }
  index_t bytes() const {
    return bytes_of(splats) + bytes_of(gathers) + bytes_of(calls) + bytes_of(operands) +
           bytes_of(scales) + bytes_of(reductions) + bytes_of(views);
  }
  void shrink() {
    splats.shrink();
    gathers.shrink();
    calls.shrink();
    operands.shrink();
    scales.shrink();
    reductions.shrink();
    views.shrink();
  }
};

}  // namespace typegrad
