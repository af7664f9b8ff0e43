// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "random_sequence.hpp"

#include <sstream>
#include <stdexcept>
#include <string>

namespace random_graphs {

template <class T>
using values_of = std::vector<tg::dynamic_tensor<T>>;
template <class T>
using variables_of = std::vector<tg::variable<T>>;

template <class T>
double largest(tg::dynamic_tensor<T> const& x) {
  double most = 0;
  for (T const element : x) {
    if (!std::isfinite(element)) return std::numeric_limits<double>::infinity();
    most = std::fmax(most, std::fabs(static_cast<double>(element)));
  }
  return most;
}

template <class T>
tg::dynamic_tensor<T> random_values(dice& d, tg::shape const& extents, double size = 1.5) {
  tg::dynamic_tensor<T> made(extents);
  for (T& element : made) element = static_cast<T>(size * d.number());
  return made;
}

inline std::string words_of_recipe(recipe const& made, std::uint64_t seed) {
  std::ostringstream out;
  out << "seed " << seed;
  for (std::size_t v = 0; v < made.values.size(); ++v) {
    int const which = made.values[v];
    out << "\n  " << v << ": ";
    if (which >= 0) {
      out << "leaf " << tg::words_of(made.leaves[static_cast<std::size_t>(which)]).text;
      continue;
    }
    step const& s = made.steps[static_cast<std::size_t>(~which)];
    out << "call " << static_cast<int>(s.made) << " of";
    for (int i = 0; i < s.operand_count; ++i) out << ' ' << s.operand[i];
    out << " axes";
    if (s.axes.is_all()) out << " all";
    for (int i = 0; i < s.axes.count; ++i) out << ' ' << s.axes[i];
    out << (s.keep ? " keep" : "") << " target " << tg::words_of(s.target).text << " number "
        << s.number << " items " << s.items.count;
  }
  return out.str();
}

/// One random sequence: made, carried out in every way, compared.
template <class T>
class sequence {
 public:
  explicit sequence(std::uint64_t seed) : seed_(seed), d_(seed) { invent(); }

  /// Throws where anything is wrong.
  void check() {
    check_values();
    check_gradients();
    check_wrong_calls();
  }
  recipe const& made() const { return recipe_; }

 private:
  static constexpr bool exact = std::is_same_v<T, double>;
  /// Where a gradient passes through float, its parts may be added before or after it is rounded.
  double tolerance() const { return !exact ? 2e-2 : recipe_.smooth() ? 1e-8 : 1e-5; }

  [[noreturn]] void fail(std::string const& what) const {
    throw std::runtime_error(what + "; " + words_of_recipe(recipe_, seed_));
  }

  /// Whether results change suddenly near these operands: then rounding may decide, and nothing can
  /// be compared.
  bool is_near_edge(step const& s, tg::variable<T> const* x) const {
    constexpr double gap = exact ? 1e-4 : 1e-2;
    auto const close = [](tg::dynamic_tensor<T> const& values,
                          std::initializer_list<double> edges) {
      for (T const element : values)
        for (double const edge : edges)
          if (std::fabs(static_cast<double>(element) - edge) < gap) return true;
      return false;
    };
    switch (s.made) {
      case call::where:
      case call::maximum:
      case call::minimum:
      case call::mask:
        return close((x[0] - x[1]).data(), {0});
      case call::abs:
      case call::relu:
        return close(x[0].data(), {0});
      case call::clamp:
        return close(x[0].data(), {-0.5, 0.75});
      case call::whole_numbers: {
        for (T const element : x[0].data())
          if (std::fabs(static_cast<double>(element) - std::round(static_cast<double>(element))) <
              gap)
            return true;
        return false;
      }
      case call::max:
      case call::min:
      case call::class_numbers: {
        auto const& values = x[0].data();
        if (values.size() > 64) return true;
        for (tg::index_t i = 0; i < values.size(); ++i)
          for (tg::index_t k = 0; k < i; ++k)
            if (std::fabs(static_cast<double>(values.data()[i] - values.data()[k])) < gap)
              return true;
        return false;
      }
      default:
        return false;
    }
  }

