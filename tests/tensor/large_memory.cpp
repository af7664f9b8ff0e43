// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/large_memory.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstring>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(tensor_large_memory)

BOOST_AUTO_TEST_CASE(large_pieces_of_one_size_are_taken_again_and_aligned) {
  std::size_t const bytes = tg::large_memory::least_bytes + 100;
  void* const first = tg::large_memory::take(bytes);
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(first) % 64 == 0u);
  std::memset(first, 1, bytes);
  tg::large_memory::give(first, bytes);
  void* const other_size = tg::large_memory::take(2 * bytes);
  void* const second = tg::large_memory::take(bytes);
  BOOST_TEST(other_size != second);
  if (tg::most_kept_pieces > 0) BOOST_TEST(second == first);
  tg::large_memory::give(other_size, 2 * bytes);
  tg::large_memory::give(second, bytes);
}

BOOST_AUTO_TEST_CASE(more_than_are_kept_are_given_back) {
  std::vector<void*> pieces;
  std::size_t const bytes = tg::large_memory::least_bytes;
  for (int i = 0; i < 3 * tg::large_memory::most_pieces; ++i) {
    pieces.push_back(tg::large_memory::take(bytes));
    std::memset(pieces.back(), i, bytes);
  }
  bool whole = true;
  for (std::size_t i = 0; i < pieces.size(); ++i)
    whole = whole && static_cast<unsigned char*>(pieces[i])[bytes - 1] == i;
  BOOST_TEST(whole);  // no two are the same
  for (void* const piece : pieces) tg::large_memory::give(piece, bytes);
  void* const small = tg::large_memory::take(64);
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(small) % 64 == 0u);
  tg::large_memory::give(small, 64);
}

BOOST_AUTO_TEST_SUITE_END()
