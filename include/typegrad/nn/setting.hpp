// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/structure.hpp>

#include <type_traits>

namespace typegrad {

/// A number of type Number that may be written in any type: `.learning_rate = 0.1` is right for
/// floats and doubles, without a warning about precision and without a double on a microcontroller.
template <class Number>
class setting {
 public:
  template <class Other>
    requires std::is_arithmetic_v<Other>
  constexpr setting(Other value) : value_(static_cast<Number>(value)) {}
  template <class Other>
    requires(!std::is_arithmetic_v<Other>)
  constexpr setting(Other const&) : value_() {
    static_assert(std::is_arithmetic_v<Other>,
                  "typegrad: an optimizer is made of settings, adam<decltype(net)> "
                  "optimizer{.learning_rate = 0.1}; what it updates is given to update(net, "
                  "gradient), or update(variables)");
  }
  constexpr operator Number() const { return value_; }

 private:
  Number value_;
};

/// The type of the first real numbers in a struct of parameters.
template <class Parameters>
struct real_in {
  static_assert(Structured<Parameters>,
                "typegrad: what an optimizer updates is a struct that is a template over its "
                "scalar or, with #include <typegrad/nn.hpp>, a struct or a list of variables: of "
                "plain members, without constructors");
  static constexpr scalar_type find() {
    scalar_type found = scalar_type::float64;
    [[maybe_unused]] bool first = true;
    if constexpr (Structured<Parameters>) {
      Parameters const parameters{};
      for_each_leaf(parameters, [&](auto const& leaf) {
        constexpr scalar_type type =
            scalar_type_of<typename typed_operand<std::remove_cvref_t<decltype(leaf)>>::scalar>;
        if (first && is_real(type)) {
          found = type;
          first = false;
        }
      });
    }
    return found;
  }
  using type = scalar_t<find()>;
};
template <class Parameters>
using real_of = typename real_in<Parameters>::type;

/// The type in which an optimizer remembers something of each parameter.
template <class Parameters>
struct remembered_parameters {
  using type = Parameters;
};
template <class Parameters>
using optimizer_memory = typename remembered_parameters<Parameters>::type;

/// The list of variables that `update(parameters)` changes; see nn/parameters_of.hpp.
template <class Parameters>
struct learned_variables {
  static constexpr Parameters& of(Parameters& parameters) { return parameters; }
};

/// Stands in for that of variables where its header is not included.
template <class List, class Use, class... Nothing>
constexpr void for_each_learned(List&, Use&&, Nothing...) {
  static_assert(sizeof(List) == 0,
                "typegrad: update(model) of variables needs #include <typegrad/nn.hpp>");
}

/// Zeros to begin with; of fixed extents they are there already.
template <class Memory, class Parameters>
constexpr void begin_memory(Memory&, Parameters const&) {}

}  // namespace typegrad
