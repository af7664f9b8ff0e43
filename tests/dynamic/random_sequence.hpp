// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "random_recipe.hpp"

namespace random_graphs {

/// Thinks of steps that fit the shapes at hand.
class inventor {
 public:
  inventor(dice& d, recipe& made) : d_(d), made_(made) {
    int const leaves = d_.between(1, 4);
    for (int i = 0; i < leaves; ++i)
      add_leaf(i > 0 && d_.one_in(2) ? smaller_shape(d_, shapes_[0]) : random_shape(d_));
  }

  /// A step, or nothing where the die fell on one that no value fits.
  bool invent(step& s) {
    s = step{};
    s.made = static_cast<call>(d_.below(static_cast<int>(call::count)));
    s.operand[0] = s.operand[1] = s.operand[2] =
        d_.one_in(2) ? static_cast<int>(shapes_.size()) - 1 : any();
    tg::shape const x = shapes_[static_cast<std::size_t>(s.operand[0])];
    s.keep = d_.one_in(2);
    int const rank = x.rank;
    switch (s.made) {
      case call::add:
      case call::sub:
      case call::mul:
      case call::div:
      case call::power:
      case call::atan2:
      case call::hypot:
      case call::maximum:
      case call::minimum:
      case call::mask:
        s.operand_count = 2;
        return partner(s, 1) && swap_some(s);
      case call::where:
        s.operand_count = 3;
        return partner(s, 1) && partner(s, 2);
      case call::class_numbers:
        s.axes = one_axis(rank > 0 ? d_.between(-rank, rank - 1) : 0);
        return rank > 0 && x.size() > 0;

      case call::sum:
      case call::mean:
      case call::prod:
      case call::variance:
      case call::norm:
        s.axes = random_axes(d_, rank);
        return s.made == call::sum || s.made == call::prod || x.size() > 0;
      case call::max:
      case call::min:
      case call::logsumexp:
        s.axes = random_axes(d_, rank);
        return x.size() > 0;
      case call::softmax:
      case call::log_softmax:
        if (rank == 0) return false;
        s.axes = one_axis(d_.between(-rank, rank - 1));
        return x.size() > 0;

      case call::reshape:
        return reshape(s, x);
      case call::transpose:
        return transpose(s, rank);
      case call::swapaxes:
        if (rank == 0) return false;
        s.axes.append(d_.between(-rank, rank - 1));
        s.axes.append(d_.between(-rank, rank - 1));
        return true;
      case call::broadcast_to:
        for (int i = d_.below(3); i > 0 && s.target.rank + rank < 6; --i)
          s.target.append(d_.between(0, 3));
        for (int axis = 0; axis < rank; ++axis)
          s.target.append(x[axis] == 1 ? d_.between(1, 3) : x[axis]);
        return true;
      case call::sum_to:
        s.target = smaller_shape(d_, x);
        return true;

      case call::slice:
        return slice(s, x);
      case call::take:
        return take(s, x);
      case call::flip:
        s.axes = random_axes(d_, rank);
        return true;
      case call::expand_dims:
        s.axes.append(d_.between(-rank - 1, rank));
        return rank < 6;
      case call::squeeze:
        for (int axis = 0; axis < rank; ++axis)
          if (x[axis] == 1 && d_.one_in(2)) s.axes.append(axis);
        return s.axes.count > 0;
      case call::diagonal: {
        if (rank < 2) return false;
        int const first = d_.below(rank);
        int const second = (first + d_.between(1, rank - 1)) % rank;
        s.axes.append(first);
        s.axes.append(second - (d_.one_in(2) ? rank : 0));
        s.number = d_.between(-2, 2);
        return true;
      }
      case call::tril:
      case call::triu:
        s.number = d_.between(-3, 3);
        return rank >= 2;

      case call::concatenate:
      case call::stack:
        return join(s, x);
      case call::repeat:
        s.number = d_.between(0, 3);
        if (rank > 0) s.axes = one_axis(d_.between(-rank, rank - 1));
        return rank > 0 && x.size() < 300;
      case call::tile:
        for (int i = d_.below(rank + 1); i > 0; --i) s.target.append(d_.between(0, 2));
        return x.size() < 300 && rank <= 4;
      case call::cumsum:
        if (rank == 0) return false;
        s.axes = one_axis(d_.between(-rank, rank - 1));
        return true;

      case call::matmul:
        return matmul(s, x);
      case call::outer:
        s.operand_count = 2;
        s.operand[1] = vector_among();
        return rank == 1 && s.operand[1] >= 0 &&
               x.size() * shapes_[static_cast<std::size_t>(s.operand[1])].size() < 3000;
      case call::inverse:
      case call::determinant:
        return rank == 2 && x[0] == x[1] && x[0] <= 4 && x[0] > 0;
      case call::solve:
        s.operand_count = 2;
        if (rank != 2 || x[0] != x[1] || x[0] > 4 || x[0] == 0) return false;
        s.operand[1] =
            add_leaf(d_.one_in(2) ? tg::make_shape(x[0]) : tg::make_shape(x[0], d_.between(1, 3)));
        return true;
      default:
        return true;
    }
  }

  void accept(step const& s, tg::shape const& result) {
    made_.values.push_back(~static_cast<int>(made_.steps.size()));
    made_.steps.push_back(s);
    shapes_.push_back(result);
  }

