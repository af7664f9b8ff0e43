// SPDX-License-Identifier: BSL-1.0
// Random programs of numbers beside a model of what variables mean: values, gradients, who is who,
// other data, copies, and all that makes nodes of what is on the tape. TYPEGRAD_FUZZ=1000000 makes
// so many programs, TYPEGRAD_SEED=1 begins at that one.
#include "random_recipe.hpp"

#include <support/number_from_environment.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(dynamic_random_numbers)

namespace tg = typegrad;
using random_graphs::dice;

/// A variable of the model. An operation knows its slopes to the leaves that it was made of, zeros
/// among them.
struct modelled {
  double value = 0;
  std::map<int, double> slopes{};
  bool is_operation = false;
  bool constant = false;
  bool has_gradient = false;
  bool gradient_has_graph = false;
  double gradient = 0;
  std::string name{};
};

/// A function of two numbers with its slopes. Where they change suddenly nearby it has none:
/// rounding may decide there.
struct function_value {
  double value, in_x, in_y;
  bool reads_y = true;
  bool is_smooth = true;
};

template <class T>
class number_program {
 public:
  explicit number_program(std::uint64_t seed) : seed_(seed), d_(seed) {}

  void run() {
    for (int i = d_.between(1, 3); i > 0; --i) add_leaf();
    for (int i = d_.between(5, 60); i > 0; --i) {
      act();
      if (handles_.empty()) add_leaf();
    }
    for (handle& each : handles_) check_value(each);
    check_who_is_who();
    for (handle& each : handles_) check_gradient(each);
    for (int i = 0; i < 3; ++i) differentiate(any());
  }
  int on_tape() const { return on_tape_; }

 private:
  /// Copies of a variable have the same number.
  struct handle {
    tg::variable<T> x;
    int id;
  };
  static constexpr bool exact = std::is_same_v<T, double>;
  static constexpr double tolerance = exact ? 1e-9 : 1e-2;

  [[noreturn]] void fail(std::string const& what) const {
    throw std::runtime_error(what + ", seed " + std::to_string(seed_));
  }
  void compare(char const* what, double got, double wanted) const {
    if (!(std::fabs(got - wanted) <= tolerance * (1 + std::fabs(wanted))))
      fail(std::string(what) + " is " + std::to_string(got) + ", expected " +
           std::to_string(wanted));
  }

  handle& any() {
    return handles_[static_cast<std::size_t>(d_.below(static_cast<int>(handles_.size())))];
  }
  modelled& model_of(handle const& h) { return models_[static_cast<std::size_t>(h.id)]; }
  void add(tg::variable<T> x, modelled model) {
    models_.push_back(std::move(model));
    handles_.push_back({std::move(x), static_cast<int>(models_.size()) - 1});
    if (handles_.back().x.held().is_number()) ++on_tape_;
  }
  T number() { return static_cast<T>(1.5 * d_.number()); }

  void add_leaf() {
    T const value = number();
    if (d_.one_in(6))
      add(tg::variable<T>(static_cast<double>(value)).detach(),
          {.value = static_cast<double>(value)});
    else if (d_.one_in(6))
      add(constant(static_cast<double>(value)),
          {.value = static_cast<double>(value), .constant = true});
    else if (d_.one_in(6)) add(constant(2), {.value = 2, .constant = true});
    else add(tg::variable<T>(value), {.value = static_cast<double>(value)});
  }
  template <class U>
  static tg::variable<T> constant(U number) {
    tg::variable<T> made = number;
    return made;
  }

