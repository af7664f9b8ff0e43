// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

/// The run-time mode: variables, tensors of any shape, open extents. `<typegrad/static.hpp>`
/// leaves it out, and with it about 0.5 s of compile time.

#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>
#include <typegrad/api/variable/variable_jacobian.hpp>
#include <typegrad/api/variable/variable_products.hpp>
#include <typegrad/api/variable/variable_scan.hpp>
#include <typegrad/api/variable/variable_transforms.hpp>
#include <typegrad/debug/print_dynamic_tensor.hpp>
#include <typegrad/debug/print_tensor.hpp>
#include <typegrad/debug/print_variable.hpp>
#include <typegrad/dynamic/compile.hpp>
#include <typegrad/dynamic/dynamic_tensor_front.hpp>
#include <typegrad/dynamic/no_grad.hpp>
#include <typegrad/dynamic/variable_guides.hpp>
#include <typegrad/interop/eigen_dynamic.hpp>
#include <typegrad/interop/eigen_variable.hpp>
#include <typegrad/tensor/create_dynamic.hpp>
#include <typegrad/tensor/dynamic_guides.hpp>
#include <typegrad/tensor/nested_vectors.hpp>

#ifdef TYPEGRAD_SEPARATE
#include <typegrad/separate_list.hpp>
#endif

#include <typegrad/pop_macros.hpp>
