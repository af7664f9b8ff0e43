// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/reused_memory.hpp>

namespace typegrad {

/// Memory of large tensors, at a multiple of 64 bytes. A thread keeps the last few that it gave up
/// for the next ones of the same size: new memory from the system costs a page fault every 4 kB,
/// more than most loops take to fill it; and of small ones, because aligned memory costs 600
/// instructions, more than a loop over 16 numbers.
class large_memory {
 public:
  static constexpr std::size_t least_bytes = 64 * 1024;
  static constexpr std::size_t most_bytes = 64 * 1024 * 1024;  ///< kept in all
  static constexpr int most_pieces = 16;

  static void* take(std::size_t bytes) {
    bytes = rounded_up(bytes);
    kept& mine = of(bytes);
    for (int i = mine.count - 1; i >= 0; --i)
      if (mine.pieces[i].bytes == bytes) return mine.remove(i);
    return ::operator new(bytes, alignment);
  }
  static void give(void* memory, std::size_t bytes) {
    bytes = rounded_up(bytes);
    kept& mine = of(bytes);
    if (bytes > most_bytes || most_kept_pieces == 0 || !mine.is_open())
      return ::operator delete(memory, alignment);
    while (mine.count == most_pieces || mine.bytes + bytes > most_bytes)
      ::operator delete(mine.remove(0), alignment);
    mine.add({memory, bytes});
  }

 private:
  static constexpr std::align_val_t alignment{64};
  static std::size_t rounded_up(std::size_t bytes) {
    return bytes < least_bytes ? (bytes + 63) / 64 * 64 : (bytes + 4095) / 4096 * 4096;
  }

  struct piece {
    void* memory;
    std::size_t bytes;
  };
  // Without a destructor: tensors may be given up after those of the thread have run.
  struct kept {
    piece pieces[most_pieces]{};
    int count = 0;
    std::size_t bytes = 0;
    bool was_used = false;
    bool ended = false;

    bool is_open() {
      if (ended) return false;
      if (!was_used) {
        static thread_local end_of_thread const end;
        was_used = true;
        static_cast<void>(&end);
      }
      return true;
    }
    void add(piece const& added) {
      pieces[count++] = added;
      bytes += added.bytes;
    }
    void* remove(int i) {
      piece const removed = pieces[i];
      for (--count; i < count; ++i) pieces[i] = pieces[i + 1];
      bytes -= removed.bytes;
      return removed.memory;
    }
  };
  struct end_of_thread {
    ~end_of_thread() {
      for (kept& each : all()) {
        each.ended = true;
        while (each.count > 0) ::operator delete(each.remove(0), alignment);
      }
    }
  };
  using small_and_large = kept[2];
  static small_and_large& all() {
    static thread_local constinit small_and_large of_thread;
    return of_thread;
  }
  static kept& of(std::size_t bytes) { return all()[bytes < least_bytes ? 0 : 1]; }
};

}  // namespace typegrad