  static tg::variable<T> carry_out(int which, tg::variable<T> const& x, tg::variable<T> const& y) {
    switch (which) {
      case 0:
        return x + y;
      case 1:
        return x - y;
      case 2:
        return x * y;
      case 3:
        return x / (y * y + 1);
      case 4:
        return tg::sin(x) * 0.9;
      case 5:
        return tg::tanh(x);
      case 6:
        return tg::where(x < y, x * 2, y);
      case 7:
        return (tg::max)(x, y);
      case 8:
        return 0.3 * x + 2;
      case 9:
        return 1 - x;
      case 10:
        return tg::sqrt(x * x + 1);
      default:
        return -x;
    }
  }
  static constexpr int functions = 12;
  static function_value evaluate(int which, double x, double y) {
    bool const apart = std::fabs(x - y) > (exact ? 1e-6 : 1e-2);
    switch (which) {
      case 0:
        return {x + y, 1, 1};
      case 1:
        return {x - y, 1, -1};
      case 2:
        return {x * y, y, x};
      case 3:
        return {x / (y * y + 1), 1 / (y * y + 1), -2 * x * y / ((y * y + 1) * (y * y + 1))};
      case 4:
        return {std::sin(x) * 0.9, std::cos(x) * 0.9, 0, false};
      case 5:
        return {std::tanh(x), 1 - std::tanh(x) * std::tanh(x), 0, false};
      case 6:
        return {x < y ? 2 * x : y, x < y ? 2.0 : 0.0, x < y ? 0.0 : 1.0, true, apart};
      case 7:
        return {std::fmax(x, y), x > y ? 1.0 : 0.0, x > y ? 0.0 : 1.0, true, apart};
      case 8:
        return {0.3 * x + 2, 0.3, 0, false};
      case 9:
        return {1 - x, -1, 0, false};
      case 10:
        return {std::sqrt(x * x + 1), x / std::sqrt(x * x + 1), 0, false};
      default:
        return {-x, -1, 0, false};
    }
  }

  void add_slopes(modelled& made, int id, double slope) const {
    modelled const& x = models_[static_cast<std::size_t>(id)];
    made.constant = made.constant && x.constant;
    if (x.constant) return;
    if (!x.is_operation) made.slopes[id] += slope;
    for (auto const& [leaf, of_leaf] : x.slopes) made.slopes[leaf] += slope * of_leaf;
  }
  void operate(bool with_history) {
    handle const x = any();
    handle const y = any();
    int const which = d_.below(functions);
    function_value const f = evaluate(which, model_of(x).value, model_of(y).value);
    if (!f.is_smooth || std::fabs(f.value) > 20) return;
    modelled made{.value = f.value};
    made.constant = true;
    add_slopes(made, x.id, f.in_x);
    if (f.reads_y) add_slopes(made, y.id, f.in_y);
    made.is_operation = !made.constant && with_history;
    if (!with_history) made.slopes.clear();
    for (auto const& [leaf, slope] : made.slopes)
      if (std::fabs(slope) > 100) return;
    if (with_history) return add(carry_out(which, x.x, y.x), std::move(made));
    tg::no_grad const scope;
    add(carry_out(which, x.x, y.x), std::move(made));
  }

  void differentiate(handle const& h) {
    modelled& root = model_of(h);
    bool const graph = d_.one_in(6);
    if (root.is_operation && root.has_gradient && (root.gradient_has_graph || graph))
      return;  // such an upstream has slopes of its own
    double const upstream = root.is_operation && root.has_gradient ? root.gradient : 1;
    if (std::fabs(upstream) > 100) return;
    h.x.backward({.create_graph = graph});
    if (!root.is_operation) {
      if (!root.has_gradient) root.gradient = 1;
      root.has_gradient = true;
    }
    for (auto const& [leaf, slope] : std::map<int, double>(root.slopes)) {
      modelled& to = models_[static_cast<std::size_t>(leaf)];
      to.gradient = (to.has_gradient ? to.gradient : 0) + upstream * slope;
      to.gradient_has_graph = to.gradient_has_graph || graph;
      to.has_gradient = true;
    }
    if (root.is_operation) root.has_gradient = root.gradient_has_graph = false;
  }

  void check_value(handle const& h) {
    compare("a value", static_cast<double>(d_.one_in(2) ? h.x.item() : h.x.data().item()),
            model_of(h).value);
  }
  /// A leaf that was without a handle when a gradient with a graph was made has none: nobody could
  /// ask for it.
  void check_gradient(handle const& h) {
    modelled const& model = model_of(h);
    tg::variable<T> gradient;
    try {
      gradient = h.x.grad();
    } catch (std::invalid_argument const&) {
      if (!model.constant) fail("the gradient of a variable is refused as that of a constant");
    }
    if (model.gradient_has_graph && gradient.is_none()) fail("a gradient with a graph is missing");
    if (gradient.is_none() == model.has_gradient)
      fail(model.has_gradient ? "a gradient is missing" : "there is a gradient");
    if (model.has_gradient)
      compare("a gradient", static_cast<double>(gradient.item()), model.gradient);
  }
  void check_who_is_who() {
    for (handle const& a : handles_) {
      if (a.x.name() != model_of(a).name)
        fail("a name is '" + a.x.name() + "', expected '" + model_of(a).name + "'");
      for (handle const& b : handles_)
        if (is_same(a.x, b.x) != (a.id == b.id))
          fail(a.id == b.id ? "copies are two variables" : "two variables are one");
    }
  }

