// SPDX-License-Identifier: BSL-1.0
#include <typegrad/shape/broadcast.hpp>
#include <typegrad/shape/diagonal.hpp>
#include <typegrad/shape/join.hpp>
#include <typegrad/shape/matmul.hpp>
#include <typegrad/shape/named_extent.hpp>
#include <typegrad/shape/repeat.hpp>
#include <typegrad/shape/reshape.hpp>
#include <typegrad/shape/slice.hpp>
#include <typegrad/shape/small_square.hpp>
#include <typegrad/shape/squeeze.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using namespace typegrad;

constexpr index_t batch = dyn_named<"batch">;
constexpr index_t time_axis = dyn_named<"time">;

static_assert(is_open(dyn) && is_open(batch) && !is_open(0) && !is_open(7));
static_assert(is_named(batch) && !is_named(dyn) && !is_named(3));
static_assert(has_open<2, dyn> && has_open<batch> && !has_open<2, 3> && !has_open<>);
static_assert(make_shape(batch, 4).size() == dyn);

// What may be equal, and what is known then.
static_assert(shape_rule::may_be_equal(3, 3) && !shape_rule::may_be_equal(3, 4));
static_assert(shape_rule::may_be_equal(dyn, 4) && shape_rule::may_be_equal(4, batch) &&
              shape_rule::may_be_equal(dyn, batch));
static_assert(!shape_rule::may_be_equal(batch, time_axis));
static_assert(shape_rule::common_extent(dyn, 4) == 4 && shape_rule::common_extent(4, batch) == 4);
static_assert(shape_rule::common_extent(dyn, batch) == batch &&
              shape_rule::common_extent(batch, dyn) == batch);
static_assert(!shape_rule::may_be_equal(make_shape(batch), make_shape(batch, 1)));
static_assert(shape_rule::common_shape(make_shape(dyn, 4), make_shape(batch, dyn)) ==
              make_shape(batch, 4));

// Arithmetic without a table: what is not a number is dyn.
static_assert(shape_rule::product_of_extents(nullptr, 3, 2) == 6 &&
              shape_rule::product_of_extents(nullptr, batch, 1) == batch);
static_assert(shape_rule::product_of_extents(nullptr, batch, 2) == dyn &&
              shape_rule::product_of_extents(nullptr, batch, 0) == 0);
static_assert(shape_rule::sum_of_extents(nullptr, batch, 0) == batch &&
              shape_rule::sum_of_extents(nullptr, batch, 1) == dyn);
static_assert(shape_rule::difference_of_extents(nullptr, 5, 2) == 3 &&
              shape_rule::difference_of_extents(nullptr, 5, batch) == dyn);
static_assert(shape_rule::quotient_of_extents(nullptr, 6, 2) == 3 &&
              shape_rule::quotient_of_extents(nullptr, batch, 2) == dyn);
static_assert(shape_rule::smaller_extent(nullptr, batch, batch) == batch &&
              shape_rule::smaller_extent(nullptr, batch, 3) == dyn);

// Broadcasting never stretches an open extent: it goes with its own name, with dyn and with 1.
static_assert(shape_rule::broadcast(make_shape(batch, 4), make_shape(dyn, 4)).value ==
              make_shape(batch, 4));
static_assert(shape_rule::broadcast(make_shape(4), make_shape(batch, 1)).value ==
              make_shape(batch, 4));
static_assert(!shape_rule::broadcast(make_shape(batch, 4), make_shape(time_axis, 4)));
static_assert(!shape_rule::broadcast(make_shape(batch, 4), make_shape(3, 4)));
static_assert(shape_rule::broadcast_to(make_shape(dyn, 4), make_shape(3, 4)).value ==
              make_shape(3, 4));
static_assert(!shape_rule::broadcast_to(make_shape(dyn, 4), make_shape(3, 5)));

// Where nothing can be stretched a number may turn out equal.
static_assert(shape_rule::matmul(make_shape(batch, dyn), make_shape(5, 3)).value ==
              make_shape(batch, 3));
static_assert(!shape_rule::matmul(make_shape(dyn, 4), make_shape(5, 3)));
static_assert(!shape_rule::matmul(make_shape(2, batch), make_shape(time_axis, 3)));
static_assert(shape_rule::concatenate({make_shape(batch, 4), make_shape(2, 4)}, 0).value ==
              make_shape(dyn, 4));
