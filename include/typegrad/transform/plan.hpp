// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/transform/placement.hpp>

namespace typegrad {

/// Whether what only one side of a selection by one number needs is computed only where that side
/// is taken.
enum class branches : unsigned char {
  by_cost,  ///< where that saves more than a branch costs
  always,
  never,  ///< both sides are computed
};

/// What a plan writes out element by element, in registers, rather than as a loop over memory. A
/// limit of -1: nothing.
///
/// Numbers, the tensors of rank 0, are in registers whatever the limits.
struct plan_limits {
  index_t unroll = -1;              ///< tensors of at most so many elements
  index_t unroll_from_memory = -1;  ///< the same of what has no operand in registers
  index_t copy_from_memory = -1;    ///< results of at most so many elements that are in memory
  index_t unrolled_result =
      -1;  ///< results of at most so many elements that are joined or multiplied from small parts
  index_t unroll_terms = -1;     ///< products of so many terms, without those that are zero
  int longest_run = 2147483647;  ///< steps on numbers that are run together
  bool reuse_registers = true;   ///< a compiler knows better which of its registers is free
  branches sides = branches::never;
  index_t cost_of_branch = 24;  ///< in additions: a side that takes no more is computed anyway
  bool little_code = false;     ///< kernels of larger matrices are loops
  index_t short_factor = -1;    ///< a product with a factor of at most so many elements is one loop
                                ///< along the other one, together with what is done along it
  bool vector_products = false;  ///< a product in memory is one of vectors, however small
};

/// A tensor of at most so many elements is computed element by element in registers; a larger one
/// in loops.
inline constexpr index_t unroll_limit = 16;
/// The same of one whose operands are all in memory, and of copies of results, on a
/// microcontroller.
inline constexpr index_t unroll_from_memory_limit = 4;
/// A result of at most so many elements that is joined from small parts is held in registers.
inline constexpr index_t unrolled_result_limit = 64;
/// A product is computed without the terms whose factor is a zero of the structure where at most so
/// many are left.
inline constexpr index_t most_terms_left = 256;
/// Such a product is a loop along the other factor where more are left.
inline constexpr index_t unroll_terms_limit = 96;
/// The same on a microcontroller.
inline constexpr index_t bare_unroll_terms_limit = 32;
/// A factor of at most so many elements is held in registers while a product loops along the other
/// one, on a microcontroller.
inline constexpr index_t short_factor_limit = 4;
/// At most so many steps in one function: clang limits a fold to 256 terms.
inline constexpr int longest_run = 64;

/// Whether a compiler is asked for little code, by -Os.
#if defined(__OPTIMIZE_SIZE__)
inline constexpr bool is_optimized_for_size = true;
#else
inline constexpr bool is_optimized_for_size = false;
#endif

/// For processors with vectors: what is small becomes straight-line code.
inline constexpr plan_limits desktop_limits{.unroll = unroll_limit,
                                            .unroll_from_memory = unroll_limit,
                                            .copy_from_memory = unrolled_result_limit,
                                            .unrolled_result = unrolled_result_limit,
                                            .unroll_terms = unroll_terms_limit,
                                            .longest_run = longest_run,
                                            .reuse_registers = false,
                                            .sides = branches::TYPEGRAD_BRANCHES,
                                            .little_code = is_optimized_for_size,
                                            .vector_products = TYPEGRAD_VECTOR_BYTES > 0};
/// For microcontrollers: what is small and comes from memory stays a loop, which takes as many
/// instructions there, and a tenth of the code. So do kernels of larger matrices: in registers they
/// take a third of the instructions and two and a half times the code.
inline constexpr plan_limits bare_limits{.unroll = unroll_limit,
                                         .unroll_from_memory = unroll_from_memory_limit,
                                         .copy_from_memory = unroll_from_memory_limit,
                                         .unrolled_result = unrolled_result_limit,
                                         .unroll_terms = bare_unroll_terms_limit,
                                         .longest_run = longest_run,
                                         .reuse_registers = false,
                                         .sides = branches::TYPEGRAD_BRANCHES,
                                         .little_code = true,
                                         .short_factor = short_factor_limit};
/// Where little code is wanted: loops over what is larger than a few numbers.
constexpr plan_limits small_limits(branches sides) {
  plan_limits limits = bare_limits;
  limits.unroll = unroll_from_memory_limit;
  limits.sides = sides;
  return limits;
}
/// Where little time is wanted: no loops over what is small.
constexpr plan_limits fast_limits(branches sides) {
  plan_limits limits = desktop_limits;
  if (TYPEGRAD_VECTOR_BYTES == 0) {  // it takes a fifth longer to copy 64 elements one by one
    limits.copy_from_memory = unroll_limit;
    limits.short_factor = short_factor_limit;
  }
  limits.sides = sides;
  limits.little_code = false;
  return limits;
}
/// For programs that are compiled.
inline constexpr plan_limits compiled_limits =
    TYPEGRAD_VECTOR_BYTES > 0 ? desktop_limits : bare_limits;
/// For an interpreter: only numbers are in registers, all else is in memory, where one loop serves
/// every size.
inline constexpr plan_limits interpreted_limits{.sides = branches::TYPEGRAD_BRANCHES};

enum class step_kind : unsigned char {
  elements,  ///< an element-wise node, every element written out
  combine,   ///< a reduction of few elements, written out
  loop,      ///< a group of element-wise nodes and reductions over one index space
  whole,     ///< a product or an opaque operation: whole operands in, whole result out
  copy,  ///< the elements of a node in row-major order, for a view without strides or for an output
};

struct step {
  step_kind kind = step_kind::elements;
  int node = -1;         ///< the node, or for `copy` its source
  int first_member = 0;  ///< loop: its nodes, in `plan::members`
  int member_count = 0;
  int output = -1;           ///< copy to this output, where not negative
  bool written_out = false;  ///< such a copy is, element by element
};

/// Steps that are run together: neighbours that compute one number each from registers of one real
/// type.
struct step_run {
  int first = 0;
  int count = 0;
  bool scalar = false;
  scalar_type type = scalar_type::float64;
};

/// Steps of which some are run where a mask holds and others where it does not: neighbours, those
/// of the one side first, then those of the other, then the selections between both. Branches of
/// the sides follow in the list of all branches.
struct plan_branch {
  int mask = -1;  ///< a node of rank 0
  int first = 0;  ///< step, once the plan is made run
  int then_count = 0;
  int else_count = 0;
  int selected_count = 0;
  int then_branches = 0;
  int else_branches = 0;

