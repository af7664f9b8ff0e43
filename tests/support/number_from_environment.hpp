// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdlib>

/// The number that a variable of the environment gives, for tests that can be asked for more.
inline long number_from_environment(char const* name, long otherwise) {
  char const* const text = std::getenv(name);
  return text != nullptr ? std::atol(text) : otherwise;
}
