// SPDX-License-Identifier: BSL-1.0
// The one test runner. The runner itself is in the distribution's library: compiling it here would
// cost 10 s.
#define BOOST_TEST_MODULE typegrad
#include <boost/test/unit_test.hpp>
