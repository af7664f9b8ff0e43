// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

// All of nn/: optimizers, batches, layers, starting values, for tensors and for variables.

#include <typegrad/nn/accuracy.hpp>
#include <typegrad/nn/adadelta.hpp>
#include <typegrad/nn/adagrad.hpp>
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/affine_layer.hpp>
#include <typegrad/nn/batch_norm.hpp>
#include <typegrad/nn/clip_by_norm.hpp>
#include <typegrad/nn/data_loader.hpp>
#include <typegrad/nn/dropout_mask.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/nn/layer_norm.hpp>
#include <typegrad/nn/learning_rate.hpp>
#include <typegrad/nn/lstm_cell.hpp>
#include <typegrad/nn/matmul_layer.hpp>
#include <typegrad/nn/momentum_sgd.hpp>
#include <typegrad/nn/parameters_of.hpp>
#include <typegrad/nn/random_numbers.hpp>
#include <typegrad/nn/rnn_cell.hpp>
#include <typegrad/nn/sgd.hpp>
#include <typegrad/nn/sigmoid_layer.hpp>

#include <typegrad/pop_macros.hpp>
