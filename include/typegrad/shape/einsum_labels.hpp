// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/fixed_string.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad {

/// The axes of a value in `einsum` by their letters, in order.
struct einsum_labels {
  static constexpr int most = 52;  // both cases of the alphabet
  int count = 0;
  char letters[most]{};

  constexpr void append(char letter) {
    if (count < most) letters[count++] = letter;
  }
  constexpr int find(char letter) const {
    for (int i = 0; i < count; ++i)
      if (letters[i] == letter) return i;
    return -1;
  }
  constexpr bool has(char letter) const { return find(letter) >= 0; }
  friend constexpr bool operator==(einsum_labels const&, einsum_labels const&) = default;
};

/// Those of `a` that are in `b`, or are not.
constexpr einsum_labels labels_among(einsum_labels const& a, einsum_labels const& b, bool in) {
  einsum_labels found;
  for (int i = 0; i < a.count; ++i)
    if (b.has(a.letters[i]) == in) found.append(a.letters[i]);
  return found;
}
constexpr einsum_labels operator+(einsum_labels a, einsum_labels const& b) {
  for (int i = 0; i < b.count; ++i) a.append(b.letters[i]);
  return a;
}
/// Where the axes `to` are in a value with the axes `from`.
constexpr axis_list places_of(einsum_labels const& to, einsum_labels const& from) {
  axis_list places;
  for (int i = 0; i < to.count; ++i) places.append(from.find(to.letters[i]));
  return places;
}

/// What "ij,jk->ik" says: the axes of each operand, and those of the result.
template <int Operands>
struct einsum_call {
  einsum_labels operands[Operands];
  einsum_labels result;
  char const* mistake = nullptr;

  /// How often a letter stands before the arrow.
  constexpr int count(char letter) const {
    int times = 0;
    for (einsum_labels const& labels : operands)
      for (int i = 0; i < labels.count; ++i) times += labels.letters[i] == letter;
    return times;
  }
  /// The most axes that an operand has, or a product on the way.
  constexpr int most_axes() const {
    int most = result.count;
    einsum_labels product;
    for (int k = 0; k < Operands; ++k) {
      if (operands[k].count > most) most = operands[k].count;
      einsum_labels const all = product + labels_among(operands[k], product, false);
      product = labels_among(all, needed_from(k + 1), true);
      if (product.count > most) most = product.count;
    }
    return most;
  }
  /// The letters that are needed once the operands before `first` have been multiplied.
  constexpr einsum_labels needed_from(int first) const {
    einsum_labels needed = result;
    for (int k = first; k < Operands; ++k)
      for (int i = 0; i < operands[k].count; ++i)
        if (!needed.has(operands[k].letters[i])) needed.append(operands[k].letters[i]);
    return needed;
  }
};

/// Reads the first argument of `einsum`. Without an arrow the result has the letters that stand
/// once, in the order of the alphabet, as in NumPy.
template <int Operands>
constexpr einsum_call<Operands> read_einsum(char const* text) {
  einsum_call<Operands> call;
  int operand = 0;
  bool arrow = false;
  for (; *text != '\0'; ++text) {
    char const c = *text;
    if (c == ' ') continue;
    if (c == ',' && !arrow) {
      if (++operand == Operands) break;
    } else if (c == '-' && text[1] == '>' && !arrow) {
      arrow = true;
      ++text;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      (arrow ? call.result : call.operands[operand]).append(c);
    } else {
      call.mistake = "einsum takes letters, commas and one arrow";
      return call;
    }
  }
  if (operand != Operands - 1) {
    call.mistake = "einsum takes as many lists of letters as there are operands";
    return call;
  }
  if (!arrow)
    for (char c = 'A'; c <= 'z'; ++c)
      if (call.count(c) == 1) call.result.append(c);
  if (call.most_axes() > max_rank)
    call.mistake = "no operand, no product on the way and no result may have more than eight axes";
  for (int i = 0; i < call.result.count && call.mistake == nullptr; ++i)
    if (call.count(call.result.letters[i]) == 0 || call.result.find(call.result.letters[i]) != i)
      call.mistake = "each letter behind the arrow must stand there once, and before the arrow";
  return call;
}

/// Whether operands of these shapes fit the call: null, or what does not hold.
template <int Operands>
constexpr char const* relation_of_einsum(einsum_call<Operands> const& call, shape const* shapes) {
  if (call.mistake != nullptr) return call.mistake;
  index_t extents['z' + 1]{};
  bool known['z' + 1]{};
  for (int k = 0; k < Operands; ++k) {
    einsum_labels const& labels = call.operands[k];
    if (labels.count != shapes[k].rank) return "each operand must have one letter for each axis";
    for (int i = 0; i < labels.count; ++i) {
      auto const letter = static_cast<unsigned char>(labels.letters[i]);
      index_t const extent = shapes[k].extents[i];
      if (is_open(extent)) continue;
      if (known[letter] && extents[letter] != extent)
        return "axes with one letter must have one extent";
      known[letter] = true;
      extents[letter] = extent;
    }
  }
  return nullptr;
}

}  // namespace typegrad
