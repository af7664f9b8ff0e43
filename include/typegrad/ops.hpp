// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/add.hpp>
#include <typegrad/ops/broadcast_to.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/cos.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/exp.hpp>
#include <typegrad/ops/join.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/neg.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/sin.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/sum_to.hpp>
#include <typegrad/ops/tanh.hpp>
#include <typegrad/ops/transpose.hpp>
