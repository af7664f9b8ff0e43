// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/static.hpp>

#include <typegrad/dynamic.hpp>
