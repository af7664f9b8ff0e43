// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_run_on_numbers)

template <class Op>
static tg::dynamic_operation const& kernels() {
  return tg::operation_in<Op, tg::dynamic_graph>::object;
}
template <class Op>
static tg::number_kernel kernel(tg::scalar_type type) {
  return kernels<Op>().number[static_cast<int>(type)];
}

/// Every cell keeps eight bytes, of which a number takes as many as its type has.
BOOST_AUTO_TEST_CASE(numbers_of_both_real_types_and_masks) {
  using tg::scalar_type;
  tg::number_step const steps[] = {
      {kernel<tg::ops::sin>(scalar_type::float64), 8, {0}},
      {kernel<tg::ops::mul>(scalar_type::float64), 16, {8, 0}},
      {kernel<tg::ops::mul>(scalar_type::float32), 32, {24, 24}},
      {kernel<tg::ops::greater>(scalar_type::float64), 40, {8, 16}},
      {kernel<tg::ops::where>(scalar_type::float64), 48, {40, 0, 8}},
      {tg::end_of_row},
  };
  alignas(8) std::byte cells[56]{};
  *reinterpret_cast<double*>(cells) = 0.5;
  *reinterpret_cast<float*>(cells + 24) = 1.5f;
  BOOST_TEST((steps[0].kernel(cells, steps) == steps + 6));
  auto const number = [&](int at) { return *reinterpret_cast<double const*>(cells + at); };
  BOOST_TEST(number(8) == std::sin(0.5));
  BOOST_TEST(number(16) == std::sin(0.5) * 0.5);
  BOOST_TEST(*reinterpret_cast<float const*>(cells + 32) == 2.25f);
  BOOST_TEST(*reinterpret_cast<bool const*>(cells + 40));
  BOOST_TEST(number(48) == 0.5);
}

BOOST_AUTO_TEST_CASE(integers_have_none) {
  BOOST_TEST((kernel<tg::ops::add>(tg::scalar_type::int32) == nullptr));
  BOOST_TEST((kernel<tg::ops::add>(tg::scalar_type::boolean) == nullptr));
  BOOST_TEST((kernel<tg::ops::add>(tg::scalar_type::float32) != nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
