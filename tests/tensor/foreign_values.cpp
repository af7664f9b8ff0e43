// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/tensor.hpp>

#include <boost/test/unit_test.hpp>

namespace {

/// A type of some other library.
struct point {
  float x, y;
};

}  // namespace

template <>
struct typegrad::foreign_values<point> {
  using value_type = float;
  static constexpr shape extents = make_shape(2);
  static constexpr bool fits(shape const& wanted) { return wanted == extents; }
  template <class T>
  static constexpr void copy(point const& values, T* place) {
    place[0] = static_cast<T>(values.x);
    place[1] = static_cast<T>(values.y);
  }
};

namespace tg = typegrad;

static_assert(tg::ForeignValues<point> && !tg::ForeignValues<double>);
static_assert(tg::tensor(point{1, 2}) == tg::tensor<float, 2>{1, 2});
static_assert(tg::tensor<double, 2>(point{1, 2}) == tg::tensor<double, 2>{1, 2});
static_assert(std::is_convertible_v<point, tg::tensor<float, 2>>);
static_assert(!std::is_convertible_v<point, tg::tensor<int, 2>>);

BOOST_AUTO_TEST_SUITE(tensor_foreign_values)

BOOST_AUTO_TEST_CASE(an_adapter_makes_a_type_a_source_of_values) {
  point const p{3, 4};
  tg::tensor const x = p;
  BOOST_TEST(x(1) == 4);
}

BOOST_AUTO_TEST_SUITE_END()
