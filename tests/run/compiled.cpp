// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstring>
#include <span>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_compiled)

namespace {

// The example of the design: 2 inputs, 3 operations forward, 3 of the gradient; literals are not
// counted.
constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w))); };
using small = tg::program<decltype(tg::value_and_grad(f, tg::wrt<1>)), tg::tensor<double, 2, 3>,
                          tg::tensor<double, 3, 4>>;
static_assert(small::workspace_bytes <= 512 && small::node_count == 8);
// 2 2 3 4 for the product and as much for its transpose, 8 tanh, 8 of its slopes, 8 sums.
static_assert(small::flops == 48 + 48 + 8 + 8 + 8);

// Scalars need no workspace, but an array has at least one byte.
using scalar = tg::program<decltype(tg::grad([](auto x) { return x * x; })), double>;
static_assert(scalar::workspace_bytes == 1);

using large = tg::program<decltype(tg::value_and_grad(f, tg::wrt<1>)), tg::tensor<float, 20, 30>,
                          tg::tensor<float, 30, 4>>;
static_assert(large::workspace_bytes > 1 && large::alignment == alignof(float));

// float and double in one workspace.
constexpr auto mixed = [](auto x, auto w) {
  return tg::sum(tg::matmul(tg::tanh(x), x)) * tg::sum(tg::matmul(tg::sin(w), w));
};
using two_types = tg::program<decltype(tg::grad(mixed, tg::wrt<0, 1>)), tg::tensor<float, 5, 5>,
                              tg::tensor<double, 5, 5>>;
static_assert(two_types::alignment == alignof(double));

}  // namespace

BOOST_AUTO_TEST_CASE(runs_in_memory_of_the_caller_whatever_it_held) {
  tg::tensor<float, 20, 30> x{};
  tg::tensor<float, 30, 4> w{};
  for (int i = 0; i < 600; ++i) x.data()[i] = 0.01f * static_cast<float>(i % 13);
  for (int i = 0; i < 120; ++i) w.data()[i] = 0.1f * static_cast<float>(i % 7) - 0.3f;
  auto const expected = large::run(x, w);
  alignas(large::alignment) std::byte memory[large::workspace_bytes];
  std::memset(memory, 0xff, sizeof memory);
  BOOST_TEST((large::run(memory, x, w) == expected));
  BOOST_TEST((large::run(&memory[0], x, w) == expected));  // again, and by a pointer
  std::array<std::byte, large::workspace_bytes + large::alignment> more;
  auto* const aligned =
      more.data() +
      (large::alignment - reinterpret_cast<std::uintptr_t>(more.data()) % large::alignment);
  BOOST_TEST((large::run(aligned, x, w) == expected));
  BOOST_TEST((large::run(std::span(aligned, large::workspace_bytes), x, w) == expected));
  alignas(large::alignment) unsigned char octets[large::workspace_bytes];
  BOOST_TEST((large::run(octets, x, w) == expected));
  alignas(large::alignment) std::array<std::byte, large::workspace_bytes> array;
  BOOST_TEST((large::run(array, x, w) == expected));
}

BOOST_AUTO_TEST_CASE(stays_within_its_memory) {
  alignas(two_types::alignment) std::byte memory[two_types::workspace_bytes + 16];
  std::memset(memory, 0x5a, sizeof memory);
  tg::tensor<float, 5, 5> x{};
  tg::tensor<double, 5, 5> w{};
  for (int i = 0; i < 25; ++i) x.data()[i] = 0.1f * static_cast<float>(i % 7);
  for (int i = 0; i < 25; ++i) w.data()[i] = 0.1 * (i % 5);
  // Products may be fused in one of the calls and not in the other.
  auto const [in_memory_x, in_memory_w] = two_types::run(memory, x, w);
  auto const [expected_x, expected_w] = two_types::run(x, w);
  for (int i = 0; i < 25; ++i) {
    BOOST_TEST(in_memory_x.data()[i] == expected_x.data()[i], boost::test_tools::tolerance(1e-6f));
    BOOST_TEST(in_memory_w.data()[i] == expected_w.data()[i], boost::test_tools::tolerance(1e-14));
  }
  for (int i = 0; i < 16; ++i)
    BOOST_TEST((memory[two_types::workspace_bytes + i] == std::byte{0x5a}));
}

BOOST_AUTO_TEST_CASE(scalars_run_in_one_byte) {
  std::byte memory[scalar::workspace_bytes];
  BOOST_TEST(scalar::run(memory, 3.0) == 6.0);
}

BOOST_AUTO_TEST_SUITE_END()
