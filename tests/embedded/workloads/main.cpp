// SPDX-License-Identifier: BSL-1.0
// Runs every workload on inputs of its own, generated and by hand, and says by how much they differ
// and how much stack they take. What stands between count_begin and count_end is counted. What is
// not linked is left out: wishes.cpp has an image of its own.
#include "../board/board.hpp"

using entry = void(float const* x, float* result);

extern "C" {
extern std::uint32_t stack_begin[];
[[gnu::noinline]] void count_begin() { asm volatile(""); }
[[gnu::noinline]] void count_end() { asm volatile(""); }
[[gnu::noinline]] void nothing(float const*, float*) { asm volatile(""); }
[[gnu::weak]] entry generated_bell, by_hand_bell, generated_arm, by_hand_arm,
    generated_accelerometer, by_hand_accelerometer, generated_attitude, by_hand_attitude,
    generated_network, by_hand_network, generated_fit, by_hand_fit, generated_squarings,
    by_hand_squarings, generated_regulator, by_hand_regulator, generated_vehicle, by_hand_vehicle,
    generated_covariance, by_hand_covariance, generated_pendulum, by_hand_pendulum, small_attitude,
    fast_attitude, small_network, fast_network, small_fit, fast_fit, small_covariance,
    fast_covariance, small_vehicle, fast_vehicle, steady_equations, usual_equations;
}

namespace {

constexpr int rounds = 4;
float x[160], wanted[160], found[160];

std::uint32_t state = 12345;

/// Numbers from -1 to 1.
float next_number() {
  state = state * 1664525u + 1013904223u;
  return static_cast<float>(static_cast<std::int32_t>(state)) * 4.656613e-10f;
}
void fill(float* to, int count, float middle, float spread) {
  for (int i = 0; i < count; ++i) to[i] = middle + spread * next_number();
}
void fill_covariance(float* to, int rows) {
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j <= i; ++j)
      to[rows * i + j] = to[rows * j + i] = 0.1f * next_number() + (i == j ? 1.0f : 0.0f);
}

void fill_bell(int) { fill(x, 1, 0, 1); }
void fill_arm(int) {
  fill(x, 3, 0, 3);
  fill(x + 3, 3, 0.6f, 0.3f);
}
void fill_accelerometer(int) {
  fill(x, 4, 0, 1);
  fill(x + 4, 1, 9.81f, 0.1f);
}
void fill_attitude(int) {
  fill(x, 4, 0.5f, 0.1f);
  fill_covariance(x + 4, 4);
  fill(x + 20, 3, 0, 1);
  fill(x + 23, 3, 0, 9);
}
void fill_network(int) { fill(x, 138, 0, 1); }
void fill_fit(int) {
  fill(x, 4, 1, 0.3f);
  x[4] = 0.01f;
  for (int i = 0; i < 16; ++i) {
    x[5 + i] = 0.2f * static_cast<float>(i);
    x[21 + i] = 2.0f / (1.0f + x[5 + i]) + 0.1f * next_number();
  }
}
// x^(2^32) is 1 or out of the range of a float.
void fill_squarings(int round) { x[0] = round % 2 == 0 ? 1.0f : -1.0f; }
void fill_regulator(int) {
  fill(x, 2, 1, 0.2f);
  fill(x + 2, 2, 0, 1);
}
void fill_vehicle(int) {
  fill(x, 6, 1, 1);
  x[6] = 0.1f;
}
void fill_covariance_of_vehicle(int round) {
  fill_vehicle(round);
  fill_covariance(x + 7, 6);
}
void fill_pendulum(int) {
  fill(x, 1, 9, 1);
  fill(x + 1, 1, 0.2f, 0.1f);
  fill(x + 2, 2, 0, 1);
}
void fill_equations(int) { fill(x, 35, 0, 1); }

struct workload {
  char const* name;
  int results;
  void (*fill)(int round);
  entry* generated;
  entry* by_hand;
};
constexpr workload all[] = {
    {"nothing", 0, fill_bell, nothing, nothing},
    {"bell", 2, fill_bell, generated_bell, by_hand_bell},
    {"arm", 8, fill_arm, generated_arm, by_hand_arm},
    {"accelerometer", 15, fill_accelerometer, generated_accelerometer, by_hand_accelerometer},
    {"attitude", 20, fill_attitude, generated_attitude, by_hand_attitude},
    {"network", 132, fill_network, generated_network, by_hand_network},
    {"fit", 5, fill_fit, generated_fit, by_hand_fit},
    {"squarings", 2, fill_squarings, generated_squarings, by_hand_squarings},
    {"regulator", 3, fill_regulator, generated_regulator, by_hand_regulator},
    {"vehicle", 42, fill_vehicle, generated_vehicle, by_hand_vehicle},
    {"covariance", 42, fill_covariance_of_vehicle, generated_covariance, by_hand_covariance},
    {"pendulum", 3, fill_pendulum, generated_pendulum, by_hand_pendulum},
    {"attitude", 20, fill_attitude, small_attitude, fast_attitude},
    {"network", 132, fill_network, small_network, fast_network},
    {"fit", 5, fill_fit, small_fit, fast_fit},
    {"vehicle", 42, fill_vehicle, small_vehicle, fast_vehicle},
    {"covariance", 42, fill_covariance_of_vehicle, small_covariance, fast_covariance},
    {"equations", 10, fill_equations, steady_equations, usual_equations},
};

constexpr std::uint32_t paint = 0xA5A5A5A5u;

/// The bytes of stack that `f` takes.
[[gnu::noinline]] std::uint32_t measured(entry* f, float* result) {
  std::uint32_t* top;
#if defined(__riscv)
  asm volatile("mv %0, sp" : "=r"(top));
#else
  asm volatile("mov %0, sp" : "=r"(top));
#endif
  for (std::uint32_t volatile* p = stack_begin; p < top; p = p + 1) *p = paint;
  count_begin();
  f(x, result);
  count_end();
  std::uint32_t volatile* p = stack_begin;
  while (p < top && *p == paint) p = p + 1;
  return static_cast<std::uint32_t>(reinterpret_cast<board::word>(top) -
                                    reinterpret_cast<board::word>(p));
}

/// The largest difference, in millionths of the largest number.
std::uint32_t difference(int count) {
  float largest = 0, off = 0;
  for (int i = 0; i < count; ++i) {
    float const size = wanted[i] < 0 ? -wanted[i] : wanted[i];
    float const between = found[i] < wanted[i] ? wanted[i] - found[i] : found[i] - wanted[i];
    largest = size > largest ? size : largest;
    off = between <= off ? off : between;
    if (!(between <= 1e30f)) return 1000000u;
  }
  return count == 0 ? 0 : static_cast<std::uint32_t>(off / largest * 1e6f);
}

}  // namespace

int main() {
  for (workload const& one : all) {
    if (one.by_hand == nullptr) continue;
    // wishes and SymPy, in images of their own, are compared with each other
    if (by_hand_squarings == nullptr) state = 12345;
    for (int round = 0; round < rounds; ++round) {
      one.fill(round);
      std::uint32_t const generated = measured(one.generated, found);
      std::uint32_t const by_hand = measured(one.by_hand, wanted);
      board::write(one.name);
      std::uint32_t const numbers[] = {generated, by_hand, difference(one.results)};
      for (std::uint32_t const number : numbers) {
        board::write(" ");
        board::write_number(number);
      }
      board::write("\n");
    }
  }
  return 0;
}
