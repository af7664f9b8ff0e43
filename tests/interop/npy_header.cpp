// SPDX-License-Identifier: BSL-1.0
#include <typegrad/interop/npy_header.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_npy_header)

namespace {

tg::npy_header read(std::string const& text) { return tg::npy_header_reader(text).read(); }

std::string words_of_error(std::string const& text) {
  try {
    read(text);
  } catch (tg::npy_error const& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

BOOST_AUTO_TEST_CASE(reads_what_numpy_writes) {
  tg::npy_header const matrix =
      read("{'descr': '>f4', 'fortran_order': True, 'shape': (2, 3), }      \n");
  BOOST_TEST(matrix.kind == 'f');
  BOOST_TEST(matrix.bytes == 4);
  BOOST_TEST((matrix.byte_order == std::endian::big));
  BOOST_TEST(matrix.fortran_order);
  BOOST_TEST((matrix.extents == tg::make_shape(2, 3)));
  BOOST_TEST(
      (read("{'descr': '|b1', 'fortran_order': False, 'shape': (), }").extents == tg::shape{}));
  BOOST_TEST((read("{'descr': '<i8', 'fortran_order': False, 'shape': (0,), }").extents ==
              tg::make_shape(0)));
}

BOOST_AUTO_TEST_CASE(reads_other_spellings_of_the_dictionary) {
  tg::npy_header const header =
      read("{\"shape\":(4L,5L),\"fortran_order\":False,\"descr\":\"=i4\"}");
  BOOST_TEST((header.extents == tg::make_shape(4, 5)));
  BOOST_TEST((header.byte_order == std::endian::native));
}

BOOST_AUTO_TEST_CASE(writes_what_numpy_writes) {
  BOOST_TEST(tg::npy_header_text({'f', 8, std::endian::little, false, tg::make_shape(3)}) ==
             "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }");
  BOOST_TEST(tg::npy_header_text({'b', 1, std::endian::big, true, tg::make_shape(2, 3)}) ==
             "{'descr': '|b1', 'fortran_order': True, 'shape': (2, 3), }");
  BOOST_TEST(tg::npy_header_text({'i', 4, std::endian::big, false, {}}) ==
             "{'descr': '>i4', 'fortran_order': False, 'shape': (), }");
}

BOOST_AUTO_TEST_CASE(everything_else_is_refused) {
  BOOST_TEST(words_of_error("{'descr': '<c16', 'fortran_order': False, 'shape': (), }") ==
             "npy header: the elements must be b1, i4, i8, f4 or f8, not '<c16'");
  BOOST_TEST(words_of_error(
                 "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }") ==
             "npy header: an extent is too large");
  BOOST_TEST(words_of_error("{'descr': '<f8', 'shape': (), }") ==
             "npy header: descr, fortran_order and shape must all be there");
  for (char const* type : {"", "f8", "<f", "<f2", "<u4", "|f8", "<U3", "<f88", "xf8", "<b8"})
    BOOST_CHECK_THROW(
        read("{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (), }"),
        tg::npy_error);
  for (char const* extents :
       {"", "(", "(1", "(1)", "(1,", "(-1,)", "(1,,2)", "(,)", "(1.5,)", "(1 2)", "[1, 2]", "(1, 2",
        "1", "(1, 1, 1, 1, 1, 1, 1, 1, 1)", "(9223372036854775808,)", "(1,)) "})
    BOOST_CHECK_THROW(
        read("{'descr': '<f8', 'fortran_order': False, 'shape': " + std::string(extents) + ", }"),
        tg::npy_error);
  std::string const good = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }";
  for (std::size_t length = 0; length < good.size(); ++length)
    BOOST_CHECK_THROW(read(good.substr(0, length)), tg::npy_error);
  BOOST_CHECK_THROW(read(good + "x"), tg::npy_error);
  BOOST_CHECK_THROW(read("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (), }"),
                    tg::npy_error);
  BOOST_CHECK_THROW(read("{'descr': '<f8', 'fortran_order': 0, 'shape': (), }"), tg::npy_error);
  BOOST_CHECK_THROW(read("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (), }"),
                    tg::npy_error);
  BOOST_CHECK_THROW(read("{'descr': '<f8', 'fortran_order': False, 'shape': (), 'more': 1}"),
                    tg::npy_error);
}

BOOST_AUTO_TEST_SUITE_END()
