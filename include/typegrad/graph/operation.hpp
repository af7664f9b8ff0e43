// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>
#include <typegrad/meta/list_view.hpp>
#include <typegrad/shape/strided_view.hpp>

#include <cstdint>

namespace typegrad {

struct graph_builder;
struct rebuilding;
struct text_writer;

/// One word of an operation's attributes (axes, extents, literal bits).
using word = std::int64_t;

/// All that the engine looks at when it meets a node.
enum class operation_kind : unsigned char {
  input,    ///< a value given at the call
  literal,  ///< a value known while tracing; its words are its attributes
  alias,  ///< its first operand under another name or another derivative rule; gone after `rebuild`
  element_wise,  ///< one result per element; operands of smaller shape are read as broadcast
  reduction,     ///< combines elements along axes
  view,          ///< the same elements in another place: a strided reading of its operand
  contraction,   ///< a product of matrices (or stacks of them) over the inner axes
  join,          ///< puts each operand into a region of a result that is zero elsewhere
  opaque,        ///< whole operands in, whole result out, through its own kernel
  repetition,    ///< a part of the graph that runs turn by turn; see `repetition_layout`
  parameter,     ///< a value that a repetition gives to its part, another one at each turn
};

/// How large a number that an element-wise operation gives can be, and where it is NaN.
enum class growth_rule : unsigned char {
  unknown,
  sum,      ///< at most the sum of its operands' sizes; NaN where one of them is
  product,  ///< at most their product, the square of a lone one; NaN where one of them is
  wave,     ///< at most 1; NaN where its operand is not finite
};

/// What the engine knows of an operation. Made by `op/` from the operation's own struct.
struct operation {
  char const* name = "";
  std::uint64_t identity = 0;  ///< differs between operations; see `same_operation`
  operation_kind kind = operation_kind::opaque;
  bool commutative = false;  ///< operands may be swapped, so that `a * b` and `b * a` are one node
  bool unique =
      false;  ///< never merged with an equal node: side effects, random numbers, stand-ins
  bool linear = false;   ///< linear in all operands together: its tangent is itself on the tangents
  bool selects = false;  ///< operand 1 where the mask, operand 0, holds, and operand 2 elsewhere
  bool moves = false;    ///< only moves the elements of its first operand, as the others say
  bool holds_operands = false;  ///< opaque: those of a vector are read at places that are known
  bool adds = false;            ///< element-wise: what stands beside a zero is the result
  bool replicates = false;      ///< a view that only repeats its operand along right-aligned axes
  int cost = 1;                 ///< of an element, in additions, roughly
  growth_rule growth = growth_rule::unknown;

  bool has_pullback = false;
  bool has_pushforward = false;

  /// Makes the node, or finds or simplifies it. The only way to make a node of this operation.
  int (*record)(graph_builder&, list_view<int> operands, list_view<word> attributes) = nullptr;
  /// The same where several nodes have one `shared_operand`; null: nothing is gained.
  int (*record_shared)(graph_builder&, list_view<int> operands) = nullptr;
  /// The node of which a node and others share what is made of it alone; -1: none.
  int (*shared_operand)(graph_builder const&, int node) = nullptr;
  /// For contractions: the same value as what a loop computes in passing, where the factors have at
  /// most `most` elements but along an axis that is longer; -1: they have not.
  int (*record_in_loop)(graph_builder&, list_view<int> operands, shape const& result,
                        index_t most) = nullptr;
  /// The adjoint that `node` sends to its operand `which`, given its own adjoint; -1 where none. Of
  /// an element-wise node in the shape of the node, not yet summed to the operand's.
  int (*pullback)(graph_builder&, int node, int which, int upstream) = nullptr;
  /// The tangent of `node` given the tangents of its operands (-1: zero); null: derived from
  /// `pullback`.
  int (*pushforward)(graph_builder&, int node, list_view<int> tangents) = nullptr;
  /// For repetitions: the adjoints (-1: none) of the operands that are wanted, all at once.
  void (*pull_back)(graph_builder&, int node, int upstream, unsigned char const* wanted,
                    int* adjoints) = nullptr;
  /// For repetitions: makes several again as one, see `repetition_groups`.
  void (*record_together)(rebuilding&, list_view<int> members, growing_array<int>& made) = nullptr;
  /// For views: where the result's elements stand in the operand's memory.
  strided_view (*place)(strided_view const& operand, shape const& from, shape const& result,
                        list_view<word> attributes) = nullptr;
  /// For joins: where the elements of operand `which` stand in the result.
  strided_view (*region)(int which, shape const& result, list_view<word> attributes) = nullptr;
  /// Writes the attributes as a person reads them, `axes 0 1`; null: numbers.
  void (*describe)(text_writer&, list_view<word> attributes) = nullptr;
};

/// FNV-1a, 64 bits.
constexpr std::uint64_t hash_of(char const* text) {
  std::uint64_t hash = 14695981039346656037u;
  for (; *text != '\0'; ++text) hash = (hash ^ static_cast<unsigned char>(*text)) * 1099511628211u;
  return hash;
}

/// Whether two objects are the same operation.
///
/// The address decides, but it is asked only where the hashes of the types' names agree: GCC with
/// -fsanitize=undefined does not fold `&a == &b` for different inline variables (bug 71962).
constexpr bool same_operation(operation const& a, operation const& b) {
  return a.identity == b.identity && &a == &b;
}

}  // namespace typegrad
