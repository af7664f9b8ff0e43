// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/embedded.hpp>
#include <typegrad/transform/assign_blocks.hpp>
#include <typegrad/transform/run_time_plan.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

/// Runs a plan in pretence: every element of the workspace remembers whose value it holds. Shares
/// no code with the passes; `mistake` names the first rule that was broken.
template <class Graph, class Plan>
struct plan_checker {
  using index_t = typegrad::index_t;
  using place_kind = typegrad::place_kind;
  using step_kind = typegrad::step_kind;

  Graph const& graph;
  Plan const& made;
  std::string mistake{};
  std::vector<int>
      memory[typegrad::scalar_type_count]{};  // whose value an element of the workspace holds
  std::vector<int> registers[typegrad::scalar_type_count]{};
  std::vector<bool> computed{};

  plan_checker(Graph const& g, Plan const& p) : graph(g), made(p), computed(at(g.size())) {
    for (int t = 0; t < typegrad::scalar_type_count; ++t) {
      memory[t].assign(static_cast<std::size_t>(p.workspace[t]), -1);
      registers[t].assign(at(p.registers[t]), -1);
    }
  }

  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  void require(bool holds, char const* rule, int id) {
    if (!holds && mistake.empty()) mistake = rule + std::string(", node ") + std::to_string(id);
  }
  typegrad::placement const& place(int id) const { return made.places[id]; }
  int type_of(int id) const { return static_cast<int>(graph.nodes[id].type); }

  std::pair<std::vector<int>*, index_t> memory_of(int id) {
    if (place(id).kind == place_kind::workspace) return {&memory[type_of(id)], place(id).offset};
    if (place(id).kind == place_kind::registers) return {&registers[type_of(id)], place(id).index};
    return {nullptr, 0};
  }
  void check_readable(int id) {
    auto const kind = graph.nodes[id].op->kind;
    if (kind == typegrad::operation_kind::input)
      return require(place(id).kind == place_kind::input, "input", id);
    if (kind == typegrad::operation_kind::literal)
      return require(place(id).kind == place_kind::literal, "literal", id);
    if (place(id).kind == place_kind::view) {
      require(place(id).base != id && place(place(id).base).kind != place_kind::view,
              "base of a view", id);
      return check_readable(place(id).base);
    }
    require(computed[at(id)], "is computed before it is read", id);
    require(place(id).kind != place_kind::nowhere, "what another step reads has a place", id);
    auto const [owners, first] = memory_of(id);
    for (index_t i = 0; owners != nullptr && i < graph.shape_of(id).size(); ++i)
      require((*owners)[static_cast<std::size_t>(first + i)] == id,
              "nobody writes over a value that is read later", id);
  }
  void write(int id) {
    require(!computed[at(id)], "is computed once", id);
    computed[at(id)] = true;
    auto const [owners, first] = memory_of(id);
    if (owners == nullptr) return;
    require(first >= 0 && first + graph.shape_of(id).size() <= static_cast<index_t>(owners->size()),
            "fits into memory", id);
    for (index_t i = 0; mistake.empty() && i < graph.shape_of(id).size(); ++i)
      (*owners)[static_cast<std::size_t>(first + i)] = id;
  }
  bool flows(int operand, int s, int reader) const {
    return place(operand).step == s && operand < reader &&
           graph.nodes[operand].op->kind == typegrad::operation_kind::element_wise;
  }

