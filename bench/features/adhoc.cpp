// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <adhoc.hpp>
#include <backpropagator.hpp>
#include <calc_tree.hpp>
#include <differential_operator.hpp>
#include <sort.hpp>

using namespace adhoc;

ADHOC(x);
ADHOC(y);

template <class... Wanted>
auto derivatives_at(Wanted... wanted) {
  auto const u = x * x * y + sin(y);
  CalcTree tree(u);
  tree.set(x) = at_x;
  tree.set(y) = at_y;
  tree.evaluate();
  BackPropagator pass(d(u), wanted...);
  pass.set(d(u)) = 1;
  pass.backpropagate(tree);
  return pass;
}
bool reverse_mode() {
  auto const g = derivatives_at(d(x), d(y));
  return is_gradient(g.get(d(x)), g.get(d(y)));
}
bool hessian() {  // each second derivative is asked for by name
  auto const h = derivatives_at(d<2>(x), d(x) * d(y), d<2>(y));
  return is_hessian(h.get(d<2>(x)), h.get(d(x) * d(y)), h.get(d<2>(y)));
}
bool any_nesting() {
  auto const h = derivatives_at(d<3>(y), d<5>(y));
  return close(h.get(d<3>(y)), -std::cos(at_y)) && close(h.get(d<5>(y)), std::cos(at_y));
}
int main() { return report({FEATURE(reverse_mode), FEATURE(hessian), FEATURE(any_nesting)}); }
