// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_run_loop)

namespace {

void add_up(void* to, void const* x, bool, int n) {
  for (int i = 0; i < n; ++i) *static_cast<double*>(to) += static_cast<double const*>(x)[i];
}
void add_each(void* to, void const* x, bool, int n) {
  for (int i = 0; i < n; ++i) static_cast<double*>(to)[i] += static_cast<double const*>(x)[i];
}
void begin_with_zeros(void* to, tg::index_t n) {
  for (tg::index_t i = 0; i < n; ++i) static_cast<double*>(to)[i] = 0;
}

/// a + 2 b, one after the other.
void add_twice(tg::kernel_result out, tg::kernel_operand const* in, int n) {
  auto const element = [&](int which, int i) {
    return static_cast<double const*>(in[which].data)[in[which].repeated ? 0 : i];
  };
  for (int i = 0; i < n; ++i) static_cast<double*>(out.data)[i] = element(0, i) + 2 * element(1, i);
}

constexpr int bytes = sizeof(double);
// Two whole blocks and a part of one.
constexpr tg::index_t size = 2 * tg::block_elements + 5;

/// The memories of a loop.
struct memories {
  std::vector<double> x = std::vector<double>(size);
  std::vector<double> y = std::vector<double>(size, -1);
  std::vector<double> sums = std::vector<double>(size, -1);
  alignas(64) std::byte buffer[tg::block_elements * bytes]{};
  alignas(64) std::byte ready[2 * sizeof(tg::kernel_operand) + sizeof(tg::kernel_result)]{};
  std::byte* beginnings[5] = {reinterpret_cast<std::byte*>(x.data()),
                              reinterpret_cast<std::byte*>(y.data()),
                              reinterpret_cast<std::byte*>(sums.data()), buffer, ready};

  memories() {
    for (tg::index_t i = 0; i < size; ++i)
      x[static_cast<std::size_t>(i)] = static_cast<double>(i % 7);
  }
};

/// y = a + 2 b in blocks.
tg::loop_code loop_of(tg::block_source const& a, tg::block_source const& b) {
  tg::loop_code loop;
  loop.size = size;
  loop.operands.push_back(a);
  loop.operands.push_back(b);
  loop.calls.push_back({add_twice, {1, 0}, {}, 0, bytes});
  loop.ready = {4, 0};
  return loop;
}

}  // namespace

// A number that all elements take: of an empty tensor it may stand behind the
// last element, where nothing may be read.
BOOST_AUTO_TEST_CASE(a_loop_over_no_elements_reads_nothing_and_its_sums_are_zero) {
  alignas(64) std::byte buffer[tg::splat_bytes]{};
  double sum = 7;
  std::byte* beginnings[] = {nullptr, buffer, reinterpret_cast<std::byte*>(&sum)};
  tg::loop_code loop;
  loop.size = 0;
  loop.splats.push_back({{0, 0}, {1, 0}, bytes});
  loop.views.push_back({});
  loop.reductions.push_back(
      {add_up, add_up, begin_with_zeros, {{1, 0}, -1, 0, true}, {2, 0}, {}, 1, 0, bytes});
  tg::run_loop(loop, tg::running_memory{beginnings});
  BOOST_TEST(sum == 0);
}

BOOST_AUTO_TEST_CASE(operands_and_results_move_from_block_to_block) {
  memories m;
  tg::run_loop(loop_of({{0, 0}, -1, bytes}, {{0, 0}, -1, bytes}), tg::running_memory{m.beginnings});
  for (std::size_t i = 0; i < m.y.size(); ++i) BOOST_REQUIRE(m.y[i] == 3 * m.x[i]);
  // The same loop again: nothing is left of the first time.
  m.x[0] = 100;
  tg::run_loop(loop_of({{0, 0}, -1, bytes}, {{0, 0}, -1, bytes}), tg::running_memory{m.beginnings});
  BOOST_TEST(m.y[0] == 300);
}

BOOST_AUTO_TEST_CASE(one_number_is_repeated_once_for_all_blocks) {
  memories m;
  tg::loop_code loop = loop_of({{0, 0}, -1, bytes}, {{3, 0}, -1, 0, true});
  loop.splats.push_back({{0, 3 * bytes}, {3, 0}, bytes});  // x[3], which is 3
  tg::run_loop(loop, tg::running_memory{m.beginnings});
  for (std::size_t i = 0; i < m.y.size(); ++i) BOOST_REQUIRE(m.y[i] == m.x[i] + 6);
}

BOOST_AUTO_TEST_CASE(what_is_not_contiguous_is_gathered_block_by_block) {
  memories m;
  tg::loop_code loop = loop_of({{0, 0}, -1, bytes}, {{3, 0}});
  tg::merged_view backwards;
  backwards.count = 1;
  backwards.extents[0] = size;
  backwards.strides[0] = -1;
  backwards.offset = size - 1;
  loop.views.push_back(backwards);
  loop.gathers.push_back({{0, 0}, {3, 0}, 0, bytes});
  tg::run_loop(loop, tg::running_memory{m.beginnings});
  for (std::size_t i = 0; i < m.y.size(); ++i)
    BOOST_REQUIRE(m.y[i] == m.x[i] + 2 * m.x[m.x.size() - 1 - i]);
}

BOOST_AUTO_TEST_CASE(reductions_take_what_a_call_of_the_same_block_made) {
  memories m;
  tg::loop_code loop = loop_of({{0, 0}, -1, bytes}, {{0, 0}, -1, bytes});
  loop.views.push_back({});
  loop.reductions.push_back(
      {add_up, add_each, begin_with_zeros, {{1, 0}, -1, bytes}, {2, 0}, {}, 1, 0, bytes, 1});
  tg::run_loop(loop, tg::running_memory{m.beginnings});
  double wanted = 0;
  for (double const x : m.x) wanted += 3 * x;
  BOOST_TEST(m.sums[0] == wanted);  // whole numbers below 2^53
  BOOST_TEST(m.sums[1] == -1);
}

BOOST_AUTO_TEST_CASE(runs_of_a_block_go_into_a_result_each) {
  memories m;
  tg::loop_code loop = loop_of({{0, 0}, -1, bytes}, {{0, 0}, -1, bytes});
  // Rows of 3, each its own sum: the rows cross the ends of blocks.
  static_assert(tg::block_elements % 3 != 0);
  loop.size = size / 3 * 3;
  tg::merged_view rows;
  rows.count = 2;
  rows.extents[0] = loop.size / 3;
  rows.extents[1] = 3;
  rows.strides[0] = 1;
  rows.strides[1] = 0;
  loop.views.push_back(rows);
  loop.reductions.push_back({add_up,
                             add_each,
                             begin_with_zeros,
                             {{1, 0}, -1, bytes},
                             {2, 0},
                             {},
                             loop.size / 3,
                             0,
                             bytes,
                             1});
  tg::run_loop(loop, tg::running_memory{m.beginnings});
  for (std::size_t row = 0; row < static_cast<std::size_t>(loop.size / 3); ++row)
    BOOST_REQUIRE(m.sums[row] == 3 * (m.x[3 * row] + m.x[3 * row + 1] + m.x[3 * row + 2]));
}

BOOST_AUTO_TEST_SUITE_END()
