// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/interop/npy_header.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace typegrad {

/// How `write_npy` writes; what it writes by default is what `numpy.save` writes.
struct npy_format {
  int version = 1;             ///< 1 or 2
  bool fortran_order = false;  ///< the first axis fastest
  std::endian byte_order = std::endian::native;
};

/// How elements of type Number stand in a .npy file.
template <class Number>
inline constexpr char npy_kind = std::is_same_v<Number, bool> ? 'b'
                                 : std::is_integral_v<Number> ? 'i'
                                                              : 'f';

/// Whether every element of a file fits into a `Number`: what NumPy calls a safe cast.
template <class Number>
constexpr bool npy_widens(npy_header const& header) {
  if (header.kind == npy_kind<Number>) return header.bytes <= static_cast<int>(sizeof(Number));
  return header.kind == 'b' || (header.kind == 'i' && std::is_same_v<Number, double>);
}

inline constexpr std::array<char, 6> npy_magic{'\x93', 'N', 'U', 'M', 'P', 'Y'};

/// `count` bytes, read in pieces: a count that a broken header made up allocates no more than there
/// is to read.
inline std::string read_npy_bytes(std::istream& stream, std::size_t count, char const* what) {
  constexpr std::size_t piece = 1 << 20;
  std::string bytes;
  while (bytes.size() < count) {
    std::size_t const before = bytes.size();
    std::size_t const wanted = (std::min)(piece, count - before);
    bytes.resize(before + wanted);
    stream.read(bytes.data() + before, static_cast<std::streamsize>(wanted));
    if (static_cast<std::size_t>(stream.gcount()) != wanted)
      throw npy_error(std::string("npy: the data ends within ") + what);
  }
  return bytes;
}

/// How many bytes a stream still has, nothing for a pipe.
inline std::optional<std::size_t> bytes_left(std::istream& stream) {
  auto const here = stream.tellg();
  if (here != std::istream::pos_type(-1) && stream.seekg(0, std::ios::end)) {
    auto const end = stream.tellg();
    stream.seekg(here);
    if (stream && end >= here) return static_cast<std::size_t>(end - here);
  }
  stream.clear();
  return std::nullopt;
}

inline npy_header read_npy_header(std::istream& stream) {
  std::string const start = read_npy_bytes(stream, 8, "the first eight bytes");
  if (!std::equal(npy_magic.begin(), npy_magic.end(), start.begin()))
    throw npy_error("npy: this is no .npy file, it must begin with \\x93NUMPY");
  int const major = static_cast<unsigned char>(start[6]);
  int const minor = static_cast<unsigned char>(start[7]);
  if ((major != 1 && major != 2) || minor != 0)
    throw npy_error("npy: the format version must be 1.0 or 2.0, not " + std::to_string(major) +
                    '.' + std::to_string(minor));
  std::string const digits = read_npy_bytes(stream, major == 1 ? 2 : 4, "the length of the header");
  std::size_t length = 0;
  for (std::size_t k = digits.size(); k-- > 0;)
    length = length * 256 + static_cast<unsigned char>(digits[k]);
  // No header of these types is longer than 300 characters; NumPy too refuses to read very long
  // ones.
  if (length > 65535)
    throw npy_error("npy: a header of " + std::to_string(length) + " bytes is too long");
  return npy_header_reader(read_npy_bytes(stream, length, "the header")).read();
}

/// Reads elements of type Stored, in blocks, to `place`.
template <class Stored, class Number>
void read_npy_as(std::istream& stream, npy_header const& header, Number* place, index_t count) {
  constexpr index_t block = 4096;
  std::vector<char> bytes(static_cast<std::size_t>(block) * sizeof(Stored));
  for (index_t done = 0; done < count; done += block) {
    index_t const now = (std::min)(block, count - done);
    auto const wanted =
        static_cast<std::streamsize>(now) * static_cast<std::streamsize>(sizeof(Stored));
    stream.read(bytes.data(), wanted);
    if (stream.gcount() != wanted) throw npy_error("npy: the data ends within the elements");
    for (index_t k = 0; k < now; ++k) {
      char* const element = bytes.data() + k * static_cast<index_t>(sizeof(Stored));
      if constexpr (std::is_same_v<Stored, bool>) {
        *place++ = static_cast<Number>(*element != 0);  // another byte than 0 and 1 is no bool
      } else {
        if (header.byte_order != std::endian::native)
          std::reverse(element, element + sizeof(Stored));
        Stored value;
        std::memcpy(&value, element, sizeof value);
        *place++ = static_cast<Number>(value);
      }
    }
  }
}

/// The same for the type that the header names, if T widens it.
template <class Number>
void read_npy_elements(std::istream& stream, npy_header const& header, Number* place,
                       index_t count) {
  if (header.kind == 'b') return read_npy_as<bool>(stream, header, place, count);
  if constexpr (!std::is_same_v<Number, bool>)
    if (header.kind == 'i' && header.bytes == 4)
      return read_npy_as<std::int32_t>(stream, header, place, count);
  if constexpr (std::is_same_v<Number, std::int64_t> || std::is_same_v<Number, double>)
    if (header.kind == 'i') return read_npy_as<std::int64_t>(stream, header, place, count);
  if constexpr (std::is_floating_point_v<Number>)
    if (header.bytes == 4) return read_npy_as<float>(stream, header, place, count);
  if constexpr (std::is_same_v<Number, double>)
    return read_npy_as<double>(stream, header, place, count);
}

