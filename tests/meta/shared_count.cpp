// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/shared_count.hpp>

#include <boost/test/unit_test.hpp>

#include <thread>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(meta_shared_count)

BOOST_AUTO_TEST_CASE(counts_from_where_it_begins) {
  tg::shared_count count(2);
  BOOST_TEST(count.add(3) == 5);
  BOOST_TEST(count.add(-4) == 1);
  BOOST_TEST(count.now() == 1);
}

BOOST_AUTO_TEST_CASE(loses_nothing_between_threads) {
  tg::shared_count count(0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 10000; ++k) count.add(k % 3 == 2 ? -1 : 1);
    });
  for (std::thread& each : threads) each.join();
  // 10000 = 3 * 3333 + 1: 6667 up and 3333 down
  BOOST_TEST(count.now() == 4 * (6667 - 3333));
  BOOST_TEST(!tg::is_single_threaded());
}

BOOST_AUTO_TEST_SUITE_END()
