// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(trace_element_list)

namespace {

static_assert(tg::few_elements<int, 3>{}.size() == 0 && tg::few_elements<int, 3>(3).size() == 3);
static_assert(std::is_trivially_copyable_v<tg::few_elements<tg::traced<double>, 9>>);

// Arrays and structs of tensors that are built element by element are copied while tracing (GCC 12
// copies arrays of owners of memory wrongly in constant expressions).
constexpr auto copied_array = [](auto x) {
  std::array<tg::tensor<decltype(x), 2>, 2> parts{};
  parts[0](0) = x;
  parts[0](1) = 2 * x;
  parts[1](0) = 3 * x;
  parts[1](1) = x * x;
  auto const copy = parts;
  parts[1](0) = x - x;
  return tg::sum(copy[1]) + tg::sum(parts[0]);
};
static_assert(tg::value_and_grad(copied_array)(2.0) == tg::results{16.0, 10.0});

template <class T>
struct link {
  tg::tensor<T, 2, 2> rotation;
  T length;
};
constexpr auto copied_structs = [](auto q) {
  std::array<link<decltype(q)>, 2> links{};
  for (auto& next : links) {
    next.rotation(0, 0) = q;
    next.rotation(1, 1) = 2 * q;
    next.length = q;
  }
  auto const copy = links;
  auto const product = tg::matmul(copy[0].rotation, copy[1].rotation);
  return product(0, 0) + product(1, 1) + product(0, 1) * copy[1].length;
};
static_assert(tg::value_and_grad(copied_structs)(3.0) == tg::results{45.0, 30.0});

}  // namespace

BOOST_AUTO_TEST_CASE(run_time_values_give_what_constant_evaluation_gave) {
  double volatile two = 2.0;
  auto const [value, slope] = tg::value_and_grad(copied_array)(two);
  BOOST_TEST(value == 16.0);
  BOOST_TEST(slope == 10.0);
}

BOOST_AUTO_TEST_SUITE_END()
