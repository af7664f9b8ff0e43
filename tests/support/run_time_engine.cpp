// SPDX-License-Identifier: BSL-1.0
// What precompiled_library.hpp leaves out of each test file.
#include <typegrad/separate.hpp>
