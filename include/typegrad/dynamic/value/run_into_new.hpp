// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/plan_cache.hpp>
#include <typegrad/dynamic/value/value_list.hpp>

namespace typegrad {

/// The elements that a program is given, in the order of its inputs.
inline growing_array<void const*> given_elements(listed_values const& list) {
  growing_array<void const*> given;
  for (int i = 0; i < list.entries.count; ++i)
    if (list.is_given(i)) given.push_back(std::as_const(*list.entries.items[i].input).data());
  return given;
}

/// Runs a program into memory of its results' own.
inline growing_array<stored_pointer> run_into_new(run_time_program const& program,
                                                  growing_array<void const*> const& given) {
  growing_array<stored_pointer> results(program.output_count());
  growing_array<void*> to(program.output_count());
  for (int k = 0; k < results.count; ++k) {
    results[k] = make_stored(program.output_type(k), program.output_shape(k));
    to[k] = results[k]->data();
  }
  program.run(given.data(), to.data(), this_threads_plans().memory.of(program.workspace_bytes()));
  return results;
}

}  // namespace typegrad
