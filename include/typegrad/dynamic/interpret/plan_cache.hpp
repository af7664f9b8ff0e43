// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/run_time_program.hpp>
#include <typegrad/meta/work_space.hpp>

#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace typegrad {

/// How often programs were looked up; what a loop costs in planning.
struct plan_counters {
  long hits = 0;
  long misses = 0;
  long evictions = 0;  ///< programs that were given up
};

/// The programs that this thread has planned for values and gradients of variables and for
/// operations on `dynamic_tensor`s, by the words that say how their values hang together:
/// operations, attributes, shapes and scalar types, not the elements. Numbers on a tape and views
/// of plain data need none.
///
/// The program that was used least recently goes first: always where all together take more than
/// `most_bytes`, and above `bytes_kept` where it has not been asked for in the last `longest_idle`
/// look-ups, the fewer the larger it is. So a program as large as its graph does not outlive it for
/// long. `clear()` gives up all of them now.
///
/// cost      a look-up compares the words of the last program, else hashes and compares once
class plan_cache {
 public:
  static constexpr index_t most_bytes = index_t{1} << 28;
  static constexpr index_t bytes_kept = index_t{1} << 24;
  static constexpr long longest_idle = 1024;

  plan_counters counters;
  work_space memory;

  /// The program with these words, made by `make()` where there is none. It stays until the next
  /// call.
  template <class Make>
  run_time_program const& find(list_view<word> words, Make&& make) {
    if (entry const* const known = find_known(words)) return known->program;
    return add(words, make());
  }

  /// Whether there is a program with these words.
  bool has(list_view<word> words) {
    std::uint64_t const hash = hash_of_words(words);
    entry const* each = slot_of(hash);
    while (each != nullptr && !(each->hash == hash && equal(each->words, words))) each = each->next;
    return each != nullptr;
  }
  /// Whether these words were asked for here so lately that a program of so many bytes, made then,
  /// would still be there.
  bool has_met(list_view<word> words, index_t bytes) {
    std::uint64_t const hash = hash_of_words(words);
    long const most_ago = longest_idle / (1 + bytes / bytes_kept);
    for (met_words& each : met_)
      if (each.hash == hash) return look_ups_ - std::exchange(each.look_up, look_ups_) <= most_ago;
    met_[next_met_++ % most_met] = {hash, look_ups_};
    return false;
  }

  /// Gives up the programs whose words `is_gone` says yes to.
  template <class IsGone>
  void give_up(IsGone&& is_gone) {
    for (entry* each = oldest_; each != nullptr;) {
      entry* const looked_at = each;
      each = each->newer;
      if (is_gone(list_view<word>{looked_at->words.items, looked_at->words.count}))
        evict(looked_at);
    }
  }

  /// A number that only the program that `find` gave last has had in this cache.
  long number_of_last() const { return newest_->number; }

  int size() const { return count_; }
  /// What all programs take, with their words.
  index_t bytes() const { return bytes_; }
  void clear() {
    while (newest_ != nullptr) evict(newest_);
    memory.clear();
  }

  plan_cache() : slots_(least_slots) {}
  plan_cache(plan_cache const&) = delete;
  plan_cache& operator=(plan_cache const&) = delete;
  ~plan_cache() { clear(); }

 private:
  struct entry {
    std::uint64_t hash;
    growing_array<word> words;
    run_time_program program;
    index_t bytes = 0;
    long number = 0;         ///< of all that were made
    long used = 0;           ///< the look-up that found it last
    entry* next = nullptr;   ///< in its slot
    entry* newer = nullptr;  ///< used after it
    entry* older = nullptr;
  };

  struct met_words {
    std::uint64_t hash = 0;
    long look_up = 0;
  };

  entry* find_known(list_view<word> words) {
    ++look_ups_;
    entry* found = newest_;  // a loop asks for it again: one comparison of memory
    if (found == nullptr || !equal(found->words, words)) {
      std::uint64_t const hash = hash_of_words(words);
      found = slot_of(hash);
      while (found != nullptr && !(found->hash == hash && equal(found->words, words)))
        found = found->next;
      if (found == nullptr) return nullptr;
      unlink(*found);
      link(*found);
    }
    ++counters.hits;
    found->used = look_ups_;
    give_up_idle();
    return found;
  }
  run_time_program const& add(list_view<word> words, run_time_program program) {
    ++counters.misses;
    ++made_;
    std::uint64_t const hash = hash_of_words(words);
    auto* const made =
        new entry{hash, growing_array<word>(words.count), static_cast<run_time_program&&>(program)};
    for (int i = 0; i < words.count; ++i) made->words.items[i] = words.data[i];
    made->bytes =
        static_cast<index_t>(sizeof(entry)) + bytes_of(made->words) + made->program.bytes();
    made->number = made_;
    made->used = look_ups_;
    if (count_ >= slots_.count) make_more_slots();
    entry*& slot = slot_of(hash);
    made->next = slot;
    slot = made;
    link(*made);
    ++count_;
    bytes_ += made->bytes;
    give_up_idle();
    return made->program;
  }

  void give_up_idle() {
    while (bytes_ > bytes_kept && oldest_ != newest_ &&
           (bytes_ > most_bytes ||
            look_ups_ - oldest_->used > longest_idle / (1 + oldest_->bytes / bytes_kept)))
      evict(oldest_);
  }
  void evict(entry* gone) {
    entry** link_to = &slot_of(gone->hash);
    while (*link_to != gone) link_to = &(*link_to)->next;
    *link_to = gone->next;
    unlink(*gone);
    --count_;
    bytes_ -= gone->bytes;
    ++counters.evictions;
    delete gone;
  }

  void link(entry& made) {
    made.newer = nullptr;
    made.older = newest_;
    (newest_ != nullptr ? newest_->newer : oldest_) = &made;
    newest_ = &made;
  }
  void unlink(entry& gone) {
    (gone.newer != nullptr ? gone.newer->older : newest_) = gone.older;
    (gone.older != nullptr ? gone.older->newer : oldest_) = gone.newer;
  }

  entry*& slot_of(std::uint64_t hash) {
    return slots_.items[hash & static_cast<std::uint64_t>(slots_.count - 1)];
  }
  void make_more_slots() {
    slots_ = growing_array<entry*>(2 * slots_.count);
    for (entry* each = oldest_; each != nullptr; each = each->newer) {
      entry*& slot = slot_of(each->hash);
      each->next = slot;
      slot = each;
    }
  }

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

  static constexpr int least_slots = 1024;  // a power of two

  growing_array<entry*> slots_;
  entry* newest_ = nullptr;
  entry* oldest_ = nullptr;
  int count_ = 0;
  index_t bytes_ = 0;
  long look_ups_ = 0;
  long made_ = 0;
  static constexpr unsigned most_met = 16;
  met_words met_[most_met]{};
  unsigned next_met_ = 0;
};

/// The cache of this thread.
inline plan_cache& this_threads_plans() {
  static thread_local plan_cache plans;
  return plans;
}

}  // namespace typegrad
