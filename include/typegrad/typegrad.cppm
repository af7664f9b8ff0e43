// SPDX-License-Identifier: BSL-1.0
// `import typegrad;` in place of `#include <typegrad/typegrad.hpp>` and its companions. For clang 19:
//   clang++-19 -std=c++20 -I include -isystem /usr/include/eigen3 --precompile -x c++-module \
//       include/typegrad/typegrad.cppm -o typegrad.pcm
//   clang++-19 -std=c++20 -fmodule-file=typegrad=typegrad.pcm app.cpp typegrad.pcm -o app
// Macros, TYPEGRAD_ASSERT for example, are those with which the module was made.
module;

// What belongs to other libraries stays theirs.
#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <initializer_list>
#include <iostream>
#include <limits>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <ranges>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/hana.hpp>

#include <Eigen/Dense>

#include <typegrad/config.hpp>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

export module typegrad;

// In the global module still: a program may import the library in one file and include it in another.
#pragma clang diagnostic ignored "-Winclude-angled-in-module-purview"
export extern "C++" {
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/interop/npy.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/typegrad.hpp>
}
