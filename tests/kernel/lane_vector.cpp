// SPDX-License-Identifier: BSL-1.0
#include <typegrad/kernel/lane_vector.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;
namespace vm = typegrad::vector_math;

BOOST_AUTO_TEST_SUITE(kernel_lane_vector)

using four = tg::lane_vector<float, 4>;
using two = tg::lane_vector<double, 2>;

static_assert(sizeof(two) == 16 && alignof(two) == 16 &&
              tg::packet_size<double> * 8 == tg::vector_bytes);
static_assert(std::is_same_v<vm::element_of<four>, float> && vm::elements_in<four> == 4);
static_assert(std::is_same_v<vm::element_of<vm::mask_of<four>>, std::int32_t>);
static_assert(std::is_same_v<vm::element_of<vm::bits_of<two>>, std::uint64_t>);

BOOST_AUTO_TEST_CASE(one_number_everywhere_keeps_the_sign_of_zero) {
  two const zeros = vm::spread<two>(-0.0);
  BOOST_TEST(std::signbit(zeros[0]));
  BOOST_TEST(std::signbit(zeros[1]));
  BOOST_TEST(vm::spread<four>(2.5f)[3] == 2.5f);
}

BOOST_AUTO_TEST_CASE(magnitudes_and_signs_go_by_the_sign_bit) {
  double const nan = std::numeric_limits<double>::quiet_NaN();
  two const x{-3, -nan};
  BOOST_TEST(vm::magnitude(x)[0] == 3);
  BOOST_TEST(!std::signbit(vm::magnitude(x)[1]));
  two const signed_as = vm::with_sign_of(two{-0.0, 1}, two{5, -7});
  BOOST_TEST(signed_as[0] == -5);
  BOOST_TEST(signed_as[1] == 7);
}

BOOST_AUTO_TEST_CASE(polynomials_begin_with_the_constant) {
  constexpr double c[] = {1, -2, 3, 0.5};
  two const y = vm::polynomial(two{2, -1}, c);
  BOOST_TEST(y[0] == 1 - 4 + 12 + 4);
  BOOST_TEST(y[1] == 1 + 2 + 3 - 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
