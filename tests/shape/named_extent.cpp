// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/named_extent.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace typegrad;

// Equal names are equal numbers, far below everything else that an extent can mean.
static_assert(dyn_named<"batch"> == dyn_named<"batch">);
static_assert(dyn_named<"batch"> != dyn_named<"batc"> && dyn_named<"batch"> != dyn_named<"Batch">);
static_assert(dyn_named<"a"> < -(index_t{1} << 62) &&
              dyn_named<"__________"> < -(index_t{1} << 62));
static_assert(dyn_named<"hidden_size_1"> !=
              dyn_named<"hidden_size_2">);  // cut after six letters, and a hash
static_assert(dyn_named<"hidden_size_1"> < -(index_t{1} << 61));

static_assert(is_extent_name("n_0") && !is_extent_name("") && !is_extent_name("a b") &&
              !is_extent_name("tête"));

BOOST_AUTO_TEST_CASE(an_extent_tells_its_name) {
  BOOST_TEST(std::string(name_of_extent(dyn).text) == "dyn");
  BOOST_TEST(std::string(name_of_extent(dyn_named<"n">).text) == "n");
  BOOST_TEST(std::string(name_of_extent(dyn_named<"batch">).text) == "batch");
  BOOST_TEST(std::string(name_of_extent(dyn_named<"vocabulary">).text) == "vocabulary");
  BOOST_TEST(std::string(name_of_extent(dyn_named<"N_tokens_2">).text) == "N_tokens_2");
  BOOST_TEST(std::string(name_of_extent(dyn_named<"hidden_size">).text) == "hidden...");
}

}  // namespace
