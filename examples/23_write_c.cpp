// SPDX-License-Identifier: BSL-1.0
/// A function and its derivatives as C: for firmware that is built without C++, and for code that
/// is traced at run time, here with matrices of Eigen.
#include <typegrad/typegrad.hpp>

#include <typegrad/c_text/write_c.hpp>
#include <typegrad/c_text/write_compiled_c.hpp>

#include <Eigen/Core>

#include <fstream>
#include <iostream>

namespace tg = typegrad;

// [readme:static]
/// The energy of a spring whose stiffness grows.
constexpr auto energy = [](auto x, auto stiffness) {
  return stiffness * x * x / 2 + stiffness * x * x * x * x / 4;
};
using spring = tg::program<decltype(tg::value_and_grad(energy)), double, double>;
// [readme:static end]

// [readme:eigen]
/// Where a robot at (x, y, heading) sees a landmark, written with Eigen.
auto const seen = [](tg::variable<double> const& pose) {
  using number = tg::variable<double>;
  number const c = tg::cos(pose(2)), s = tg::sin(pose(2));
  Eigen::Matrix<number, 2, 2> turn;
  turn << c, s, -s, c;
  Eigen::Matrix<number, 2, 1> const away(4 - pose(0), 3 - pose(1));
  Eigen::Matrix<number, 2, 1> const there = turn * away;
  return tg::stack(there(0), there(1));
};
// [readme:eigen end]

int main(int count, char** arguments) {
  // [readme:use]
  tg::write_c<spring>(std::cout, "spring");
  auto const traced = tg::compile(seen, tg::shape{3});
  tg::write_c(std::cout, "seen", traced, tg::compiled_request::jacobians);
  // [readme:use end]
  if (count < 2) return 0;
  // With a folder as argument: the two files of a firmware.
  std::string const folder = arguments[1];
  std::ofstream header(folder + "/seen.h"), source(folder + "/seen.c");
  tg::write_c_header(header, "seen", traced, tg::compiled_request::jacobians);
  tg::write_c(source, "seen", traced, tg::compiled_request::jacobians);
  return header && source ? 0 : 1;
}