  void invent() {
    inventor maker(d_, recipe_);
    auto const fill_leaves = [&] {
      while (expected_.size() < recipe_.values.size()) {
        expected_.push_back(
            random_values<T>(d_, maker.shape_of(static_cast<int>(expected_.size()))));
        leaves_.push_back(expected_.back());
      }
    };
    int const wanted = d_.between(1, 14);
    for (int trial = 0; trial < 3 * wanted && static_cast<int>(recipe_.steps.size()) < wanted;
         ++trial) {
      step s;
      bool const fits = maker.invent(s);
      fill_leaves();
      if (!fits) continue;
      tg::variable<T> operands[3];
      for (int i = 0; i < 3; ++i) operands[i] = expected_[static_cast<std::size_t>(s.operand[i])];
      tg::dynamic_tensor<T> result;
      try {
        if (is_near_edge(s, operands)) continue;
        result = carry_out(s, operands).data();
      } catch (std::exception const& e) {
        maker.accept(s, {});
        fail(std::string("a call that fits throws: ") + e.what());
      }
      if (!(largest(result) < 100) || result.size() > 4000) continue;
      maker.accept(s, result.shape());
      expected_.push_back(std::move(result));
    }
    fill_leaves();
  }

  variables_of<T> new_leaves() const { return variables_of<T>(leaves_.begin(), leaves_.end()); }

  /// All values, recorded; `between` is called after each.
  template <class Between>
  variables_of<T> carry_out_all(variables_of<T> const& leaves, Between&& between) const {
    variables_of<T> made;
    made.reserve(recipe_.values.size());
    for (int const which : recipe_.values) {
      if (which >= 0) {
        made.push_back(leaves[static_cast<std::size_t>(which)]);
        continue;
      }
      step const& s = recipe_.steps[static_cast<std::size_t>(~which)];
      tg::variable<T> operands[3];
      for (int i = 0; i < 3; ++i) operands[i] = made[static_cast<std::size_t>(s.operand[i])];
      made.push_back(carry_out(s, operands));
      between(made.back());
    }
    return made;
  }

  void compare(std::string const& what, std::size_t value, tg::dynamic_tensor<T> const& got,
               tg::dynamic_tensor<T> const& wanted, double scale) const {
    if (!(got.shape() == wanted.shape()))
      fail(what + " of value " + std::to_string(value) + ": shape " +
           tg::words_of(got.shape()).text + ", expected " + tg::words_of(wanted.shape()).text);
    for (tg::index_t i = 0; i < got.size(); ++i) {
      auto const a = static_cast<double>(got.data()[i]);
      auto const b = static_cast<double>(wanted.data()[i]);
      if (!(std::fabs(a - b) <= tolerance() * (1 + scale)))
        fail(what + " of value " + std::to_string(value) + ", element " + std::to_string(i) + ": " +
             std::to_string(a) + ", expected " + std::to_string(b));
    }
  }

  /// Fused programs of any part of the graph give what each step alone gives.
  void check_values() {
    variables_of<T> leaves = new_leaves();
    bool const aside = d_.one_in(2);
    variables_of<T> const made = carry_out_all(leaves, [&](tg::variable<T> const& x) {
      if (d_.one_in(8)) static_cast<void>(x.data());
      else if (aside && d_.one_in(4)) static_cast<void>((x + 1).data());
    });
    // What was made of a leaf keeps the leaf's old data. A step may give the leaf itself, which has
    // the new ones.
    tg::variable<T> changed;
    if (d_.one_in(4)) {
      changed = leaves[static_cast<std::size_t>(d_.below(static_cast<int>(leaves.size())))];
      changed.set_data(random_values<T>(d_, random_shape(d_)));
    }
    auto const compare_value = [&](std::size_t v) {
      if (!is_same(made[v], changed))
        compare("the value", v, made[v].data(), expected_[v], largest(expected_[v]));
    };
    for (std::size_t left = made.size(); left > 0; --left) {
      std::size_t const v = d_.one_in(2)
                                ? left - 1
                                : static_cast<std::size_t>(d_.below(static_cast<int>(made.size())));
      compare_value(v);
    }
    for (std::size_t v = 0; v < made.size(); ++v) compare_value(v);
  }

  /// sum(value * weight) of some values.
  struct weighed {
    std::vector<std::size_t> values;
    values_of<T> weights;
  };

  tg::variable<T> loss_of(variables_of<T> const& made, weighed const& w) const {
    tg::variable<T> loss = tg::sum(made[w.values[0]] * tg::variable<T>(w.weights[0]).detach());
    for (std::size_t i = 1; i < w.values.size(); ++i)
      loss = loss + tg::sum(made[w.values[i]] * w.weights[i]);
    return loss;
  }

