// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/run_time_program.hpp>

#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>

namespace typegrad {

/// Memory of one thread that programs work in, one after the other; it grows to what the largest of
/// them needs.
class work_space {
 public:
  work_space() = default;
  work_space(work_space const&) = delete;
  work_space& operator=(work_space const&) = delete;
  ~work_space() { ::operator delete[](memory_, std::align_val_t(64)); }

  std::byte* of(index_t bytes) {
    if (bytes > bytes_) {
      ::operator delete[](memory_, std::align_val_t(64));
      memory_ = nullptr;
      bytes_ = 0;
      memory_ = static_cast<std::byte*>(
          ::operator new[](static_cast<std::size_t>(bytes), std::align_val_t(64)));
      bytes_ = bytes;
    }
    return memory_;
  }
  index_t bytes() const { return bytes_; }

 private:
  std::byte* memory_ = nullptr;
  index_t bytes_ = 0;
};

/// How often programs were looked up; what a loop costs in planning.
struct plan_counters {
  long hits = 0;
  long misses = 0;
};

/// A program with what its makers want to know of it again.
struct planned_program {
  run_time_program program;
  growing_array<int> wanted{};

  planned_program() = default;
  planned_program(run_time_program made) : program(static_cast<run_time_program&&>(made)) {}
};

/// Programs by the words that say how their values hang together. One cache per thread.
class plan_cache {
 public:
  /// At most so many programs, and so many of their nodes, are kept; then all are forgotten.
  static constexpr int most_programs = 512;
  static constexpr index_t most_nodes = 1 << 20;

  plan_counters counters;
  work_space memory;

  /// The program with these words, made by `make()` where there is none.
  template <class Make>
  planned_program const& find(list_view<word> words, Make&& make) {
    if (planned_program const* const known = find_known(words)) return *known;
    return add(words, make());
  }
  /// The same, or null.
  planned_program const* find_known(list_view<word> words) {
    if (planned_program const* const last = find_last(words)) return last;
    std::uint64_t const hash = hash_of_words(words);
    int slot = first_[slot_of(hash)];
    while (slot >= 0 &&
           !(entries_.items[slot]->hash == hash && equal(entries_.items[slot]->words, words)))
      slot = entries_.items[slot]->next;
    if (slot < 0) return nullptr;
    ++counters.hits;
    last_ = entries_.items[slot];
    return &last_->planned;
  }
  /// The program that was found last, if it has these words: one comparison of memory.
  planned_program const* find_last(list_view<word> words) {
    if (last_ == nullptr || !equal(last_->words, words)) return nullptr;
    ++counters.hits;
    return &last_->planned;
  }
  /// A program that was not known.
  planned_program const& add(list_view<word> words, planned_program planned) {
    ++counters.misses;
    int const nodes = planned.program.node_count();
    if (entries_.count >= most_programs || nodes_ + nodes > most_nodes) clear();
    nodes_ += nodes;
    std::uint64_t const hash = hash_of_words(words);
    int& first = first_[slot_of(hash)];
    auto* const made = new entry{hash, first, growing_array<word>(words.count),
                                 static_cast<planned_program&&>(planned)};
    for (int i = 0; i < words.count; ++i) made->words.items[i] = words.data[i];
    entries_.push_back(made);
    first = entries_.count - 1;
    last_ = made;
    return made->planned;
  }

  int size() const { return entries_.count; }
  void clear() {
    for (entry* const e : entries_) delete e;
    entries_.count = 0;
    last_ = nullptr;
    nodes_ = 0;
    for (int& first : first_) first = -1;
  }

  plan_cache() { clear(); }
  plan_cache(plan_cache const&) = delete;
  plan_cache& operator=(plan_cache const&) = delete;
  ~plan_cache() { clear(); }

 private:
  struct entry {
    std::uint64_t hash;
    int next;
    growing_array<word> words;
    planned_program planned;
  };

  static int slot_of(std::uint64_t hash) { return static_cast<int>(hash & 1023); }
  // Two at a time: a word waits for one multiplication, not for two.
  static std::uint64_t hash_of_words(list_view<word> words) {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15u;
    auto const at = [&](int i) { return static_cast<std::uint64_t>(words.data[i]); };
    std::uint64_t hash = static_cast<std::uint64_t>(words.count);
    int i = 0;
    for (; i + 2 <= words.count; i += 2)
      hash = (std::rotl(hash, 25) ^ (at(i) * 0xff51afd7ed558ccdu + at(i + 1))) * odd;
    if (i < words.count) hash = (hash ^ at(i)) * odd;
    return hash ^ hash >> 32;
  }
  static bool equal(growing_array<word> const& a, list_view<word> b) {
    return a.count == b.count &&
           std::memcmp(a.items, b.data, static_cast<std::size_t>(b.count) * sizeof(word)) == 0;
  }

  growing_array<entry*> entries_;
  entry const* last_ = nullptr;  ///< found last: a loop asks for it again
  int first_[1024];
  index_t nodes_ = 0;
};

/// The cache of this thread.
inline plan_cache& this_threads_plans() {
  static thread_local plan_cache plans;
  return plans;
}

}  // namespace typegrad