  /// The part `half` of a value's elements, 0 or 1, or all of them.
  std::pair<index_t, index_t> part_of(int id, int half) const {
    index_t const size = graph.shape_of(id).size();
    return half < 0    ? std::pair{index_t{0}, size}
           : half == 0 ? std::pair{index_t{0}, size / 2}
                       : std::pair{size / 2, size};
  }
  void check_owner(int id, int half) {
    auto const [owners, first] = memory_of(id);
    auto const [from, to] = part_of(id, half);
    for (index_t i = from; owners != nullptr && i < to; ++i)
      require((*owners)[static_cast<std::size_t>(first + i)] == id,
              "nobody writes over an element that is read later", id);
  }
  void check_loop(int s) {
    auto const& loop = made.steps[s];
    bool const reduces = graph.nodes[loop.node].op->kind == typegrad::operation_kind::reduction;
    auto const& space = graph.shape_of(reduces ? graph.operand(loop.node, 0) : loop.node);
    std::set<int> before;
    for (int m = 0; m < loop.member_count; ++m) {
      int const id = made.members[loop.first_member + m];
      require(place(id).step == s, "a member knows its loop", id);
      for (int const operand : graph.operands_of(id)) {
        if (flows(operand, s, id)) require(before.count(operand) == 1, "members are in order", id);
        else check_readable(operand);
      }
      before.insert(id);
    }
    for (int const id : before) {
      require(!computed[at(id)], "is computed once", id);
      computed[at(id)] = true;
    }
    // Two turns, each half of the elements. What another turn reads as well must still be there in
    // the second.
    for (int half = 0; half < 2; ++half)
      for (int m = 0; m < loop.member_count; ++m) {
        int const id = made.members[loop.first_member + m];
        for (int const operand : graph.operands_of(id)) {
          if (flows(operand, s, id)) continue;
          bool const element_by_element =
              place(operand).base == operand && graph.shape_of(operand) == space;
          check_owner(place(operand).base, element_by_element ? half : -1);
        }
        auto const [owners, first] = memory_of(id);
        if (owners == nullptr) continue;
        require(
            first >= 0 && first + graph.shape_of(id).size() <= static_cast<index_t>(owners->size()),
            "fits into memory", id);
        auto const [from, to] = part_of(
            id, graph.nodes[id].op->kind == typegrad::operation_kind::reduction ? -1 : half);
        for (index_t i = from; mistake.empty() && i < to; ++i)
          (*owners)[static_cast<std::size_t>(first + i)] = id;
      }
    for (int const id : before) check_owner(id, -1);
  }
  void check_step(int s, std::vector<int>& outputs) {
    auto const& current = made.steps[s];
    if (current.output >= 0) {
      check_readable(current.node);
      require(graph.outputs[current.output] == current.node, "copies the right node", current.node);
      ++outputs[at(current.output)];
      return;
    }
    if (current.kind == step_kind::loop) return check_loop(s);
    require(place(current.node).step == s, "a node knows its step", current.node);
    for (int const operand : graph.operands_of(current.node)) check_readable(operand);
    write(current.node);
    for (int const operand : graph.operands_of(current.node)) check_readable(operand);
  }
  void check_runs() {
    int next = 0;
    std::set<int> loaded;
    for (int i = 0; i < made.load_count; ++i) loaded.insert(made.loads[i]);
    require(static_cast<int>(loaded.size()) == made.load_count, "loads are different", -1);
    for (int r = 0; r < made.run_count; ++r) {
      require(made.runs[r].first == next && made.runs[r].count > 0, "runs follow one another", r);
      next += made.runs[r].count;
      for (int s = made.runs[r].first; made.runs[r].scalar && s < next; ++s) {
        int const id = made.steps[s].node;
        require(
            made.steps[s].kind == step_kind::elements && place(id).kind == place_kind::registers,
            "run of numbers", id);
        for (int const operand : graph.operands_of(id)) {
          bool const held = place(operand).kind == place_kind::registers;
          require(held ? place(operand).scalar == place(operand).index : loaded.count(operand) == 1,
                  "operand of a run is in a register", operand);
        }
      }
    }
    require(next == made.step_count, "runs hold every step", -1);
  }

