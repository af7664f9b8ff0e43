// SPDX-License-Identifier: BSL-1.0
#include <shape/numpy_reference.hpp>
#include <shape/reference_reader.hpp>
#include <typegrad/shape/reshape.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

constexpr auto reshape_agrees = [](reference_reader& reader) {
  shape const a = reader.shape();
  shape const target = reader.shape();
  return reader.agrees(shape_rule::reshape(a, target));
};

}  // namespace

static_assert(first_disagreement(numpy_reference::reshape_cases, reshape_agrees) == 0);

// T-07, T-11, G-20
static_assert(shape_rule::reshape(make_shape(2, 3), make_shape(6)).value == make_shape(6));
static_assert(shape_rule::reshape(make_shape(1, 2, 3), make_shape(2, 3)).value == make_shape(2, 3));
static_assert(shape_rule::reshape(make_shape(2, 3), make_shape(-1, 2)).value == make_shape(3, 2));
static_assert(shape_rule::reshape(make_shape(1, 1), make_shape()).value == make_shape());
static_assert(!shape_rule::reshape(make_shape(2, 3), make_shape(-1, -1)));
static_assert(!shape_rule::reshape(make_shape(2, 3), make_shape(4, -1)));
static_assert(!shape_rule::reshape(make_shape(2, 3), make_shape(5)));
static_assert(!shape_rule::reshape(make_shape(2, 3), make_shape(-2, 3)));
static_assert(!shape_rule::reshape(make_shape(0, 3), make_shape(0, -1)));

BOOST_AUTO_TEST_SUITE(shape_reshape)

BOOST_AUTO_TEST_CASE(answers_as_numpy_does_at_run_time_too) {
  BOOST_TEST(first_disagreement(numpy_reference::reshape_cases, reshape_agrees) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