  static void add_to(tg::dynamic_tensor<T>& sum, tg::dynamic_tensor<T> const& x) {
    for (tg::index_t i = 0; i < sum.size(); ++i) sum.data()[i] += x.data()[i];
  }

  /// Gradients, a program of its own for each step, from the values that each step alone gives.
  values_of<T> stepwise_gradients(weighed const& w) const {
    values_of<T> adjoints;
    for (auto const& value : expected_) adjoints.push_back(tg::dynamic_tensor<T>(value.shape()));
    for (std::size_t i = 0; i < w.values.size(); ++i) add_to(adjoints[w.values[i]], w.weights[i]);
    for (std::size_t v = expected_.size(); v-- > 0;) {
      if (recipe_.values[v] >= 0) continue;
      step const& s = recipe_.steps[static_cast<std::size_t>(~recipe_.values[v])];
      tg::variable<T> operands[3];
      for (int i = 0; i < 3; ++i) operands[i] = expected_[static_cast<std::size_t>(s.operand[i])];
      tg::variable<T> y = carry_out(s, operands);
      y.set_grad(adjoints[v]);
      y.backward();
      for (int i = 0; i < s.operand_count; ++i)
        if (auto const gradient = operands[i].grad(); gradient)
          add_to(adjoints[static_cast<std::size_t>(s.operand[i])], gradient.data());
    }
    return adjoints;
  }

  void check_gradients() {
    weighed w;
    for (int i = d_.between(1, 3); i > 0; --i) {
      std::size_t const v =
          i == 1 ? expected_.size() - 1
                 : static_cast<std::size_t>(d_.below(static_cast<int>(expected_.size())));
      w.values.push_back(v);
      w.weights.push_back(random_values<T>(d_, expected_[v].shape()));
    }
    values_of<T> const wanted = stepwise_gradients(w);
    double scale = 0;
    for (auto const& adjoint : wanted) scale = std::fmax(scale, largest(adjoint));
    if (!(scale < 1e4)) return;
    variables_of<T> const leaves = new_leaves();
    variables_of<T> const made = carry_out_all(leaves, [](auto const&) {});
    bool const retain = d_.one_in(3);
    bool const graph = d_.one_in(3);
    tg::variable<T> const loss = loss_of(made, w);
    loss.backward({.retain_grad = retain, .create_graph = graph});
    for (std::size_t v = 0; v < made.size(); ++v) {
      if (recipe_.values[v] < 0 && (!retain || is_another_name(made, v))) continue;
      if (auto const gradient = made[v].grad(); gradient)
        compare("the gradient", v, gradient.data(), wanted[v], scale);
      else if (recipe_.values[v] >= 0 && largest(wanted[v]) > tolerance())
        fail("no gradient of value " + std::to_string(v));
    }
    for (std::size_t i = 0; i < leaves.size(); ++i)
      if (!(leaves[i].data() == leaves_[i])) fail("a leaf has changed");
    if constexpr (exact)
      if (recipe_.smooth() && scale < 100) check_differences(w, leaves, graph);
  }
  static bool is_another_name(variables_of<T> const& made, std::size_t v) {
    for (std::size_t other = 0; other < made.size(); ++other)
      if (other != v && is_same(made[other], made[v])) return true;
    return false;
  }

  variables_of<T> moved_leaves(values_of<T> const& direction, double by) const {
    values_of<T> moved = leaves_;
    for (std::size_t i = 0; i < moved.size(); ++i)
      for (tg::index_t k = 0; k < moved[i].size(); ++k)
        moved[i].data()[k] += static_cast<T>(by) * direction[i].data()[k];
    return variables_of<T>(moved.begin(), moved.end());
  }
  static double along(variables_of<T> const& leaves, values_of<T> const& direction) {
    double slope = 0;
    for (std::size_t i = 0; i < leaves.size(); ++i)
      if (auto const gradient = leaves[i].grad(); gradient)
        for (tg::index_t k = 0; k < gradient.size(); ++k)
          slope += static_cast<double>(gradient.data().data()[k]) *
                   static_cast<double>(direction[i].data()[k]);
    return slope;
  }

  /// (f(h) - f(-h)) / 2h, once more with half of h; the difference of the two tells how far to
  /// trust them.
  template <class F>
  void compare_slope(char const* what, double slope, F&& f) const {
    double const h = 1e-5;
    double const wide = (f(h) - f(-h)) / (2 * h);
    double const narrow = (f(h / 2) - f(-h / 2)) / h;
    if (!(std::fabs(slope - narrow) <=
          1e-4 * (1 + std::fabs(narrow)) + 10 * std::fabs(wide - narrow)))
      fail(std::string(what) + ": " + std::to_string(slope) + ", by differences " +
           std::to_string(narrow));
  }