  /// What must be computed before `id` is read, as memory.
  bool is_there(int id) const {
    int const base = place(id).base;
    auto const kind = graph.nodes[base].op->kind;
    return kind == typegrad::operation_kind::input || kind == typegrad::operation_kind::literal ||
           computed[at(base)];
  }
  /// Runs the steps of `runs` where the masks answer so; `branch` is the next in the list.
  template <class Answer>
  void run_with(int run, int last, int branch, int last_branch, Answer const& answer) {
    while (run < last && mistake.empty()) {
      if (branch < last_branch && made.branches[branch].first == run) {
        auto const& next = made.branches[branch];
        require(is_there(next.mask), "a mask is computed before it decides", next.mask);
        int const middle = run + next.then_count;
        int const end = middle + next.else_count;
        int const inner = branch + 1 + next.then_branches;
        bool const holds = answer(next.mask);
        if (holds) run_with(run, middle, branch + 1, inner, answer);
        else run_with(middle, end, inner, inner + next.else_branches, answer);
        for (int r = end; r < next.last(); ++r) {
          int const id = made.steps[made.runs[r].first].node;
          require(typegrad::is_selection_by_number(graph, id) &&
                      graph.operand(id, 0) == next.mask && made.runs[r].count == 1,
                  "a branch ends with its selections", id);
          run_node(id, made.runs[r].first, answer);
        }
        run = next.last();
        branch = inner + next.else_branches;
        require(run <= last, "a branch lies within one side", next.mask);
      } else {
        for (int s = made.runs[run].first; s < made.runs[run].first + made.runs[run].count; ++s) {
          auto const& current = made.steps[s];
          if (current.output >= 0)
            require(is_there(current.node), "an output is computed", current.node);
          else if (current.kind == step_kind::loop)
            for (int m = 0; m < current.member_count; ++m)
              run_node(made.members[current.first_member + m], s, answer);
          else run_node(current.node, s, answer);
        }
        ++run;
      }
    }
  }
  template <class Answer>
  void run_node(int id, int s, Answer const& answer) {
    bool const selects = typegrad::is_selection_by_number(graph, id);
    auto const operands = graph.operands_of(id);
    for (int i = 0; i < operands.count; ++i) {
      bool const taken = !selects || i == 0 || (i == 1) == answer(operands[0]);
      if (taken)
        require(is_there(operands[i]) || place(operands[i]).step == s,
                "what is read has been computed on every path", id);
    }
    computed[at(id)] = true;
    ++nodes_run;
  }
  int nodes_run = 0;

  /// The first broken rule where the masks give these answers.
  template <class Answer>
  std::string check_path(Answer const& answer) {
    computed.assign(computed.size(), false);
    nodes_run = 0;
    run_with(0, made.run_count, 0, made.branch_count, answer);
    for (int k = 0; k < graph.sizes.outputs && mistake.empty(); ++k)
      require(is_there(graph.outputs[k]), "every path computes the outputs", graph.outputs[k]);
    return mistake;
  }

  /// The first broken rule, empty where there is none.
  std::string check(typegrad::scalar_type const* types) {
    std::vector<int> outputs(at(graph.sizes.outputs));
    for (int s = 0; s < made.step_count && mistake.empty(); ++s) check_step(s, outputs);
    for (int id = 0; id < graph.size(); ++id) {
      if (place(id).step >= 0) require(computed[at(id)], "what has a step is computed", id);
      if (place(id).kind != place_kind::output) continue;
      int const k = place(id).index;
      require(graph.outputs[k] == id && types[k] == graph.nodes[id].type && computed[at(id)],
              "is an output", id);
      ++outputs[at(k)];
    }
    for (int k = 0; k < graph.sizes.outputs; ++k)
      require(outputs[at(k)] == 1, "an output is written once", graph.outputs[k]);
    check_runs();
    return mistake;
  }

  /// Runs the blocks of every loop in pretence.
  std::string check_blocks(typegrad::block_plan const& blocks, bool stored_in_blocks) {
    for (int s = 0; s < made.step_count; ++s) {
      auto const& loop = made.steps[s];
      if (loop.kind != step_kind::loop) {
        require(blocks.blocks[s] == 0, "only loops need blocks", made.steps[s].node);
        continue;
      }
      std::vector<int> holds(at(blocks.blocks[s]), -1);
      for (int m = 0; m < loop.member_count; ++m) {
        int const id = made.members[loop.first_member + m];
        int const own = blocks.block_of[id];
        bool const element_wise =
            graph.nodes[id].op->kind == typegrad::operation_kind::element_wise;
        bool const stored = place(id).kind != place_kind::nowhere;
        require((own >= 0) == (element_wise && (stored_in_blocks || !stored)), "who has a block",
                id);
        require(own < blocks.blocks[s], "block number", id);
        if (!mistake.empty()) return mistake;
        if (own >= 0) holds[at(own)] = id;
        for (int const operand : graph.operands_of(id))
          if (flows(operand, s, id) && blocks.block_of[operand] >= 0)
            require(holds[at(blocks.block_of[operand])] == operand,
                    "a block holds what is read from it", operand);
      }
    }
    return mistake;
  }
};
