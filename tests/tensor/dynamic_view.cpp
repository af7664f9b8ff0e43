// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/dynamic_tensor.hpp>
#include <typegrad/tensor/dynamic_view.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

namespace {

using dense = tg::dynamic_tensor<double>;
using writer = tg::dynamic_view<double>;
using reader = tg::dynamic_view<double const>;

static_assert(std::is_convertible_v<writer, reader> && !std::is_convertible_v<reader, writer>);
static_assert(std::is_convertible_v<dense&, writer> &&
              !std::is_convertible_v<dense const&, writer>);
static_assert(std::is_convertible_v<dense const&, reader>);
static_assert(!std::is_convertible_v<dense, writer> && !std::is_convertible_v<dense, reader>);

template <class X>
concept GivesViews = requires(X&& x) { static_cast<X&&>(x).view(); } ||
                     requires(X&& x) { static_cast<X&&>(x).row(0); } ||
                     requires(X&& x) { static_cast<X&&>(x).rows(0, 1); } ||
                     requires(X&& x) { static_cast<X&&>(x).span(); };
static_assert(GivesViews<dense&> && GivesViews<dense const&>);
static_assert(!GivesViews<dense> && !GivesViews<dense const>);  // nothing dangles

template <class Call>
std::string words_of_error(Call call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_dynamic_view)

BOOST_AUTO_TEST_CASE(rows_show_the_memory_of_the_tensor) {
  dense x({3, 2}, {1, 2, 3, 4, 5, 6});
  BOOST_TEST(x.row(1).data() == x.data() + 2);
  BOOST_TEST((dense(x.row(1)) == dense{3, 4}));
  BOOST_TEST((dense(x.rows(1, 2)) == dense{{3, 4}, {5, 6}}));
  BOOST_TEST((x.rows(3, 0).shape() == tg::make_shape(0, 2)));
  x.row(2)[1] = 6;
  BOOST_TEST(x.row(2)(1) == 6);
  x.row(2)(1) = 60;
  BOOST_TEST(x(2, 1) == 60);
  BOOST_TEST(x.row(2).row(1).item() == 60);
  x.row(0).fill(9);
  BOOST_TEST((x == dense{{9, 9}, {3, 4}, {5, 60}}));
}

BOOST_AUTO_TEST_CASE(transposes_swap_the_axes) {
  dense const x{{1, 2, 3}, {4, 5, 6}};
  reader const turned = x.view().transposed();
  BOOST_TEST((turned.shape() == tg::make_shape(3, 2)));
  BOOST_TEST((turned.strides() == tg::make_strides(1, 3)));
  BOOST_TEST(turned(2, 1) == 6);
  BOOST_TEST(!turned.is_contiguous());
  BOOST_TEST((dense(turned) == dense{{1, 4}, {2, 5}, {3, 6}}));
  BOOST_TEST(turned.transposed().is_contiguous());
  // numpy.arange(24).reshape(2, 3, 4).transpose(1, 2, 0)[1, 2, 1] is 18
  dense const cube = dense::arange(24).reshaped({2, 3, 4});
  BOOST_TEST(cube.view().transposed(tg::make_axes(1, 2, 0))(1, 2, 1) == 18);
  BOOST_TEST(cube.view().transposed(tg::make_axes(1, 2, -3))(1, 2, 1) == 18);
  BOOST_CHECK_THROW(cube.view().transposed(tg::make_axes(1, 2)), tg::shape_error);
  BOOST_CHECK_THROW(cube.view().transposed(tg::make_axes(1, 2, 2)), tg::shape_error);
}

// numpy.arange(12).reshape(3, 4)[...]
BOOST_AUTO_TEST_CASE(slices_are_those_of_numpy) {
  dense const x = dense::arange(12).reshaped({3, 4});
  auto const taken = [&](auto... items) {
    return dense(x.view().slice(tg::make_slices(items...)));
  };
  BOOST_TEST((taken(tg::take_index(-1)) == dense{8, 9, 10, 11}));
  BOOST_TEST((taken(tg::take_range(tg::omitted, tg::omitted, -1), tg::take_range(1, 4, 2)) ==
              dense{{9, 11}, {5, 7}, {1, 3}}));
  BOOST_TEST((taken(tg::take_index(1), tg::take_index(2)) == dense(6)));
  BOOST_TEST((taken(tg::take_range(2, 1)).shape() == tg::make_shape(0, 4)));
  BOOST_TEST((taken(tg::take_range(1, 2, PTRDIFF_MAX)) == dense{{4, 5, 6, 7}}));
  BOOST_CHECK_THROW(taken(tg::take_index(3)), tg::shape_error);
  BOOST_CHECK_THROW(taken(tg::take_range(0, 2, 0)), tg::shape_error);
  BOOST_CHECK_THROW(taken(tg::whole_axis, tg::whole_axis, tg::whole_axis), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(assigning_copies_also_within_one_memory) {
  dense x{{1, 2}, {3, 4}};
  x.view().assign(x.view().transposed());
  BOOST_TEST((x == dense{{1, 3}, {2, 4}}));
  dense const row{7, 8};
  x.row(1).assign(row);
  BOOST_TEST((x == dense{{1, 3}, {7, 8}}));
  BOOST_CHECK_THROW(x.view().assign(row), tg::shape_error);
  BOOST_TEST((x == dense{{1, 3}, {7, 8}}));
}

BOOST_AUTO_TEST_CASE(foreign_memory_with_strides) {
  float const memory[6] = {1, 0, 2, 0, 3, 0};
  tg::dynamic_view<float const> const every_second(memory, tg::make_shape(3), tg::make_strides(2));
  BOOST_TEST((tg::dynamic_tensor<float>(every_second) == tg::dynamic_tensor<float>{1, 2, 3}));
  BOOST_TEST((dense(every_second) == dense{1, 2, 3}));
  using view = tg::dynamic_view<float const>;
  BOOST_CHECK_THROW(view(memory, tg::make_shape(2, 3), tg::make_strides(1)), tg::shape_error);
  BOOST_CHECK_THROW(view(memory, tg::make_shape(-2)), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(errors_name_the_call_and_the_shape) {
  dense x({3, 2}, {1, 2, 3, 4, 5, 6});
  BOOST_TEST(words_of_error([&] { x.row(3); }) ==
             "x.row(3): the index must lie in [0, extent) of axis 0; x is (3, 2)");
  BOOST_TEST(words_of_error([&] { x.rows(2, 2); }) ==
             "x.rows(2, 2): the rows must lie in axis 0; x is (3, 2)");
  BOOST_TEST(words_of_error([&] { x.view()(0, 2); }) ==
             "x(i, j, ...): every index must lie in [0, extent) of its axis; index 2 of axis 1, x "
             "is (3, 2)");
  BOOST_TEST(words_of_error([&] { x.view()(0); }) ==
             "x(i, j, ...): takes exactly one index for each axis of x, not 1; x is (3, 2)");
  tg::dynamic_tensor<double> const two({3, 2});  // who writes this may mean a shape
  BOOST_TEST(words_of_error([&] { two(2, 1); }) ==
             "x(i, j, ...): takes exactly one index for each axis of x, not 2; x is (2,); numbers "
             "in braces are its elements, a shape is tg::shape{2, 3}");
  BOOST_CHECK_THROW(x.row(-1), tg::shape_error);
  BOOST_CHECK_THROW(x.rows(-1, 1), tg::shape_error);
  BOOST_CHECK_THROW(x.rows(1, -1), tg::shape_error);
  BOOST_CHECK_THROW(x.rows(1, PTRDIFF_MAX), tg::shape_error);
  BOOST_CHECK_THROW(x.view().item(), tg::shape_error);
  dense number(1);
  BOOST_CHECK_THROW(number.row(0), tg::shape_error);
  BOOST_CHECK_THROW(number.rows(0, 0), tg::shape_error);
  BOOST_CHECK_THROW(number.view().len(), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(views_without_elements) {
  dense x = dense::zeros({0, 3});
  BOOST_TEST(x.view().is_contiguous());
  BOOST_TEST((dense(x.view().transposed()).shape() == tg::make_shape(3, 0)));
  BOOST_TEST((dense(x.rows(0, 0)).shape() == tg::make_shape(0, 3)));
  BOOST_CHECK_THROW(x.row(0), tg::shape_error);
  x.view().fill(1);
}

BOOST_AUTO_TEST_SUITE_END()
