// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/dynamic_storage.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <utility>

namespace tg = typegrad;

namespace {

using storage = tg::dynamic_storage<double>;
static_assert(std::is_nothrow_move_constructible_v<storage> &&
              std::is_nothrow_move_assignable_v<storage>);

storage counted(tg::index_t size, double first) {
  storage result(size);
  for (tg::index_t k = 0; k < size; ++k) result.data()[k] = first + static_cast<double>(k);
  return result;
}

bool is_inside(storage const& x) {
  auto const begin = reinterpret_cast<std::uintptr_t>(&x);
  auto const place = reinterpret_cast<std::uintptr_t>(x.data());
  return place >= begin && place < begin + sizeof x;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_dynamic_storage)

BOOST_AUTO_TEST_CASE(four_elements_are_inside_more_are_aligned) {
  for (tg::index_t size : {0, 1, 4}) BOOST_TEST(is_inside(storage(size)));
  storage const large(5);
  BOOST_TEST(!is_inside(large));
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(large.data()) % 64 == 0u);
}

// every pair of sizes, inside and on the heap
BOOST_AUTO_TEST_CASE(copies_are_deep_and_moves_leave_nothing) {
  for (tg::index_t from : {0, 1, 4, 5, 100})
    for (tg::index_t to : {0, 1, 4, 5, 100}) {
      storage const source = counted(from, 1);
      storage target = counted(to, 50);
      target = source;
      BOOST_TEST(target.size() == from);
      BOOST_TEST((target.data() != source.data()));
      for (tg::index_t k = 0; k < from; ++k)
        BOOST_TEST(target.data()[k] == 1 + static_cast<double>(k));

      storage second = counted(to, 50);
      double const* const memory = target.data();
      bool const inside = is_inside(target);
      second = std::move(target);
      BOOST_TEST(second.size() == from);
      BOOST_TEST(target.size() == 0);
      BOOST_TEST(is_inside(target));
      if (!inside) BOOST_TEST(second.data() == memory);
      for (tg::index_t k = 0; k < from; ++k)
        BOOST_TEST(second.data()[k] == 1 + static_cast<double>(k));
    }
}

BOOST_AUTO_TEST_CASE(assignment_to_itself_and_of_equal_size_keeps_the_memory) {
  storage x = counted(10, 1);
  double const* const memory = x.data();
  storage const& same = x;
  x = same;
  storage const other = counted(10, 7);
  x = other;
  BOOST_TEST(x.data() == memory);
  BOOST_TEST(x.data()[9] == 16);
  storage& alias = x;
  x = std::move(alias);
  BOOST_TEST(x.size() == 10);
  BOOST_TEST(x.data()[9] == 16);
}

BOOST_AUTO_TEST_SUITE_END()
