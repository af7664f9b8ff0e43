// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/extent_writer.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace typegrad;

std::string text_of(extent_table const& table, index_t extent) {
  text_writer text;
  extent_writer<extent_table>{table, text}.extent(extent);
  return {text.chars.data(), static_cast<std::size_t>(text.chars.size())};
}

BOOST_AUTO_TEST_CASE(extents_are_formulas) {
  extent_table t;
  index_t const batch = t.axis(0, 0, dyn_named<"batch">);
  index_t const first = t.axis(1, 0, dyn);
  index_t const second = t.axis(1, 1, dyn);
  BOOST_TEST(text_of(t, 7) == "7");
  BOOST_TEST(text_of(t, batch) == "batch");
  BOOST_TEST(text_of(t, first) == "dyn");
  BOOST_TEST(text_of(t, second) == "dyn1");
  BOOST_TEST(text_of(t, t.sum(t.product(batch, 2), 1)) == "2*batch + 1");
  BOOST_TEST(text_of(t, t.difference(t.product(batch, first), 3)) == "batch*dyn - 3");
  BOOST_TEST(text_of(t, t.difference(5, batch)) == "-batch + 5");
  BOOST_TEST(text_of(t, t.quotient(batch, 4)) == "(batch / 4)");
  BOOST_TEST(text_of(t, t.minimum(batch, second)) == "min(batch, dyn1)");
  BOOST_TEST(text_of(t, t.range_count(batch, 1, omitted, 1)) == "len(batch[1:])");
  BOOST_TEST(text_of(t, t.range_start(batch, omitted, -2, 3)) == "start(batch[:-2:3])");
}

BOOST_AUTO_TEST_CASE(a_writer_knows_names_of_extents) {
  extent_table t;
  index_t const batch = t.axis(0, 0, dyn_named<"batch">);
  index_t const longer = t.sum(batch, 1);
  integer_names const names = names_of_extents(t, t.extents.size());
  text_writer text;
  text.names = &names;
  text.append_integer(longer);
  text.append(' ');
  text.append_integer(12);
  BOOST_TEST(std::string(text.chars.data(), static_cast<std::size_t>(text.chars.size())) ==
             "batch + 1 12");
}

}  // namespace
