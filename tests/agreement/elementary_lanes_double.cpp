// SPDX-License-Identifier: BSL-1.0
#include "elementary_operations.hpp"

BOOST_AUTO_TEST_SUITE(agreement_elementary_lanes_double)

// Eigen's vector functions are documented to 2 ulp; compositions (gelu, silu, softplus) double that.
BOOST_AUTO_TEST_CASE(lanes_agree_with_numbers) { compare_lanes_with_numbers<double>(4); }

BOOST_AUTO_TEST_SUITE_END()
