// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/config.hpp>

// Lanes first: loops ask for their width.
#include <typegrad/kernel/vector_lanes.hpp>

#include <typegrad/embedded.hpp>

#include <typegrad/api/expression.hpp>
#include <typegrad/debug/write_dot.hpp>
#include <typegrad/interop/eigen_arguments.hpp>
#include <typegrad/kernel/host_product.hpp>

#include <typegrad/pop_macros.hpp>
