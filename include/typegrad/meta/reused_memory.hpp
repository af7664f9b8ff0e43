// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <new>

namespace typegrad {

/// How many pieces a thread keeps. None under the address sanitizer, which could not see the use of
/// what was given up.
inline constexpr int most_kept_pieces =
#if defined(__SANITIZE_ADDRESS__)
    0;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
    0;
#else
    1 << 14;
#endif
#else
    1 << 14;
#endif

/// Memory of objects of one size that are made and given up all the time, such as the nodes of
/// variables: a thread keeps what it gives up for the next one.
template <std::size_t Bytes>
class reused_memory {
 public:
  static void* take() {
    pieces& mine = kept();
    if (mine.first == nullptr) return ::operator new(Bytes);
    piece* const taken = mine.first;
    mine.first = taken->next;
    --mine.count;
    return taken;
  }
  static void give(void* memory) {
    pieces& mine = kept();
    if (mine.count >= mine.most) {
      if (mine.most >= 0 || most_kept_pieces == 0) return ::operator delete(memory);
      static thread_local end_of_thread const end;
      mine.most = most_kept_pieces;
      static_cast<void>(&end);
    }
    mine.first = ::new (memory) piece{mine.first};
    ++mine.count;
  }

 private:
  static_assert(Bytes >= sizeof(void*) &&
                alignof(std::max_align_t) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
  struct piece {
    piece* next;
  };
  // Without a destructor: objects may be given up after those of the thread have run.
  struct pieces {
    piece* first = nullptr;
    int count = 0;
    int most = -1;  ///< -1 before the first piece, 0 when the thread is ending
  };
  static pieces& kept() {
    static thread_local constinit pieces mine;
    return mine;
  }
  struct end_of_thread {
    ~end_of_thread() {
      pieces& mine = kept();
      mine.most = 0;
      while (mine.first != nullptr) ::operator delete(take());
    }
  };
};

}  // namespace typegrad