static_assert(shape_rule::concatenate({make_shape(batch, 4), make_shape(dyn, 2)}, 1).value ==
              make_shape(batch, 6));
static_assert(!shape_rule::concatenate({make_shape(batch, 4), make_shape(time_axis, 2)}, 1));
static_assert(shape_rule::stack({make_shape(batch, 4), make_shape(dyn, 4)}, 0).value ==
              make_shape(2, batch, 4));
static_assert(shape_rule::squeeze(make_shape(1, batch)).value == make_shape(batch));
static_assert(shape_rule::squeeze(make_shape(dyn, 4), make_axes(0)).value == make_shape(4));
static_assert(shape_rule::repeat(make_shape(batch, 4), 3, 1).value == make_shape(batch, 12));
static_assert(shape_rule::repeat(make_shape(batch, 4), 3, 0).value == make_shape(dyn, 12 / 3));
static_assert(shape_rule::tile(make_shape(batch, 4), make_shape(1, 2)).value ==
              make_shape(batch, 8));
static_assert(shape_rule::small_square(make_shape(dyn, 3)) &&
              !shape_rule::small_square(make_shape(batch, time_axis)));
static_assert(shape_rule::diagonal(make_shape(batch, batch)).value == make_shape(batch));
static_assert(shape_rule::diagonal(make_shape(batch, 3)).value == make_shape(dyn));
static_assert(shape_rule::diagonal_matrix(make_shape(batch)).value == make_shape(batch, batch));
static_assert(shape_rule::diagonal_matrix(make_shape(batch), 1).value == make_shape(dyn, dyn));

// A slice that takes all keeps the extent.
constexpr shape rows_of_batch =
    shape_rule::slice(make_shape(batch, 4), make_slices(whole_axis, take_index(-1))).value;
static_assert(rows_of_batch == make_shape(batch));
static_assert(shape_rule::slice(make_shape(batch, 4), make_slices(take_range(0, 2))).value ==
              make_shape(dyn, 4));
static_assert(shape_rule::slice(make_shape(batch, 4), make_slices(take_index(0))).value ==
              make_shape(4));
static_assert(!shape_rule::slice(make_shape(batch, 4), make_slices(take_range(0, 2, 0))));
static_assert(!shape_rule::slice(make_shape(batch, 4), make_slices(whole_axis, take_index(4))));

// A reshape keeps a name where one open extent is left over, and refuses what no number can fulfil.
static_assert(shape_rule::reshape(make_shape(batch, 4), make_shape(-1, 2, 2)).value ==
              make_shape(batch, 2, 2));
static_assert(shape_rule::reshape(make_shape(batch, 4), make_shape(dyn, 4)).value ==
              make_shape(batch, 4));
static_assert(shape_rule::reshape(make_shape(batch, 4), make_shape(-1, 2)).value ==
              make_shape(dyn, 2));
static_assert(shape_rule::reshape(make_shape(batch, 4), make_shape(2, 4)).value ==
              make_shape(2, 4));
static_assert(!shape_rule::reshape(make_shape(batch, 4), make_shape(2, 3)));
static_assert(!shape_rule::reshape(make_shape(batch, 0), make_shape(2, 3)));
static_assert(!shape_rule::reshape(make_shape(batch, 4), make_shape(-1, 0)));
static_assert(shape_rule::reshape(make_shape(batch, 12), make_shape(batch, 3, -1)).value ==
              make_shape(batch, 3, 4));
static_assert(shape_rule::reshape(make_shape(batch, 12), make_shape(time_axis, -1)).value ==
              make_shape(time_axis, dyn));
static_assert(!shape_rule::reshape(make_shape(batch, 4), make_shape(-5, 4)));

BOOST_AUTO_TEST_CASE(shapes_with_open_extents_at_run_time) {
  shape const a = make_shape(batch, 4);
  BOOST_TEST(!shape_rule::broadcast(a, make_shape(time_axis, 4)));
  BOOST_TEST((shape_rule::broadcast(a, make_shape(1, 4)).value == a));
}

}  // namespace
