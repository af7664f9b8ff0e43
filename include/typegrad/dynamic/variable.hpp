// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/number_given_in_brackets.hpp>
#include <typegrad/dynamic/tape/adjoint_sweep.hpp>
#include <typegrad/dynamic/value/asked_masks.hpp>
#include <typegrad/dynamic/value/value_creator.hpp>
#include <typegrad/dynamic/variable_indexing.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/assignment_to_nothing.hpp>
#include <typegrad/tensor/shape_error.hpp>
#include <typegrad/tensor/tensor_members.hpp>

#include <concepts>
#include <string_view>

namespace typegrad {

struct variable_front;

/// The answer of a mask of rank 0: `if (x > 0)`. In a function that is being compiled each answer
/// is a path of its own. Not in `variable`: for `switch (x)` GCC 12 disregards its `requires`.
template <class Variable>
struct answer_of_mask {};
template <>
struct answer_of_mask<variable<bool>> {
  operator bool() const;
};

/// A tensor of any shape whose operations are recorded while the program runs, DeZero's Variable.
///
///     tg::variable<double> x{{1, 2, 3}, {4, 5, 6}};
///     auto y = tg::sum(tg::sin(x) * 2);
///     y.backward();
///     std::cout << y << x.grad();
///
/// A variable is a handle: a copy is the same variable. Values are computed when they are read, all
/// that is needed for one of them in one planned program, those of operations on numbers at once.
/// One thread at a time uses variables that hang together.
///
/// units     T is float, double, int32, int64 or bool
/// errors    `shape_error` where operands do not fit, with call and shapes; nothing has changed
template <class Element>
class variable : public tensor_members<variable<Element>>,
                 public variable_indexing<Element>,
                 public answer_of_mask<variable<Element>> {
 public:
  using value_type = Element;

  /// Nothing: neither data nor shape, DeZero's `Variable(None)`.
  variable() = default;

  variable(dynamic_tensor<Element> const& data) : held_(make_leaf(data, false)) {}
  variable(dynamic_tensor<Element>&& data) : held_(make_leaf(std::move(data), false)) {}
  template <index_t... Extents>
  variable(tensor<Element, Extents...> const& data) : variable(dynamic_tensor<Element>(data)) {}
  template <class Value>
    requires std::is_constructible_v<dynamic_tensor<Element>, std::vector<Value>>
  explicit variable(std::vector<Value> const& data) : variable(dynamic_tensor<Element>(data)) {}
  /// Rows in braces, `variable<double> x{{1, 2}, {3, 4}}`.
  variable(std::initializer_list<dynamic_brace<Element>> rows)
      : variable(dynamic_tensor<Element>(rows)) {}
  variable(extent_list const& extents, std::initializer_list<brace_element<Element>> values)
      : variable(dynamic_tensor<Element>(extents, values)) {}

  /// A leaf of rank 0: `variable<double> x(0.5)`.
  template <NumberGivenInBrackets Other, class Made = leaf_of_a_number>
  explicit variable(Other number) : held_(make_held_leaf(weak_value<Element>(number), false)) {
    static_assert(keeps_fraction<Other, Element>, "a variable of integers takes integers");
  }
  /// A constant: `variable<double> total = 0`, or a number where a function takes a variable.
  template <Arithmetic Other, class Made = constant_made_of<Element, Other>>
  variable(Other number)
      : held_(make_converted(scalar_type_of<Element>, static_cast<operand_of<Other>>(number))) {}

  explicit variable(node_pointer node) : held_(std::move(node)) {}
  explicit variable(held_value held) : held_(std::move(held)) {}

  variable(variable const&) = default;
  variable(variable&&) = default;
  variable& operator=(variable const&) & = default;
  variable& operator=(variable&&) & = default;
  variable& operator=(bool answer) &
    requires std::is_same_v<Element, bool>
  {
    return *this = variable(answer);
  }
  template <class Value>
  void operator=(Value const&) && {
    assignment_to_nothing<Value>();
  }

  /// False for a variable without data, such as the gradient before any `backward`.
  template <std::same_as<bool> Answer>
    requires(!std::same_as<Element, bool>)
  explicit operator Answer() const {
    return !held_.is_none();
  }
  bool is_none() const { return held_.is_none(); }

  /// The elements, computed now where they are not known. `auto x0 = x.data();` is a copy; a
  /// reference holds until `set_data`.
  ///
  /// errors    a variable without data
  dynamic_tensor<Element> const& data() const& {
    if (held_.is_number())
      if (stored_tensor<Element> const* const stored = held_.template read_tensor<Element>())
        return stored->tensor;
    value_node& node = known("data");
    evaluate_value(node);
    return static_cast<stored_tensor<Element> const&>(*node.value).tensor;
  }
  dynamic_tensor<Element> data() const&& { return static_cast<variable const&>(*this).data(); }
  /// Other elements, and perhaps another shape, from now on. What was made of the old ones keeps
  /// them.
  void set_data(dynamic_tensor<Element> data) {
    if (is_none()) *this = variable(std::move(data));
    else replace_value(*held_.node(), stored_pointer(new stored_tensor<Element>(std::move(data))));
  }
  /// The element of a variable that has one, or that at an index for each axis, `y.item(0, 1)`.
  template <std::integral... Index>
  Element item(Index... index) const {
    if constexpr (sizeof...(Index) > 0) return data()(index...);
    Element number;
    if (held_.is_number() && held_.read(number)) return number;
    return data().item();
  }
  template <Arithmetic Other>
    requires(!std::same_as<Other, bool>)
  explicit operator Other() const {
    if constexpr (std::same_as<Element, bool>) return static_cast<Other>(static_cast<bool>(*this));
    else return static_cast<Other>(item());
  }
  /// A copy, which stays what it is when the variable gets data of another shape.
  typegrad::shape shape() const { return extents(); }
  typegrad::shape const& extents() const {
    static constexpr typegrad::shape number{};
    if (held_.is_number() && held_.present_node() == nullptr) return number;
    return known("shape").extents;
  }
  int ndim() const { return extents().rank; }
  int rank() const { return extents().rank; }
  index_t size() const { return extents().size(); }
  /// The extent of the first axis.
  ///
  /// errors    rank 0
  index_t len() const {
    if (ndim() == 0) throw shape_error("len(a): a must have at least one axis; a is a number");
    return extents()[0];
  }
  static constexpr scalar_type type() { return scalar_type_of<Element>; }
  /// The name of the scalar type, as NumPy's `dtype`.
  static constexpr std::string_view dtype() { return name_of(scalar_type_of<Element>); }

  std::string const& name() const {
    static std::string const none;
    expect_data("name");
    value_node const* const node = held_.present_node();
    return node != nullptr && node->details ? node->details->name : none;
  }
  void set_name(std::string name) { known("name").own_details().name = std::move(name); }

  /// The gradient of the last `backward` calls, added up; nothing before the first one.
  ///
  /// errors    a gradient of another scalar type, of an integer variable in a real function: ask
  ///           for `grad<double>()`; a constant, `variable<double> x = 2.0`, which has none
  template <class Other = Element>
  variable<Other> grad() const {
    expect_data("grad");
    if (small_leaf* const leaf = held_.leaf()) {
      if constexpr (std::is_same_v<Other, Element>) return variable(held_value(leaf->gradient));
      else if (leaf->gradient) static_cast<void>(held_.node());
    }
    value_node const* const node = held_.present_node();
    node_pointer const gradient = node != nullptr ? node->gradient() : node_pointer();
    if (!gradient && node != nullptr) refuse_gradient_of_constant(*node);
    if (gradient && gradient->type != scalar_type_of<Other>)
      refuse_type_of_gradient(gradient->type);
    return variable<Other>(gradient);
  }
  /// An upstream gradient for `backward`, or a gradient to add to.
  void set_grad(variable const& gradient) const {
    static_cast<void>(known("set_grad"));
    if (gradient && !(gradient.extents() == extents()))
      throw shape_error(
          std::string("set_grad(a, b): a gradient must have the shape of its variable; a is ") +
          words_of(extents()).text + ", b is " + words_of(gradient.extents()).text);
    held_.node()->own_details().gradient = gradient.node();
  }
  /// No gradient, as before the first `backward`.
  void zero_grad() const { clear_grad(); }
  void clear_grad() const {
    expect_data("clear_grad");
    if (small_leaf* const leaf = held_.leaf()) leaf->gradient = leaf_pointer();
    if (value_node* const node = held_.present_node(); node != nullptr && node->details)
      node->details->gradient = node_pointer();
  }

  /// Adds the gradients of this variable, or of the sum of its elements, to those of the leaves it
  /// was made of.
  ///
  /// The upstream gradient is ones, or what `set_grad` gave. `retain_grad` keeps the gradients of
  /// values on the way, `create_graph` makes gradients that can be differentiated again.
  ///
  /// cost      one planned program, or several for a long graph that is new; they are kept for
  ///           graphs of the same structure
  /// source    Saito 2020, "Deep Learning from Scratch 3" (DeZero), steps 7 to 18 and 32
  void backward(backward_options const& options = {}) const {
    if constexpr (std::is_floating_point_v<Element>)
      if (held_.is_number() && !options.retain_grad && !options.create_graph &&
          backward_on_tape<Element>(held_))
        return;
    typegrad::backward(known("backward"), options);
  }

  /// The operation that made this variable, with its operands; none for a leaf.
  value_creator creator() const {
    value_node* const node = held_.node();
    return value_creator(node_pointer(node != nullptr && node->has_history() ? node : nullptr));
  }

  /// A leaf with the same data.
  variable detach() const {
    if (Element number; held_.is_number() && held_.read(number))
      return variable(make_held_leaf(number, !held_.has_history()));
    value_node& node = known("detach");
    evaluate_value(node);
    return variable(make_leaf(node.value, node.constant));
  }

  /// The same variable, not only an equal one.
  friend bool is_same(variable const& a, variable const& b) { return a.held_ == b.held_; }

  using tensor_members<variable>::reshape;
  auto reshape(typegrad::shape const& target) const {
    return tensor_methods<variable>::reshape_to(*this, target);
  }
  template <class... Indices>
    requires(sizeof...(Indices) > 0 && (std::is_integral_v<Indices> && ...))
  auto reshape(Indices... extents) const {
    return tensor_methods<variable>::reshape_to(*this, make_shape(extents...));
  }
  using tensor_members<variable>::transpose;
  auto transpose(axis_list const& axes) const {
    return tensor_methods<variable>::transpose_by(*this, axes);
  }
  template <class... Indices>
    requires(sizeof...(Indices) > 0 && (std::is_integral_v<Indices> && ...))
  auto transpose(Indices... axes) const {
    return tensor_methods<variable>::transpose_by(*this, make_axes(axes...));
  }
  using tensor_members<variable>::sum;
  auto sum(axis_list const& axes) const {
    return tensor_methods<variable>::sum_along(*this, axes, false);
  }
  template <class Keep>
  auto sum(axis_list const& axes, Keep) const {
    return tensor_methods<variable>::sum_along(*this, axes, true);
  }

  /// What it refers to. The node of a number on a tape is made when it is asked for.
  held_value const& held() const { return held_; }
  node_pointer node() const { return node_pointer(held_.node()); }

 private:
  value_node& known(char const* asked) const {
    expect_data(asked);
    return *held_.node();
  }
  void expect_data(char const* asked) const {
    if (is_none()) throw std::logic_error(std::string(asked) + "(): this variable has no data");
  }

  held_value held_;
};

inline answer_of_mask<variable<bool>>::operator bool() const {
  auto const& mask = static_cast<variable<bool> const&>(*this);
  if (asked_masks* const masks = this_threads_masks(); masks != nullptr && !mask.held().is_number())
    if (mask.shape().rank == 0 && masks->waits_for(*mask.held().node())) return masks->answer();
  return mask.item();
}

template <class Value>
inline constexpr bool is_run_time_variable = false;
template <class Number>
inline constexpr bool is_run_time_variable<variable<Number>> = true;
template <class Number>
inline constexpr bool is_recordable<variable<Number>> = true;

template <class Number>
struct operand_traits<variable<Number>> {
  using front = variable_front;
  using scalar = Number;
  static constexpr shape extents{};  // the type does not tell them: see `extents_of`
  static constexpr bool is_asked_for_data = !std::is_same_v<Number, bool>;  ///< by `if (x)`, `!x`
  [[noreturn]] static void throw_mistake(sentence const& words) { throw shape_error(words.text); }
};

}  // namespace typegrad
