// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/dynamic_tensor.hpp>
#include <typegrad/tensor/dynamic_values.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

namespace tg = typegrad;

namespace {

/// A table of another library.
struct table {
  int columns;
  std::vector<float> cells;
};

}  // namespace

template <>
struct tg::dynamic_values<table> {
  using value_type = float;
  static shape extents(table const& values) {
    return make_shape(static_cast<index_t>(values.cells.size()) / values.columns, values.columns);
  }
  template <class T>
  static void copy(table const& values, T* place) {
    std::transform(values.cells.begin(), values.cells.end(), place,
                   [](float cell) { return static_cast<T>(cell); });
  }
};

static_assert(tg::DynamicValues<table> && !tg::DynamicValues<std::vector<float>>);
static_assert(std::is_convertible_v<table, tg::dynamic_tensor<float>>);
static_assert(!std::is_convertible_v<table, tg::dynamic_tensor<double>>);

BOOST_AUTO_TEST_SUITE(tensor_dynamic_values)

BOOST_AUTO_TEST_CASE(an_adapter_makes_a_type_convertible) {
  tg::dynamic_tensor<float> const x = table{2, {1, 2, 3, 4, 5, 6}};
  BOOST_TEST((x == tg::dynamic_tensor<float>{{1, 2}, {3, 4}, {5, 6}}));
  BOOST_TEST(
      (tg::dynamic_tensor<double>(table{3, {1, 2, 3}}) == tg::dynamic_tensor<double>{{1, 2, 3}}));
}

BOOST_AUTO_TEST_SUITE_END()
