// SPDX-License-Identifier: BSL-1.0
#include <typegrad/interop/npy.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <streambuf>
#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_npy)

namespace {

using dense = tg::dynamic_tensor<double>;
using whole = tg::dynamic_tensor<std::int32_t>;

/// A file as NumPy writes it: header of 128 bytes, as its versions from 1.14 on pad it.
std::string file_of(std::string const& dictionary, std::string const& elements, int version = 1) {
  std::string const prefix = version == 1 ? std::string("\x93NUMPY\x01\x00\x76\x00", 10)
                                          : std::string("\x93NUMPY\x02\x00\x74\x00\x00\x00", 12);
  return prefix + dictionary + std::string(127 - prefix.size() - dictionary.size(), ' ') + '\n' +
         elements;
}

template <class T>
tg::dynamic_tensor<T> read(std::string const& bytes) {
  std::istringstream stream(bytes);
  return tg::read_npy<T>(stream);
}

template <class T>
std::string written(tg::dynamic_tensor<T> const& x, tg::npy_format const& format = {}) {
  std::ostringstream stream;
  tg::write_npy(stream, x, format);
  return stream.str();
}

template <class T>
std::string words_of_error(std::string const& bytes) {
  try {
    read<T>(bytes);
  } catch (tg::npy_error const& error) {
    return error.what();
  }
  return "no error";
}

/// A stream that cannot be asked for its length, as a pipe.
class pipe_buffer : public std::streambuf {
 public:
  explicit pipe_buffer(std::string text) : text_(std::move(text)) {
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

 private:
  std::string text_;
};

std::string const matrix_header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 3), }";
std::string const small_integers("\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5\0\0\0\6\0\0\0", 24);

/// A folder of its own that goes away again.
class folder {
  std::filesystem::path path_;

 public:
  folder()
      : path_(std::filesystem::temp_directory_path() /
              ("typegrad_npy_" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directory(path_);
  }
  ~folder() { std::filesystem::remove_all(path_); }
  folder(folder const&) = delete;
  folder& operator=(folder const&) = delete;
  std::filesystem::path operator/(char const* name) const { return path_ / name; }
};

/// Whether a Python program that uses NumPy as np runs to its end; `d` is the folder.
bool python(folder const& place, std::string const& program) {
  std::filesystem::path const script = place / "program.py";
  std::ofstream(script) << "import sys\nimport numpy as np\nd = sys.argv[1] + '/'\n" << program;
  std::string const command =
      "/usr/bin/python3 '" + script.string() + "' '" + (place / "").string() + "'";
  return std::system(command.c_str()) == 0;
}
bool has_numpy() {
  static bool const found = std::system("/usr/bin/python3 -c 'import numpy' >/dev/null 2>&1") == 0;
  if (!found) BOOST_TEST_MESSAGE("/usr/bin/python3 has no NumPy: only the fixtures are compared");
  return found;
}

}  // namespace

// numpy.save of numpy.array([[1, 2, 3], [4, 5, 6]], numpy.int32), NumPy 1.24.2; the other bytes
// likewise
BOOST_AUTO_TEST_CASE(writes_the_bytes_that_numpy_writes) {
  whole const x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST(
      (written(x, {1, false, std::endian::little}) == file_of(matrix_header, small_integers)));
  BOOST_TEST(
      (written(x, {2, false, std::endian::little}) == file_of(matrix_header, small_integers, 2)));
  BOOST_TEST((written(tg::dynamic_tensor<bool>{true, false}) ==
              file_of("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }",
                      std::string("\1\0", 2))));
  BOOST_TEST((written(dense(1.5), {1, false, std::endian::big}) ==
              file_of("{'descr': '>f8', 'fortran_order': False, 'shape': (), }",
                      std::string("\x3f\xf8\0\0\0\0\0\0", 8))));
  BOOST_CHECK_THROW(written(x, {3}), tg::npy_error);
}

