// SPDX-License-Identifier: BSL-1.0
// Graphs of a million nodes, wide graphs, long training: no stack overflow, no quadratic pass, no
// memory that grows.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <malloc.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>
#include <vector>

namespace tg = typegrad;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TYPEGRAD_TEST_IS_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define TYPEGRAD_TEST_IS_SANITIZED
#endif

#if defined(TYPEGRAD_TEST_IS_SANITIZED)
// The sanitizers replace operator new themselves; sizes are a tenth, because everything takes ten
// times as long.
constexpr int million = 100'000;
constexpr int training_steps = 1'000;
static long live_objects() { return 0; }
static long peak_of(auto&&) { return 0; }
#else
constexpr int million = 1'000'000;
constexpr int training_steps = 10'000;

static std::atomic<long> allocated{0};
static std::atomic<long> live_bytes{0}, most_live_bytes{0};
static long live_objects() { return allocated; }

static void* counted_memory(std::size_t bytes, std::size_t alignment) {
  ++allocated;
  void* const memory =
      std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  live_bytes += static_cast<long>(malloc_usable_size(memory));
  if (live_bytes > most_live_bytes) most_live_bytes = live_bytes.load();
  return memory;
}
static void give_back(void* memory) noexcept {
  if (memory != nullptr) --allocated;
  if (memory != nullptr) live_bytes -= static_cast<long>(malloc_usable_size(memory));
  std::free(memory);
}
/// The bytes that `f` has at a time, at most.
static long peak_of(auto&& f) {
  long const before = live_bytes;
  most_live_bytes = before;
  f();
  return most_live_bytes - before;
}

