// SPDX-License-Identifier: BSL-1.0
// The same with the library, for the folders whose tests all include it: a third of the time of
// compiling each.
#include "support/precompiled.hpp"

#include <typegrad/typegrad.hpp>
