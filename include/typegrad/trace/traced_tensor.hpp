// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/element_list.hpp>
#include <typegrad/trace/row_of_traced.hpp>
#include <typegrad/trace/traced.hpp>

namespace typegrad {

/// Makes the node of a tensor from the nodes of its elements. Defined by the operation that joins.
template <class Number, class Graph>
constexpr basic_symbol<Graph> join_elements(Graph& graph, traced<Number, Graph> const* elements,
                                            shape const& extents) {
  growing_array<basic_symbol<Graph>> nodes(static_cast<int>(extents.size()));
  for (int i = 0; i < nodes.size(); ++i) nodes[i] = elements[i].node_in(graph);
  return stack_of_scalars(nodes, extents);
}

/// An element of a traced tensor: a traced number that also takes one, `p(0) = cos(q)`.
///
/// It holds the value that was read, so `auto a = p(0);` stays what it was when `p` changes.
template <class Number, class Graph, index_t... Extents>
class traced_element : public traced<Number, Graph> {
  using number = traced<Number, Graph>;

 public:
  constexpr traced_element(tensor<number, Extents...>& whole, int position)
      : number(whole.at(position)), whole_(&whole), position_(position) {}
  constexpr traced_element(traced_element const&) = default;
  template <class Value>
    requires std::is_convertible_v<Value, number>
  constexpr void operator+=(Value const& x) && {
    whole_->set(position_, number(own() + x));
  }
  template <class Value>
    requires std::is_convertible_v<Value, number>
  constexpr void operator-=(Value const& x) && {
    whole_->set(position_, number(own() - x));
  }
  template <class Value>
    requires std::is_convertible_v<Value, number>
  constexpr void operator*=(Value const& x) && {
    whole_->set(position_, number(own() * x));
  }
  template <class Value>
    requires std::is_convertible_v<Value, number>
  constexpr void operator/=(Value const& x) && {
    whole_->set(position_, number(own() / x));
  }
  template <class Value>
    requires std::is_convertible_v<Value, number>
  constexpr void operator=(Value const& x) && {
    whole_->set(position_, number(x));
  }
  constexpr void operator=(traced_element const& x) && { whole_->set(position_, x); }
  template <class Value>
    requires std::is_convertible_v<Value, number>
  constexpr traced_element& operator=(Value const& x) & {
    static_cast<number&>(*this) = number(x);
    return *this;
  }

 private:
  constexpr number const& own() const { return *this; }

