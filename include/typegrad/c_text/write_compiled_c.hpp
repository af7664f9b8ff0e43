// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/c_text/casadi_source.hpp>
#include <typegrad/dynamic/compile.hpp>

#include <cstring>
#include <ostream>

namespace typegrad {

/// Makes input `node` of a graph a literal, with the elements that a value has now.
inline void make_literal_of(growing_graph& graph, int node, value_node& value) {
  evaluate_value(value);
  node_record& record = graph.nodes[node];
  record.op = &literal_node;
  record.first_attribute = graph.sizes.attributes;
  record.attribute_count = static_cast<int>(value.extents->size());
  auto const* const bytes = static_cast<std::byte const*>(std::as_const(*value.value).data());
  for (int i = 0; i < record.attribute_count; ++i) {
    auto const element = [&](auto number) {
      std::memcpy(&number, bytes + static_cast<std::size_t>(i) * sizeof number, sizeof number);
      if constexpr (std::is_floating_point_v<decltype(number)>)
        return encode_literal(record.type, static_cast<double>(number));
      else return static_cast<word>(number);
    };
    graph.attributes.resize(++graph.sizes.attributes);
    graph.attributes.back() = record.type == scalar_type::float64   ? element(double{})
                              : record.type == scalar_type::float32 ? element(float{})
                              : record.type == scalar_type::int64   ? element(std::int64_t{})
                              : record.type == scalar_type::int32   ? element(std::int32_t{})
                                                                    : element(false);
  }
}

/// What a compiled function computes as a function in C. What `f` captured is a number of the code:
/// its value now.
template <class Graph>
c_request c_request_of(compiled_programs<Graph> const& programs, compiled_request request) {
  if (request != compiled_request::values && request != compiled_request::gradients &&
      request != compiled_request::jacobians)
    throw c_refusal("a compiled function gives values, gradients or jacobians");
  c_request made;
  listed_program inputs;
  growing_array<int> outputs;
  Graph const graph = programs.list_graph(request, outputs, inputs);
  graph_builder rebuilt;
  for (int const id :
       rebuild_and_freeze(graph, {outputs.data(), outputs.size()}, rebuilt, made.graph))
    made.results.push_back({rebuilt.node(id).type, without_table(rebuilt.shape_of(id))});

  for (node_pointer const& argument : programs.arguments)
    made.arguments.push_back({argument->type, argument->extents});
  for (int const argument : inputs.argument_of) made.argument_of.push_back(argument);
  for (int id = 0; id < made.graph.size(); ++id) {
    if (made.graph.nodes[id].op->kind != operation_kind::input) continue;
    auto const input = static_cast<int>(made.graph.attributes_of(id)[0]);
    if (inputs.argument_of[input] < 0) make_literal_of(made.graph, id, *inputs.captured[input]);
  }
  for (node_record const& node : made.graph.nodes)
    if (node.op->kind == operation_kind::element_wise ||
        node.op->kind == operation_kind::reduction || node.op->kind == operation_kind::opaque)
      made.operations[node.op] = kernels_of(*node.op).as_c;
  return made;
}

/// Writes what a compiled function computes as a function in C99: `tg::write_c(file, "step", f)`
/// writes the function's results, with `tg::compiled_request::gradients` its value and gradients.
/// Arguments and results are as `write_c<program>` has them. Variables that it captured are numbers
/// of the code, with the values that they have now.
///
/// errors    `std::invalid_argument` for an operation that has no formula in C
template <class Result, class... Types>
void write_c(std::ostream& out, std::string const& name,
             compiled_function<Result, Types...> const& f,
             compiled_request request = compiled_request::values,
             c_interface interface = c_interface::plain) {
  out << c_text(c_request_of(f.programs(), request), name, interface);
}
/// Writes the declaration of such a function: the header beside it.
template <class Result, class... Types>
void write_c_header(std::ostream& out, std::string const& name,
                    compiled_function<Result, Types...> const& f,
                    compiled_request request = compiled_request::values) {
  c_request const made = c_request_of(f.programs(), request);
  out << c_source(made, name).declaration();
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
