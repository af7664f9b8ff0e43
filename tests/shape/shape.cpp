// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/shape.hpp>

#include <boost/test/unit_test.hpp>

using namespace typegrad;

namespace {

// structural: a shape is a template argument
template <shape S>
inline constexpr index_t size_of = S.size();
static_assert(size_of<make_shape(2, 3)> == 6);

// G-11: a scalar has one element and no axis, a vector of one element is another shape
static_assert(make_shape().size() == 1 && make_shape().rank == 0);
static_assert(!(make_shape() == make_shape(1)));
static_assert(make_shape(2, 0, 3).size() == 0);
static_assert(make_shape(2, 3)[1] == 3);
static_assert(!(make_shape(2, 3) == make_shape(3, 2)) && !(make_shape(3) == make_shape(1, 3)));

static_assert(make_shape(dyn, 4).size() == dyn && !make_shape(dyn, 4).is_static() &&
              make_shape(2).is_static());

static_assert(all_axes.is_all() && !make_axes().is_all());
static_assert(make_axes(2, 0).contains(0) && !make_axes(2, 0).contains(1));
static_assert(shape_result{make_shape(2)} && !shape_result{{}, "a relation"});

}  // namespace

BOOST_AUTO_TEST_SUITE(shape_shape)

BOOST_AUTO_TEST_CASE(grows_by_appended_axes) {
  shape grown;
  grown.append(2);
  grown.append(3);
  BOOST_TEST((grown == make_shape(2, 3)));
}

BOOST_AUTO_TEST_SUITE_END()
