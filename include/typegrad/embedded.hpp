// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/evaluate.hpp>
#include <typegrad/api/grad.hpp>
#include <typegrad/ops.hpp>
#include <typegrad/run/program.hpp>
