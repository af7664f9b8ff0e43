// SPDX-License-Identifier: BSL-1.0
// expect: write_dot(file, y) of a variable needs #include <typegrad/debug/write_variable_dot.hpp>
// at most: 13 lines
#include <typegrad/typegrad.hpp>

#include <ostream>

#ifndef SHOULD_FAIL
#include <typegrad/debug/write_variable_dot.hpp>
#endif

void draw(std::ostream& out, typegrad::variable<float> const& y) { typegrad::write_dot(out, y); }
