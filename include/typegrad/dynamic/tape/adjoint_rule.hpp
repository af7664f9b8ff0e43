// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/run_time_program.hpp>
#include <typegrad/dynamic/tape/tape_entry.hpp>
#include <typegrad/transform/differentiate.hpp>

namespace typegrad {

/// What a derivative rule may know of an operand.
enum class operand_role : unsigned char {
  none,
  moves,     ///< has an adjoint
  constant,  ///< has none: given from outside, or a truth value
  literal,   ///< a known number
};

/// An operation on a tape, as its derivative rule sees it: all entries that are alike in this hand
/// their adjoint on by the same steps.
struct rule_key {
  word op = 0;
  word roles = 0;                  ///< eight bits for each operand, from the lowest; then the type
  word const* literals = nullptr;  ///< one for each operand, where any is a literal

  static word role_bits(int k, operand_role role) { return static_cast<word>(role) << (8 * k); }
  static word type_bits(scalar_type type) { return static_cast<word>(type) << 40; }
  operand_role role(int k) const { return static_cast<operand_role>(roles >> (8 * k) & 0xff); }
  scalar_type type() const { return static_cast<scalar_type>(roles >> 40); }

  friend bool operator==(rule_key const& a, rule_key const& b) {
    return a.op == b.op && a.roles == b.roles &&
           (!a.has_literal() || std::memcmp(a.literals, b.literals, bytes_of_literals) == 0);
  }
  std::uint32_t hash() const {
    std::uint64_t mixed = static_cast<std::uint64_t>(op ^ roles) * 0x9e3779b97f4a7c15u;
    if (has_literal())
      for (int k = 0; k < tape_entry::most_operands; ++k)
        mixed = (mixed ^ static_cast<std::uint64_t>(literals[k])) * 0xff51afd7ed558ccdu;
    return static_cast<std::uint32_t>(mixed >> 32);
  }

  static constexpr std::size_t bytes_of_literals = tape_entry::most_operands * sizeof(word);

 private:
  /// Only a literal has both of the lower bits.
  bool has_literal() const { return (roles & roles >> 1 & 0x01010101) != 0; }
};

/// From operands, result and adjoint of an entry to the adjoints of its operands: the operation's
/// own rule as a program on numbers, in memory of its own.
class adjoint_rule {
 public:
  struct output {
    int operand;
    int bytes;      ///< where its adjoint begins
    int mask = -1;  ///< where the answer is that says whether it has one at all, or -1
    bool side = true;
  };

  rule_key key;
  adjoint_rule* next = nullptr;

  /// A template, because differentiating takes operations: only who finds a rule needs them.
  template <class Graph = dynamic_graph>
  explicit adjoint_rule(rule_key const& of) : key(of) {
    key.literals = literals_;
    std::memcpy(literals_, of.literals, sizeof literals_);
    plan<Graph>();
  }
  adjoint_rule(adjoint_rule const&) = delete;
  adjoint_rule& operator=(adjoint_rule const&) = delete;

  /// False for an operation that has no program on numbers.
  bool is_known() const { return is_known_; }
  list_view<output> outputs() const { return {outputs_.items, outputs_.count}; }
  /// The operands, the result and its adjoint; then what the program makes of them.
  word* cells() { return cells_.items; }
  /// False for a zero of the structure, see `op/masked_adjoint.hpp`.
  bool is_selected(output const& of) const {
    return of.mask < 0 ||
           *reinterpret_cast<bool const*>(reinterpret_cast<std::byte const*>(cells_.items) +
                                          of.mask) == of.side;
  }
  template <class Number>
  Number adjoint(output const& of) const {
    Number value;
    std::memcpy(&value, reinterpret_cast<std::byte const*>(cells_.items) + of.bytes, sizeof value);
    return value;
  }
  void run() {
    auto* const bytes = reinterpret_cast<std::byte*>(cells_.items);
    if (row_ != nullptr) row_->kernel(bytes, row_);
    else program_.run_in_cells(bytes);
  }

