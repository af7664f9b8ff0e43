// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/open_tensor.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace tg = typegrad;

namespace {

using rows = tg::tensor<float, tg::dyn, 4>;
using batch = tg::tensor<float, tg::dyn_named<"batch">, 4>;
using square = tg::tensor<double, tg::dyn_named<"n">, tg::dyn_named<"n">>;

std::string message_of(auto const& call) {
  try {
    call();
  } catch (tg::shape_error const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

BOOST_AUTO_TEST_CASE(values_with_a_number_for_each_open_extent) {
  rows const x(3);
  BOOST_TEST((x.shape() == tg::make_shape(3, 4)));
  BOOST_TEST(x.size() == 12);
  for (float const value : x) BOOST_TEST(value == 0.0f);
  BOOST_TEST(reinterpret_cast<std::uintptr_t>(x.data()) % 64 == 0u);
  BOOST_TEST(rows().size() == 0);
  BOOST_TEST((rows(0).shape() == tg::make_shape(0, 4)));
  tg::tensor<double, tg::dyn, 2, tg::dyn> const y(3, 5);
  BOOST_TEST((y.shape() == tg::make_shape(3, 2, 5)));
  BOOST_TEST(y.extent(-1) == 5);
}

BOOST_AUTO_TEST_CASE(values_from_braces_and_flat_data) {
  std::vector<double> const list{3, 1};
  BOOST_TEST((tg::tensor<double, tg::dyn>(list)(1) == 1));
  BOOST_CHECK_THROW((tg::tensor<double, tg::dyn, 2>({2, 2}, list)), tg::shape_error);
  rows const x{{1, 2, 3, 4}, {5, 6, 7, 8}};
  BOOST_TEST(x(1, 2) == 7.0f);
  std::vector<float> const flat{1, 2, 3, 4, 5, 6, 7, 8};
  BOOST_TEST((rows({2, 4}, flat) == x));
  BOOST_TEST((rows({2, 4}, flat.data()) == x));
  BOOST_TEST((rows({2, 4}, {1, 2, 3, 4, 5, 6, 7, 8}) == x));
  BOOST_TEST((tg::tensor<float, tg::dyn>{3}.shape() == tg::make_shape(1)));
  BOOST_TEST(message_of([] { rows{{1, 2, 3}, {4, 5, 6}}; }) ==
             "tensor(extents): x must have the shape (dyn, 4); x is (2, 3)");
  BOOST_TEST(message_of([] { square(2, 3); }) ==
             "tensor(extents): x must have the shape (n, n); x is (2, 3)");
  BOOST_TEST(message_of([] { rows(-1); }) == "extents must not be negative: (-1, 4)");
}

BOOST_AUTO_TEST_CASE(copies_are_deep_and_moves_leave_nothing) {
  rows a{{1, 2, 3, 4}};
  rows b = a;
  b(0, 0) = 9;
  BOOST_TEST(a(0, 0) == 1.0f);
  BOOST_TEST((a != b));
  rows const c = std::move(b);
  BOOST_TEST(b.size() == 0);
  BOOST_TEST((b.shape() == tg::make_shape(0, 4)));
  BOOST_TEST(c(0, 0) == 9.0f);
  a = rows(7);
  BOOST_TEST((a.shape() == tg::make_shape(7, 4)));
}

// What is always right is implicit; what may fail is explicit and checked.
static_assert(std::is_convertible_v<tg::tensor<float, 3, 4>, rows>);
static_assert(!std::is_constructible_v<rows, tg::tensor<float, 3, 4, 1>>);
static_assert(std::is_convertible_v<rows, batch> && std::is_convertible_v<batch, rows>);
static_assert(std::is_convertible_v<rows, tg::tensor<float, tg::dyn, tg::dyn>>);
static_assert(!std::is_convertible_v<tg::tensor<float, tg::dyn, tg::dyn>, rows>);
static_assert(std::is_constructible_v<rows, tg::tensor<float, tg::dyn, tg::dyn>>);
static_assert(std::is_convertible_v<rows, tg::dynamic_tensor<float>>);
static_assert(!std::is_convertible_v<tg::dynamic_tensor<float>, rows>);

BOOST_AUTO_TEST_CASE(conversions) {
  tg::tensor<float, 2, 4> const fixed{{1, 2, 3, 4}, {5, 6, 7, 8}};
  rows const x = fixed;
  BOOST_TEST((tg::fix<2, 4>(x) == fixed));
  batch const named = x;
  BOOST_TEST((rows(named) == x));
  tg::dynamic_tensor<float> const any = x;
  BOOST_TEST((rows(any) == x));
  BOOST_TEST((tg::fix<2, 4>(any) == fixed));
  tg::tensor<float, tg::dyn, tg::dyn> const open = x;
  BOOST_TEST((rows(open) == x));
  BOOST_TEST(message_of([] { rows(tg::tensor<float, tg::dyn, tg::dyn>(2, 3)); }) ==
             "tensor(extents): x must have the shape (dyn, 4); x is (2, 3)");
  BOOST_TEST(message_of([&] { tg::fix<3, 4>(x); }) ==
             "fix<...>(x): x must have the shape (3, 4); x is (2, 4)");
  BOOST_TEST(message_of([&] { tg::fix<8>(any); }) ==
             "fix<...>(x): x must have the shape (8,); x is (2, 4)");
}

BOOST_AUTO_TEST_CASE(an_index_outside_is_refused) {
  rows const x(2);
  BOOST_TEST(message_of([&] { x(2, 0); }) ==
             "x(i, j, ...): every index must lie in [0, extent) of its axis; index 2 of axis 0, x "
             "is (2, 4)");
  tg::tensor<float, tg::dyn> y(3);
  y[2] = 5;
  BOOST_TEST(y(2) == 5);
  BOOST_CHECK_THROW(y[3], tg::shape_error);
  // Of more axes a row.
  rows z(2);
  z(1, 3) = 5;
  BOOST_TEST((z[1] == tg::tensor<float, 4>{0, 0, 0, 5}));
  BOOST_TEST(message_of([&] { z[2]; }) ==
             "x(i, j, ...): every index must lie in [0, extent) of its axis; index 2 of axis 0, x "
             "is (2, 4)");
}

}  // namespace
