// SPDX-License-Identifier: BSL-1.0
// Runs every workload on its inputs and compares the generated results with those written by hand.
#include "workload.hpp"

#include <cmath>
#include <cstdio>

int main() {
  workload const* const all[] = {&square_exp_square,  &shared_subexpressions,
                                 &black_scholes,      &bundle_adjustment,
                                 &pendulum,           &pendulum_loop,
                                 &pendulum_forward,   &weighted_squares,
                                 &function_with_data, &dear_side};
  for (workload const* const one : all) {
    double worst = 0;
    for (int i = 0; i < one->input_count; ++i) {
      double generated[512], by_hand[512];
      double const* const x = one->inputs + i * one->input_size;
      one->generated(x, generated);
      one->by_hand(x, by_hand);
      if (one->closed_form != nullptr) {  // is counted too
        double closed_form[512];
        one->closed_form(x, closed_form);
      }
      double largest = 0;
      for (int k = 0; k < one->output_size; ++k)
        largest = std::fmax(largest, std::fabs(by_hand[k]));
      for (int k = 0; k < one->output_size; ++k) {
        // An element below a thousandth of the largest is compared with that: it may be a
        // difference of larger ones.
        double const scale = std::fmax(std::fabs(by_hand[k]), 1e-3 * largest);
        double const off = std::fabs(generated[k] - by_hand[k]) / scale;
        worst = off <= worst ? worst : off;  // NaN is the worst
      }
    }
    std::printf("%s %.3g\n", one->name, worst);
  }
}