 private:
  template <class Graph>
  void plan() {
    Graph graph;
    auto const& op = *reinterpret_cast<dynamic_operation const*>(key.op);
    growing_array<int> operands, moving, places;
    for (int k = 0; k < tape_entry::most_operands && key.role(k) != operand_role::none; ++k) {
      scalar_type const type = op.takes_mask && k == 0 ? scalar_type::boolean : key.type();
      bool const is_literal = key.role(k) == operand_role::literal;
      operands.push_back(is_literal ? graph.intern(literal_node, type, graph.intern_shape(shape{}),
                                                   {}, {&literals_[k], 1})
                                    : intern_input(graph, k, type, shape{}));
      if (key.role(k) != operand_role::moves) continue;
      moving.push_back(operands.back());
      places.push_back(k);
    }
    int const count = operands.count;
    int const result = op.record(graph, {operands.items, count}, {});
    int const upstream = intern_input(graph, count + 1, key.type(), shape{});
    growing_array<int> const adjoints =
        differentiate(graph, {&result, 1}, {&upstream, 1}, {moving.items, moving.count});
    growing_array<int> wanted, masks;
    for (int k = 0; k < adjoints.count; ++k) {
      if (adjoints[k] < 0) continue;
      auto const split = split_mask(symbol_in(graph, adjoints[k]));
      wanted.push_back(split.is_masked() ? split.value.id : adjoints[k]);
      masks.push_back(split.mask.id);
      outputs_.push_back({places[k], 0, -1, split.side});
    }
    for (int const mask : masks)
      if (mask >= 0) wanted.push_back(mask);
    graph_builder reduced;  // the result is known
    growing_array<int> made(graph.size(), -1);
    for (int k = 0; k < count; ++k)
      if (key.role(k) != operand_role::literal)
        made[operands[k]] = intern_input(reduced, k, graph.node(operands[k]).type, shape{});
    if (made[result] < 0 && graph.operation_of(result).kind != operation_kind::literal)
      made[result] = intern_input(reduced, count, graph.node(result).type, shape{});
    made[upstream] = intern_input(reduced, count + 1, key.type(), shape{});
    growing_array<int> const outputs = rebuild(graph, {wanted.items, wanted.count}, reduced, made);
    program_ = run_time_program(reduced, {outputs.items, outputs.count}, count + 2);
    is_known_ = program_.runs_in_cells();
    cells_.resize(static_cast<int>(program_.workspace_bytes() / bytes_of_cell));
    auto* const bytes = reinterpret_cast<std::byte*>(cells_.items);
    program_.write_numbers(bytes);
    row_ = program_.only_row();
    auto const place = [&](int k) {
      return static_cast<int>(program_.output_in(bytes, k) - bytes);
    };
    int mask_output = outputs_.count;
    for (int k = 0; k < outputs_.count; ++k) {
      outputs_.items[k].bytes = place(k);
      if (masks[k] >= 0) outputs_.items[k].mask = place(mask_output++);
    }
  }

  word literals_[tape_entry::most_operands]{};
  run_time_program program_;
  number_step const* row_ = nullptr;  ///< the whole program, most often
  growing_array<word> cells_;
  growing_array<output> outputs_;
  bool is_known_ = false;
};

/// The rules that a thread has met, one for each operation and each combination of roles and
/// literals.
class adjoint_rules {
 public:
  /// More are forgotten, all at once: a program has a few dozen.
  static constexpr int most_rules = 4096;

  adjoint_rules() = default;
  adjoint_rules(adjoint_rules const&) = delete;
  adjoint_rules& operator=(adjoint_rules const&) = delete;
  ~adjoint_rules() { clear(); }

  template <class Graph = dynamic_graph>
  adjoint_rule& find(rule_key const& key) {
    adjoint_rule*& first = first_[key.hash() % slots];
    for (adjoint_rule* rule = first; rule != nullptr; rule = rule->next)
      if (rule->key == key) return *rule;
    if (count_ == most_rules) clear();
    auto* const made = new adjoint_rule(key);
    made->next = first;
    ++count_;
    return *(first = made);
  }
  int size() const { return count_; }
  void clear() {
    for (adjoint_rule*& first : first_)
      while (first != nullptr) delete std::exchange(first, first->next);
    count_ = 0;
  }

 private:
  static constexpr int slots = 256;
  adjoint_rule* first_[slots]{};
  int count_ = 0;
};

inline adjoint_rules& this_threads_rules() {
  static thread_local adjoint_rules rules;
  return rules;
}

}  // namespace typegrad
