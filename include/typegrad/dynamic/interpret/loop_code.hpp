// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/program_memory.hpp>

namespace typegrad {

/// Memory that moves with the block: `first + at * step`; a buffer stays where it is.
struct block_place {
  location first;
  index_t step = 0;
  bool repeated = false;          ///< copies of one number
  location factor = no_location;  ///< read as `element * factor + offset`
  location offset = no_location;
};

/// A call of a kernel for each block.
struct block_call {
  block_kernel kernel = nullptr;
  block_place to;
  int first_operand = 0;
  int operand_count = 0;
  location sums = no_location;  ///< a block of lanes to which the results are added
};

/// An operand that is no contiguous piece of memory: brought into a buffer before the calls.
struct block_gather {
  location from;
  merged_view view;
  location buffer;
  int bytes = 0;
};

/// A reduction: all of a block goes into one result, or runs of it into several.
struct block_reduction {
  combine_kernel reduce = nullptr;
  combine_kernel accumulate = nullptr;
  fill_kernel fill_identity = nullptr;
  block_place from;
  location to;
  merged_view view;
  index_t results = 0;
  int bytes = 0;
  int after_call = 0;           ///< the operand is ready after so many calls
  location sums = no_location;  ///< the call that computes the operand adds it up here
};

/// One fused loop: for each block of its index space it gathers, calls kernels and reduces.
struct loop_code {
  index_t size = 0;
  growing_array<block_gather> splats;  ///< one element repeated: made once, before the first block
  growing_array<block_gather> gathers;
  growing_array<block_call> calls;
  growing_array<block_place> operands;
  growing_array<block_reduction> reductions;

  location ready = no_location;  ///< `operands`, then results, in the block that is being computed

  index_t bytes_of_ready() const {
    return static_cast<index_t>(sizeof(kernel_operand)) * operands.count +
           static_cast<index_t>(sizeof(kernel_result)) * calls.count;
  }
  index_t bytes() const {
    return bytes_of(splats) + bytes_of(gathers) + bytes_of(calls) + bytes_of(operands) +
           bytes_of(reductions);
  }
};

}  // namespace typegrad
