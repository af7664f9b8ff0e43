// SPDX-License-Identifier: BSL-1.0
// The same functions with little code and in little time; systems of equations in the same time
// whatever the numbers are, and as they come.
#include "../workloads/filter.cpp"
#include "../workloads/fit.cpp"
#include "../workloads/network.cpp"

namespace {

constexpr auto solved = [](auto const& a, auto const& b, auto const& c, auto const& d) {
  return tg::results{tg::solve(a, b), tg::solve(c, d)};
};

template <class Function, class... Result, class... Argument>
void run(Function, tg::into_results<Result...> result, Argument const&... argument) {
  tg::program<Function, Argument...>::run(result, argument...);
}
void run_network(auto f, float const* x, float* result) {
  run(f, tg::into(out<training::result_type>(result)), in<network<float>>(x),
      in<tg::tensor<float, 4>>(x + 131), in<tg::tensor<float, 3>>(x + 135));
}
void run_fit(auto f, float const* x, float* result) {
  run(f, tg::into(out<float>(result), out<parameters>(result + 1)), in<parameters>(x), x[4],
      in<points>(x + 5), in<points>(x + 21));
}
void run_attitude(auto f, float const* x, float* result) {
  run(f, tg::into(out<quaternion>(result), out<spread_of_attitude>(result + 4)), in<quaternion>(x),
      in<spread_of_attitude>(x + 4), in<vector>(x + 20), in<vector>(x + 23));
}
void run_covariance(auto f, float const* x, float* result) {
  run(f, tg::into(out<state>(result), out<spread_of_state>(result + 6)), in<state>(x),
      in<spread_of_state>(x + 7), x[6]);
}
void run_vehicle(auto f, float const* x, float* result) {
  run(f, tg::into(out<prediction_of_state::result_type>(result)), in<state>(x), x[6]);
}
void run_equations(auto f, float const* x, float* result) {
  using pairs = tg::tensor<float, 3, 2>;
  run(f, tg::into(out<tg::tensor<float, 4>>(result), out<pairs>(result + 4)),
      in<tg::tensor<float, 4, 4>>(x), in<tg::tensor<float, 4>>(x + 16),
      in<tg::tensor<float, 3, 3>>(x + 20), in<pairs>(x + 29));
}

}  // namespace

extern "C" {
[[gnu::flatten]] void small_network(float const* x, float* result) {
  run_network(tg::small(tg::value_and_grad(loss)), x, result);
}
[[gnu::flatten]] void fast_network(float const* x, float* result) {
  run_network(tg::fast(tg::value_and_grad(loss)), x, result);
}
[[gnu::flatten]] void small_fit(float const* x, float* result) {
  run_fit(tg::small(fit), x, result);
}
[[gnu::flatten]] void fast_fit(float const* x, float* result) { run_fit(tg::fast(fit), x, result); }
[[gnu::flatten]] void small_attitude(float const* x, float* result) {
  run_attitude(tg::small(attitude), x, result);
}
[[gnu::flatten]] void fast_attitude(float const* x, float* result) {
  run_attitude(tg::fast(attitude), x, result);
}
[[gnu::flatten]] void small_covariance(float const* x, float* result) {
  run_covariance(tg::small(predict), x, result);
}
[[gnu::flatten]] void fast_covariance(float const* x, float* result) {
  run_covariance(tg::fast(predict), x, result);
}
[[gnu::flatten]] void small_vehicle(float const* x, float* result) {
  run_vehicle(tg::small(tg::value_and_jacobian(moved)), x, result);
}
[[gnu::flatten]] void fast_vehicle(float const* x, float* result) {
  run_vehicle(tg::fast(tg::value_and_jacobian(moved)), x, result);
}
[[gnu::flatten]] void steady_equations(float const* x, float* result) {
  run_equations(tg::constant_time(solved), x, result);
}
[[gnu::flatten]] void usual_equations(float const* x, float* result) {
  run_equations(tg::evaluate(solved), x, result);
}
}
