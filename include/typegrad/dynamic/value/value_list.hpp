// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/record_value.hpp>

#include <limits>

namespace typegrad {

/// What a program is asked for: values, gradients of one value, or derivatives of several.
enum class request_kind : unsigned char {
  values,
  gradients,
  adjoints,
  adjoints_of_ones,
  tangents,
  jacobians,
  values_of_piece,
  adjoints_of_piece
};

/// One entry of a `value_list`.
struct listed_value {
  value_node* node = nullptr;
  stored_value* input = nullptr;  ///< where the program is given the value
  int first_operand =
      -1;  ///< of an operation: where the numbers of its operands stand among the words
};

/// The arrays of a `value_list`. A thread keeps those of the last one: they have grown already.
struct list_arrays {
  struct unfinished {
    value_node* node;
    int next_operand;
  };

  growing_array<listed_value> entries;
  growing_array<value_node*> missing;  ///< see `value_list`
  growing_array<word> words_of_list;
  growing_array<int> outdated;
  growing_array<unfinished> stack;

  int smaller = 0;  ///< requests since one filled them to a quarter

  /// Larger ones are kept for as long as a loop asks for graphs as large.
  static constexpr int most_words = 1 << 16;
  static constexpr int most_smaller = 64;

  bool are_worth_keeping() {
    smaller = 4 * entries.count >= entries.room ? 0 : smaller + 1;
    return (words_of_list.room <= most_words && entries.room <= most_words) ||
           smaller <= most_smaller;
  }

  void clear() {
    entries.count = missing.count = words_of_list.count = outdated.count = stack.count = 0;
  }

  static list_arrays& kept() {
    static thread_local list_arrays arrays;
    return arrays;
  }
};

/// Values in an order in which each comes after its operands, with the words that say how they hang
/// together: equal words, equal program.
class listed_values : protected list_arrays {
 public:
  using list_arrays::entries;

  /// A word about the request itself.
  void note(word detail) { words_of_list.push_back(detail); }

  /// Whether the program is given the value of entry `id`.
  bool is_given(int id) const { return entries.items[id].first_operand < 0; }
  /// The entries that entry `id`, an operation, takes.
  list_view<word> operands_of(int id) const {
    return {words_of_list.items + entries.items[id].first_operand,
            entries.items[id].node->operand_count};
  }

  /// The shape of the value that entry `id` is given, which may differ from that of a leaf's
  /// present one.
  shape const& extents_of_given(int id) const {
    listed_value const& entry = entries.items[id];
    return entry.input != nullptr ? entry.input->extents() : entry.node->extents;
  }

  list_view<word> words() const { return {words_of_list.items, words_of_list.count}; }

 protected:
  listed_values() = default;
  explicit listed_values(list_arrays&& grown) : list_arrays(std::move(grown)) {}

  /// The words of a type, and room for those that follow.
  word* append_type(word head, value_node const& node, shape const& extents, int numbers,
                    int attributes) {
    int const first = words_of_list.count;
    words_of_list.resize(first + 2 + extents.rank + numbers + attributes);
    word* next = words_of_list.items + first;
    *next++ = head;
    *next++ = static_cast<word>(node.type) | static_cast<word>(node.constant) << 4 |
              static_cast<word>(extents.rank) << 8 | static_cast<word>(numbers) << 16 |
              static_cast<word>(attributes) << 40;
    for (int axis = 0; axis < extents.rank; ++axis) *next++ = extents.extents[axis];
    return next;
  }
  /// Lists an operation; `operand(i)` is the entry of its operand i.
  template <class Operand>
  int append_operation(value_node& node, Operand&& operand) {
    int const id = entries.count;
    word* next = append_type(reinterpret_cast<word>(node.op), node, node.extents,
                             node.operand_count, node.attribute_count);
    entries.push_back({&node, nullptr, static_cast<int>(next - words_of_list.items)});
    for (int i = 0; i < node.operand_count; ++i) *next++ = operand(i);
    for (word const attribute : node.attributes()) *next++ = attribute;
    return id;
  }
};

/// When a list is cut into pieces, each of which is planned and run by itself: planning takes the
/// memory of one piece, and pieces of the same structure share their program. One program for all,
/// which computes no value twice, is planned for a list that is met again and is not too long.
struct piece_limits {
  int least_list = 1 << 14;
  int least_list_without_words = 1 << 18;  ///< cut whenever it is met
  int least_piece = 1 << 12;
  /// A gradient to which each piece adds is written as often as there are pieces.
  int most_pieces = 64;

