// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/config.hpp>

#include <typegrad/embedded.hpp>

#include <typegrad/api/expression.hpp>
#include <typegrad/api/loop/rows_of_open_scan.hpp>
#include <typegrad/api/vmap/rows_on_heap.hpp>
#include <typegrad/debug/write_dot.hpp>
#include <typegrad/interop/eigen_arguments.hpp>
#include <typegrad/interop/eigen_beside_tensor.hpp>

#include <typegrad/pop_macros.hpp>