BOOST_AUTO_TEST_CASE(reads_both_versions_orders_and_byte_orders) {
  whole const x{{1, 2, 3}, {4, 5, 6}};
  BOOST_TEST((read<std::int32_t>(file_of(matrix_header, small_integers)) == x));
  BOOST_TEST((read<std::int32_t>(file_of(matrix_header, small_integers, 2)) == x));
  BOOST_TEST(
      (read<std::int32_t>(file_of("{'descr': '<i4', 'fortran_order': True, 'shape': (3, 2), }",
                                  small_integers)) == whole{{1, 4}, {2, 5}, {3, 6}}));
  BOOST_TEST(
      (read<float>(file_of("{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }",
                           std::string("\x3f\xc0\0\0", 4))) == tg::dynamic_tensor<float>{1.5f}));
  BOOST_TEST(
      (read<std::int32_t>(file_of("{'descr': '<i4', 'fortran_order': False, 'shape': (0, 4), }",
                                  "")) == whole::zeros({0, 4})));
  // a byte that is neither 0 nor 1
  BOOST_TEST(
      (read<bool>(file_of("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }",
                          std::string("\7\0", 2))) == tg::dynamic_tensor<bool>{true, false}));
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
  auto const check = [](auto const& x) {
    using T = typename std::remove_cvref_t<decltype(x)>::value_type;
    for (int version : {1, 2})
      for (bool fortran_order : {false, true})
        for (std::endian order : {std::endian::little, std::endian::big}) {
          std::string const bytes = written(x, {version, fortran_order, order});
          BOOST_TEST((bytes.size() - static_cast<std::size_t>(x.size()) * sizeof(T)) % 64 == 0u);
          BOOST_TEST((read<T>(bytes) == x));
        }
  };
  for (tg::extent_list const& extents :
       {tg::extent_list{}, {1}, {0}, {7}, {2, 3}, {4, 0, 2}, {2, 3, 4}, {50, 60, 5}}) {
    tg::index_t const size = extents.value.size();
    check(tg::dynamic_tensor<std::int64_t>::arange(size).reshaped(extents));
    check(whole::arange(size).reshaped(extents));
    check(dense(dense::arange(size).reshaped(extents)));
    check(tg::dynamic_tensor<float>::arange(size).reshaped(extents));
    check(whole::arange(size).reshaped(extents).cast<bool>());
  }
}

// numpy.can_cast(from, to)
BOOST_AUTO_TEST_CASE(widens_where_numpy_calls_it_safe) {
  std::string const truths = written(tg::dynamic_tensor<bool>{true, false});
  std::string const integers = written(whole{1, -2});
  std::string const long_integers = written(tg::dynamic_tensor<std::int64_t>{1, -2});
  std::string const floats = written(tg::dynamic_tensor<float>{0.5, -2});
  BOOST_TEST((read<double>(floats) == dense{0.5, -2}));
  BOOST_TEST((read<double>(integers) == dense{1, -2}));
  BOOST_TEST((read<double>(long_integers) == dense{1, -2}));
  BOOST_TEST((read<std::int64_t>(integers) == tg::dynamic_tensor<std::int64_t>{1, -2}));
  BOOST_TEST((read<float>(truths) == tg::dynamic_tensor<float>{1, 0}));
  BOOST_TEST((read<std::int32_t>(truths) == whole{1, 0}));
  BOOST_CHECK_THROW(read<float>(integers), tg::npy_error);
  BOOST_CHECK_THROW(read<float>(long_integers), tg::npy_error);
  BOOST_CHECK_THROW(read<std::int32_t>(long_integers), tg::npy_error);
  BOOST_CHECK_THROW(read<std::int64_t>(floats), tg::npy_error);
  BOOST_CHECK_THROW(read<bool>(integers), tg::npy_error);
  BOOST_TEST(words_of_error<float>(written(dense{1})) ==
             "npy: elements f8 do not fit float32; read them as they are, then cast");
}

BOOST_AUTO_TEST_CASE(arrays_follow_each_other_in_a_stream) {
  std::stringstream stream;
  tg::write_npy(stream, dense{1, 2});
  tg::write_npy(stream, whole(3));
  BOOST_TEST((tg::read_npy<double>(stream) == dense{1, 2}));
  BOOST_TEST((tg::read_npy<std::int32_t>(stream) == whole(3)));
  BOOST_CHECK_THROW(tg::read_npy<double>(stream), tg::npy_error);
}

