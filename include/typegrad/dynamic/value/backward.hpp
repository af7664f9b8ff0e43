// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/adjoint_pieces.hpp>
#include <typegrad/dynamic/value/evaluate_values.hpp>
#include <typegrad/dynamic/value/value_lifter.hpp>
#include <typegrad/op/shape_words.hpp>
#include <typegrad/tensor/shape_error.hpp>
#include <typegrad/transform/differentiate.hpp>
#include <typegrad/transform/stand_in_node.hpp>

namespace typegrad {

/// What `backward` is asked for besides the gradients of the leaves.
struct backward_options {
  bool retain_grad = false;   ///< the gradients of all values on the way, too
  bool create_graph = false;  ///< gradients that can be differentiated again
};

/// Puts `added`, of the same shape, onto the gradient that a value has.
inline void accumulate_gradient(value_node& to, stored_pointer added) {
  node_pointer& gradient = to.own_details().gradient;
  if (!gradient) {
    gradient = make_leaf(std::move(added), true);
    return;
  }
  evaluate_value(*gradient);
  stored_value const& old = *gradient->value;
  scalar_type const type = promote(old.type, added->type);
  stored_pointer const sum = make_stored(type, to.extents);
  with_scalar(type, [&](auto zero) {
    using number_type = decltype(zero);
    number_type* const elements = static_cast<number_type*>(sum->data());
    auto const element = [](stored_value const& x, index_t i) {
      return with_scalar(x.type, [&](auto of) {
        return static_cast<number_type>(static_cast<decltype(of) const*>(x.data())[i]);
      });
    };
    index_t const n = to.extents->size();
    if (old.type == type && added->type == type) {
      number_type const* const a = static_cast<number_type const*>(old.data());
      number_type const* const b = static_cast<number_type const*>(std::as_const(*added).data());
      for (index_t i = 0; i < n; ++i) elements[i] = static_cast<number_type>(a[i] + b[i]);
    } else {
      for (index_t i = 0; i < n; ++i)
        elements[i] = static_cast<number_type>(element(old, i) + element(*added, i));
    }
  });
  gradient = make_leaf(sum, true);
}

/// The gradients of one value with respect to the leaves that it was made of.
template <class Graph>
class gradient_pass {
 public:
  gradient_pass(value_node& root, backward_options const& options)
      : root_(root), options_(options), list_(request_kind::gradients, use_of_list()) {
    if (node_pointer const preset = root.gradient(); preset && !options.create_graph)
      evaluate_value(*preset);  // before nodes are listed: their places stand in them
    place_ = list_.add(root);
    compute_missing();
    find_targets();
    require_gradient();
  }

  void run() {
    node_pointer const preset = root_.gradient();
    if (options_.create_graph) run_with_graph(preset);
    else run_planned(preset);
    if (!options_.retain_grad && root_.details && root_.has_history())
      root_.details->gradient = node_pointer();
  }

 private:
  struct target {
    int place;
    bool leaf;
  };

  void require_gradient() const {
    bool reals = false;
    bool integers = false;
    for (target const& t : targets_)
      if (t.leaf) (is_real(list_.entries.items[t.place].node->type) ? reals : integers) = true;
    if (root_.type == scalar_type::boolean || (!is_real(root_.type) && reals && !integers))
      throw std::invalid_argument(
          "backward(): a comparison, or an integer made of real numbers, is constant wherever it "
          "has a derivative: it has no gradient");
  }

  list_use use_of_list() const {
    bool const whole = options_.retain_grad || options_.create_graph;
    return whole ? list_use::whole : list_use::in_pieces;
  }

  void compute_missing() {
    if (list_.missing.count == 0) return;
    growing_array<node_pointer> kept;
    for (value_node* const node : list_.missing) kept.push_back(node_pointer(node));
    evaluate_values({list_.missing.data(), list_.missing.size()});
    // What was given by others is a leaf now.
    list_ = value_list(request_kind::gradients, use_of_list());
    place_ = list_.add(root_);
  }

  void find_targets() {
    for (int i = 0; i < list_.entries.count; ++i) {
      bool const given = list_.is_given(i);
      if (!given && (!options_.retain_grad || i == place_)) continue;
      value_node const& node = *list_.entries[i].node;
      if (node.constant) continue;
      expect_shape(node, given ? list_.extents_of_given(i) : node.extents);
      targets_.push_back({i, given});
    }
  }

  /// Gradients have the shape of their variable, also where it got data of another shape.
  static void expect_shape(value_node const& node, shape const& used) {
    if (!(node.extents == used))
      throw shape_error(
          std::string(
              "backward(): a variable must have the shape that it had when it was used; it is ") +
          words_of(node.extents).text + ", it was " + words_of(used).text);
    if (node_pointer const old = node.gradient(); old && !(old->extents == used))
      throw shape_error(std::string("backward(): a gradient must have the shape of its variable, "
                                    "see clear_grad(); the gradient is ") +
                        words_of(old->extents).text + ", the variable is " + words_of(used).text);
  }

  /// The nodes of all entries. Values whose gradients are kept get names of their own, because two
  /// that are equal are one node.
  growing_array<int> rebuild_named(Graph& graph) const {
    if (!options_.retain_grad) return rebuild_values(list_, graph);
    return rebuild_values(list_, graph, [&](int entry, int id) {
      value_node const& node = *list_.entries[entry].node;
      return list_.is_given(entry) || node.constant || entry == place_ ? id
                                                                       : intern_stand_in(graph, id);
    });
  }

  growing_array<int> adjoints_of(Graph& graph, growing_array<int> const& ids, int upstream) const {
    growing_array<int> wrt;
    for (target const& t : targets_) wrt.push_back(ids[t.place]);
    int const output = ids[place_];
    return differentiate(graph, {&output, 1}, {&upstream, 1}, {wrt.data(), wrt.size()});
  }

