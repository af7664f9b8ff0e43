// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_run_loop)

namespace {

void add_up(void* to, void const* x, bool, int n) {
  for (int i = 0; i < n; ++i) *static_cast<double*>(to) += static_cast<double const*>(x)[i];
}
void begin_with_zeros(void* to, tg::index_t n) {
  for (tg::index_t i = 0; i < n; ++i) static_cast<double*>(to)[i] = 0;
}

}  // namespace

// A number that all elements take: of an empty tensor it may stand behind the last element, where
// nothing may be read.
BOOST_AUTO_TEST_CASE(a_loop_over_no_elements_reads_nothing_and_its_sums_are_zero) {
  alignas(64) std::byte buffer[tg::splat_bytes]{};
  double sum = 7;
  std::byte* memories[] = {nullptr, buffer, reinterpret_cast<std::byte*>(&sum)};
  tg::loop_code loop;
  loop.size = 0;
  loop.splats.push_back({{0, 0}, {}, {1, 0}, sizeof(double)});
  tg::block_reduction reduction{add_up, add_up, begin_with_zeros, {{1, 0}, 0, true}, {2, 0},
                                {},     1,      sizeof(double)};
  loop.reductions.push_back(reduction);
  tg::run_loop(loop, tg::running_memory{memories});
  BOOST_TEST(sum == 0);
}

BOOST_AUTO_TEST_SUITE_END()
