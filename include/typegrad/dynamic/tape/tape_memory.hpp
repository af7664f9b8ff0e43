// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/tape_entry.hpp>

#include <cstdlib>
#include <new>
#include <type_traits>

namespace typegrad {

/// An array that grows where it stands if the system can do that, as Linux can with pages. What is
/// new in it has not been written to.
template <class Element>
struct page_array {
  static_assert(std::is_trivially_copyable_v<Element>);

  Element* items = nullptr;

  page_array() = default;
  page_array(page_array const&) = delete;
  page_array& operator=(page_array const&) = delete;
  ~page_array() { std::free(items); }

  void resize(int count) {
    void* const moved = std::realloc(items, static_cast<std::size_t>(count) * sizeof(Element));
    if (moved == nullptr) throw std::bad_alloc();
    items = static_cast<Element*>(moved);
  }
};

/// The arrays that a thread records numbers in: 44 bytes an entry, 53 where gradients are asked
/// for. They are as long as the longest graph that is alive, or as one that was not long ago.
struct tape_memory {
  static constexpr int least_entries = 1 << 12;
  static constexpr int most_kept = 1 << 16;  ///< what is kept whatever the size of graphs
  static constexpr int patience = 16;        ///< see `number_recorder`
  static constexpr int most_entries = 1 << 30;

  page_array<tape_entry> entries;
  page_array<word> cells;  ///< the numbers
  page_array<int> states;
  page_array<void*> attached;
  page_array<word> adjoints;        ///< of one sweep
  page_array<unsigned char> marks;  ///< of one sweep; zero between two
  int room = 0;
  int room_for_sweeps = 0;

  tape_memory() { resize(least_entries); }

  /// Room for at least one entry more than there is for now.
  void grow() { resize(room < most_entries / 2 ? 2 * room : most_entries); }
  /// What an empty tape does not need.
  void shrink() {
    if (room > most_kept) resize(most_kept);
    if (room_for_sweeps > most_kept) resize_for_sweeps(most_kept);
  }
  void make_room_for_sweeps() {
    if (room_for_sweeps < room) resize_for_sweeps(room);
  }

 private:
  void resize(int count) {
    if (count < room) room = count;
    entries.resize(count);
    cells.resize(count);
    states.resize(count);
    attached.resize(count);
    room = count;
  }
  void resize_for_sweeps(int count) {
    int const before = room_for_sweeps;
    if (count < before) room_for_sweeps = count;
    adjoints.resize(count);
    marks.resize(count);
    if (count > before)
      std::memset(marks.items + before, 0, static_cast<std::size_t>(count - before));
    room_for_sweeps = count;
  }
};

}  // namespace typegrad
