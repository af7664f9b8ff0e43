// SPDX-License-Identifier: BSL-1.0
// Runs on the host: writes the workloads as C, each behind the entry that main.cpp calls.
#include <typegrad/c_text/write_c.hpp>
#include <typegrad/embedded.hpp>

#include <iostream>
#include <string>
#include <vector>

#include "workload.hpp"

#define WRITTEN_AS_C
namespace filters {
#include "filter.cpp"
}
namespace fits {
#include "fit.cpp"
}
namespace networks {
#include "network.cpp"
}
namespace in_time {
#include "control.cpp"
}
namespace numbers {
#include "numbers.cpp"
}

namespace {

namespace tg = typegrad;
using number = float;
using triple = tg::tensor<float, 3>;

constexpr auto slope_of_squarings = [](auto x) { return tg::jvp(numbers::squarings)(x, 1.0f); };

/// Arguments and results one behind the other, as `in` and `out` read them, or arguments at
/// `places`.
template <class Program>
void write(std::string const& name, std::vector<tg::index_t> places = {}) {
  tg::c_request const request = tg::c_request_of<Program>();
  tg::c_source const text(request, name);
  std::string list = text.workspace_bytes() > 0 ? "&work" : "";
  auto const add = [&](std::string const& from, tg::index_t place, bool is_number) {
    list += (list.empty() ? "" : ", ") + from + (is_number ? "[" : " + ") + std::to_string(place) +
            (is_number ? "]" : "");
  };
  tg::index_t place = 0;
  for (std::size_t i = 0; i < request.arguments.size(); ++i) {
    tg::c_argument const& each = request.arguments[i];
    add("x", places.empty() ? place : places[i], each.extents.rank == 0);
    place += each.extents.size();
  }
  place = 0;
  for (tg::c_argument const& each : request.results) {
    add("result", place, false);
    place += each.extents.size();
  }
  std::string const entry = "void generated_" + name + "(float const *x, float *result)";
  tg::write_c<Program>(std::cout, name);
  std::cout << "\n" << entry << ";\n__attribute__((flatten)) " << entry << " {\n";
  if (text.workspace_bytes() > 0) std::cout << "  struct " << name << "_work work;\n";
  std::cout << "  " << name << "(" << list << ");\n}\n\n";
}

}  // namespace

int main() {
  write<filters::prediction_of_state>("vehicle");
  write<filters::prediction>("covariance", {0, 7, 6});
  write<filters::attitude_step>("attitude");
  write<networks::training>("network");
  write<fits::step>("fit");
  write<in_time::cost_and_slopes>("regulator");
  write<in_time::angle_and_slopes>("pendulum");
  write<tg::program<decltype(tg::value_and_grad(numbers::bell)), number>>("bell");
  write<tg::program<decltype(tg::value_and_jacobian(numbers::hand)), triple, triple>>("arm");
  write<tg::program<decltype(tg::value_and_jacobian(numbers::gravity)), tg::tensor<float, 4>,
                    number>>("accelerometer");
  write<tg::program<decltype(tg::evaluate(slope_of_squarings)), number>>("squarings");
}
