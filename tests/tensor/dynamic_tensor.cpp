// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/create_dynamic.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <list>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace tg = typegrad;

namespace {

using dense = tg::dynamic_tensor<double>;
using narrow = tg::dynamic_tensor<float>;
using whole = tg::dynamic_tensor<std::int32_t>;
using wide = tg::dynamic_tensor<std::int64_t>;
using truth = tg::dynamic_tensor<bool>;

// static to dynamic and within one type is implicit, everything else is asked for
static_assert(std::is_convertible_v<tg::tensor<double, 2, 3>, dense>);
static_assert(std::is_convertible_v<tg::tensor_view<double const, 2, 3>, dense>);
static_assert(!std::is_convertible_v<tg::tensor<float, 2>, dense> &&
              std::is_constructible_v<dense, tg::tensor<float, 2>>);
static_assert(!std::is_convertible_v<dense, narrow> && std::is_constructible_v<narrow, dense>);
static_assert(!std::is_convertible_v<double, dense> && std::is_constructible_v<dense, double>);
static_assert(!std::is_convertible_v<tg::shape, dense> &&
              std::is_constructible_v<dense, tg::shape>);
static_assert(!std::is_convertible_v<std::vector<double>, dense> &&
              std::is_constructible_v<dense, std::vector<double>>);
// fractions do not become integers silently
static_assert(!std::is_constructible_v<whole, dense> && !std::is_constructible_v<wide, narrow>);
static_assert(!std::is_constructible_v<whole, tg::tensor<double, 2>> &&
              !std::is_constructible_v<whole, double>);
static_assert(!std::is_constructible_v<whole, tg::extent_list, std::vector<double>>);
static_assert(!std::is_constructible_v<whole, tg::extent_list, double const*>);
static_assert(std::is_constructible_v<dense, whole> && std::is_constructible_v<whole, wide>);
static_assert(std::is_nothrow_move_constructible_v<dense> &&
              std::is_nothrow_move_assignable_v<dense>);
static_assert(std::is_nothrow_default_constructible_v<dense>);
static_assert(tg::is_dynamic_tensor<dense> && !tg::is_dynamic_tensor<tg::tensor<double, 2>>);
static_assert(dense::dtype() == "float64" && narrow::dtype() == "float32" &&
              whole::dtype() == "int32" && wide::dtype() == "int64" && truth::dtype() == "bool");

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

BOOST_AUTO_TEST_SUITE(tensor_dynamic_tensor)

BOOST_AUTO_TEST_CASE(braces_are_rows_and_parentheses_extents_with_data) {
  // C++ prefers the constructor from a list of elements, whatever else takes {2, 3}: a shape alone
  // has to be named.
  BOOST_TEST((dense({2, 3}) == dense{2, 3}));
  BOOST_TEST((dense(tg::shape{2, 3}).shape() == tg::shape{2, 3}));
  tg::dynamic_tensor<double> any({2, 3}, {1, 2, 3, 4, 5, 6});
  BOOST_TEST((any.shape() == tg::make_shape(2, 3)));
  BOOST_TEST(any(1, 0) == 4);
  BOOST_TEST((dense{{1, 2, 3}, {4, 5, 6}} == any));
  BOOST_TEST((dense({{1, 2, 3}, {4, 5, 6}}) == any));
  dense const copied = {{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((copied == any));
  // the extents and the data of a matrix are two ragged rows
  BOOST_CHECK_THROW((dense{{2, 3}, {1, 2, 3, 4, 5, 6}}), tg::shape_error);
  BOOST_TEST((dense{{2, 3}, {1, 2}}.shape() == tg::make_shape(2, 2)));
  BOOST_CHECK_THROW((dense({2, 3}, {1, 2})), tg::shape_error);
  BOOST_TEST((dense{{{1., 2.}, {3., 4.}}}.shape() == tg::make_shape(1, 2, 2)));
  BOOST_TEST((dense{1, 2, 3}.shape() == tg::make_shape(3)));
  BOOST_TEST((dense{5}.shape() == tg::make_shape(1)));
  BOOST_TEST((dense(5).shape() == tg::shape{}));
  BOOST_TEST((dense({}, {5}).shape() == tg::shape{}));
  BOOST_TEST((dense({0, 2}, {}).shape() == tg::make_shape(0, 2)));
  BOOST_TEST((dense({1}, {0}) == dense{0}));  // {0} is no null pointer
  BOOST_TEST((dense{any} == any));
  BOOST_TEST((dense{any.row(0)} == dense{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(data_comes_from_any_range) {
  BOOST_TEST((dense(std::vector<float>{3, 1}) == dense{3, 1}));
  static_assert(!std::is_constructible_v<tg::dynamic_tensor<int>, std::vector<float>>);
  dense const expected{{1, 2}, {3, 4}};
  std::vector<int> const vector{1, 2, 3, 4};
  std::array<float, 4> const array{1, 2, 3, 4};
  std::list<double> const list{1, 2, 3, 4};
  double const memory[] = {1, 2, 3, 4};
  BOOST_TEST((dense({2, 2}, vector) == expected));
  BOOST_TEST((dense({vector.size() / 2, 2}, array) == expected));
  BOOST_TEST((dense({2, 2}, list) == expected));
  BOOST_TEST((dense({2, 2}, memory) == expected));
  BOOST_TEST((dense({2, 2}, &memory[0]) == expected));
  BOOST_TEST((dense(tg::make_shape(2, 2), std::span<double const>(memory)) == expected));
  BOOST_TEST((truth({2}, std::vector<bool>{true, false}) == truth{true, false}));
  BOOST_TEST(words_of_error([&] { dense({3}, vector); }) ==
             "dynamic_tensor(extents, values): there must be as many values as elements; 4 values "
             "for (3,)");
  BOOST_CHECK_THROW(dense({2, 2}, {1, 2, 3}), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(makers) {
  BOOST_TEST((dense(tg::make_shape(2, 2)) == dense{{0, 0}, {0, 0}}));
  BOOST_TEST((dense::zeros({2}) == dense{0, 0}));
  BOOST_TEST((tg::zeros<double>({1, 2}) == dense{{0, 0}}));
  BOOST_TEST((tg::ones<double>({2}) == dense{1, 1}));
  BOOST_TEST((tg::full<double>({2}, 7) == dense{7, 7}));
  BOOST_TEST((tg::full<double, 2>(7) == tg::tensor<double, 2>{7, 7}));
  BOOST_TEST((truth::ones({2}) == truth{true, true}));
  BOOST_TEST((narrow::full({1, 2}, 0.1) == narrow{{0.1f, 0.1f}}));
  BOOST_TEST((wide::arange(3) == wide{0, 1, 2}));
  BOOST_TEST((dense::arange(-3) == dense{}));
  BOOST_TEST((dense::full({}, 7) == dense(7)));
  BOOST_TEST(dense(tg::make_shape(1000), tg::uninitialized_t{}).size() == 1000);
}

// S4-03, G-11, G-25
BOOST_AUTO_TEST_CASE(shape_and_its_parts) {
  dense const x({2, 3}, {1, 2, 3, 4, 5, 6});
  BOOST_TEST(x.rank() == 2);
  BOOST_TEST(x.ndim() == 2);
  BOOST_TEST(x.size() == 6);
  BOOST_TEST(x.len() == 2);
  BOOST_TEST(x.extent(1) == 3);
  BOOST_TEST(x.extent(-2) == 2);
  BOOST_CHECK_THROW(x.extent(2), tg::shape_error);
  BOOST_CHECK_THROW(x.extent(-3), tg::shape_error);
  BOOST_TEST(words_of_error([] { dense(1).len(); }) == "x.len(): a tensor of rank 0 has no length");
  BOOST_TEST(dense(1).size() == 1);
  BOOST_TEST((dense().shape() == tg::make_shape(0)));
  BOOST_TEST(dense().size() == 0);
}

BOOST_AUTO_TEST_CASE(elements) {
  dense x({2, 3}, {1, 2, 3, 4, 5, 6});
  x(0, 2) = 30;
  BOOST_TEST(std::accumulate(x.begin(), x.end(), 0.0) == 48);
  BOOST_TEST(x.span().size() == 6u);
  BOOST_TEST(dense(5)() == 5);
  static_assert(std::is_same_v<decltype(dense(5)()), double>);  // no reference into a temporary
  BOOST_CHECK_THROW(x(0), tg::shape_error);
  BOOST_CHECK_THROW(x(0, 0, 0), tg::shape_error);
  BOOST_CHECK_THROW(x(2, 0), tg::shape_error);
  BOOST_CHECK_THROW(x(0, 3), tg::shape_error);
  BOOST_CHECK_THROW(x(-1, 0), tg::shape_error);
  BOOST_CHECK_THROW(dense{}(0), tg::shape_error);
  dense y{1, 2, 3};
  y[2] = 4;
  BOOST_TEST((y == dense{1, 2, 4}));
  static_assert(std::is_same_v<decltype(dense{1, 2}[0]), double>);
  BOOST_CHECK_THROW(y[3], tg::shape_error);
  BOOST_CHECK_THROW(x[0], tg::shape_error);  // a row is x.row(0)
  BOOST_TEST(dense{{{7}}}.item() == 7);
  BOOST_CHECK_THROW(x.item(), tg::shape_error);
  BOOST_CHECK_THROW(dense{}.item(), tg::shape_error);
  x.fill(2);
  BOOST_TEST((x == dense::full({2, 3}, 2)));
}

BOOST_AUTO_TEST_CASE(memory_is_aligned_and_numbers_stay_off_the_heap) {
  dense const large = dense::zeros({5});
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(large.data()) % 64 == 0u);
  dense const number(1);
  auto const begin = reinterpret_cast<std::uintptr_t>(&number);
  auto const place = reinterpret_cast<std::uintptr_t>(number.data());
  BOOST_TEST((place >= begin && place < begin + sizeof number));
}

BOOST_AUTO_TEST_CASE(copies_are_deep_and_moves_leave_an_empty_tensor) {
  for (tg::index_t size : {2, 50}) {
    dense x = dense::arange(size);
    dense copy = x;
    copy(0) = 9;
    BOOST_TEST(x(0) == 0);
    dense const moved = std::move(x);
    BOOST_TEST((moved == dense::arange(size)));
    BOOST_TEST((x == dense{}));
    x = copy;
    BOOST_TEST((x == copy));
    copy = std::move(x);
    BOOST_TEST((x == dense{}));
    BOOST_TEST((x.shape() == tg::make_shape(0)));
    dense& alias = copy;
    copy = std::move(alias);
    BOOST_TEST(copy.size() == size);
  }
}

BOOST_AUTO_TEST_CASE(reshaped_keeps_the_order) {
  dense const x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((x.reshaped({3, 2}) == dense{{1, 2}, {3, 4}, {5, 6}}));
  BOOST_TEST((x.reshaped({-1}) == dense{1, 2, 3, 4, 5, 6}));
  BOOST_TEST((x.reshaped(tg::make_shape(1, -1, 2)).shape() == tg::make_shape(1, 3, 2)));
  BOOST_TEST((dense::zeros({0, 2}).reshaped({5, -1}).shape() == tg::make_shape(5, 0)));
  BOOST_TEST((dense{{5}}.reshaped({}) == dense(5)));
  BOOST_TEST(
      words_of_error([&] { x.reshaped({4, -1}); }) ==
      "x.reshaped((4, -1)): the known extents must divide the number of elements; x is (2, 3)");
  for (tg::extent_list const& wrong : {tg::extent_list{-1, -1}, {7}, {-2, 3}, {0, -1}, {-6}})
    BOOST_CHECK_THROW(x.reshaped(wrong), tg::shape_error);
  BOOST_CHECK_THROW(x.reshaped({tg::index_t{1} << 40, tg::index_t{1} << 40}), tg::shape_error);
  BOOST_CHECK_THROW(x.reshaped({tg::index_t{1} << 62, 4, -1}), tg::shape_error);
  BOOST_TEST((x == dense{{1, 2, 3}, {4, 5, 6}}));
}

BOOST_AUTO_TEST_CASE(shapes_that_cannot_be) {
  constexpr tg::index_t huge = tg::index_t{1} << 62;
  BOOST_CHECK_THROW(dense::zeros({-1}), tg::shape_error);
  BOOST_CHECK_THROW(dense::zeros({huge, huge}), tg::shape_error);
  BOOST_CHECK_THROW(dense::zeros({0, huge, huge}), tg::shape_error);
  BOOST_CHECK_THROW(dense::zeros({std::numeric_limits<std::size_t>::max()}), tg::shape_error);
  BOOST_CHECK_THROW(dense::arange(std::numeric_limits<tg::index_t>::max()), tg::shape_error);
  BOOST_CHECK_THROW(dense::zeros({1, 1, 1, 1, 1, 1, 1, 1, 1}), tg::shape_error);
  BOOST_CHECK_THROW(dense({huge, huge}, {1}), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(between_types) {
  BOOST_TEST((narrow(dense{0.1, 2}) == narrow{0.1f, 2}));
  BOOST_TEST((dense(whole{1, 2}) == dense{1, 2}));
  BOOST_TEST((whole(wide{1, -2}) == whole{1, -2}));
  BOOST_TEST((dense(truth{true, false}) == dense{1, 0}));
  BOOST_TEST((dense{2.7, -2.7}.cast<std::int32_t>() == whole{2, -2}));
  BOOST_TEST((dense{{0, 2}}.cast<bool>() == truth{{false, true}}));
  double const infinity = std::numeric_limits<double>::infinity();
  std::int32_t const lowest = std::numeric_limits<std::int32_t>::min();
  BOOST_TEST((dense{infinity, -infinity, std::nan("")}.cast<std::int32_t>() ==
              whole{lowest, lowest, lowest}));
}

BOOST_AUTO_TEST_CASE(to_static_and_back) {
  tg::tensor<double, 2, 3> const fixed{{1, 2, 3}, {4, 5, 6}};
  dense const x = fixed;
  BOOST_TEST((x == dense{{1, 2, 3}, {4, 5, 6}}));
  BOOST_TEST((x == fixed));
  BOOST_TEST((x.to_static<2, 3>() == fixed));
  BOOST_TEST((narrow(fixed).to_static<2, 3>()(1, 2) == 6));
  BOOST_TEST((dense(tg::tensor<double>(4)) == dense(4)));
  BOOST_TEST((dense(4).to_static<>() == 4));
  dense const shown = tg::view<3, 2>(fixed.data());
  BOOST_TEST((shown == x.reshaped({3, 2})));
  BOOST_TEST(words_of_error([&] { x.to_static<3, 2>(); }) ==
             "x.to_static<...>(): x must have the shape (3, 2); x is (2, 3)");
  BOOST_CHECK_THROW(x.to_static<6>(), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(equality_needs_equal_shapes_and_elements) {
  BOOST_TEST((dense{1, 2} != dense{{1, 2}}));
  BOOST_TEST((dense{1, 2} != dense{1, 3}));
  BOOST_TEST((dense::zeros({0, 2}) != dense::zeros({2, 0})));
  BOOST_TEST((dense{1} != dense(1)));
  BOOST_TEST((dense{0.0} == dense{-0.0}));
  dense const unequal{std::nan("")};
  BOOST_TEST(!(unequal == unequal));
}

BOOST_AUTO_TEST_SUITE_END()
