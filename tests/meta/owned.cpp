// SPDX-License-Identifier: BSL-1.0
#include <typegrad/meta/owned.hpp>
#include <typegrad/meta/shared.hpp>
#include <typegrad/meta/waiting_lock.hpp>

#include <boost/test/unit_test.hpp>

#include <thread>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(meta_owned)

struct counted_object {
  inline static int alive = 0;
  int value = 5;
  counted_object() { ++alive; }
  ~counted_object() { --alive; }
};

BOOST_AUTO_TEST_CASE(an_owner_deletes_what_it_owns_once) {
  {
    tg::owned<counted_object> first(new counted_object);
    tg::owned<counted_object[]> several(new counted_object[3]);
    BOOST_TEST(counted_object::alive == 4);
    tg::owned<counted_object> second(std::move(first));
    BOOST_TEST(!first);
    BOOST_TEST(second->value == 5);
    second.reset(new counted_object);
    BOOST_TEST(counted_object::alive == 4);
    second = tg::owned<counted_object>(new counted_object);
    BOOST_TEST(counted_object::alive == 4);
    several.reset();
    BOOST_TEST(counted_object::alive == 1);
  }
  BOOST_TEST(counted_object::alive == 0);
}

BOOST_AUTO_TEST_CASE(the_last_of_several_owners_deletes) {
  {
    tg::shared<counted_object> first;
    {
      tg::shared<counted_object> const second = first;
      second->value = 7;
    }
    BOOST_TEST(first->value == 7);
    tg::shared<counted_object> const third = std::move(first);
    first = third;
    BOOST_TEST((*first).value == 7);
    BOOST_TEST(counted_object::alive == 1);
  }
  BOOST_TEST(counted_object::alive == 0);
}

BOOST_AUTO_TEST_CASE(one_thread_holds_a_lock_at_a_time) {
  tg::waiting_lock lock;
  int count = 0;
  auto const work = [&] {
    for (int i = 0; i < 20'000; ++i) {
      tg::lock_holder const guard(lock);
      ++count;
    }
  };
  std::thread other(work);
  work();
  other.join();
  BOOST_TEST(count == 40'000);
}

BOOST_AUTO_TEST_SUITE_END()
