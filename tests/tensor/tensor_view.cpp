// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/tensor_view.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

namespace {

constexpr float flash[6] = {1, 2, 3, 4, 5, 6};
constexpr auto weights = tg::view<2, 3>(flash);
static_assert(std::is_same_v<decltype(weights), tg::tensor_view<float const, 2, 3> const>);
static_assert(weights(1, 2) == 6 && weights.data() == flash &&
              weights.shape() == tg::make_shape(2, 3));
static_assert(tg::tensor(weights) == tg::tensor<float, 2, 3>{1, 2, 3, 4, 5, 6});
static_assert(tg::is_tensor_view<tg::tensor_view<float, 2>> &&
              !tg::is_tensor_view<tg::tensor<float, 2>>);
static_assert(tg::view<>(flash)() == 1);  // rank 0

using writer = tg::tensor_view<float, 2, 3>;
using reader = tg::tensor_view<float const, 2, 3>;
static_assert(std::is_trivially_copyable_v<writer> && sizeof(writer) == sizeof(float*));
static_assert(std::is_convertible_v<writer, reader> && !std::is_convertible_v<reader, writer>);
static_assert(std::is_convertible_v<tg::tensor<float, 2, 3>&, writer>);
static_assert(!std::is_convertible_v<tg::tensor<float, 2, 3> const&, writer>);
static_assert(
    !std::is_convertible_v<tg::tensor<float, 2, 3>, writer>);  // would write into a temporary
static_assert(
    std::is_convertible_v<tg::tensor<float, 2, 3>, reader>);  // an argument that is only read
static_assert(std::is_convertible_v<writer, tg::tensor<float, 2, 3>>);

float last_of(reader values) { return values(1, 2); }

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_tensor_view)

BOOST_AUTO_TEST_CASE(writes_through_to_the_memory_it_shows) {
  float memory[6] = {};
  auto const shown = tg::view<2, 3>(memory);
  shown(1, 2) = 7;
  BOOST_TEST(memory[5] == 7);
  tg::view<6>(memory)[4] = 8;
  BOOST_TEST(memory[4] == 8);
  shown[1][0] = 9;  // of more axes a view of the row
  BOOST_TEST(memory[3] == 9);
  shown.assign(tg::tensor<float, 2, 3>{1, 2, 3, 4, 5, 6});
  BOOST_TEST(memory[0] == 1);
  BOOST_TEST(last_of(shown) == 6);
  BOOST_TEST(shown.span().size() == 6u);
}

BOOST_AUTO_TEST_CASE(reads_a_tensor_without_copying_it) {
  tg::tensor<float, 2, 3> const x{1, 2, 3, 4, 5, 6};
  reader const shown = x;
  BOOST_TEST(shown.data() == x.data());
  BOOST_TEST(last_of(x) == 6);
}

BOOST_AUTO_TEST_SUITE_END()
