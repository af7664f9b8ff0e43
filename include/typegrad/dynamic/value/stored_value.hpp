// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/counted.hpp>
#include <typegrad/graph/scalar_type.hpp>
#include <typegrad/meta/reused_memory.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

namespace typegrad {

/// The elements of a run-time value, of a scalar type known at run time. Never written to while
/// shared.
struct stored_value : counted {
  scalar_type type;
  int input = 0;  ///< its number in the program that is being put together, where `visit` says so
  std::uint64_t visit = 0;

  explicit stored_value(scalar_type of) : type(of) {}
  virtual void const* data() const = 0;
  virtual void* data() = 0;
  virtual shape const& extents() const = 0;
};

template <class Number>
struct stored_tensor final : stored_value {
  dynamic_tensor<Number> tensor;

  explicit stored_tensor(dynamic_tensor<Number>&& values)
      : stored_value(scalar_type_of<Number>), tensor(std::move(values)) {}
  explicit stored_tensor(dynamic_tensor<Number> const& values)
      : stored_value(scalar_type_of<Number>), tensor(values) {}
  explicit stored_tensor(Number number) : stored_value(scalar_type_of<Number>), tensor(number) {}
  void const* data() const override { return std::as_const(tensor).data(); }
  void* data() override { return tensor.data(); }
  shape const& extents() const override { return tensor.shape(); }

  static void* operator new(std::size_t) { return reused_memory<sizeof(stored_tensor)>::take(); }
  static void operator delete(void* memory) { reused_memory<sizeof(stored_tensor)>::give(memory); }
};

/// Calls `use(T{})` with the C++ type of a scalar type.
template <class Use>
decltype(auto) with_scalar(scalar_type type, Use&& use) {
  switch (type) {
    case scalar_type::boolean:
      return use(bool{});
    case scalar_type::int32:
      return use(std::int32_t{});
    case scalar_type::int64:
      return use(std::int64_t{});
    case scalar_type::float32:
      return use(float{});
    default:
      return use(double{});
  }
}

/// Room for a value that is about to be computed.
inline counted_pointer<stored_value> make_stored(scalar_type type, shape const& extents) {
  return with_scalar(type, [&](auto zero) -> counted_pointer<stored_value> {
    using number_type = decltype(zero);
    return counted_pointer<stored_value>(
        new stored_tensor<number_type>(dynamic_tensor<number_type>(extents, uninitialized_t{})));
  });
}

/// A value whose elements are all `number`.
inline counted_pointer<stored_value> stored_full(scalar_type type, shape const& extents,
                                                 int number) {
  return with_scalar(type, [&](auto zero) -> counted_pointer<stored_value> {
    using number_type = decltype(zero);
    return counted_pointer<stored_value>(new stored_tensor<number_type>(
        dynamic_tensor<number_type>::full(extents, static_cast<number_type>(number))));
  });
}

/// The same elements in memory of their own.
inline counted_pointer<stored_value> copy_of(stored_value const& x) {
  counted_pointer<stored_value> copy = make_stored(x.type, x.extents());
  std::memcpy(copy->data(), x.data(),
              static_cast<std::size_t>(x.extents().size()) * size_of(x.type));
  return copy;
}
/// A number of this type, from where its bytes begin.
inline counted_pointer<stored_value> stored_number(scalar_type type, void const* bytes) {
  return with_scalar(type, [&](auto number) {
    std::memcpy(&number, bytes, sizeof number);
    return counted_pointer<stored_value>(new stored_tensor<decltype(number)>(number));
  });
}

}  // namespace typegrad
