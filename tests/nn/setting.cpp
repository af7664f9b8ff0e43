// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/setting.hpp>

#include <nn/network.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_setting)

static_assert(std::is_same_v<tg::real_of<network<float>>, float>);
static_assert(std::is_same_v<tg::real_of<network<double>>, double>);
static_assert(std::is_same_v<tg::real_of<tg::tensor<float, 2>>, float>);

BOOST_AUTO_TEST_CASE(a_setting_is_written_in_any_type_and_kept_in_its_own) {
  struct {
    tg::setting<float> rate;
  } const a{.rate = 0.1}, b{.rate = 0.1f}, c{.rate = 1};
  BOOST_TEST(float(a.rate) == 0.1f);
  BOOST_TEST(float(b.rate) == 0.1f);
  BOOST_TEST(float(c.rate) == 1.0f);
}

BOOST_AUTO_TEST_SUITE_END()
