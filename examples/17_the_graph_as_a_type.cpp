// SPDX-License-Identifier: BSL-1.0
/// What a program is made of, read off its type.
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/write_dot.hpp>

#include <fstream>
#include <iostream>

namespace tg = typegrad;

// [readme:program]
constexpr auto f = [](auto const& x, auto const& w) { return tg::sum(tg::exp(tg::matmul(x, w))); };
using matrix = tg::tensor<double, 2, 3>;
using weights = tg::tensor<double, 3, 2>;

using forward = tg::program<decltype(tg::evaluate(f)), matrix, weights>;
using backward = tg::program<decltype(tg::value_and_grad(f, tg::wrt<1>)), matrix, weights>;

static_assert(forward::node_count == 5);   // x, w, matmul, exp, sum
static_assert(backward::node_count == 7);  // two more: exp is its own slope
static_assert(backward::flops <= 64 && backward::workspace_bytes <= 256);
// [readme:program end]

// [readme:unchanged]
// Equal nodes are one node, x * 1 is x and - -x too: one addition is left.
constexpr auto clumsy = [](auto x) { return tg::sin(x) * 1 - -tg::sin(x); };
using tidy = tg::program<decltype(tg::evaluate(clumsy)), double>;
static_assert(tidy::node_count == 3);  // x, sin, add
// [readme:unchanged end]

int main() {
  // [readme:print]
  std::cout << "the function\n"
            << forward::text << "\nits value and gradient\n"
            << backward::text << "\nclumsy\n"
            << tidy::text;
  std::cout << backward::flops << " operations, workspace: " << backward::workspace_bytes << " B\n";
  // [readme:print end]
  // [readme:dot]
  std::ofstream picture("graph.dot");  // dot -Tsvg graph.dot > graph.svg
  tg::write_dot<backward>(picture);
  // [readme:dot end]
}
