// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/interop/npy_header.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace typegrad {

// ZIP files as NumPy's savez writes them: nothing is compressed.
// source    PKWARE, APPNOTE.TXT 6.3.9

/// The checksum of a file in an archive: CRC-32 with the polynomial 0xEDB88320.
constexpr std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t sum = 0xffffffffu;
  for (char const c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ (0xedb88320u & (0u - (sum & 1u)));
  }
  return ~sum;
}

/// Makes an archive.
class zip_writer {
 public:
  /// errors    npy_error beyond 2 GiB
  void add(std::string const& name, std::string const& content) {
    if (text_.size() + content.size() > 0x7fffffffu)
      throw npy_error("npz: more than 2 GiB are not written into one file");
    auto const size = static_cast<std::uint32_t>(content.size());
    auto const place = static_cast<std::uint32_t>(text_.size());
    std::string facts;
    // version, flags, method, time, date (1 January 1980), checksum, sizes, lengths of the names
    for (std::uint32_t const fact : {20u, 0u, 0u, 0u, 33u}) append(facts, fact, 2);
    for (std::uint32_t const fact : {crc32(content), size, size}) append(facts, fact, 4);
    append(facts, static_cast<std::uint32_t>(name.size()), 2);
    append(facts, 0, 2);
    text_ += "PK\3\4" + facts + name + content;
    directory_ += "PK\1\2";
    append(directory_, 20, 2);
    directory_ += facts;
    for (int bytes : {2, 2, 2, 4}) append(directory_, 0, bytes);
    append(directory_, place, 4);
    directory_ += name;
    ++count_;
  }
  std::string finish() const {
    std::string end = "PK\5\6";
    append(end, 0, 4);
    append(end, count_, 2);
    append(end, count_, 2);
    append(end, static_cast<std::uint32_t>(directory_.size()), 4);
    append(end, static_cast<std::uint32_t>(text_.size()), 4);
    append(end, 0, 2);
    return text_ + directory_ + end;
  }

 private:
  static void append(std::string& to, std::uint32_t number, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(number >> (8 * i) & 0xff);
  }

  std::string text_;
  std::string directory_;
  std::uint32_t count_ = 0;
};

/// Finds files in an archive by its directory.
class zip_reader {
 public:
  /// errors    npy_error for what is no archive, or a broken one
  explicit zip_reader(std::string bytes) : bytes_(std::move(bytes)) {
    std::size_t const end = bytes_.rfind("PK\5\6");
    if (end == std::string::npos) throw npy_error("npz: this is no ZIP file");
    std::size_t place = number(end + 16, 4);
    for (std::size_t left = number(end + 10, 2); left > 0; --left) {
      if (bytes_.compare(place, 4, "PK\1\2") != 0) throw npy_error("npz: the directory is broken");
      std::size_t const length = number(place + 28, 2);
      number(place + 46 + length, 0);
      entries_[bytes_.substr(place + 46, length)] = place;
      place += 46 + length + number(place + 30, 2) + number(place + 32, 2);
    }
  }

  /// errors    npy_error where there is no such file, or it is compressed or broken
  std::string read(std::string const& name) const {
    auto const found = entries_.find(name);
    if (found == entries_.end()) throw npy_error("npz: there is no " + name + " in the file");
    std::size_t const entry = found->second;
    if (number(entry + 10, 2) != 0)
      throw npy_error("npz: " + name + " is compressed; write it with numpy.savez");
    std::size_t const size = number(entry + 24, 4);
    std::size_t const local = number(entry + 42, 4);
    std::size_t const start = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    if (start + size > bytes_.size()) throw npy_error("npz: the data ends within " + name);
    std::string content = bytes_.substr(start, size);
    if (crc32(content) != number(entry + 16, 4))
      throw npy_error("npz: the checksum of " + name + " is wrong");
    return content;
  }

 private:
  /// A number of so many bytes, the lowest first.
  std::size_t number(std::size_t place, int bytes) const {
    if (place + static_cast<std::size_t>(bytes) > bytes_.size())
      throw npy_error("npz: the file ends within its directory");
    std::size_t value = 0;
    for (int i = bytes; i-- > 0;)
      value = value * 256 + static_cast<unsigned char>(bytes_[place + static_cast<std::size_t>(i)]);
    return value;
  }

  std::string bytes_;
  std::map<std::string, std::size_t> entries_;
};

}  // namespace typegrad
