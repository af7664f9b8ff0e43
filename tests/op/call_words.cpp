// SPDX-License-Identifier: BSL-1.0
#include <typegrad/op/call_words.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(op_call_words)

namespace {

template <class... Argument>
std::string words_of_arguments(Argument const&... argument) {
  tg::sentence words;
  (tg::add_argument(words, argument), ...);
  return words.text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(arguments_are_written_as_in_the_call) {
  BOOST_TEST(words_of_arguments(tg::make_axes(0, -1), true) == ", {0, -1}, keepdims");
  BOOST_TEST(words_of_arguments(tg::all_axes, false) == "");
  BOOST_TEST(words_of_arguments(tg::make_axes()) == ", {}");
  BOOST_TEST(words_of_arguments(tg::make_shape(3, -1)) == ", {3, -1}");
  BOOST_TEST(words_of_arguments(7, 0) == ", 7, 0");
  BOOST_TEST(words_of_arguments(PTRDIFF_MIN) == ", -9223372036854775808");
}

BOOST_AUTO_TEST_CASE(slices) {
  BOOST_TEST(words_of_arguments(tg::make_slices(tg::range(0, 2), tg::take_index(1))) ==
             ", {range(0, 2), 1}");
  BOOST_TEST(words_of_arguments(tg::make_slices(tg::whole_axis, tg::range(tg::omitted, 3, -1))) ==
             ", {whole_axis, range(omitted, 3, -1)}");
}

BOOST_AUTO_TEST_CASE(long_lists_are_cut) {
  tg::index_t const indices[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
  BOOST_TEST(words_of_arguments(tg::list_view<tg::index_t>{indices, 9}) ==
             ", {0, 1, 2, 3, 4, 5, 6, 7, ...}");
  BOOST_TEST(words_of_arguments(tg::list_view<tg::index_t>{indices, 8}) ==
             ", {0, 1, 2, 3, 4, 5, 6, 7}");
}

BOOST_AUTO_TEST_SUITE_END()
