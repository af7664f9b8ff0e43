// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/dynamic_operation.hpp>
#include <typegrad/meta/growing_array.hpp>

#include <cstring>

namespace typegrad {

/// A step on numbers: what it computes, and where its result and its operands are, in bytes behind
/// the beginning of the memory that the program works in.
struct number_step {
  number_kernel kernel = nullptr;
  std::int32_t to = 0;
  std::int32_t in[3]{};
};

/// Each kernel calls the next one as its last act, which GCC and clang make a jump of from -O2 on:
/// of a call and a return for each step 40 % of the time are left (a chain of 300 steps, 2.3 ns a
/// step and 1.4 ns). Where it stays a call, a row of steps is no deeper than this.
inline constexpr int longest_row = 64;

inline number_step const* next_step(std::byte* cells, number_step const* step) {
  return step[1].kernel(cells, step + 1);
}
inline number_step const* end_of_row(std::byte*, number_step const* step) { return step + 1; }

/// A block kernel on blocks of one element, for what has no kernel for numbers. It stands in the
/// step behind, with a fourth operand.
inline number_step const* run_block_of_one(std::byte* cells, number_step const* step) {
  kernel_operand const in[] = {
      {cells + step->in[0]}, {cells + step->in[1]}, {cells + step->in[2]}, {cells + step[1].to}};
  block_kernel kernel;
  std::memcpy(&kernel, step[1].in, sizeof kernel);
  kernel({cells + step->to}, in, 1);
  return next_step(cells, step + 1);
}

/// A number from, or to, a memory whose beginning stands in the cells; how far behind it stands in
/// the step behind.
template <std::size_t Bytes>
number_step const* load_number(std::byte* cells, number_step const* step) {
  std::byte* memory;
  std::int64_t offset;
  std::memcpy(&memory, cells + step->in[0], sizeof memory);
  std::memcpy(&offset, step->in + 1, sizeof offset);
  std::memcpy(cells + step->to, memory + offset, Bytes);
  return next_step(cells, step);
}
template <std::size_t Bytes>
number_step const* store_number(std::byte* cells, number_step const* step) {
  std::byte* memory;
  std::memcpy(&memory, cells + step->to, sizeof memory);
  std::memcpy(memory, cells + step->in[0], Bytes);
  return next_step(cells, step);
}

/// Steps on numbers in the order in which they run, in rows.
class number_code {
 public:
  int size() const { return steps_.count; }
  std::int64_t bytes() const { return bytes_of(steps_); }
  void shrink() { steps_.shrink(); }
  /// The first of the steps where all of them are one row, or null.
  number_step const* only_row() const {
    for (int i = 0; i < steps_.count; ++i)
      if (steps_[i].kernel == end_of_row) return i == steps_.count - 1 ? steps_.items : nullptr;
    return nullptr;
  }

  /// The number of steps that stand before a new row.
  int begin_row() {
    row_ = 0;
    return steps_.count;
  }
  void end_row() {
    if (row_ > 0) steps_.push_back({end_of_row});
    row_ = 0;
  }

  void add(number_kernel kernel, std::int64_t to, list_view<std::int64_t> in) {
    add_step(step_of(kernel, to, in));
  }
  void add_block_of_one(block_kernel kernel, std::int64_t to, list_view<std::int64_t> in) {
    make_room(2);
    add_step(step_of(run_block_of_one, to, {in.data, in.count < 3 ? in.count : 3}));
    number_step behind{nullptr, in.count > 3 ? static_cast<std::int32_t>(in[3]) : 0};
    std::memcpy(behind.in, &kernel, sizeof kernel);
    add_step(behind);
  }
  void add_load(std::size_t bytes, std::int64_t to, std::int64_t pointer, std::int64_t offset) {
    number_step step = step_of(bytes == 8   ? load_number<8>
                               : bytes == 4 ? load_number<4>
                                            : load_number<1>,
                               to, {&pointer, 1});
    std::memcpy(step.in + 1, &offset, sizeof offset);
    add_step(step);
  }
  void add_store(std::size_t bytes, std::int64_t pointer, std::int64_t from) {
    add_step(step_of(bytes == 8   ? store_number<8>
                     : bytes == 4 ? store_number<4>
                                  : store_number<1>,
                     pointer, {&from, 1}));
  }

  /// Runs the steps from number `first` up to number `end`, where rows begin and end.
  void run(std::byte* cells, int first, int end) const {
    number_step const* const behind = steps_.items + end;
    for (number_step const* step = steps_.items + first; step != behind;)
      step = step->kernel(cells, step);
  }

 private:
  static number_step step_of(number_kernel kernel, std::int64_t to, list_view<std::int64_t> in) {
    number_step step{kernel, static_cast<std::int32_t>(to)};
    for (int i = 0; i < in.count; ++i) step.in[i] = static_cast<std::int32_t>(in[i]);
    return step;
  }
  void make_room(int steps) {
    if (row_ + steps > longest_row) end_row();
  }
  void add_step(number_step const& step) {
    make_room(1);
    steps_.push_back(step);
    ++row_;
  }

  growing_array<number_step> steps_;
  int row_ = 0;
};

}  // namespace typegrad
