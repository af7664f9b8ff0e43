// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/value_pieces.hpp>
#include <typegrad/op/masked_adjoint.hpp>
#include <typegrad/transform/differentiate.hpp>

namespace typegrad {

/// Reverse mode through the pieces of a long list, the last one first. Adjoints of what pieces
/// share, and the masks of their zeros, are kept from one piece to the next; what a piece adds to
/// them is added within its program, in the order in which one program for all would add it.
template <class Graph>
class adjoint_pieces : public value_pieces<Graph> {
  using base = value_pieces<Graph>;

 public:
  using base::base;

  /// Passes the adjoints of what piece `which` makes on to what it reads.
  void run_back(int which) {
    growing_array<int> const made = this->made_by(which);
    growing_array<seed> seeds;
    for (int k = 0; k < made.count; ++k)
      if (this->shared[made[k]].adjoint) seeds.push_back({k, made[k], true});
    if (seeds.count > 0) pass_on(which, seeds);
    for (int const number : made) {
      shared_between_pieces& each = this->shared[number];
      each.adjoint = each.support = stored_pointer();
      if (!each.wanted) each.value = stored_pointer();
    }
  }

 private:
  /// An adjoint that the program is given, of number `place` of what the piece makes or reads.
  struct seed {
    int place;
    int number;  ///< in `shared`
    bool is_made;
  };

  void pass_on(int which, growing_array<seed>& seeds) {
    list_view<int> const read = this->inputs_of(which);
    growing_array<int> targets;
    for (int k = 0; k < read.count; ++k) {
      if (read[k] < 0) continue;
      shared_between_pieces const& each = this->shared[read[k]];
      if (this->node_of(each.entry).constant) continue;
      targets.push_back(read[k]);
      if (each.adjoint) seeds.push_back({k, read[k], false});
    }
    growing_array<word> words;
    words.push_back(static_cast<word>(request_kind::adjoints_of_piece));
    words.push_back(this->structure_of(which));
    for (int const number : targets)
      words.push_back(this->is_given(this->shared[number].entry) ? 1 : 0);
    note_seeds(words, seeds);
    run_time_program const& program = this_threads_plans().find({words.data(), words.size()}, [&] {
      Graph graph;
      this->list_piece(which, request_kind::adjoints_of_piece);
      growing_array<int> const ids = rebuild_values(this->piece, graph);
      auto const id_of = [&](int number) {
        int const entry = this->shared[number].entry;
        return ids[this->is_given(entry) || this->piece_of(entry) != which
                       ? this->shared[number].place
                       : this->place_of(entry, which)];
      };
      growing_array<int> const outputs =
          adjoints_and_supports(graph, id_of, read.count, seeds, targets);
      return run_time_program(graph, {outputs.data(), outputs.size()}, in_callers_memory, &graph);
    });
    growing_array<void const*> given;
    for (int const input : read) given.push_back(std::as_const(this->value_of(input)).data());
    for (seed const& each : seeds) {
      shared_between_pieces const& of = this->shared[each.number];
      given.push_back(std::as_const(*of.adjoint).data());
      if (of.support) given.push_back(std::as_const(*of.support).data());
    }
    growing_array<stored_pointer> results = run_into_new(program, given);
    for (int k = 0; k < targets.count; ++k) {
      stored_pointer& adjoint = results[2 * k];
      stored_pointer& support = results[2 * k + 1];
      if (adjoint->type == no_adjoint) continue;
      shared_between_pieces& of = this->shared[targets[k]];
      of.adjoint = std::move(adjoint);
      of.support = support->type == no_support ? stored_pointer() : std::move(support);
    }
  }

  void note_seeds(growing_array<word>& words, growing_array<seed> const& seeds) const {
    for (seed const& each : seeds) {
      shared_between_pieces const& of = this->shared[each.number];
      words.push_back(2 * each.place + (each.is_made ? 1 : 0));
      words.push_back(static_cast<word>(of.adjoint->type));
      shape const support = of.support ? of.support->extents() : shape();
      words.push_back(of.support ? support.rank : -1);
      for (int axis = 0; axis < support.rank; ++axis) words.push_back(support[axis]);
    }
  }

  // Results of these types say that there is none.
  static constexpr scalar_type no_adjoint = scalar_type::boolean;
  static constexpr scalar_type no_support = scalar_type::int32;

  /// For each target its adjoint and the mask of where that is more than a zero of the structure.
  template <class IdOf>
  growing_array<int> adjoints_and_supports(Graph& graph, IdOf const& id_of, int given,
                                           growing_array<seed> const& seeds,
                                           growing_array<int> const& targets) const {
    growing_array<int> from, upstreams, to;
    for (seed const& each : seeds) {
      shared_between_pieces const& of = this->shared[each.number];
      int const id = intern_input(graph, given++, of.adjoint->type, of.adjoint->extents());
      int const support =
          of.support ? intern_input(graph, given++, scalar_type::boolean, of.support->extents())
                     : -1;
      from.push_back(id_of(each.number));
      upstreams.push_back(masked_by_support(graph, {id, support}));
    }
    for (int const number : targets) to.push_back(id_of(number));
    growing_array<int> supports;
    growing_array<int> const adjoints =
        differentiate(graph, {from.items, from.count}, {upstreams.items, upstreams.count},
                      {to.items, to.count}, {}, &supports);
    growing_array<int> made;
    for (int k = 0; k < targets.count; ++k) {
      bool const exists = adjoints[k] >= 0 && !symbol_in(graph, adjoints[k]).is_uniform(0.0);
      int const adjoint = exists ? masked_by_support(graph, {adjoints[k], supports[k]}) : -1;
      made.push_back(exists ? adjoint : intern_literal(graph, no_adjoint, shape{}, 0.0));
      bool const is_masked = exists && !this->is_given(this->shared[targets[k]].entry) &&
                             split_mask(symbol_in(graph, adjoint)).is_masked();
      made.push_back(is_masked ? nonzero(seen_through_masks(symbol_in(graph, adjoint))).id
                               : intern_literal(graph, no_support, shape{}, 0.0));
    }
    return made;
  }
};

}  // namespace typegrad
