// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_values.hpp>
#include <typegrad/transform/find_known_elements.hpp>

namespace typegrad {

/// The products of a plan as C.
class c_products : public c_values {
 public:
  using c_values::c_values;

 protected:
  /// The product of two nodes.
  void write_product(int id) {
    int const left = graph_.operand(id, 0);
    int const right = graph_.operand(id, 1);
    product_axes const axes = axes_of_product(shape_of(left), shape_of(right), shape_of(id));
    bool const small = place(id).written_out;
    bool const along_rows = place(id).turns == product_loop::along_rows;
    auto const strides = [&](int operand, bool is_left) {
      return batch_strides(shape_of(operand),
                           small ? contiguous_view(shape_of(operand)) : place(operand).view,
                           axes.batch, is_left);
    };
    batched_view const a = strides(left, true);
    batched_view const b = strides(right, false);
    if (small) write_small_product(id, axes, a, b);
    else if (along_rows) write_turns(id, axes.m, axes.n, a, true);
    else if (place(id).turns != product_loop::none) write_turns(id, axes.n, axes.m, b, false);
    else write_large_product(id, axes, a, b);
  }
  void write_small_product(int id, product_axes const& axes, batched_view const& a,
                           batched_view const& b) {
    int const left = graph_.operand(id, 0);
    int const right = graph_.operand(id, 1);
    product_reading const product(graph_, id);
    bool const leaves_out = leaves_out_terms(graph_, plan_, id);
    for (index_t i = 0; i < shape_of(id).size(); ++i) {
      index_t const x = product.in_left(i);
      index_t const y = product.in_right(i);
      std::string sum;
      for (index_t k = 0; k < axes.k; ++k)
        if (!leaves_out || product.has_term(place(left), place(right), i, k))
          sum += (sum.empty() ? "" : " + ") + multiplied(id, read(left, x + k * a.column_stride),
                                                         read(right, y + k * b.row_stride));
      write(id, i, sum.empty() ? c_constant(node(id).type, 0) : sum);
    }
  }
  /// A product as a loop of `turns` along the factor without zeros: each turn writes out `count`
  /// elements, without the terms that are zero.
  void write_turns(int id, index_t turns, index_t count, batched_view const& view, bool by_rows) {
    int const left = graph_.operand(id, 0);
    int const right = graph_.operand(id, 1);
    product_reading const product(graph_, id);
    bool const leaves_out = leaves_out_terms(graph_, plan_, id);
    int const whole = by_rows ? right : left;
    std::vector<std::string> held;  // read once: C takes what is stored for a part of it
    if (shape_of(whole).size() <= to_.limits.short_factor)
      for (index_t i = 0; i < shape_of(whole).size(); ++i) {
        held.push_back(new_name());
        to_.lines.constant(c_type(node(whole).type), held.back(), read(whole, i));
      }
    auto const of_whole = [&](index_t at) {
      return held.empty() ? read(whole, at) : held[static_cast<std::size_t>(at)];
    };
    std::string const turn = to_.open_loop(turns);
    index_t const stride = by_rows ? view.row_stride : view.column_stride;
    index_t const step = by_rows ? view.column_stride : view.row_stride;
    c_index const first = c_index{view.batch.offset}.plus(turn, stride);
    std::vector<std::string> made;  // before any is stored: it may be where the factor was
    for (index_t i = 0; i < count; ++i) {
      index_t const position = by_rows ? i : i * product.axes.n;
      std::string sum;
      for (index_t k = 0; k < product.axes.k; ++k) {
        if (leaves_out && !product.has_term(place(left), place(right), position, k)) continue;
        index_t const in_left = product.in_left(position) + k * product.a.column_stride;
        index_t const in_right = product.in_right(position) + k * product.b.row_stride;
        std::string const moving = at_base(by_rows ? left : right, first.plus(k * step));
        std::string const x = by_rows ? moving : of_whole(in_left);
        std::string const y = by_rows ? of_whole(in_right) : moving;
        bool const is_one =
            by_rows ? place(right).ones.has(in_right) : place(left).ones.has(in_left);
        sum += (sum.empty() ? "" : " + ") +
               (is_one ? converted_factor(id, by_rows ? 0 : 1, by_rows ? x : y)
                       : multiplied(id, x, y));
      }
      made.push_back(new_name());
      to_.lines.constant(c_type(node(id).type), made.back(),
                         sum.empty() ? c_constant(node(id).type, 0) : sum);
    }
    for (index_t i = 0; i < count; ++i)
      store(memory_of(base_of(id)),
            c_index{by_rows ? i : i * turns}.plus(turn, by_rows ? count : 1),
            made[static_cast<std::size_t>(i)]);
    to_.lines.close();
  }
  void write_large_product(int id, product_axes const& axes, batched_view const& a,
                           batched_view const& b) {
    factor x{graph_.operand(id, 0), {a.batch.offset}, a.column_stride, a.row_stride, true};
    factor y{graph_.operand(id, 1), {b.batch.offset}, b.row_stride, b.column_stride, false};
    c_index z{0};
    index_t step = axes.m * axes.n;
    std::vector<std::string> batch;
    for (int d = 0; d < axes.batch.rank; ++d) batch.push_back(to_.open_loop(axes.batch.extents[d]));
    for (int d = axes.batch.rank - 1; d >= 0; --d) {
      std::string const& i = batch[static_cast<std::size_t>(d)];
      x.at = x.at.plus(i, a.batch.strides[d]);
      y.at = y.at.plus(i, b.batch.strides[d]);
      z = z.plus(i, step);
      step *= axes.batch.extents[d];
    }
    if (axes.k > longest_row_written_out && axes.n == 1) {
      write_sums(id, axes.m, axes.k, y, x, z);
    } else {
      std::string const i = axes.m > 1 ? to_.open_loop(axes.m) : "";
      x.at = x.at.plus(i, axes.m > 1 ? a.row_stride : 0);
      z = z.plus(i, axes.m > 1 ? axes.n : 0);
      if (axes.k > longest_row_written_out) write_sums(id, axes.n, axes.k, x, y, z);
      else write_row(id, axes.n, axes.k, x, y, z);
      if (axes.m > 1) to_.lines.close();
    }
    for (int d = axes.batch.rank; d > 0; --d) to_.lines.close();
  }