  tensor<number, Extents...>* whole_;
  int position_;
};
template <class Number, class Graph, index_t... Extents>
struct operand_traits<traced_element<Number, Graph, Extents...>>
    : operand_traits<traced<Number, Graph>> {};

/// A tensor that is being traced. It is one node of the graph, or, while a function builds it
/// element by element, a list of traced numbers that becomes one node when it is used as a whole.
template <class Element, class Graph, index_t... Extents>
class tensor<traced<Element, Graph>, Extents...>
    : public tensor_members<tensor<traced<Element, Graph>, Extents...>> {
  using number = traced<Element, Graph>;
  using symbol = basic_symbol<Graph>;

 public:
  using value_type = number;
  static constexpr typegrad::shape extents = make_shape(Extents...);
  static constexpr int rank = sizeof...(Extents);
  static constexpr index_t size() { return extents.size(); }
  using elements = element_list<number, static_cast<int>(extents.size())>;
  static constexpr typegrad::shape shape() { return extents; }

  /// All zeros. Nothing is stored until an element is written: a weight matrix has thousands.
  constexpr tensor() = default;
  constexpr explicit tensor(symbol node) : node_(node) {}
  template <class... Values>
    requires(sizeof...(Values) == extents.size() && sizeof...(Extents) > 0 &&
             (std::is_convertible_v<Values, number> && ...))
  constexpr explicit(sizeof...(Values) == 1) tensor(Values const&... x)
      : elements_(sizeof...(Values)) {
    int i = 0;
    ((elements_[i++] = number(x)), ...);
  }
  /// Rows in nested braces, `{{a, b}, {c, d}}`.
  template <std::size_t Count, std::size_t... Members>
    requires(rank == 2 && sizeof...(Members) + 1 == static_cast<std::size_t>(extents[0]))
  constexpr tensor(number const (&first)[Count], number const (&... rest)[Members])
      : elements_(static_cast<int>(size())) {
    static_assert(Count == static_cast<std::size_t>(extents[1]) && ((Members == Count) && ...),
                  "tensor{{...}, ...}: every row must have as many values as the last extent");
    int i = 0;
    for (number const& x : first) elements_[i++] = x;
    (
        [&] {
          for (number const& x : rest) elements_[i++] = x;
        }(),
        ...);
  }
  template <Scalar Other>
  constexpr tensor(tensor<Other, Extents...> const& constant)
      : elements_(static_cast<int>(size())) {
    for (int i = 0; i < elements_.size(); ++i)
      elements_[i] = number(static_cast<Element>(constant.data()[i]));
  }

  /// Of a mask of rank 0, as of a `traced<bool>`.
  constexpr operator bool() const
    requires(std::is_same_v<Element, bool> && sizeof...(Extents) == 0)
  {
    return at(0);
  }
  /// Others have no one answer.
  template <class Decision>
    requires(std::is_same_v<Decision, bool> &&
             !(std::is_same_v<Element, bool> && sizeof...(Extents) == 0))
  constexpr explicit operator Decision() const noexcept(branch_on_traced_value<Decision>::refused) {
    return false;
  }

  using element = traced_element<Element, Graph, Extents...>;

  /// Element x(i, j, ...).
  template <ElementIndex... Indices>
  constexpr indexed<number, rank, sizeof...(Indices)> operator()(Indices... i) const& noexcept(
      index_count<rank, sizeof...(Indices)>::fits) {
    if constexpr (sizeof...(Indices) == sizeof...(Extents)) {
      if (!lies_inside<Extents...>(i...)) {
        if (Graph* const whole = graph(); remember_mistake(whole)) return {};
        index_lies_outside_its_axis();
      }
      return at(static_cast<int>(element_position<Extents...>(i...)));
    } else {
      return {};
    }
  }
  template <ElementIndex... Indices>
  constexpr indexed<element, rank, sizeof...(Indices)> operator()(Indices... i) & noexcept(
      index_count<rank, sizeof...(Indices)>::fits) {
    if constexpr (sizeof...(Indices) == sizeof...(Extents)) {
      if (!lies_inside<Extents...>(i...)) {
        if (Graph* const whole = graph(); remember_mistake(whole)) return {*this, 0};
        index_lies_outside_its_axis();
      }
      return {*this, static_cast<int>(element_position<Extents...>(i...))};
    } else {
      return {};
    }
  }
  /// x[i], of more axes than one a row, for reading.
  template <ElementIndex Integer>
  constexpr auto operator[](Integer i) const& {
    if constexpr (rank < 2) return (*this)(i);
    else return row_of_traced<Extents...>(*this, i);
  }
  template <ElementIndex Integer>
    requires(rank < 2)
  constexpr indexed<element, rank, 1> operator[](Integer i) & noexcept(index_count<rank, 1>::fits) {
    return (*this)(i);
  }

  /// The node of the whole tensor in `graph`.
  constexpr symbol node_in(Graph& graph) const {
    if (is_whole()) return node_;
    if (elements_.count == 0)
      return {&graph, intern_literal(graph, scalar_type_of<Element>, extents, 0.0)};
    return join_elements(graph, elements_.data(), extents);
  }
  constexpr Graph* graph() const {
    if (is_whole()) return node_.graph;
    for (int i = 0; i < elements_.size(); ++i)
      if (!elements_[i].is_constant()) return elements_[i].node().graph;
    return nullptr;
  }
  constexpr bool is_whole() const { return node_.graph != nullptr; }
  constexpr number at(int position) const {
    if (is_whole()) return number(element_of(node_, position));
    return elements_.count == 0 ? number() : elements_[position];
  }
  constexpr void set(int position, number const& x) {
    if (is_whole() || elements_.count == 0) {
      elements list(static_cast<int>(size()));
      for (int i = 0; i < list.size(); ++i) list[i] = at(i);
      elements_ = list;
      node_ = {};
    }
    elements_[position] = x;
  }

 private:
  symbol node_{};
  elements elements_;
};

/// A number that is traced, an element of a traced tensor among them.
template <class Value>
concept TracedNumber = requires {
  typename operand_traits<Value>::graph_type;
  requires operand_traits<Value>::extents.rank == 0;
};
template <class Value>
struct number_in_braces {
  using scalar = Value;
};
template <TracedNumber Value>
struct number_in_braces<Value> : operand_traits<Value> {};
template <class... Values>
struct graph_in_braces {};
template <class First, class... Rest>
struct graph_in_braces<First, Rest...> : graph_in_braces<Rest...> {};
template <TracedNumber First, class... Rest>
struct graph_in_braces<First, Rest...> : operand_traits<First> {};

/// `tensor{x, 2 * y, 1}` of traced numbers, plain ones among them, is a vector, as of plain numbers
/// alone.
template <class Value, class... Rest>
  requires(sizeof...(Rest) > 0 && (TracedNumber<Value> || ... || TracedNumber<Rest>) &&
           ((TracedNumber<Value> || Scalar<Value>) && ... && (TracedNumber<Rest> || Scalar<Rest>)))
tensor(Value, Rest...)
    -> tensor<traced<std::common_type_t<typename number_in_braces<Value>::scalar,
                                        typename number_in_braces<Rest>::scalar...>,
                     typename graph_in_braces<Value, Rest...>::graph_type>,
              index_t{1} + static_cast<index_t>(sizeof...(Rest))>;
/// Rows of them are a matrix: `tensor{{x, y}, {y, x}}`.
template <TracedNumber Value, std::size_t Count, std::size_t... Members>
tensor(Value const (&)[Count], Value const (&... rows)[Members]) -> tensor<
    traced<typename operand_traits<Value>::scalar, typename operand_traits<Value>::graph_type>,
    index_t{1} + static_cast<index_t>(sizeof...(Members)), Count>;

template <class Number, class Graph, index_t... Extents>
struct operand_traits<tensor<traced<Number, Graph>, Extents...>> {
  using front = basic_traced_front<Graph>;
  using scalar = Number;
  using graph_type = Graph;
  static constexpr shape extents = make_shape(Extents...);
  static constexpr Graph* graph_of(tensor<traced<Number, Graph>, Extents...> const& x) {
    return x.graph();
  }
  static constexpr basic_symbol<Graph> node_in(Graph& graph,
                                               tensor<traced<Number, Graph>, Extents...> const& x) {
    return x.node_in(graph);
  }
  /// A number of elements, as `count_beside` wants it.
  static constexpr auto count_in_graph(tensor<traced<Number, Graph>, Extents...> const& x,
                                       index_t count) {
    using number = std::conditional_t<std::is_floating_point_v<Number>, Number, std::int64_t>;
    if (!is_open(count)) return traced<number, Graph>(static_cast<number>(count));
    Graph* const graph = x.graph();
    return traced<number, Graph>(
        basic_symbol<Graph>{graph, intern_extent(*graph, scalar_type_of<number>, count)});
  }
};

}  // namespace typegrad

template <class Number, class Graph, typegrad::index_t... Extents>
struct std::numeric_limits<typegrad::traced_element<Number, Graph, Extents...>>
    : std::numeric_limits<typegrad::traced<Number, Graph>> {};
template <class Number, class Graph, typegrad::index_t... Extents, class Other>
struct std::common_type<typegrad::traced_element<Number, Graph, Extents...>, Other>
    : std::common_type<typegrad::traced<Number, Graph>, Other> {};
template <class Number, class Graph, typegrad::index_t... Extents, class Other>
struct std::common_type<Other, typegrad::traced_element<Number, Graph, Extents...>>
    : std::common_type<Other, typegrad::traced<Number, Graph>> {};
template <class Number, class Other, class Graph, typegrad::index_t... Extents,
          typegrad::index_t... Others>
struct std::common_type<typegrad::traced_element<Number, Graph, Extents...>,
                        typegrad::traced_element<Other, Graph, Others...>>
    : std::common_type<typegrad::traced<Number, Graph>, typegrad::traced<Other, Graph>> {};
