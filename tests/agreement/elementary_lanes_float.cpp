// SPDX-License-Identifier: BSL-1.0
#include "elementary_operations.hpp"

BOOST_AUTO_TEST_SUITE(agreement_elementary_lanes_float)

// Lanes are at most 1.6 ulp off (see kernel/lane_*.hpp), numbers 1.
BOOST_AUTO_TEST_CASE(lanes_agree_with_numbers) { compare_lanes_with_numbers<float>(3); }

BOOST_AUTO_TEST_SUITE_END()
