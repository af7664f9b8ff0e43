// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/operation.hpp>
#include <typegrad/graph/scalar_type.hpp>

namespace typegrad {

/// One value of a graph. Operands, attributes and the shape stand in the graph's pools.
struct node_record {
  operation const* op = nullptr;
  int first_operand = 0;
  int operand_count = 0;
  int first_attribute = 0;
  int attribute_count = 0;
  int shape_id = 0;
  scalar_type type = scalar_type::float64;
  bool of_derivative = false;  ///< recorded by a derivative rule, and by no call of the user
};

}  // namespace typegrad
