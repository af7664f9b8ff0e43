// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/reused_memory.hpp>

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <set>
#include <thread>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(meta_reused_memory)

BOOST_AUTO_TEST_CASE(what_was_given_up_is_taken_next) {
  using memory = tg::reused_memory<40>;
  void* const first = memory::take();
  std::memset(first, 1, 40);
  memory::give(first);
  void* const second = memory::take();
  if (tg::most_kept_pieces > 0) BOOST_TEST(second == first);
  memory::give(second);
}

BOOST_AUTO_TEST_CASE(pieces_that_are_in_use_are_different) {
  using memory = tg::reused_memory<72>;
  int const count = 3 * (tg::most_kept_pieces > 0 ? tg::most_kept_pieces : 100);
  for (int round = 0; round < 2; ++round) {
    std::set<void*> pieces;
    for (int i = 0; i < count; ++i) pieces.insert(memory::take());
    BOOST_TEST(pieces.size() == static_cast<std::size_t>(count));
    for (void* const piece : pieces) memory::give(piece);  // more than are kept
  }
}

BOOST_AUTO_TEST_CASE(a_piece_may_be_given_up_by_another_thread) {
  using memory = tg::reused_memory<24>;
  void* piece = nullptr;
  std::thread([&] { piece = memory::take(); }).join();
  std::memset(piece, 2, 24);
  memory::give(piece);
  BOOST_TEST(piece != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