  void give_other_data(handle& h) {
    T const value = number();
    h.x.set_data(tg::dynamic_tensor<T>(value));
    modelled& model = model_of(h);
    model.value = static_cast<double>(value);
    model.slopes.clear();
    model.is_operation = false;
  }

  /// So many entries that the tape is left to those who hold some of it.
  void fill_the_tape() {
    handle const from = any();
    tg::variable<T> y = from.x * 0.5;
    std::vector<tg::variable<T>> held;
    for (int i = 0; i < tg::number_recorder::most_left; ++i) held.push_back(from.x * 0.5);
    differentiate(from);
    static_cast<void>((y * y).item());
  }

  void drop() {
    int const which = d_.below(static_cast<int>(handles_.size()));
    handles_.erase(handles_.begin() + which);
  }

  void act() {
    if (d_.one_in(2000)) fill_the_tape();
    handle& h = any();
    switch (d_.below(24)) {
      case 0:
        return add_leaf();
      case 1:
      case 2: {
        handle copy = h;
        handles_.push_back(std::move(copy));
        return;
      }
      case 3:
      case 4:
        return drop();
      case 5:
        return check_value(h);
      case 6:
        return static_cast<void>(h.x.node());
      case 7: {
        auto const creator = h.x.creator();
        if (creator.is_none() == (model_of(h).is_operation))
          fail("an operation without a creator, or a leaf with one");
        if (!creator.is_none() && !is_same(creator.template output<T>(), h.x))
          fail("the creator made another variable");
        return;
      }
      case 8:
        h.x.set_name(model_of(h).name = "v" + std::to_string(d_.below(100)));
        return;
      case 9:
        return give_other_data(h);
      case 10: {
        modelled& model = model_of(h);
        model.gradient = static_cast<double>(number());
        model.has_gradient = true;
        model.gradient_has_graph = false;
        h.x.set_grad(tg::variable<T>(static_cast<T>(model.gradient)));
        model.gradient = static_cast<double>(static_cast<T>(model.gradient));
        return;
      }
      case 11:
        h.x.clear_grad();
        model_of(h).has_gradient = model_of(h).gradient_has_graph = false;
        return;
      case 12:
      case 13:
        return differentiate(h);
      case 14:
        return operate(false);
      case 15: {
        modelled const from = model_of(h);
        return add(h.x.detach(), {.value = from.value, .constant = from.constant});
      }
      case 16:
        return check_gradient(h);
      default:
        return operate(true);
    }
  }

  std::uint64_t seed_;
  dice d_;
  std::vector<handle> handles_;
  std::vector<modelled> models_;
  int on_tape_ = 0;
};

BOOST_AUTO_TEST_CASE(random_programs) {
  long const count = number_from_environment("TYPEGRAD_FUZZ", 3000);
  long const first = number_from_environment("TYPEGRAD_SEED", 1);
  long on_tape = 0;
  long wrong = 0;
  for (long i = 0; i < count && wrong < 10; ++i) {
    auto const seed = static_cast<std::uint64_t>(first + i);
    try {
      if (i % 4 == 3) {
        number_program<float> one(seed);
        one.run();
        on_tape += one.on_tape();
      } else {
        number_program<double> one(seed);
        one.run();
        on_tape += one.on_tape();
      }
    } catch (std::exception const& e) {
      ++wrong;
      BOOST_ERROR(e.what());
    }
    if (count > 10000 && (i + 1) % 100000 == 0)
      std::cout << i + 1 << " programs, " << on_tape << " numbers on the tape" << std::endl;
  }
  BOOST_TEST(wrong == 0);
  BOOST_TEST(on_tape > 2 * count);
}

BOOST_AUTO_TEST_SUITE_END()
