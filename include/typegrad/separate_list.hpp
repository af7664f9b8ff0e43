// SPDX-License-Identifier: BSL-1.0

// By what the run-time mode is entered, and the operations that most programs have, kernels and
// derivative rules included: compiled elsewhere where this is included, or here, where
// TYPEGRAD_SEPARATED is `template`. No guard: `separate.hpp` includes it once more.
#ifndef TYPEGRAD_SEPARATED
#define TYPEGRAD_SEPARATED extern template
#endif

namespace typegrad {

TYPEGRAD_SEPARATED void evaluate_values<dynamic_graph>(list_view<value_node*>);
TYPEGRAD_SEPARATED void evaluate_value<dynamic_graph>(value_node&);
TYPEGRAD_SEPARATED void replace_value<dynamic_graph>(value_node&, stored_pointer);
TYPEGRAD_SEPARATED void backward<dynamic_graph>(value_node&, backward_options const&);
TYPEGRAD_SEPARATED bool backward_on_tape<float>(held_value const&);
TYPEGRAD_SEPARATED bool backward_on_tape<double>(held_value const&);
TYPEGRAD_SEPARATED node_pointer record_operands<1>(recording_rules const&, scalar_type,
                                                   list_view<word>, operand_record (&)[1]);
TYPEGRAD_SEPARATED node_pointer record_operands<2>(recording_rules const&, scalar_type,
                                                   list_view<word>, operand_record (&)[2]);
TYPEGRAD_SEPARATED node_pointer record_operands<3>(recording_rules const&, scalar_type,
                                                   list_view<word>, operand_record (&)[3]);
TYPEGRAD_SEPARATED growing_array<node_pointer> pull_values<dynamic_graph>(
    growing_array<node_pointer> const&, growing_array<node_pointer> const&,
    growing_array<node_pointer> const&, derivative_use);
TYPEGRAD_SEPARATED growing_array<node_pointer> push_values<dynamic_graph>(
    growing_array<node_pointer> const&, growing_array<node_pointer> const&,
    growing_array<node_pointer> const&, derivative_use);
TYPEGRAD_SEPARATED growing_array<node_pointer> jacobian_values<dynamic_graph>(
    growing_array<node_pointer> const&, growing_array<node_pointer> const&, derivative_use);
TYPEGRAD_SEPARATED void run_time_program::plan(graph_builder const&, list_view<int>, int,
                                               graph_builder*);
TYPEGRAD_SEPARATED void run_time_program::run_steps(std::byte*) const;

TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::abs>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::add>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::broadcast_to>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::cast>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::cos>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::div>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::equal>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::exp>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::join>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::log>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::logical_not>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::logical_or>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::matmul>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::mul>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::neg>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::pow>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::reshape>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::sigmoid>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::sign>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::sin>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::slice>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::sqrt>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::square>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::sub>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::sum>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::tanh>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::transpose>;
TYPEGRAD_SEPARATED struct dynamic_operation_object<ops::where>;

}  // namespace typegrad

#undef TYPEGRAD_SEPARATED
