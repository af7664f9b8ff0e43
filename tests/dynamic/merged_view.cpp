// SPDX-License-Identifier: BSL-1.0
#include <typegrad/dynamic/interpret/merged_view.hpp>
#include <typegrad/shape/stride_list.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_merged_view)

static tg::strided_view view_of(tg::index_t offset, tg::stride_list const& strides) {
  tg::strided_view view{true, offset, {}};
  for (int axis = 0; axis < strides.count; ++axis) view.strides[axis] = strides[axis];
  return view;
}

/// Where element number `at` stands, axis by axis.
static tg::index_t place_of(tg::shape const& extents, tg::strided_view const& view,
                            tg::index_t at) {
  tg::index_t place = view.offset;
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    place += at % extents[axis] * view.strides[axis];
    at /= extents[axis];
  }
  return place;
}

template <class T>
static void check_view(tg::shape const& extents, tg::strided_view const& view, tg::index_t memory) {
  std::vector<T> from(static_cast<std::size_t>(memory));
  for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<T>(i % 120);
  tg::merged_view const merged = tg::merge(extents, view);
  tg::index_t const size = extents.size();
  // in pieces of every length, as loops gather blocks
  for (tg::index_t const piece : {tg::index_t{1}, tg::index_t{3}, tg::index_t{7}, size + 1}) {
    std::vector<T> to(static_cast<std::size_t>(size) + 1, T(77));
    std::vector<T> back(from.size(), T(0));
    for (tg::index_t at = 0; at < size; at += piece) {
      tg::index_t const n = size - at < piece ? size - at : piece;
      tg::gather(reinterpret_cast<std::byte*>(to.data() + at),
                 reinterpret_cast<std::byte const*>(from.data()), merged, sizeof(T), at, n);
      tg::scatter(reinterpret_cast<std::byte*>(back.data()), merged,
                  reinterpret_cast<std::byte const*>(to.data() + at), sizeof(T), at, n);
    }
    for (tg::index_t i = 0; i < size; ++i) {
      auto const place = static_cast<std::size_t>(place_of(extents, view, i));
      BOOST_REQUIRE(to[static_cast<std::size_t>(i)] == from[place]);
      BOOST_REQUIRE(back[place] == from[place]);
    }
    BOOST_REQUIRE(to.back() == T(77));
  }
}

static void check_all(tg::shape const& extents, tg::strided_view const& view, tg::index_t memory) {
  check_view<double>(extents, view, memory);
  check_view<float>(extents, view, memory);
  check_view<signed char>(extents, view, memory);
}

BOOST_AUTO_TEST_CASE(views_of_every_kind) {
  check_all(tg::make_shape(), view_of(3, {}), 4);
  check_all(tg::make_shape(5), view_of(0, tg::make_strides(1)), 5);
  check_all(tg::make_shape(5), view_of(4, tg::make_strides(-1)), 5);
  check_all(tg::make_shape(5), view_of(1, tg::make_strides(3)), 14);
  check_all(tg::make_shape(2, 3, 4), view_of(0, tg::make_strides(12, 4, 1)), 24);
  check_all(tg::make_shape(4, 3, 2), view_of(0, tg::make_strides(1, 4, 12)), 24);
  check_all(tg::make_shape(3, 1, 4), view_of(7, tg::make_strides(-2, 99, 8)), 64);
  check_all(tg::make_shape(3, 4), view_of(0, tg::make_strides(0, 1)), 4);
  check_all(tg::make_shape(3, 4), view_of(0, tg::make_strides(1, 0)), 3);
  check_all(tg::make_shape(3, 4, 2), view_of(2, tg::make_strides(0, 0, 0)), 3);
  check_all(tg::make_shape(2, 2, 2, 2, 2, 2, 2, 2),
            view_of(255, tg::make_strides(-1, -2, -4, -8, -16, -32, -64, -128)), 256);
}

BOOST_AUTO_TEST_CASE(views_without_elements) {
  check_all(tg::make_shape(0), view_of(0, tg::make_strides(1)), 1);
  check_all(tg::make_shape(3, 0, 2), view_of(0, tg::make_strides(7, 5, -1)), 1);
  check_all(tg::make_shape(0, 3), view_of(0, tg::make_strides(1, 0)), 1);
}

BOOST_AUTO_TEST_CASE(neighbours_become_one_axis) {
  BOOST_TEST(tg::merge(tg::make_shape(2, 3, 4), view_of(0, tg::make_strides(12, 4, 1))).count == 1);
  BOOST_TEST(
      tg::merge(tg::make_shape(2, 3, 4), view_of(0, tg::make_strides(12, 4, 1))).is_linear());
  BOOST_TEST(tg::merge(tg::make_shape(2, 1, 4), view_of(0, tg::make_strides(4, 50, 1))).count == 1);
  BOOST_TEST(tg::merge(tg::make_shape(2, 3, 4), view_of(0, tg::make_strides(24, 8, 1))).count == 2);
  BOOST_TEST(tg::merge(tg::make_shape(2, 3), view_of(0, tg::make_strides(0, 0))).is_uniform());
  BOOST_TEST(!tg::merge(tg::make_shape(5), view_of(0, tg::make_strides(-1))).is_linear());
  BOOST_TEST(tg::merge(tg::make_shape(1, 1), view_of(0, tg::make_strides(9, 9))).is_linear());
}

BOOST_AUTO_TEST_SUITE_END()