BOOST_AUTO_TEST_CASE(reads_from_a_pipe) {
  pipe_buffer buffer(written(dense::arange(1000)) + "more");
  std::istream stream(&buffer);
  BOOST_TEST((tg::read_npy<double>(stream) == dense::arange(1000)));
  pipe_buffer cut(
      file_of("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }", "short"));
  std::istream cut_stream(&cut);
  BOOST_CHECK_THROW(tg::read_npy<double>(cut_stream), tg::npy_error);
}

BOOST_AUTO_TEST_CASE(a_broken_file_is_refused_before_memory_is_asked_for) {
  std::string const good = file_of(matrix_header, small_integers);
  for (std::size_t length = 0; length < good.size(); ++length)
    BOOST_CHECK_THROW(read<std::int32_t>(good.substr(0, length)), tg::npy_error);
  auto const claims = [](std::string const& extents) {
    return words_of_error<double>(file_of(
        "{'descr': '<f8', 'fortran_order': False, 'shape': " + extents + ", }", "12345678"));
  };
  BOOST_TEST(claims("(1000000000000, 1000)") ==
             "npy: the data ends within the elements: the shape (1000000000000, 1000) takes "
             "8000000000000000 bytes, there "
             "are 8");
  BOOST_TEST(claims("(4611686018427387904, 4)") ==
             "npy header: a tensor of shape (4611686018427387904, 4) is larger than memory can be");
  BOOST_TEST(
      claims("(0, 4611686018427387904, 4)") ==
      "npy header: a tensor of shape (0, 4611686018427387904, 4) is larger than memory can be");
  BOOST_TEST(words_of_error<double>("PK\3\4 an archive") ==
             "npy: this is no .npy file, it must begin with \\x93NUMPY");
  BOOST_TEST(words_of_error<double>(std::string("\x93NUMPY\x03\0\0\0\0\0", 12)) ==
             "npy: the format version must be 1.0 or 2.0, not 3.0");
  BOOST_TEST(words_of_error<double>(std::string("\x93NUMPY\x02\0\xff\xff\xff\xff", 12)) ==
             "npy: a header of 4294967295 bytes is too long");
  BOOST_CHECK_THROW(read<double>(std::string("\x93NUMPY\x01\0\0\0", 10)), tg::npy_error);
}

BOOST_AUTO_TEST_CASE(damaged_bytes_are_read_or_refused) {
  std::string const good = file_of(matrix_header, small_integers);
  std::mt19937 random(7);
  int refused = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = good;
    for (int change = 0; change < 1 + round % 3; ++change)
      bytes[random() % 70] = static_cast<char>(random() % 256);
    try {
      BOOST_REQUIRE(read<std::int32_t>(bytes).size() <= 6);
    } catch (tg::npy_error const&) {
      ++refused;
    }
  }
  BOOST_TEST(refused > 15000);
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_opened) {
  BOOST_CHECK_THROW(tg::read_npy<double>("/no/such/file.npy"), tg::npy_error);
  BOOST_CHECK_THROW(tg::write_npy("/no/such/file.npy", dense{1}), tg::npy_error);
  BOOST_CHECK_THROW(tg::read_npy<double>(std::filesystem::temp_directory_path()), tg::npy_error);
  std::ostringstream broken;
  broken.setstate(std::ios::badbit);
  BOOST_CHECK_THROW(tg::write_npy(broken, dense{1}), tg::npy_error);
}

