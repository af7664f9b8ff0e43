// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/work_space.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <utility>

BOOST_AUTO_TEST_SUITE(meta_work_space)

BOOST_AUTO_TEST_CASE(grows_to_what_the_largest_needs) {
  typegrad::work_space space;
  BOOST_TEST(space.bytes() == 0);
  std::byte* const first = space.of(100);
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(first) % 64 == 0u);
  first[99] = std::byte{1};
  BOOST_TEST(space.of(40) == first);
  BOOST_TEST(space.of(100) == first);
  BOOST_TEST(space.bytes() == 100);
  std::byte* const larger = space.of(5000);
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(larger) % 64 == 0u);
  larger[4999] = std::byte{1};
  BOOST_TEST(space.bytes() == 5000);
  space.clear();
  BOOST_TEST(space.bytes() == 0);
  BOOST_TEST(space.of(64) != nullptr);
}

BOOST_AUTO_TEST_CASE(a_copy_begins_with_none_and_a_move_takes_all) {
  typegrad::work_space space;
  std::byte* const first = space.of(100);
  typegrad::work_space const copy = space;
  BOOST_TEST(copy.bytes() == 0);
  typegrad::work_space moved = std::move(space);
  BOOST_TEST(moved.bytes() == 100);
  BOOST_TEST(moved.of(100) == first);
}

BOOST_AUTO_TEST_SUITE_END()
