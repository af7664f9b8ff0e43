// SPDX-License-Identifier: BSL-1.0
#include <typegrad/interop/npz.hpp>

#include <typegrad/debug/write_variable_dot.hpp>
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(interop_npz)

namespace {
template <class T>
struct layer {
  tg::tensor<T, 2, 3> weight;
  tg::tensor<T, 3> offset;
};
template <class T>
struct model {
  std::array<layer<T>, 2> layers;
  T scale;
};
template <class Value>
struct free_layer {
  Value weight;
  std::vector<Value> others;
};
struct folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("typegrad-npz-" + std::to_string(std::rand()));
  folder() { std::filesystem::create_directory(path); }
  ~folder() { std::filesystem::remove_all(path); }
};
std::string words_of(auto const& call) {
  try {
    call();
  } catch (tg::npy_error const& error) {
    std::string const words = error.what();
    return words.substr(words.find(": ") + 2);
  }
  return "nothing was thrown";
}
}  // namespace

static_assert(tg::member_names<free_layer<double>>()[1] == "others");
// The check value of CRC-32 in its catalogues.
static_assert(tg::crc32("123456789") == 0xcbf43926u);

BOOST_AUTO_TEST_CASE(a_struct_is_written_by_the_names_of_its_members_and_read_again) {
  folder const here;
  model<float> const saved{{{{{1, 2, 3, 4, 5, 6}, {7, 8, 9}}, {{}, {0.5f, 0, 0}}}}, 3};
  tg::write_npz(here.path / "net.npz", saved);
  model<float> read{};
  tg::read_npz(here.path / "net.npz", read);
  BOOST_TEST((read.layers[0].weight == saved.layers[0].weight));
  BOOST_TEST((read.layers[1].offset == saved.layers[1].offset));
  BOOST_TEST(read.scale == 3);

  std::vector<std::string> names;
  tg::for_each_named_leaf(saved, "",
                          [&](std::string const& name, auto const&) { names.push_back(name); });
  BOOST_TEST((names == std::vector<std::string>{"layers.0.weight", "layers.0.offset",
                                                "layers.1.weight", "layers.1.offset", "scale"}));
  // numpy.load, where there is NumPy
  std::string const check =
      "/usr/bin/python3 -c \"import numpy; a = numpy.load('" + (here.path / "net.npz").string() +
      "'); assert a['layers.0.weight'].tolist() == [[1, 2, 3], [4, 5, 6]] and a['scale'] == 3; "
      "numpy.savez('" +
      (here.path / "back.npz").string() + "', **a)\"";
  if (std::system("/usr/bin/python3 -c 'import numpy' 2>/dev/null") == 0) {
    BOOST_TEST(std::system(check.c_str()) == 0);
    model<float> back{};
    tg::read_npz(here.path / "back.npz", back);
    BOOST_TEST((back.layers[0].weight == saved.layers[0].weight));
  }
}

BOOST_AUTO_TEST_CASE(tensors_of_any_shape_and_variables) {
  folder const here;
  using real = tg::variable<double>;
  free_layer<real> const saved{real{{1, 2}, {3, 4}}, {real{5}, real(6.0)}};
  tg::write_npz(here.path / "v.npz", saved);
  free_layer<tg::dynamic_tensor<double>> tensors{{}, {{}, {}}};
  tg::read_npz(here.path / "v.npz", tensors);
  BOOST_TEST((tensors.weight == tg::dynamic_tensor<double>{{1, 2}, {3, 4}}));
  free_layer<real> read{real{{0, 0}, {0, 0}}, {real{0}, real(0.0)}};
  real const handle = read.weight;
  tg::read_npz(here.path / "v.npz", read);
  BOOST_TEST((handle.data() == saved.weight.data()));
  BOOST_TEST(read.others[1].item() == 6);

  free_layer<real> other{real{1, 2}, {}};
  BOOST_TEST(words_of([&] { tg::read_npz(here.path / "v.npz", other); }) ==
             "weight: the shape in the file is (2, 2)");
  free_layer<real> more{real{{0, 0}, {0, 0}}, {real{0}, real(0.0), real(0.0)}};
  BOOST_TEST(words_of([&] { tg::read_npz(here.path / "v.npz", more); }) ==
             "npz: there is no others.2.npy in the file");
  BOOST_TEST(more.weight.data()(1, 1) == 0);
  std::ofstream(here.path / "broken.npz") << "PK\3\4 and no more";
  BOOST_TEST(words_of([&] { tg::read_npz(here.path / "broken.npz", read); }) ==
             "npz: this is no ZIP file");
}

BOOST_AUTO_TEST_CASE(variables_of_a_model_are_learned_together) {
  using real = tg::variable<double>;
  free_layer<real> const net{real{3, 0}, {real{4}}};
  auto parameters = tg::parameters_of<double>(net);
  BOOST_TEST(parameters.size() == 2u);
  struct linear {
    tg::variable<float> w{{1, 2}}, b{3, 4};
  };
  struct plain_model {  // no template
    linear first, second;
    std::vector<linear> others;
    int count;
  } const plain{{}, {}, {{}}, 7};
  BOOST_TEST(tg::parameters_of(plain).size() == 6u);
  BOOST_TEST(plain.first.w.item(0, 1) == 2);
  tg::random_numbers random(1);
  for (float const kept : tg::dropout(plain.first.w, 0.5, random).data())
    BOOST_TEST((kept == 0 || kept == 2 || kept == 4));
  (tg::sum(net.weight * net.weight) + tg::sum(net.others[0] * net.others[0])).backward();
  BOOST_TEST(tg::clip_by_norm(parameters, 5) == 10.0);  // of 6, 0, 8
  tg::sgd{.learning_rate = 1}.update(parameters);
  BOOST_TEST((net.weight.data() == tg::dynamic_tensor<double>{0, 0}));
  tg::zero_grad(net);
  BOOST_TEST(net.weight.grad().is_none());
}

BOOST_AUTO_TEST_CASE(the_graph_of_a_variable_is_drawn) {
  tg::variable<double> x{1, 2};
  x.set_name("x");
  std::ostringstream out;
  tg::write_dot(out, tg::sum(x * x));
  std::string const text = out.str();
  auto const has = [&](char const* words) { return text.find(words) != std::string::npos; };
  BOOST_TEST((has("<b>x</b>") && has("<b>mul</b>") && has("<b>sum</b>") && has("float64 (2,)")));
  BOOST_TEST((has("n1 -> n0") && has("n2 -> n1") && has("n0 -> r")));
}

BOOST_AUTO_TEST_SUITE_END()