  constexpr int last() const { return first + then_count + else_count + selected_count; }
};

/// The counts of a plan.
struct plan_sizes {
  int step_count = 0;
  int member_count = 0;
  int run_count = 0;
  int branch_count = 0;
  int load_count = 0;
  int registers[scalar_type_count]{};      ///< slots of each scalar type
  index_t workspace[scalar_type_count]{};  ///< elements of each scalar type

  constexpr index_t workspace_bytes() const {
    index_t bytes = 0;
    for (int i = scalar_type_count - 1; i >= 0; --i) {
      auto const size = static_cast<index_t>(size_of(static_cast<scalar_type>(i)));
      bytes = (bytes + size - 1) / size * size + workspace[i] * size;
    }
    return bytes;
  }
};

/// The order of work and the place of every value: all that the executor is generated from.
template <int Nodes, int Outputs>
struct plan : plan_sizes {
  placement places[Nodes > 0 ? Nodes : 1]{};
  step steps[Nodes + Outputs]{};
  int members[Nodes > 0 ? Nodes : 1]{};
  step_run runs[Nodes + Outputs]{};
  plan_branch branches[Nodes > 0 ? Nodes : 1]{};  ///< each before those within it
  int loads[Nodes > 0 ? Nodes : 1]{};  ///< numbers that are copied into registers at the start
};

}  // namespace typegrad
