// SPDX-License-Identifier: BSL-1.0
/// Every transform on one small function: gradient, Jacobian, Hessian and the products that avoid
/// them.
#include <typegrad/typegrad.hpp>

#include <iostream>

namespace tg = typegrad;

// [readme:functions]
/// A tracking radar: range, bearing and elevation of an aircraft at p.
constexpr auto seen = [](auto const& p) {
  auto const ground = tg::hypot(p(0), p(1));
  return tg::tensor{tg::hypot(ground, p(2)), tg::atan2(p(1), p(0)), tg::atan2(p(2), ground)};
};
/// How badly p explains a measurement.
constexpr auto misfit = [](auto const& p, auto const& measured) {
  auto const error = seen(p) - measured;
  return 0.5 * tg::sum(error * error);
};
// [readme:functions end]

// [readme:aux]
constexpr auto with_error = [](auto const& p, auto const& measured) {
  auto const error = seen(p) - measured;
  return tg::results{0.5 * tg::sum(error * error), error};
};
// [readme:aux end]

int main() {
  // [readme:transforms]
  tg::tensor<double, 3> const p{3, 4, 12};
  tg::tensor<double, 3> const measured{13.5, 0.9, 1.2};

  auto const g = tg::grad(misfit)(p, measured);               // by argument 0
  auto const gm = tg::grad(misfit, tg::wrt<1>)(p, measured);  // by argument 1
  auto const [value, both] = tg::value_and_grad(misfit, tg::wrt<0, 1>)(p, measured);
  auto const j = tg::jacobian(seen)(p);             // 3 x 3
  auto const h = tg::hessian(misfit)(p, measured);  // 3 x 3
  std::cout << "misfit " << value << ", gradient " << g << "\n" << j << "\n" << h << "\n";
  // [readme:transforms end]

  // [readme:products]
  tg::tensor<double, 3> const v{1, 0, 0};
  auto const [y, along_v] = tg::jvp(seen)(p, v);    // seen(p) and J v: one forward sweep
  auto const [same, pull] = tg::vjp(seen)(p);       // seen(p) and a function u -> J^T u
  auto const back = pull(v);                        // one backward sweep
  auto const hv = tg::hvp(misfit)(p, measured, v);  // H v, without H
  std::cout << along_v << " " << back << " " << hv << "\n";
  // [readme:products end]

  // [readme:use_aux]
  auto const [numbers, slope] = tg::value_and_grad(with_error, tg::has_aux)(p, measured);
  auto const [loss, error] = numbers;  // the error came along; the gradient is of the first
  std::cout << loss << " " << error << "\n";
  // [readme:use_aux end]

  // [readme:nested]
  auto const third = tg::grad(tg::grad(tg::grad([](auto x) { return tg::sin(x); })))(0.0);
  auto const of_norm = tg::grad([](auto const& q, auto const& m) {  // a gradient in a function
    auto const inner = tg::grad(misfit)(q, m);
    return tg::sum(inner * inner);
  })(p, measured);
  std::cout << third << " " << of_norm << "\n";
  // [readme:nested end]

  bool right = third == -1 && loss == value && y == same && both.second == gm && slope == g;
  auto const near = [](double a, double b) { return a - b < 1e-12 && b - a < 1e-12; };
  for (int i = 0; i < 3; ++i) {
    double sum = 0;
    for (int k = 0; k < 3; ++k) sum += h(i, k) * v(k);
    right = right && near(sum, hv(i)) && near(along_v(i), j(i, 0)) && near(back(i), j(0, i));
    // The gradient of |grad|^2 is 2 H grad.
    double twice = 0;
    for (int k = 0; k < 3; ++k) twice += 2 * h(i, k) * g(k);
    right = right && near(twice, of_norm(i));
  }
  return right ? 0 : 1;
}