  void check_differences(weighed const& w, variables_of<T> const& leaves, bool with_graph) {
    values_of<T> direction;
    for (auto const& leaf : leaves_) direction.push_back(random_values<T>(d_, leaf.shape(), 1));
    auto const value = [&](double by) {
      return loss_of(carry_out_all(moved_leaves(direction, by), [](auto const&) {}), w).item();
    };
    compare_slope("the slope", along(leaves, direction), value);
    if (!with_graph) return;
    tg::variable<T> slope = T(0);
    for (std::size_t i = 0; i < leaves.size(); ++i)
      if (auto const gradient = leaves[i].grad(); gradient)
        slope = slope + tg::sum(gradient * direction[i]);
    for (auto const& leaf : leaves) tg::variable<T>(leaf).clear_grad();
    slope.backward();
    auto const slope_at = [&](double by) {
      variables_of<T> const moved = moved_leaves(direction, by);
      loss_of(carry_out_all(moved, [](auto const&) {}), w).backward();
      return along(moved, direction);
    };
    compare_slope("the second derivative", along(leaves, direction), slope_at);
  }

  /// Calls whose shapes do not fit throw, and change nothing.
  void check_wrong_calls() {
    std::size_t const v = static_cast<std::size_t>(d_.below(static_cast<int>(expected_.size())));
    tg::variable<T> const x(expected_[v]);
    tg::shape const extents = x.shape();
    int const rank = extents.rank;
    tg::shape other = extents;
    for (int axis = 0; axis < rank; ++axis) other.extents[axis] += 2;
    tg::variable<T> const y(tg::dynamic_tensor<T>{other});
    auto const expect = [&](char const* name, bool wrong, auto&& f) {
      if (!wrong) return;
      try {
        f();
      } catch (tg::shape_error const&) {
        return;
      }
      fail(std::string(name) + " of " + tg::words_of(extents).text + " should throw");
    };

    bool larger = false;  // than 1, so that adding 2 cannot stretch
    for (int axis = 0; axis < rank; ++axis) larger = larger || extents[axis] > 1;
    int const outside = d_.one_in(2) ? rank : -rank - 1;
    tg::shape longer = extents;
    longer.append(7);

    switch (d_.below(16)) {
      case 0:
        return expect("add", larger, [&] { x + y; });
      case 1:
        return expect("matmul", rank < 2 || extents[rank - 1] != extents[rank - 2] + 2,
                      [&] { tg::matmul(x, y); });
      case 2:
        return expect("sum", true, [&] { tg::sum(x, outside); });
      case 3:
        return expect("reshape", true, [&] { tg::reshape(x, {x.size() + 1}); });
      case 4:
        return expect("transpose", rank > 0, [&] { tg::transpose(x, tg::make_axes(0, 0)); });
      case 5:
        return expect("concatenate", true, [&] {
          tg::concatenate({x, tg::variable<T>(tg::dynamic_tensor<T>(longer))}, 0);
        });
      case 6:
        return expect("stack", rank > 0, [&] { tg::stack({x, y}, 0); });
      case 7:
        return expect("squeeze", rank > 0 && extents[0] != 1, [&] { tg::squeeze(x, 0); });
      case 8:
        return expect("slice", rank > 0, [&] { tg::slice(x, tg::take_index(extents[0])); });
      case 9:
        return expect("max", x.size() == 0, [&] { (tg::max)(x, tg::all_axes); });
      case 10:
        return expect("broadcast_to", rank > 0 && extents[rank - 1] != 1,
                      [&] { tg::broadcast_to(x, {extents[rank - 1] + 1}); });
      case 11:
        return expect("sum_to", true, [&] { tg::sum_to(x, longer); });
      case 12:
        return expect("softmax", true, [&] { tg::softmax(x, outside); });
      case 13:
        return expect("sum", rank > 0, [&] { tg::sum(x, tg::make_axes(0, -rank)); });
      case 14:
        return expect("expand_dims", true, [&] { tg::expand_dims(x, rank + 1); });
      default:
        return expect("cumsum", true, [&] { tg::cumsum(x, outside); });
    }
  }

  std::uint64_t seed_;
  dice d_;
  recipe recipe_;
  values_of<T> expected_;
  values_of<T> leaves_;
};

}  // namespace random_graphs
