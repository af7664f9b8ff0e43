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

// In braces, as calls say shapes and axes; one number is a list, too.
template <class List, class... I>
concept MadeOf = requires(I... i) { List{i...}; };
static_assert(shape{2, 3} == make_shape(2, 3) && shape(4) == make_shape(4) &&
              shape{} == make_shape());
static_assert(size_of<shape{2, 3}> == 6);
static_assert(axis_list{0, -1} == make_axes(0, -1) && axis_list{2} == make_axes(2) &&
              !axis_list{}.is_all());
static_assert(shape{std::size_t{2}, short{3}} == make_shape(2, 3));
static_assert(MadeOf<shape, int, long> && !MadeOf<shape, double, int> && !MadeOf<axis_list, bool>);
static_assert(!(make_shape(2, 3) == make_shape(3, 2)) && !(make_shape(3) == make_shape(1, 3)));

static_assert(make_shape(dyn, 4).size() == dyn);

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

BOOST_AUTO_TEST_CASE(braces_in_a_call) {
  auto const rank_of = [](shape const& extents) { return extents.rank; };
  auto const count_of = [](axis_list const& axes) { return axes.count; };
  index_t const n = 5;
  BOOST_TEST(rank_of({n, 2, -1}) == 3);
  BOOST_TEST(rank_of({}) == 0);
  BOOST_TEST(count_of({0, -1}) == 2);
  BOOST_TEST(count_of({}) == 0);
  BOOST_TEST(count_of(1) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
