// SPDX-License-Identifier: BSL-1.0

// The macros and the warning that push_macros.hpp put aside.
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#pragma pop_macro("round")
#pragma pop_macro("min")
#pragma pop_macro("max")
#pragma pop_macro("abs")