 private:
  /// A product of 6 x 6 in a covariance takes half the instructions of a loop over k (M4F, -Os).
  static constexpr index_t longest_row_written_out = 8;
  /// So many sums are added up together, each in a register, as `register_product` does.
  static constexpr index_t most_sums = 4;

  /// Where a factor of an element is: the next terms are `along` behind it, the next elements
  /// `apart`.
  struct factor {
    int operand;
    c_index at;
    index_t along;
    index_t apart;
    bool is_left;

    factor moved(c_index const& by) const {
      factor made = *this;
      made.at = made.at.plus(by);
      return made;
    }
  };
  std::string term(int id, factor const& shared, std::string const& x, std::string const& y) const {
    return shared.is_left ? multiplied(id, x, y) : multiplied(id, y, x);
  }

  /// A row of the result: its row of the left factor is read once, each product written out.
  void write_row(int id, index_t count, index_t terms, factor const& x, factor const& y,
                 c_index const& z) {
    std::vector<std::string> row;
    for (index_t k = 0; k < terms; ++k) {
      row.push_back(at_base(x.operand, x.at.plus(k * x.along)));
      if (count == 1 || place(base_of(x.operand)).kind == place_kind::literal) continue;
      std::string const name = new_name();
      to_.lines.constant(c_type(node(x.operand).type), name, row.back());
      row.back() = name;
    }
    std::string const j = count > 1 ? to_.open_loop(count) : "";
    c_index const column = y.at.plus(j, count > 1 ? y.apart : 0);
    std::string sum = terms == 0 ? c_constant(node(id).type, 0) : "";
    for (index_t k = 0; k < terms; ++k)
      sum += (k == 0 ? "" : " + ") + multiplied(id, row[static_cast<std::size_t>(k)],
                                                at_base(y.operand, column.plus(k * y.along)));
    store(memory_of(base_of(id)), z.plus(j, count > 1 ? 1 : 0), sum);
    if (count > 1) to_.lines.close();
  }

  /// `count` elements in a row, of long sums.
  void write_sums(int id, index_t count, index_t terms, factor const& shared, factor const& other,
                  c_index const& z) {
    index_t const together = count < most_sums ? count : most_sums;
    index_t const groups = count / together;
    std::string const j = groups > 1 ? to_.open_loop(groups) : "";
    write_group(id, together, terms, shared,
                other.moved(c_index{}.plus(j, groups > 1 ? together * other.apart : 0)),
                z.plus(j, groups > 1 ? together : 0));
    if (groups > 1) to_.lines.close();
    if (index_t const done = groups * together; done < count)
      write_group(id, count - done, terms, shared, other.moved({done * other.apart}), z.plus(done));
  }
  void write_group(int id, index_t count, index_t terms, factor const& shared, factor const& other,
                   c_index const& z) {
    std::vector<std::string> sums;
    for (index_t i = 0; i < count; ++i) {
      sums.push_back(new_name());
      to_.lines.variable(c_type(node(id).type), sums.back(),
                         term(id, shared, at_base(shared.operand, shared.at),
                              at_base(other.operand, other.at.plus(i * other.apart))));
    }
    std::string const k = to_.open_loop(terms, 1);
    std::string x = at_base(shared.operand, shared.at.plus(k, shared.along));
    if (count > 1) {
      std::string const name = new_name();
      to_.lines.constant(c_type(node(shared.operand).type), name, x);
      x = name;
    }
    for (index_t i = 0; i < count; ++i) {
      std::string const& sum = sums[static_cast<std::size_t>(i)];
      std::string const y =
          at_base(other.operand, other.at.plus(i * other.apart).plus(k, other.along));
      to_.lines.assign(sum, sum + " + " + term(id, shared, x, y));
    }
    to_.lines.close();
    for (index_t i = 0; i < count; ++i)
      store(memory_of(base_of(id)), z.plus(i), sums[static_cast<std::size_t>(i)]);
  }
  std::string new_name() { return "t" + std::to_string(to_.next_name++); }
  std::string multiplied(int id, std::string const& a, std::string const& b) const {
    if (!is_real(node(id).type))
      throw c_refusal("products of matrices of integers cannot be written as C");
    return "(" + converted_factor(id, 0, a) + " * " + converted_factor(id, 1, b) + ")";
  }
  std::string converted_factor(int id, int which, std::string const& x) const {
    return c_converted(x, node(graph_.operand(id, which)).type, node(id).type);
  }
};

}  // namespace typegrad