/// The array of a .npy file, `read_npy<double>("x.npy")`; elements that T holds exactly are widened
/// (NumPy's safe casts, so int64 to double too). The stream stands behind the array afterwards.
/// errors: npy_error for a file that is no .npy file, is cut off, or holds elements that do not fit
/// T. What a header
///         claims is compared with the length of the file before memory is asked for.
template <class Number>
dynamic_tensor<Number> read_npy(std::istream& stream) {
  npy_header const header = read_npy_header(stream);
  if (!npy_widens<Number>(header))
    throw npy_error(std::string("npy: elements ") + header.kind + std::to_string(header.bytes) +
                    " do not fit " + std::string(numpy_name<Number>) +
                    "; read them as they are, then cast");
  index_t count = 0;
  try {
    // Eight bytes stand for every type of element.
    count = checked_size<double>(header.extents);
  } catch (shape_error const& error) {
    throw npy_error(std::string("npy header: ") + error.what());
  }
  std::size_t const bytes =
      static_cast<std::size_t>(count) * static_cast<std::size_t>(header.bytes);
  std::optional<std::size_t> const left = bytes_left(stream);
  if (left && *left < bytes)
    throw npy_error("npy: the data ends within the elements: the shape " +
                    shape_text(header.extents) + " takes " + std::to_string(bytes) +
                    " bytes, there are " + std::to_string(*left));
  std::istringstream received;
  if (!left) received.str(read_npy_bytes(stream, bytes, "the elements"));

  shape in_file = header.extents;
  if (header.fortran_order) std::reverse(in_file.extents, in_file.extents + in_file.rank);
  dynamic_tensor<Number> result(in_file, uninitialized_t{});
  read_npy_elements(left ? stream : received, header, result.data(), count);
  if (!header.fortran_order) return result;
  return dynamic_tensor<Number>(result.view().transposed());
}

/// errors: npy_error where the file cannot be opened, and as above, with the name of the file
template <class Number>
dynamic_tensor<Number> read_npy(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw npy_error(path.string() + ": cannot be opened for reading");
  try {
    return read_npy<Number>(file);
  } catch (npy_error const& error) {
    throw npy_error(path.string() + ": " + error.what());
  }
}

/// Writes an array as `numpy.load` reads it.
/// errors: npy_error where the stream fails, or for another version than 1 and 2
template <class Number>
void write_npy(std::ostream& stream, dynamic_tensor<Number> const& x,
               npy_format const& format = {}) {
  if (format.version != 1 && format.version != 2)
    throw npy_error("npy: the format version must be 1 or 2");
  // What is contiguous in both orders NumPy calls C order.
  bool const fortran_order = format.fortran_order && x.rank() > 1;
  std::string text = npy_header_text({npy_kind<Number>, static_cast<int>(sizeof(Number)),
                                      format.byte_order, fortran_order, x.shape()});
  if (x.rank() > 0) {
    // Room for a larger extent in front, as NumPy leaves it.
    std::size_t const digits = std::to_string(x.shape()[fortran_order ? x.rank() - 1 : 0]).size();
    if (digits < 21) text.append(21 - digits, ' ');
  }
  std::size_t const prefix = format.version == 1 ? 10 : 12;
  text.append(64 - (prefix + text.size() + 1) % 64, ' ');
  text += '\n';

  stream.write(npy_magic.data(), npy_magic.size());
  stream.put(static_cast<char>(format.version)).put('\0');
  for (std::size_t k = 8, length = text.size(); k < prefix; ++k, length /= 256)
    stream.put(static_cast<char>(static_cast<unsigned char>(length % 256)));
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));

  std::string block;
  auto const flush = [&] {
    stream.write(block.data(), static_cast<std::streamsize>(block.size()));
    block.clear();
  };
  auto const append = [&](Number value) {
    char bytes[sizeof(Number)];
    std::memcpy(bytes, &value, sizeof(Number));
    if (format.byte_order != std::endian::native) std::reverse(bytes, bytes + sizeof(Number));
    block.append(bytes, sizeof(Number));
    if (block.size() >= 32768) flush();
  };
  if (fortran_order) x.view().transposed().for_each(append);
  else std::for_each(x.begin(), x.end(), append);
  flush();
  if (!stream) throw npy_error("npy: writing failed");
}

/// errors: npy_error where the file cannot be opened, and as above, with the name of the file
template <class Number>
void write_npy(std::filesystem::path const& path, dynamic_tensor<Number> const& x,
               npy_format const& format = {}) {
  std::ofstream file(path, std::ios::binary);
  if (!file) throw npy_error(path.string() + ": cannot be opened for writing");
  try {
    write_npy(file, x, format);
    file.close();
    if (!file) throw npy_error("npy: writing failed");
  } catch (npy_error const& error) {
    throw npy_error(path.string() + ": " + error.what());
  }
}

/// The same of a tensor of fixed extents, to a stream or a file.
template <class Destination, class Number, index_t... Extents>
void write_npy(Destination&& to, tensor<Number, Extents...> const& x,
               npy_format const& format = {}) {
  write_npy(static_cast<Destination&&>(to), dynamic_tensor<Number>(x), format);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
