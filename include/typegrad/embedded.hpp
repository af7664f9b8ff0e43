// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/config.hpp>

// Before the others, because compilers list how a header with an error came to be included.
#include <typegrad/op/literal_refusal.hpp>

#include <typegrad/tensor/element_position.hpp>

#include <typegrad/op/operand_traits.hpp>

#include <typegrad/op/operand_mistake.hpp>

#include <typegrad/op/apply.hpp>

#include <typegrad/op/apply_encoded.hpp>

#include <typegrad/trace/traced.hpp>

#include <typegrad/trace/traced_tensor.hpp>

#include <typegrad/trace/trace_program.hpp>

#include <typegrad/trace/view_arguments.hpp>

#include <typegrad/api/tracing.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/api/blocks.hpp>
#include <typegrad/api/loop/fori.hpp>
#include <typegrad/api/loop/scan.hpp>
#include <typegrad/api/loop/scan_with_checkpoints.hpp>
#include <typegrad/api/loop/while_loop.hpp>
#include <typegrad/api/transform/evaluate.hpp>
#include <typegrad/api/transform/grad.hpp>
#include <typegrad/api/transform/hessian.hpp>
#include <typegrad/api/transform/hvp.hpp>
#include <typegrad/api/transform/jacobian.hpp>
#include <typegrad/api/transform/jvp.hpp>
#include <typegrad/api/transform/planned.hpp>
#include <typegrad/api/transform/vjp.hpp>
#include <typegrad/api/transform/wrt_members.hpp>
#include <typegrad/api/user/user_operation.hpp>
#include <typegrad/api/vmap/vmap.hpp>
#include <typegrad/run/program.hpp>
#include <typegrad/tensor/create.hpp>

#include <typegrad/pop_macros.hpp>
