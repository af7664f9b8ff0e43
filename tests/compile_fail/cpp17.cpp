// SPDX-License-Identifier: BSL-1.0
// expect: typegrad needs C++20: compile with -std=c++20
// flags: -std=c++17
// at most: 6 lines
#include <typegrad/embedded.hpp>
