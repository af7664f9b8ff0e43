// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/api/tracing.hpp>
#include <typegrad/c_text/casadi_source.hpp>
#include <typegrad/ops.hpp>
#include <typegrad/run/program.hpp>

#include <cstdint>
#include <cstring>
#include <memory>
#include <ostream>

namespace typegrad {

/// A graph of a program in arrays that grow.
template <class Graph>
growing_graph c_graph(Graph const& graph) {
  growing_graph made;
  made.sizes = graph.sizes;
  auto const copy = [](auto& to, auto const* from, int count) {
    to.resize(count);
    for (int i = 0; i < count; ++i) to[i] = from[i];
  };
  copy(made.nodes, graph.nodes, graph.sizes.nodes);
  copy(made.operands, graph.operands, graph.sizes.operands);
  copy(made.attributes, graph.attributes, graph.sizes.attributes);
  copy(made.shapes, graph.shapes, graph.sizes.shapes);
  copy(made.outputs, graph.outputs, graph.sizes.outputs);
  return made;
}

template <class Program, int Node>
void add_c_operation(c_operations& operations) {
  constexpr operation const* op = Program::flat.nodes[Node].op;
  if constexpr (op->kind == operation_kind::element_wise || op->kind == operation_kind::reduction ||
                op->kind == operation_kind::opaque)
    if constexpr (has_c_text<operation_at<op>>) operations[op] = &c_operation_of<operation_at<op>>;
}

/// The leaves of arguments.
template <class Code>
struct c_arguments;
template <class Function, class... Values>
struct c_arguments<compiled<Function, Values...>> {
  using function = Function;

  static void append(std::vector<c_argument>& to) {
    auto const add = [&](auto const& leaf) {
      using traits = operand_traits<std::remove_cvref_t<decltype(leaf)>>;
      to.push_back({scalar_type_of<typename traits::scalar>, traits::extents});
    };
    auto const add_all = [&](auto const& x) { for_each_leaf(x, add); };
    (add_all(traced_type<Values>{}), ...);
  }
};

/// The elements of a member of an object, from one of its words on.
template <class Function>
growing_array<word> elements_of_member(Function const& f, int place, scalar_type type,
                                       index_t count) {
  auto const* const bytes =
      static_cast<unsigned char const*>(static_cast<void const*>(std::addressof(f)));
  growing_array<word> elements;
  for (index_t i = 0; i < count; ++i) {
    auto const next = [&](auto number) {
      std::memcpy(&number, bytes + 4 * place + static_cast<std::size_t>(i) * sizeof number,
                  sizeof number);
      return encode_literal(type, static_cast<double>(number));
    };
    elements.push_back(type == scalar_type::float64   ? next(double{})
                       : type == scalar_type::float32 ? next(float{})
                                                      : next(std::int32_t{}));
  }
  return elements;
}
/// The members of a function that a graph reads, as numbers of the code.
template <class Function>
void make_literals_of_members(growing_graph& graph, int arguments, Function const& f) {
  for (int id = 0; id < graph.size(); ++id) {
    node_record& record = graph.nodes[id];
    if (record.op->kind != operation_kind::input) continue;
    int const place = static_cast<int>(graph.attributes_of(id)[0]) - arguments;
    if (place < 0) continue;
    growing_array<word> const elements =
        elements_of_member(f, place, record.type, graph.shape_of(id).size());
    record.op = &literal_node;
    record.first_attribute = graph.sizes.attributes;
    record.attribute_count = elements.size();
    for (word const each : elements) {
      graph.attributes.resize(++graph.sizes.attributes);
      graph.attributes.back() = each;
    }
  }
}

/// Whether a program computes with numbers that C has.
template <class Program>
constexpr bool has_numbers_of_c() {
  constexpr bool right = !requires { typename Program::real_numbers; };
  static_assert(right,
                "typegrad: write_c<program>(out, name): a function in C computes with float or "
                "double, the program with a number type of its own");
  return right;
}

/// What a program is as a function in C. Of a function with data its object says what is in it.
template <class Program, class... Object>
c_request c_request_of(Object const&... f) {
  using code = typename Program::code;
  static_assert(
      !requires { code::open_graph; },
      "typegrad: write_c<program>(out, name): a function in C has arguments of known "
      "extents, which tg::dyn is not");
  static_assert(code::leaves.size == code::arguments.size || sizeof...(Object) > 0,
                "typegrad: write_c<program>(out, name): the function has data of its own: give "
                "the object, write_c<program>(out, name, f), or the data as an argument");
  c_request made{c_graph(code::flat), {}, {}, {}};
  (make_literals_of_members(made.graph, code::arguments.size, f), ...);
  // what `small` and `constant_time` say of a program
  if (code::limits.unroll < made.limits.unroll) made.limits.unroll = code::limits.unroll;
  made.limits.sides = code::limits.sides;
  c_arguments<code>::append(made.arguments);
  growing_array<char const*> names;
  Program::input_names::append(names);
  for (std::size_t i = 0; i < made.arguments.size(); ++i)
    if (char const* const name = names[static_cast<int>(i)]; name != nullptr)
      made.arguments[i].meaning = name;
  for (int k = 0; k < made.graph.sizes.outputs; ++k)
    made.results.push_back(
        {code::results.type[k], without_table(made.graph.shape_of(made.graph.outputs[k]))});
  [&]<int... Node>(std::integer_sequence<int, Node...>) {
    static_cast<void>(
        std::initializer_list<int>{(add_c_operation<code, Node>(made.operations), 0)...});
  }(std::make_integer_sequence<int, code::flat.sizes.nodes>{});
  return made;
}

/// Writes a program as a function in C99 that calls nothing but the functions of math.h:
/// `tg::write_c<program>(file, "step")` writes `void step(...)`, with its declaration before it.
/// Numbers are arguments by value, tensors arrays in row-major order; results are written where
/// the caller says. What it works in, where it takes more than local variables, is a `struct
/// step_work` of the caller, so that it allocates nothing and can run in several threads. With
/// `tg::c_interface::casadi` it has the symbols of CasADi's functions instead.
///
/// Of a function with data, `write_c<program>(file, "step", f)`, the members are numbers of the
/// code, with the values that they have now.
///
/// errors    `std::invalid_argument` for an operation that has no formula in C
template <class Program>
void write_c(std::ostream& out, std::string const& name,
             c_interface interface = c_interface::plain) {
  if constexpr (has_numbers_of_c<Program>())
    out << c_text(c_request_of<Program>(), name, interface);
}
template <class Program>
void write_c(std::ostream& out, std::string const& name,
             typename c_arguments<typename Program::code>::function const& f,
             c_interface interface = c_interface::plain) {
  if constexpr (has_numbers_of_c<Program>())
    out << c_text(c_request_of<Program>(f), name, interface);
}
/// Writes the declaration of such a function: the header beside it.
template <class Program, class... Object>
void write_c_header(std::ostream& out, std::string const& name, Object const&... f) {
  c_request const request = c_request_of<Program>(f...);
  out << c_source(request, name).declaration();
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