void* operator new(std::size_t bytes) { return counted_memory(bytes, alignof(std::max_align_t)); }
void* operator new[](std::size_t bytes) { return counted_memory(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted_memory(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
  return counted_memory(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
#endif

BOOST_AUTO_TEST_SUITE(dynamic_many_nodes)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

BOOST_AUTO_TEST_CASE(chain_of_a_million_numbers) {
  long const before = live_objects();
  {
    variable const x(1.0);
    variable const w(1 + 1e-7);
    variable const b(1e-9);
    variable y = x;
    for (int i = 0; i < million / 2; ++i) y = y * w + b;
    y.backward();
    // y = w^n x + b (w^n - 1) / (w - 1)
    double const power = std::exp(million / 2 * std::log1p(1e-7));
    BOOST_TEST(y.item() == power + 1e-2 * (power - 1), boost::test_tools::tolerance(1e-8));
    BOOST_TEST(x.grad().item() == power, boost::test_tools::tolerance(1e-8));
    BOOST_TEST(b.grad().item() == (power - 1) / 1e-7, boost::test_tools::tolerance(1e-6));
  }
  tg::this_threads_plans().clear();
  BOOST_TEST(live_objects() - before < 5000);  // some nodes are kept for later
}

BOOST_AUTO_TEST_CASE(chain_that_is_never_computed) {
  variable y(1.0);
  for (int i = 0; i < million; ++i) y = tg::sin(y);
  BOOST_TEST(y.ndim() == 0);  // given up here, from its end
}

/// A number beside a tensor is an operand of its own each time: a search among them all would be
/// quadratic.
BOOST_AUTO_TEST_CASE(chain_of_small_tensors) {
  variable const x(dense{1, 2, 3});
  variable y = x;
  int const steps = million / 8;
  for (int i = 0; i < steps; ++i) y = y * (1 + 1e-7) + 1e-9 * (i % 3);
  tg::sum(y).backward();
  double const power = std::exp(steps * std::log1p(1e-7));
  BOOST_TEST(x.grad().data()(1) == power, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(y.data()(2) - y.data()(1) == power, boost::test_tools::tolerance(1e-8));
}

/// A long graph is planned in pieces: it takes the memory of what is recorded, 152 bytes a node,
/// and that of one piece.
BOOST_AUTO_TEST_CASE(bytes_of_an_operation) {
  auto const bytes_a_step = [](int operations) {
    tg::this_threads_plans().clear();
    variable const x(dense{1, 2, 3}), w(dense{0.5, 0.25, 0.125});
    return peak_of([&] {
             variable y = x;
             for (int i = 0; i < operations / 2; ++i) y = tg::sin(y) * w;
             tg::sum(y).backward();
           }) /
           operations;
  };
  long const of_few = bytes_a_step(million / 30), of_many = bytes_a_step(million);
  BOOST_TEST(of_few <= 512);
  BOOST_TEST(of_many <= 256);
}

/// Small tensors are recorded with one allocation each, whatever their number and with numbers
/// beside them.
BOOST_AUTO_TEST_CASE(a_node_is_one_allocation) {
  variable const x(dense{1, 2, 3}), w(dense{0.5, 0.25, 0.125});
  variable y = x * w;
  constexpr int operations = 30'000;  // more than a thread keeps for reuse
  long const before = live_objects();
  for (int i = 0; i < operations / 3; ++i) y = tg::sin(y) * w + y;
  BOOST_TEST(live_objects() - before <= operations);
}

BOOST_AUTO_TEST_CASE(graph_of_width_10000) {
  int const width = 10'000;
  std::vector<variable> leaves;
  for (int i = 0; i < width; ++i) leaves.emplace_back(dense{1e-4 * i, 2e-4 * i});
  variable const x(dense{0.5, 0.25});
  std::vector<variable> branches;
  for (variable const& leaf : leaves) branches.push_back(tg::sin(x * leaf));
  while (branches.size() > 1) {  // as a tree
    std::vector<variable> halves;
    for (std::size_t i = 0; i + 1 < branches.size(); i += 2)
      halves.push_back(branches[i] + branches[i + 1]);
    if (branches.size() % 2 != 0) halves.push_back(branches.back());
    branches = halves;
  }
  tg::sum(branches[0]).backward();
  double wanted = 0;
  for (int i = 0; i < width; ++i) wanted += 1e-4 * i * std::cos(0.5 * 1e-4 * i);
  BOOST_TEST(x.grad().data()(0) == wanted, boost::test_tools::tolerance(1e-10));
  BOOST_TEST(leaves[5000].grad().data()(1) == 0.25 * std::cos(0.25),
             boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(training_holds_memory_constant) {
  variable w(dense{{0.1, -0.2}, {0.3, 0.4}});
  variable b(dense{0.0, 0.0});
  variable const x(dense{{1, 2}, {3, 4}, {5, 6}});
  variable const target(dense{{0.5, 0.1}, {0.2, 0.3}, {0.4, 0.6}});
  long after_warming = 0;
  double first_loss = 0;
  double last_loss = 0;
  for (int i = 0; i < training_steps; ++i) {
    variable const difference = tg::tanh(tg::matmul(x, w) + b) - target;
    variable const loss = tg::mean(difference * difference);
    w.clear_grad();
    b.clear_grad();
    loss.backward();
    dense next_w = w.data();
    dense next_b = b.data();
    for (tg::index_t k = 0; k < 4; ++k) next_w.data()[k] -= 0.1 * w.grad().data().data()[k];
    for (tg::index_t k = 0; k < 2; ++k) next_b.data()[k] -= 0.1 * b.grad().data().data()[k];
    w.set_data(next_w);
    b.set_data(next_b);
    last_loss = loss.item();
    if (i == 0) first_loss = last_loss;
    if (i == 10) after_warming = live_objects();
  }
  BOOST_TEST(live_objects() <= after_warming);
  BOOST_TEST(last_loss < 0.5 * first_loss);
  BOOST_TEST(tg::this_threads_plans().size() < 50);
}

/// Gradients with a graph of their own refer to their variables.
BOOST_AUTO_TEST_CASE(gradients_of_gradients_are_given_up) {
  long before = 0;
  for (int i = 0; i < 300; ++i) {
    variable const x(dense{0.1 * i, 0.2});
    variable const w(dense{1.5, 0.5});
    variable const y = tg::sum(x * w * x + tg::sin(w * x));
    y.backward({.retain_grad = i % 2 == 0, .create_graph = true});
    variable const slope = tg::sum(x.grad() * x.grad());
    slope.backward({.create_graph = i % 3 == 0});
    BOOST_REQUIRE(w.grad().size() == 2);
    if (i == 20) before = live_objects();
  }
  BOOST_TEST(live_objects() <= before);
}

BOOST_AUTO_TEST_SUITE_END()
