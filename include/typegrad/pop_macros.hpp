// SPDX-License-Identifier: BSL-1.0

// The macros that push_macros.hpp put aside.
#pragma pop_macro("round")
#pragma pop_macro("min")
#pragma pop_macro("max")
#pragma pop_macro("abs")
