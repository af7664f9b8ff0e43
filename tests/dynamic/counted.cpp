// SPDX-License-Identifier: BSL-1.0
#include <typegrad/dynamic/value/counted.hpp>

#include <boost/test/unit_test.hpp>

#include <utility>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_counted)

static int alive = 0;
struct thing : tg::counted {
  thing() { ++alive; }
  ~thing() override { --alive; }
};
using pointer = tg::counted_pointer<thing>;

BOOST_AUTO_TEST_CASE(the_last_owner_gives_it_up) {
  {
    pointer first(new thing);
    BOOST_TEST(first->owners == 1);
    pointer second = first;
    BOOST_TEST(first->owners == 2);
    BOOST_TEST((first == second));
    first = pointer();
    BOOST_TEST(!first);
    BOOST_TEST(alive == 1);
    pointer third = std::move(second);
    BOOST_TEST(!second);
    BOOST_TEST(third->owners == 1);
    pointer& itself = third;
    third = itself;
    BOOST_TEST(third->owners == 1);
    third = std::move(itself);
    BOOST_TEST(alive == 1);
  }
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE(detached_objects_keep_their_count) {
  pointer owner(new thing);
  thing* const given = owner.detach();
  BOOST_TEST(!owner);
  BOOST_TEST(given->owners == 1);
  pointer again(given);
  --given->owners;
  BOOST_TEST(given->owners == 1);
}

BOOST_AUTO_TEST_SUITE_END()
