// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/interop/npy.hpp>
#include <typegrad/interop/zip_archive.hpp>
#include <typegrad/meta/member_names.hpp>
#include <typegrad/trace/structure.hpp>

#include <sstream>
#include <utility>

namespace typegrad {

/// Calls `use(name, leaf)` for each number, tensor and variable in a value: "first.weight" by the
/// names of members, "layers.0.offset" by the places in arrays and lists.
template <class Value, class Use>
void for_each_named_leaf(Value& x, std::string const& name, Use&& use) {
  using plain = std::remove_const_t<Value>;
  std::string const before = name.empty() ? name : name + '.';
  if constexpr (Operand<plain> || std::is_arithmetic_v<plain>) {
    use(name.empty() ? std::string("arr_0") : name, x);
  } else if constexpr (Holder<plain>) {
    int place = 0;
    holder<plain>::for_each(x, [&](auto& member) {
      for_each_named_leaf(member, before + std::to_string(place++), use);
    });
  } else if constexpr (PlainStruct<plain>) {
    with_fields(x, [&](auto&... member) {
      static constexpr auto names = member_names<plain>();
      std::size_t which = 0;
      (for_each_named_leaf(member, before + std::string(names[which++]), use), ...);
    });
  } else {
    static_assert(
        requires { x.begin(); },
        "typegrad: the members of a class with constructors or private members are not "
        "seen: make it a struct of plain members, which a function makes");
    for (int place = 0; auto& each : x)
      for_each_named_leaf(each, before + std::to_string(place++), use);
  }
}

/// What a leaf is as an array of a file.
template <class Number, index_t... Extents>
dynamic_tensor<Number> as_array(tensor<Number, Extents...> const& x) {
  return dynamic_tensor<Number>(x);
}
template <class Number>
dynamic_tensor<Number> const& as_array(dynamic_tensor<Number> const& x) {
  return x;
}
/// Of a variable.
template <class Variable>
  requires requires(Variable const& x) { x.data().shape(); }
auto const& as_array(Variable const& x) {
  return x.data();
}
template <class Number>
  requires std::is_arithmetic_v<Number>
dynamic_tensor<Number> as_array(Number x) {
  return dynamic_tensor<Number>(x);
}

/// Gives a leaf the array of a file.
template <class Number, index_t... Extents>
void set_leaf(tensor<Number, Extents...>& leaf, dynamic_tensor<Number>&& array) {
  std::copy(array.begin(), array.end(), leaf.data());
}
template <class Number>
void set_leaf(dynamic_tensor<Number>& leaf, dynamic_tensor<Number>&& array) {
  leaf = std::move(array);
}
template <class Variable, class Number>
  requires requires(Variable& x) { x.data().shape(); }
void set_leaf(Variable& leaf, dynamic_tensor<Number>&& array) {
  leaf.set_data(std::move(array));
}
template <class Number>
  requires std::is_arithmetic_v<Number>
void set_leaf(Number& leaf, dynamic_tensor<Number>&& array) {
  leaf = array.item();
}

/// The shape that a leaf must have, for those that may have any: the one it has, if it has
/// elements.
template <class Leaf>
bool takes_shape(Leaf const& leaf, shape const& extents) {
  if constexpr (requires { leaf.is_none(); }) return leaf.is_none() || leaf.shape() == extents;
  else if constexpr (requires { leaf.shape(); }) return leaf.size() == 0 || leaf.shape() == extents;
  else return extents.rank == 0;
}

/// Writes all parameters, a struct of numbers, tensors or variables, nested too, as one file that
/// `numpy.load` reads: `write_npz("net.npz", net)`. The arrays are called after the members,
/// "w1", "layers.0.weight".
///
/// errors    npy_error where the file cannot be written
template <class Parameters>
void write_npz(std::filesystem::path const& path, Parameters const& parameters) {
  zip_writer archive;
  for_each_named_leaf(parameters, "", [&](std::string const& name, auto const& leaf) {
    std::ostringstream bytes;
    write_npy(bytes, as_array(leaf));
    archive.add(name + ".npy", bytes.str());
  });
  std::ofstream file(path, std::ios::binary);
  file << archive.finish();
  file.close();
  if (!file) throw npy_error(path.string() + ": cannot be written");
}

/// Reads what `write_npz` or `numpy.savez` wrote into parameters of the same names and shapes.
/// Further arrays in the file are left alone; nothing has changed where an array does not fit.
///
/// errors    npy_error for a name that is missing, another shape, elements that do not fit, a file
///           that is compressed (`numpy.savez_compressed`) or broken
template <class Parameters>
void read_npz(std::filesystem::path const& path, Parameters& parameters) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw npy_error(path.string() + ": cannot be opened for reading");
  std::ostringstream bytes;
  bytes << file.rdbuf();
  try {
    zip_reader const archive(bytes.str());
    auto const array_of = [&]<class Leaf>(std::string const& name, Leaf const& leaf) {
      using number = typename std::remove_cvref_t<decltype(as_array(leaf))>::value_type;
      std::istringstream stream(archive.read(name + ".npy"));
      auto array = read_npy<number>(stream);
      if (!takes_shape(leaf, array.shape()))
        throw npy_error(name + ": the shape in the file is " + shape_text(array.shape()));
      return array;
    };
    for_each_named_leaf(std::as_const(parameters), "", array_of);  // throws before anything changes
    for_each_named_leaf(parameters, "", [&](std::string const& name, auto& leaf) {
      set_leaf(leaf, array_of(name, leaf));
    });
  } catch (npy_error const& error) {
    throw npy_error(path.string() + ": " + error.what());
  }
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
