// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/terms_code.hpp>
#include <typegrad/dynamic/interpret/whole_code.hpp>
#include <typegrad/dynamic/operation/number_code.hpp>

namespace typegrad {

/// What a program does, in order: rows of steps on numbers, loops, products and other steps on
/// whole tensors, and where a branch leaves some of them out.
class program_code {
 public:
  bool has_tensors() const { return has_tensors_; }
  /// What the blocks of a loop take at most: one loop runs at a time.
  index_t bytes_of_blocks() const {
    index_t most = 0;
    for (loop_code const& loop : loops_)
      most = loop.bytes_of_ready() > most ? loop.bytes_of_ready() : most;
    return most;
  }
  void place_blocks(location place) {
    for (int i = 0; i < loops_.count; ++i) loops_[i].ready = place;
  }

  /// What it takes.
  index_t bytes() const {
    index_t sum = numbers_.bytes() + bytes_of(steps_) + bytes_of(loops_) + bytes_of(products_) +
                  bytes_of(terms_) + bytes_of(joins_) + bytes_of(opaques_) + bytes_of(copies_);
    for (loop_code const& loop : loops_) sum += loop.bytes();
    for (product_code const& product : products_) sum += product.bytes();
    for (terms_code const& terms : terms_) sum += terms.bytes();
    for (join_code const& join : joins_) sum += join.bytes();
    for (opaque_code const& opaque : opaques_) sum += opaque.bytes();
    return sum;
  }

  /// Room for steps on numbers.
  number_code& numbers() {
    if (steps_.count == 0 || steps_.back().kind != code_kind::numbers || steps_.back().end >= 0)
      steps_.push_back({code_kind::numbers, numbers_.begin_row(), -1});
    return numbers_;
  }
  void end_numbers() {
    if (steps_.count == 0 || steps_.back().end >= 0) return;
    numbers_.end_row();
    steps_.back().end = numbers_.size();
  }
  void add(loop_code&& code) { add_step(code_kind::loop, loops_, code); }
  void add(product_code&& code) { add_step(code_kind::product, products_, code); }
  void add(terms_code&& code) { add_step(code_kind::terms, terms_, code); }
  void add(join_code&& code) { add_step(code_kind::join, joins_, code); }
  void add(opaque_code&& code) { add_step(code_kind::opaque, opaques_, code); }
  void add(copy_code&& code) { add_step(code_kind::copy, copies_, code); }
  /// What is added from now on runs where the mask in this cell holds, or, where a side has been
  /// taken, not at all: until `end_skip` of the answer.
  int begin_skip(index_t mask_cell) {
    end_numbers();
    steps_.push_back({code_kind::skip_unless, static_cast<int>(mask_cell), 0});
    return steps_.count - 1;
  }
  int begin_skip() {
    end_numbers();
    steps_.push_back({code_kind::skip, 0, 0});
    return steps_.count - 1;
  }
  void end_skip(int skip) {
    end_numbers();
    steps_[skip].end = steps_.count;
  }
  /// Only who adds needs room for more.
  void shrink() {
    steps_.shrink();
    numbers_.shrink();
    loops_.shrink();
    products_.shrink();
    terms_.shrink();
    joins_.shrink();
    opaques_.shrink();
    copies_.shrink();
  }

  void run(std::byte* cells, running_memory const& memory) const {
    for (int i = 0; i < steps_.count; ++i) {
      code_step const& step = steps_.items[i];
      switch (step.kind) {
        case code_kind::numbers:
          numbers_.run(cells, step.first, step.end);
          break;
        case code_kind::skip_unless:
          if (cells[step.first] == std::byte{}) i = step.end - 1;
          break;
        case code_kind::skip:
          i = step.end - 1;
          break;
        case code_kind::loop:
          run_loop(loops_.items[step.first], memory);
          break;
        case code_kind::product:
          run_product(products_.items[step.first], memory);
          break;
        case code_kind::terms:
          run_terms(terms_.items[step.first], memory);
          break;
        case code_kind::join:
          run_join(joins_.items[step.first], memory);
          break;
        case code_kind::opaque:
          run_opaque(opaques_.items[step.first], memory);
          break;
        case code_kind::copy:
          run_copy(copies_.items[step.first], memory);
          break;
      }
    }
  }
  /// The same where there are no tensors.
  void run_numbers(std::byte* cells) const {
    for (int i = 0; i < steps_.count; ++i) {
      code_step const& step = steps_.items[i];
      if (step.kind == code_kind::numbers) numbers_.run(cells, step.first, step.end);
      else if (step.kind == code_kind::skip || cells[step.first] == std::byte{}) i = step.end - 1;
    }
  }
  /// All of it, if that is one row of steps on numbers; else null.
  number_step const* only_row() const {
    return steps_.count == 1 && !has_tensors_ ? numbers_.only_row() : nullptr;
  }

 private:
  enum class code_kind : unsigned char {
    numbers,
    loop,
    product,
    terms,
    join,
    opaque,
    copy,
    skip_unless,
    skip
  };
  /// The steps on numbers from `first` up to `end`; or loop, product ... number `first`; or to go
  /// on with step `end` unless the mask in cell `first` holds, or anyway.
  struct code_step {
    code_kind kind = code_kind::numbers;
    int first = 0;
    int end = 0;
  };

  template <class Code>
  void add_step(code_kind kind, growing_array<Code>& all, Code& code) {
    end_numbers();
    has_tensors_ = true;
    steps_.push_back({kind, all.count, all.count});
    all.resize(all.count + 1);
    all.back() = static_cast<Code&&>(code);
  }

  growing_array<code_step> steps_;
  number_code numbers_;
  growing_array<loop_code> loops_;
  growing_array<product_code> products_;
  growing_array<terms_code> terms_;
  growing_array<join_code> joins_;
  growing_array<opaque_code> opaques_;
  growing_array<copy_code> copies_;
  bool has_tensors_ = false;
};

}  // namespace typegrad
