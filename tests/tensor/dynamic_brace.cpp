// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/dynamic_brace.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace tg = typegrad;

namespace {

struct reading {
  tg::shape extents;
  std::vector<double> values;
};

reading read(std::initializer_list<tg::dynamic_brace<double>> braces) {
  reading result{tg::shape_of_braces(braces), {}};
  result.values.resize(static_cast<std::size_t>(tg::checked_size<double>(result.extents)));
  tg::copy_braces(braces, result.extents, result.values.data());
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tensor_dynamic_brace)

BOOST_AUTO_TEST_CASE(every_pair_of_braces_is_an_axis) {
  BOOST_TEST((read({1, 2.5f, true}).extents == tg::make_shape(3)));
  BOOST_TEST((read({1, 2.5f, true}).values == std::vector<double>{1, 2.5, 1}));
  BOOST_TEST((read({{1, 2, 3}, {4, 5, 6}}).extents == tg::make_shape(2, 3)));
  BOOST_TEST((read({{1, 2, 3}, {4, 5, 6}}).values == std::vector<double>{1, 2, 3, 4, 5, 6}));
  BOOST_TEST((read({{1}, {2}}).extents == tg::make_shape(2, 1)));
  BOOST_TEST((read({{{1, 2}, {3, 4}}}).extents == tg::make_shape(1, 2, 2)));
  BOOST_TEST((read({{{{{{{{1}}}}}}}}).extents == tg::make_shape(1, 1, 1, 1, 1, 1, 1, 1)));
  BOOST_TEST((read({{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}).values ==
              std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8}));
}

// numpy.array([]).shape, numpy.array([[], []]).shape
BOOST_AUTO_TEST_CASE(empty_braces_are_extents_of_zero) {
  BOOST_TEST((read({}).extents == tg::make_shape(0)));
  BOOST_TEST((read({{}, {}}).extents == tg::make_shape(2, 0)));
}

BOOST_AUTO_TEST_CASE(ragged_braces_are_errors) {
  BOOST_CHECK_THROW(read({{1, 2}, {3}}), tg::shape_error);
  BOOST_CHECK_THROW(read({{1}, {2, 3}}), tg::shape_error);
  BOOST_CHECK_THROW(read({{1, 2}, 3}), tg::shape_error);
  BOOST_CHECK_THROW(read({1, {2, 3}}), tg::shape_error);
  BOOST_CHECK_THROW(read({{{1}}, {2}}), tg::shape_error);
  BOOST_CHECK_THROW(read({{}, {1}}), tg::shape_error);
  BOOST_CHECK_THROW(read({{}, 1}), tg::shape_error);
  BOOST_CHECK_THROW(read({{{{{{{{{1}}}}}}}}}), tg::shape_error);  // nine axes
}

BOOST_AUTO_TEST_SUITE_END()
