// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/array_text.hpp>

#include <debug/numpy_texts.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_array_text)

namespace {

template <class T>
T number(std::string const& word) {
  if constexpr (std::is_floating_point_v<T>)
    return static_cast<T>(std::strtod(word.c_str(), nullptr));
  else return static_cast<T>(std::strtoll(word.c_str(), nullptr, 10));
}

std::vector<std::string> words_of(std::string const& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

template <class T>
int check_cases(char const* cases) {
  std::istringstream stream(cases + 1);  // the first line is empty
  int count = 0;
  for (std::string line; std::getline(stream, line); ++count) {
    tg::shape extents;
    for (std::string const& word : words_of(line)) extents.append(number<tg::index_t>(word));
    std::getline(stream, line);
    std::vector<std::string> const pattern = words_of(line);
    std::string expected;
    for (std::getline(stream, line); line != ";"; std::getline(stream, line))
      expected += line + '\n';
    expected.pop_back();

    auto const size = static_cast<std::size_t>(extents.size());
    auto const values = std::make_unique<T[]>(size + 1);
    for (std::size_t k = 0; k < size; ++k) values[k] = number<T>(pattern[k % pattern.size()]);
    BOOST_TEST(tg::array_text(extents, values.get()) == expected);
  }
  return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(writes_double_as_numpy_does) {
  BOOST_TEST(check_cases<double>(numpy_texts::double_cases) == 162);
}
BOOST_AUTO_TEST_CASE(writes_float_as_numpy_does) {
  BOOST_TEST(check_cases<float>(numpy_texts::float_cases) == 162);
}
BOOST_AUTO_TEST_CASE(writes_integers_as_numpy_does) {
  BOOST_TEST(check_cases<long long>(numpy_texts::integer_cases) == 60);
}
BOOST_AUTO_TEST_CASE(writes_bytes_as_numbers) {
  BOOST_TEST(check_cases<unsigned char>(numpy_texts::byte_cases) == 26);
}
BOOST_AUTO_TEST_CASE(writes_truth_values_as_numpy_does) {
  BOOST_TEST(check_cases<bool>(numpy_texts::bool_cases) == 34);
}

// part 0 of the requirements, ONES23
BOOST_AUTO_TEST_CASE(indents_the_lines_of_a_named_text) {
  BOOST_TEST(tg::named_text("variable", "[[1 1 1]\n [1 1 1]]") ==
             "variable([[1 1 1]\n          [1 1 1]])");
  BOOST_TEST(tg::named_text("variable", "None") == "variable(None)");
}

BOOST_AUTO_TEST_SUITE_END()
