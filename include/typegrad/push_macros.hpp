// SPDX-License-Identifier: BSL-1.0

// No guard: every umbrella header begins with this one and ends with pop_macros.hpp, because boards
// define these names as macros, which neither the standard headers nor these here stand.
#pragma push_macro("abs")
#pragma push_macro("max")
#pragma push_macro("min")
#pragma push_macro("round")
#undef abs
#undef max
#undef min
#undef round

// A user's global variable of the name of a local one in here is no mistake of the user.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif
