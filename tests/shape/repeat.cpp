// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/repeat.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto repeat_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  index_t const times = reader.number();
  axis_list const axis = reader.axes();
  return reader.agrees(axis.is_all() ? shape_rule::repeat(a, times)
                                     : shape_rule::repeat(a, times, axis[0]));
};

constexpr auto tile_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  shape const target = reader.shape();
  return reader.agrees(shape_rule::tile(a, target));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::repeat_cases, repeat_agrees) == 0);
static_assert(first_disagreement(numpy_reference::tile_cases, tile_agrees) == 0);

static_assert(shape_rule::repeat(make_shape(2, 3), 7, 0).value == make_shape(14, 3));
static_assert(shape_rule::repeat(make_shape(2, 3), 7, -1).value == make_shape(2, 21));
static_assert(shape_rule::repeat(make_shape(2, 3), 2).value == make_shape(12));
static_assert(!shape_rule::repeat(make_shape(2, 3), -1, 0) &&
              !shape_rule::repeat(make_shape(2, 3), 2, 2));
static_assert(shape_rule::tile(make_shape(2, 3), make_shape(2)).value == make_shape(2, 6));
static_assert(shape_rule::tile(make_shape(3), make_shape(2, 2)).value == make_shape(2, 6));
static_assert(!shape_rule::tile(make_shape(3), make_shape(-1)));

BOOST_AUTO_TEST_SUITE(shape_repeat)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::repeat_cases, repeat_agrees) == 0);
  BOOST_TEST(first_disagreement(numpy_reference::tile_cases, tile_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