  int add_leaf(tg::shape const& extents) {
    made_.values.push_back(static_cast<int>(made_.leaves.size()));
    made_.leaves.push_back(extents);
    shapes_.push_back(extents);
    return static_cast<int>(shapes_.size()) - 1;
  }
  int value_count() const { return static_cast<int>(shapes_.size()); }
  tg::shape const& shape_of(int value) const { return shapes_[static_cast<std::size_t>(value)]; }

 private:
  int any() { return d_.below(static_cast<int>(shapes_.size())); }

  bool partner(step& s, int which) {
    tg::shape together;
    for (int i = 0; i < which; ++i)
      together = tg::shape_rule::broadcast(together, shape_of(s.operand[i])).value;
    for (int trial = 0; trial < 4; ++trial) {
      int const y = any();
      tg::shape_result const fits = tg::shape_rule::broadcast(together, shape_of(y));
      if (!fits || fits.value.size() > 3000) continue;
      s.operand[which] = y;
      return true;
    }
    if (made_.leaves.size() >= 6) return false;
    s.operand[which] = add_leaf(smaller_shape(d_, together));
    return true;
  }
  bool swap_some(step& s) {
    if (d_.one_in(2)) std::swap(s.operand[0], s.operand[1]);
    return true;
  }
  bool reshape(step& s, tg::shape const& x) {
    tg::index_t left = x.size();
    if (left == 0) {
      s.target = d_.one_in(2) ? tg::make_shape(0) : tg::make_shape(3, 0, 2);
      return true;
    }
    int const rank = d_.between(left == 1 ? 0 : 1, 4);
    for (int axis = 0; axis + 1 < rank; ++axis) {
      tg::index_t const divisor = d_.between(1, 4);
      s.target.append(left % divisor == 0 ? divisor : 1);
      left /= s.target[axis];
    }
    if (rank > 0) s.target.append(d_.one_in(3) ? -1 : left);
    return true;
  }
  bool transpose(step& s, int rank) {
    if (d_.one_in(2)) {
      s.axes = tg::all_axes;
      return rank < 2;
    }
    for (int axis = 0; axis < rank; ++axis) s.axes.append(axis);
    for (int axis = rank - 1; axis > 0; --axis)
      std::swap(s.axes.values[axis], s.axes.values[d_.below(axis + 1)]);
    return true;
  }
  bool slice(step& s, tg::shape const& x) {
    int const items = d_.below(x.rank + 1);
    for (int axis = 0; axis < items; ++axis) {
      auto const extent = static_cast<int>(x[axis]);
      if (extent > 0 && d_.one_in(4)) {
        s.items.append(tg::take_index(d_.between(-extent, extent - 1)));
        continue;
      }
      auto const bound = [&] {
        return d_.one_in(3) ? tg::omitted : tg::index_t{d_.between(-extent - 1, extent + 1)};
      };
      int const strides[] = {1, 1, 2, 3, -1, -1, -2, -3};
      s.items.append(tg::range(bound(), bound(), strides[d_.below(8)]));
    }
    return items > 0;
  }
  bool take(step& s, tg::shape const& x) {
    if (x.rank == 0) return false;
    int const axis = d_.below(x.rank);
    s.axes = one_axis(d_.one_in(2) ? axis : axis - x.rank);
    auto const extent = static_cast<int>(x[axis]);
    if (extent == 0) return false;
    for (int i = d_.between(1, 4); i > 0; --i) s.indices.push_back(d_.between(-extent, extent - 1));
    return true;
  }
  bool join(step& s, tg::shape const& x) {
    bool const stacked = s.made == call::stack;
    if (!stacked && x.rank == 0) return false;
    if (x.rank > 5 || x.size() > 1000) return false;
    int const axis = stacked ? d_.between(-x.rank - 1, x.rank) : d_.between(-x.rank, x.rank - 1);
    s.axes = one_axis(axis);
    s.operand_count = d_.between(2, 3);
    for (int i = 1; i < s.operand_count; ++i) {
      for (int y = 0; y < value_count(); ++y)
        if (shape_of(y) == x && d_.one_in(2)) s.operand[i] = y;
      if (!stacked && d_.one_in(3) && made_.leaves.size() < 6) {
        tg::shape other = x;
        other.extents[axis < 0 ? axis + x.rank : axis] = d_.between(0, 3);
        s.operand[i] = add_leaf(other);
      }
    }
    return true;
  }
  bool matmul(step& s, tg::shape const& x) {
    if (x.rank == 0 || made_.leaves.size() >= 6) return false;
    s.operand_count = 2;
    tg::index_t const inner = x[x.rank - 1];
    for (int y = 0; y < value_count(); ++y) {
      tg::shape_result const fits = tg::shape_rule::matmul(x, shape_of(y));
      if (fits && fits.value.size() < 2000 && d_.one_in(2)) {
        s.operand[1] = y;
        return true;
      }
    }
    tg::shape other =
        d_.one_in(3) ? tg::make_shape(inner) : tg::make_shape(inner, d_.between(0, 4));
    if (x.rank > 2 && other.rank == 2 && d_.one_in(2))
      other = tg::make_shape(x[x.rank - 3], inner, d_.between(1, 3));
    s.operand[1] = add_leaf(other);
    return tg::shape_rule::matmul(x, other).value.size() < 4000;
  }
  int vector_among() {
    for (int y = value_count() - 1; y >= 0; --y)
      if (shape_of(y).rank == 1) return y;
    return -1;
  }

  dice& d_;
  recipe& made_;
  std::vector<tg::shape> shapes_;
};

}  // namespace random_graphs