  /// How many entries each piece has: the same for a list that grows, until it has twice as many.
  int entries_of_piece(int entries) const {
    int each = least_piece;
    while (each < entries / most_pieces) each *= 2;
    return each;
  }
};
inline piece_limits& this_threads_pieces() {
  static thread_local piece_limits limits;
  return limits;
}

/// Whether a long list may be cut, or must have words for all that is in it.
enum class list_use : bool { whole, in_pieces };

/// The values that a request needs. Only what is not known yet is listed; for gradients all that
/// has a history.
class value_list : public listed_values {
 public:
  explicit value_list(request_kind request, list_use use = list_use::whole)
      : listed_values(std::move(list_arrays::kept())),
        request_(request),
        use_(use),
        most_entries_with_words_(use == list_use::whole
                                     ? std::numeric_limits<int>::max()
                                     : this_threads_pieces().least_list_without_words),
        visit_(new_visit()) {
    words_of_list.push_back(static_cast<word>(request));
  }
  value_list(value_list const&) = delete;
  value_list& operator=(value_list const&) = delete;
  value_list& operator=(value_list&& other) noexcept {
    std::swap(static_cast<list_arrays&>(*this), static_cast<list_arrays&>(other));
    request_ = other.request_;
    use_ = other.use_;
    most_entries_with_words_ = other.most_entries_with_words_;
    visit_ = other.visit_;
    return *this;
  }
  ~value_list() {
    if (!are_worth_keeping()) return;
    clear();
    list_arrays::kept() = std::move(static_cast<list_arrays&>(*this));
  }

  /// Values that others were made of without history and that are not computed yet: to be computed
  /// first.
  using list_arrays::missing;

  /// The number of `node` in the list, to which it and what it needs are added.
  int add(value_node& node) { return add_with_operands(node, node.value.get()); }

  /// Whether it is so long that it may be cut into pieces.
  bool may_be_cut() const {
    return use_ == list_use::in_pieces && entries.count > this_threads_pieces().least_list;
  }
  /// Whether it is so long that it has no words and must be cut into pieces.
  bool is_long() const { return entries.count > most_entries_with_words_; }
  /// The entry that is operand `which` of entry `id`, until nodes are listed elsewhere.
  int operand_of(int id, int which) const {
    operand_read const operand = as_read(entries.items[id].node->operands()[which]);
    return known(operand.node, operand.value);
  }

 private:
  bool is_input(value_node const& node) const {
    if (node.is_leaf()) return true;
    if (node.op->kind == operation_kind::literal) return false;
    if (request_ == request_kind::values) return static_cast<bool>(node.value);
    return !node.recorded || (node.constant && node.value);
  }

  /// The number of a value that is listed already, else -1.
  int known(value_node const& node, stored_value const* value) const {
    if (node.visit == visit_ && (!node.is_leaf() || entries.items[node.index].input == value))
      return node.index;
    if (!node.is_leaf() || outdated.count == 0) return -1;
    for (int const id : outdated)
      if (entries.items[id].node == &node && entries.items[id].input == value) return id;
    return -1;
  }

  int list_input(value_node& node, stored_value* value) {
    int const id = entries.count;
    entries.push_back({&node, value});
    if (node.visit == visit_) {
      outdated.push_back(id);  // a leaf that got other data between two uses
    } else {
      node.visit = visit_;
      node.index = id;
    }
    if (value == nullptr) missing.push_back(&node);
    if (!is_long()) append_type(0, node, value != nullptr ? value->extents() : node.extents, 0, 0);
    return id;
  }

  int list_operation(value_node& node) {
    node.visit = visit_;
    node.index = entries.count;
    if (entries.count >= most_entries_with_words_) {
      entries.push_back({&node, nullptr, 0});
      return entries.count - 1;
    }
    return append_operation(node, [&](int i) {
      operand_read const operand = as_read(node.operands()[i]);
      return known(operand.node, operand.value);
    });
  }

  /// An operand as it was when the operation was recorded.
  struct operand_read {
    value_node& node;
    stored_value* value;
  };
  static operand_read as_read(operand_record const& operand) {
    if (operand.value) return {*operand.node, operand.value.get()};
    value_node& node = operand.node->as_it_was_made();
    return {node, node.is_leaf() ? node.value.get() : nullptr};
  }

  /// What was recorded before a node stands before it, most often: the processor waits for the
  /// memory of a graph that is larger than its caches.
  static void prefetch_before(value_node const& node) {
    auto const place = reinterpret_cast<std::uintptr_t>(&node);
    __builtin_prefetch(reinterpret_cast<void const*>(place - 10 * sizeof(value_node)));
    __builtin_prefetch(reinterpret_cast<void const*>(place - 10 * sizeof(value_node) - 64));
  }

  int add_with_operands(value_node& root, stored_value* value) {
    if (int const id = known(root, value); id >= 0) return id;
    if (is_input(root)) return list_input(root, value);
    stack.push_back({&root, 0});
    for (;;) {
      unfinished& top = stack.items[stack.count - 1];
      value_node& node = *top.node;
      value_node* first = nullptr;  // an operand that must be listed before
      while (first == nullptr && top.next_operand < node.operand_count) {
        operand_read const operand = as_read(node.operands()[top.next_operand++]);
        if (known(operand.node, operand.value) >= 0) continue;
        if (is_input(operand.node))
          list_input(operand.node, operand.value ? operand.value : operand.node.value.get());
        else first = &operand.node;
      }
      if (first != nullptr) {
        prefetch_before(node);
        stack.push_back({first, 0});
        continue;
      }
      int const id = list_operation(node);
      if (--stack.count == 0) return id;
    }
  }

  request_kind request_;
  list_use use_;
  int most_entries_with_words_;
  std::uint64_t visit_;
};

}  // namespace typegrad
