// SPDX-License-Identifier: BSL-1.0
// The same with the library, for the folders whose tests all include it: a third of the time of
// compiling each. The run-time engine is compiled once, in run_time_engine.cpp; each file by itself
// compiles it in the folders without this header, in `header_only`, `threads` and the examples.
#define TYPEGRAD_SEPARATE
#include "support/precompiled.hpp"

#include <typegrad/typegrad.hpp>
