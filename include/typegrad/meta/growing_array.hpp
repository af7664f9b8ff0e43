// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// A growing array that works in constant evaluation on every supported compiler.
///
/// `std::vector` is constexpr in C++20, but GCC 12 takes twice as long to evaluate it and clang 14
/// refuses libstdc++'s; every pass of the engine runs over this instead.
///
/// cost      amortised O(1) `push_back`
template <class Number>
struct growing_array {
  // Open to the engine's inner loops: GCC takes some microseconds for every call that it evaluates.
  Number* items = nullptr;
  int count = 0;
  int room = 0;

  constexpr growing_array() = default;
  // No storage for nothing: GCC 12 copies an array of structs by copying the first one's pointers.
  constexpr explicit growing_array(int size)
      : items(size > 0 ? new Number[extent(size)]{} : nullptr), count(size), room(size) {}
  constexpr growing_array(int size, Number const& value) : growing_array(size) {
    for (int i = 0; i < size; ++i) items[i] = value;
  }
  constexpr growing_array(growing_array const& other) : growing_array(other.count) {
    for (int i = 0; i < count; ++i) items[i] = other.items[i];
  }
  constexpr growing_array(growing_array&& other) noexcept
      : items(other.items), count(other.count), room(other.room) {
    other.items = nullptr;
    other.count = other.room = 0;
  }
  constexpr growing_array& operator=(growing_array other) noexcept {
    Number* const data = items;
    items = other.items;
    other.items = data;
    count = other.count;
    room = other.room;
    return *this;
  }
  constexpr ~growing_array() { delete[] items; }

  constexpr int size() const { return count; }
  constexpr Number& operator[](int i) { return items[i]; }
  constexpr Number const& operator[](int i) const { return items[i]; }
  constexpr Number* data() { return items; }
  constexpr Number const* data() const { return items; }
  constexpr Number const* begin() const { return items; }
  constexpr Number const* end() const { return items + count; }
  constexpr Number& back() { return items[count - 1]; }

  constexpr void push_back(Number const& value) {
    if (count == room) grow(count + 1);
    items[count++] = value;
  }
  constexpr void resize(int size) {
    if (size > room) grow(size);
    count = size;
  }

  static constexpr decltype(sizeof(0)) extent(int size) {
    return static_cast<decltype(sizeof(0))>(size);
  }
  // Out of line, so that `push_back` is not.
  [[gnu::noinline]] constexpr void grow(int least) {
    int const capacity = least > 2 * room ? (least < 16 ? 16 : least) : 2 * room;
    Number* const data = new Number[extent(capacity)]{};
    for (int i = 0; i < count; ++i) data[i] = static_cast<Number&&>(items[i]);
    delete[] items;
    items = data;
    room = capacity;
  }
  /// Gives back the room for more.
  constexpr void shrink() {
    if (room == count) return;
    growing_array exact(count);
    for (int i = 0; i < count; ++i) exact.items[i] = static_cast<Number&&>(items[i]);
    *this = static_cast<growing_array&&>(exact);
  }
};

/// What the items take, with the room for more.
template <class Number>
constexpr long long bytes_of(growing_array<Number> const& array) {
  return static_cast<long long>(sizeof(Number)) * array.room;
}

}  // namespace typegrad
