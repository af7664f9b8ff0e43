// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>

// Before the others, because compilers list how a header with an error came to be included.
#include <typegrad/op/literal_sentences.hpp>

#include <typegrad/tensor/element_position.hpp>

#include <typegrad/op/apply.hpp>

#include <typegrad/op/typed_operand.hpp>

#include <typegrad/trace/traced.hpp>

#include <typegrad/trace/traced_tensor.hpp>

#include <typegrad/trace/trace_program.hpp>

#include <typegrad/api/tracing.hpp>

#include <typegrad/ops.hpp>

#include <typegrad/api/evaluate.hpp>
#include <typegrad/api/grad.hpp>
#include <typegrad/api/hessian.hpp>
#include <typegrad/api/hvp.hpp>
#include <typegrad/api/jacobian.hpp>
#include <typegrad/api/jvp.hpp>
#include <typegrad/api/user_operation.hpp>
#include <typegrad/api/vjp.hpp>
#include <typegrad/run/program.hpp>
#include <typegrad/tensor/create.hpp>
