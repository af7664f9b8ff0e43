// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/graph/scalar_type.hpp>
#include <typegrad/trace/structure.hpp>

#include <mpi.h>

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace typegrad {

/// MPI's name of a scalar type.
template <class Number>
MPI_Datatype mpi_type() {
  static_assert(
      std::is_same_v<Number, float> || std::is_same_v<Number, double> ||
          std::is_same_v<Number, std::int32_t> || std::is_same_v<Number, std::int64_t>,
      "typegrad: all_reduce(x, communicator): x is made of floats, doubles or integers of "
      "32 or 64 bits; of variables reduce x.data() or x.grad()");
  if constexpr (std::is_same_v<Number, float>) return MPI_FLOAT;
  else if constexpr (std::is_same_v<Number, double>) return MPI_DOUBLE;
  else if constexpr (std::is_same_v<Number, std::int32_t>) return MPI_INT32_T;
  else return MPI_INT64_T;
}

/// x = the sum of x over all ranks, in place: `all_reduce(gradient)` of a struct of tensors, a
/// tensor, a matrix of Eigen, a number, or arrays, `results` and vectors of numbers. Every rank
/// calls it with the same types and shapes.
///
/// cost      an `MPI_Allreduce` for each tensor and number in x, in order of declaration
/// memory    none: `MPI_IN_PLACE`
/// errors    those of MPI, which the communicator's error handler gets
template <class Value>
void all_reduce(Value& x, MPI_Comm communicator = MPI_COMM_WORLD, MPI_Op operation = MPI_SUM) {
  for_each_leaf(x, [&](auto& leaf) {
    auto* first = first_element(leaf);
    index_t rest = element_count(leaf);
    MPI_Datatype const type = mpi_type<std::remove_cvref_t<decltype(*first)>>();
    while (rest > 0) {  // MPI counts with int
      int const count = static_cast<int>(std::min<index_t>(rest, index_t{1} << 30));
      MPI_Allreduce(MPI_IN_PLACE, first, count, type, operation, communicator);
      first += count;
      rest -= count;
    }
  });
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