BOOST_AUTO_TEST_CASE(reads_what_python_wrote) {
  if (!has_numpy()) return;
  folder const place;
  BOOST_REQUIRE(python(place, R"(
x = np.arange(24).reshape(2, 3, 4) - 12
for name in ['f4', 'f8', 'i4', 'i8']:
  for order in '<>':
    y = x.astype(order + name)
    np.save(d + name + ('l' if order == '<' else 'b') + 'c', y)
    np.save(d + name + ('l' if order == '<' else 'b') + 'f', np.asfortranarray(y))
np.lib.format.write_array(open(d + 'two.npy', 'wb'), x.astype('f8'), version=(2, 0))
np.save(d + 'truth', x % 3 == 0)
np.save(d + 'number', np.float32(2.5))
np.save(d + 'empty', np.zeros((3, 0)))
np.save(d + 'special', np.array([np.nan, np.inf, -0.0, 5e-324]))
np.save(d + 'complex', np.array([1j]))
)"));
  auto x = tg::dynamic_tensor<std::int64_t>::arange(24).reshaped({2, 3, 4});
  for (std::int64_t& element : x) element -= 12;
  for (char const* name : {"f4lc.npy", "f4lf.npy", "f4bc.npy", "f4bf.npy"})
    BOOST_TEST((tg::read_npy<float>(place / name) == x.cast<float>()));
  for (char const* name : {"f8lc.npy", "f8lf.npy", "f8bc.npy", "f8bf.npy", "f4bf.npy", "i4bf.npy",
                           "i8lf.npy", "two.npy"})
    BOOST_TEST((tg::read_npy<double>(place / name) == dense(x)));
  for (char const* name : {"i4lc.npy", "i4lf.npy", "i4bc.npy", "i4bf.npy"})
    BOOST_TEST((tg::read_npy<std::int32_t>(place / name) == whole(x)));
  for (char const* name : {"i8lc.npy", "i8lf.npy", "i8bc.npy", "i8bf.npy", "i4bf.npy"})
    BOOST_TEST((tg::read_npy<std::int64_t>(place / name) == x));
  BOOST_TEST(tg::read_npy<bool>(place / "truth.npy")(0, 0, 3));
  BOOST_TEST((tg::read_npy<float>(place / "number.npy") == tg::dynamic_tensor<float>(2.5f)));
  BOOST_TEST((tg::read_npy<double>(place / "empty.npy").shape() == tg::make_shape(3, 0)));
  dense const special = tg::read_npy<double>(place / "special.npy");
  BOOST_TEST(special(0) != special(0));
  BOOST_TEST((special(2) == 0 && 1 / special(2) < 0));
  BOOST_TEST(special(3) == 5e-324);
  BOOST_CHECK_THROW(tg::read_npy<double>(place / "complex.npy"), tg::npy_error);
}

BOOST_AUTO_TEST_CASE(python_reads_what_was_written) {
  if (!has_numpy()) return;
  folder const place;
  dense const x = dense::arange(24).reshaped({2, 3, 4});
  tg::write_npy(place / "c.npy", x);
  tg::write_npy(place / "f.npy", x, {1, true, std::endian::big});
  tg::write_npy(place / "two.npy", x.cast<std::int32_t>(), {2});
  tg::write_npy(place / "truth.npy", tg::dynamic_tensor<bool>{true, false});
  tg::write_npy(place / "number.npy", tg::dynamic_tensor<float>(2.5f));
  tg::write_npy(place / "empty.npy", dense::zeros({3, 0}));
  BOOST_TEST(python(place, R"(
x = np.arange(24.0).reshape(2, 3, 4)
def same(name, y):
  z = np.load(d + name + '.npy')
  assert z.dtype == y.dtype and z.shape == y.shape and (z == y).all(), name
same('c', x)
same('f', x.astype('>f8'))
assert np.load(d + 'f.npy').flags.f_contiguous
same('two', x.astype('i4'))
same('truth', np.array([True, False]))
same('number', np.array(2.5, 'f4'))
same('empty', np.zeros((3, 0)))
import io
for name, y in [('c', x), ('f', np.asfortranarray(x.astype('>f8'))),
                ('number', np.array(2.5, 'f4'))]:
  written = io.BytesIO()
  np.save(written, y)
  assert written.getvalue() == open(d + name + '.npy', 'rb').read(), name  # byte by byte
)"));
}

BOOST_AUTO_TEST_CASE(a_tensor_of_fixed_extents_is_written_as_the_same_array) {
  folder const place;
  tg::tensor<float, 2, 3> const x{{1, 2, 3}, {4, 5, 6}};
  tg::write_npy(place / "x.npy", x);
  BOOST_TEST((tg::read_npy<float>(place / "x.npy") == tg::dynamic_tensor<float>(x)));
}

BOOST_AUTO_TEST_SUITE_END()
