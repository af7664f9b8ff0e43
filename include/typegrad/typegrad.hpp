// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/static.hpp>

#include <typegrad/dynamic.hpp>

#include <typegrad/pop_macros.hpp>