  void run_planned(node_pointer const& preset) {
    bool const wants_value = !root_.value;
    list_.note((options_.retain_grad ? 1 : 0) | (preset ? 2 : 0) | (wants_value ? 4 : 0) |
               (preset ? static_cast<word>(preset->type) << 8 : 0));
    list_.note(place_);
    if (is_cut(list_)) return run_in_pieces(preset);
    run_time_program const& program = this_threads_plans().find(list_.words(), [&] {
      Graph graph;
      growing_array<int> const ids = rebuild_named(graph);
      int given = 0;
      for (int i = 0; i < ids.size(); ++i) given += list_.is_given(i) ? 1 : 0;
      int const upstream = preset ? intern_input(graph, given, preset->type, root_.extents)
                                  : intern_literal(graph, root_.type, root_.extents, 1.0);
      growing_array<int> const adjoints = adjoints_of(graph, ids, upstream);
      growing_array<int> outputs;
      if (wants_value) outputs.push_back(ids[place_]);
      for (int k = 0; k < targets_.count; ++k)
        outputs.push_back(or_zero(graph, adjoints[k], ids[targets_[k].place]));
      return run_time_program(graph, {outputs.data(), outputs.size()}, in_callers_memory, &graph);
    });
    growing_array<void const*> given = given_elements(list_);
    if (preset) given.push_back(preset->value->data());
    growing_array<stored_pointer> results = run_into_new(program, given);
    int next = 0;
    if (wants_value) root_.value = results[next++];
    for (target const& t : targets_)
      accumulate_gradient(*list_.entries[t.place].node, results[next++]);
    if (options_.retain_grad && !preset) keep_ones();
  }

  void run_in_pieces(node_pointer const& preset) {
    adjoint_pieces<Graph> pieces(list_);
    for (target const& t : targets_) pieces.share(t.place);
    shared_between_pieces& root = pieces.share(place_);
    root.wanted = true;
    root.adjoint = preset ? preset->value : stored_full(root_.type, root_.extents, 1);
    for (int which = 0; which < pieces.count(); ++which) pieces.run_forward(which);
    for (int which = pieces.count() - 1; which >= 0; --which) pieces.run_back(which);
    root_.value = pieces.share(place_).value;
    for (target const& t : targets_) {
      value_node& node = *list_.entries[t.place].node;
      stored_pointer& adjoint = pieces.share(t.place).adjoint;
      accumulate_gradient(node,
                          adjoint ? std::move(adjoint) : stored_full(node.type, node.extents, 0));
    }
  }

  void keep_ones() {
    root_.own_details().gradient = make_leaf(stored_full(root_.type, root_.extents, 1), true);
  }

  /// For each target the first one of the same node: a leaf that got other data between two uses is
  /// listed twice.
  growing_array<int> first_targets() const {
    growing_array<int> at_place(list_.entries.count, -1);
    growing_array<int> first(targets_.count);
    for (int k = 0; k < targets_.count; ++k) {
      at_place[targets_[k].place] = k;
      first[k] = at_place[list_.entries[targets_[k].place].node->index];
    }
    return first;
  }

  /// Without a holder nobody could ask for the gradient, and nobody would end that it and its
  /// variable keep each other.
  bool is_given_gradient(int k, int first_of_node) const {
    return k == first_of_node && list_.entries[targets_[k].place].node->holders > 0;
  }

  void run_with_graph(node_pointer const& preset) {
    growing_array<int> old(targets_.count, -1);
    growing_array<int> const same = first_targets();
    int const upstream_place = preset ? list_.add(*preset) : -1;
    for (int k = 0; k < targets_.count; ++k)
      if (node_pointer const gradient = list_.entries[targets_[k].place].node->gradient(); gradient)
        old[k] = list_.add(*gradient);
    Graph graph;
    growing_array<int> const ids = rebuild_named(graph);
    int const upstream =
        preset ? ids[upstream_place] : intern_literal(graph, root_.type, root_.extents, 1.0);
    growing_array<int> adjoints = adjoints_of(graph, ids, upstream);
    for (int k = 0; k < adjoints.size(); ++k) {
      adjoints[k] = or_zero(graph, adjoints[k], ids[targets_[k].place]);
      if (same[k] < k) adjoints[same[k]] = sum_of_nodes(graph, adjoints[same[k]], adjoints[k]);
      else if (old[k] >= 0) adjoints[k] = sum_of_nodes(graph, ids[old[k]], adjoints[k]);
    }
    value_lifter lifter(list_, {ids.data(), ids.size()}, graph);
    growing_array<node_pointer> gradients;
    for (int k = 0; k < targets_.count; ++k)
      gradients.push_back(is_given_gradient(k, same[k])
                              ? lifter.lift_own(adjoints[k], *list_.entries[targets_[k].place].node,
                                                targets_.count > 1)
                              : node_pointer());
    for (int k = 0; k < targets_.count; ++k)
      if (gradients[k])
        list_.entries[targets_[k].place].node->own_details().gradient = gradients[k];
    if (options_.retain_grad && !preset) keep_ones();
  }

  value_node& root_;
  backward_options options_;
  value_list list_;
  int place_ = -1;
  growing_array<target> targets_;
};

/// Reverse mode from `root`, see `variable::backward`.
template <class Graph = dynamic_graph>
void backward(value_node& root, backward_options const& options) {
  if (!root.has_history()) {
    if (!root.gradient()) {
      evaluate_value(root);
      accumulate_gradient(root, stored_full(root.type, root.extents, 1));
    }
    return;
  }
  gradient_pass<Graph>(root, options).run();
}

}  // namespace typegrad
