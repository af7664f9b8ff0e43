// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/shape_error.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

static_assert(std::is_base_of_v<std::invalid_argument, tg::shape_error>);

BOOST_AUTO_TEST_SUITE(tensor_shape_error)

BOOST_AUTO_TEST_CASE(shapes_have_the_words_of_compile_errors) {
  BOOST_TEST(tg::shape_text({}) == "a number");
  BOOST_TEST(tg::shape_text(tg::make_shape(3)) == "(3,)");
  BOOST_TEST(tg::shape_text(tg::make_shape(2, 0, 3)) == "(2, 0, 3)");
}

BOOST_AUTO_TEST_CASE(a_size_is_checked_before_it_is_used) {
  constexpr tg::index_t huge = tg::index_t{1} << 62;
  BOOST_TEST(tg::checked_size<double>({}) == 1);
  BOOST_TEST(tg::checked_size<double>(tg::make_shape(2, 3)) == 6);
  BOOST_TEST(tg::checked_size<double>(tg::make_shape(2, 0)) == 0);
  BOOST_TEST(tg::checked_size<bool>(tg::make_shape(huge)) == huge);
  BOOST_CHECK_THROW(tg::checked_size<double>(tg::make_shape(-1)), tg::shape_error);
  BOOST_CHECK_THROW(tg::checked_size<double>(tg::make_shape(huge)), tg::shape_error);
  BOOST_CHECK_THROW(tg::checked_size<bool>(tg::make_shape(huge, 2)), tg::shape_error);
  // numpy.zeros((0, 2**62, 2**62)): ValueError, array is too big (NumPy 1.24.2)
  BOOST_CHECK_THROW(tg::checked_size<double>(tg::make_shape(0, huge, huge)), tg::shape_error);
  tg::shape broken;
  broken.rank = 9;
  BOOST_CHECK_THROW(tg::checked_size<double>(broken), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()
