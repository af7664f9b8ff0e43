// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/meta/sentence.hpp>

#if TYPEGRAD_THROWS
#include <exception>
#endif

namespace typegrad {

#if TYPEGRAD_THROWS
/// Thrown at run time where the values of a call do not fit, such as labels of classes that there
/// are not; the words name the call, the relation that must hold and the value. Results that the
/// call was given room for may hold anything then.
class value_error : public std::exception {
 public:
  explicit value_error(sentence const& words) noexcept : words_(words) {}
  char const* what() const noexcept override { return words_.text; }

 private:
  sentence words_;
};
#endif

/// Ends a call whose values do not fit: throws `words()` as a value_error; where nothing is thrown,
/// meets TYPEGRAD_ASSERT, without which the call goes on.
template <class Words>
[[gnu::cold, gnu::noinline]] void refuse_values([[maybe_unused]] Words const& words) {
#if TYPEGRAD_THROWS
  throw value_error(words());
#else
  [[maybe_unused]] constexpr bool values_fit = false;
  TYPEGRAD_ASSERT(values_fit);
#endif
}

}  // namespace typegrad
