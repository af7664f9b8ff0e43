// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <concepts>
#include <stdexcept>
#include <string>
#include <vector>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_dynamic_parameters)

namespace {

using reals = tg::dynamic_tensor<double>;
using real = tg::variable<double>;
using layer = tg::affine_layer<reals>;

template <class Value>
struct layer_of {
  Value weight;
  Value offset;
};

template <class Value>
struct model {
  std::array<layer_of<Value>, 2> layers;
  std::vector<Value> others;
  double scale;
};

template <class X>
concept GoesForward = requires(layer l) { l.forward(std::declval<X>()); };
static_assert(GoesForward<reals const&> && GoesForward<reals&>);
static_assert(!GoesForward<reals>);  // a temporary would be gone when backward reads it
static_assert(!GoesForward<tg::dynamic_tensor<float> const&>);

template <class Call>
std::string words_of_error(Call const& call) {
  try {
    call();
  } catch (std::exception const& error) {
    return error.what();
  }
  return "nothing was thrown";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_wrong_call_of_a_layer_changes_nothing) {
  layer affine{reals{{1, 0}, {0, 1}, {1, -1}}, reals{10, 20}};
  reals const x{{1, 2, 3}};
  BOOST_TEST(words_of_error([&] { affine.backward(reals{{1, 2}}); }) ==
             "layer.backward(dy): forward comes first");
  affine.forward(x);
  affine.backward(reals{{1, 2}});
  layer const before = affine;
  reals const narrow{{1, 2}};
  BOOST_TEST(words_of_error([&] { affine.forward(narrow); }) ==
             "matmul(a, b): columns of a (2) must equal rows of b (3); a is (1, 2), b is (3, 2)");
  BOOST_TEST(words_of_error([&] { affine.backward(reals{{1, 2, 3}}); }) ==
             "matmul(a, b): columns of a (3) must equal rows of b (2); a is (1, 3), b is (2, 3)");
  BOOST_TEST(words_of_error([&] { affine.backward(reals{{1, 2}, {3, 4}}); }) ==
             "layer.backward(a): a must have a line for each line of the batch; a is (2, 2), the "
             "batch is (1, 3)");
  BOOST_TEST((affine.weight_gradient == before.weight_gradient &&
              affine.offset_gradient == before.offset_gradient));
  BOOST_TEST(affine.input == &x);
}

BOOST_AUTO_TEST_CASE(parameters_may_be_given_after_the_layer_was_made) {
  tg::matmul_layer<tg::dynamic_tensor<float>> late;
  late.weight = {{1}, {2}};
  tg::dynamic_tensor<float> const x{{3, 4}};
  late.forward(x);
  late.backward(tg::dynamic_tensor<float>{{1}});
  BOOST_TEST((late.weight_gradient == tg::dynamic_tensor<float>{{3}, {4}}));
}

BOOST_AUTO_TEST_CASE(accuracy_of_run_time_extents) {
  // numpy.argmax(scores, axis=1) is [2, 0, 1, 0], as in accuracy.cpp
  reals const scores{{1, 2, 3}, {3, 2, 1}, {1, 3, 2}, {2, 2, 1}};
  tg::dynamic_tensor<int> const labels{2, 0, 1, 1};
  BOOST_TEST(tg::accuracy(scores, labels) == 0.75);
  BOOST_TEST(tg::accuracy(tg::variable<double>(scores), labels) == 0.75);
  tg::tensor<double, tg::dyn_named<"batch">, 3> const open{{1, 2, 3}, {3, 2, 1}};
  BOOST_TEST(tg::accuracy(open, tg::tensor<int, tg::dyn_named<"batch">>{2, 1}) == 0.5);
  BOOST_TEST(words_of_error([&] { tg::accuracy(scores, tg::dynamic_tensor<int>{2, 0}); }) ==
             "accuracy(a, b): a must have two axes and b a label for each line; a is (4, 3), b is "
             "(2,)");
}

BOOST_AUTO_TEST_CASE(uniform_numbers_of_a_shape_known_at_run_time) {
  tg::random_numbers one(3), other(3);
  auto const x = tg::uniform<double>({2, 2}, one);
  BOOST_TEST((x.shape() == tg::make_shape(2, 2)));
  for (double const number : x) BOOST_TEST(number == other.uniform());
}

BOOST_AUTO_TEST_CASE(parameters_are_of_the_type_of_the_first_variable) {
  struct {
    std::vector<int> sizes{2, 3};
    std::pair<int, tg::variable<double>> w{1, 1.0};
  } const model;
  std::vector<tg::variable<double>> const found = tg::parameters_of(model);
  BOOST_TEST(found.size() == 1u);
  BOOST_CHECK_EXCEPTION(tg::parameters_of<float>(model), std::invalid_argument, [](auto const& e) {
    return std::string(e.what()) ==
           "parameters_of<...>(model): the variables of the model are float64: leave the type out";
  });
}

BOOST_AUTO_TEST_CASE(a_gradient_of_another_shape_is_refused) {
  reals p{1, 2};
  BOOST_TEST(words_of_error([&] { tg::sgd{}.update(p, reals{1, 2, 3}); }) ==
             "update(a, b): a gradient must have the shape of its parameter; a is (2,), b is (3,)");
  std::vector<reals> several{p};
  BOOST_TEST(words_of_error([&] { tg::sgd{}.update(several, std::vector<reals>{}); }) ==
             "update(parameters, gradients): 1 parameters and 0 gradients");
  BOOST_TEST((p == reals{1, 2}));
}

// E-25: the numbers of momentum_sgd.cpp: lr = 1/2, m = 1/2, g = 2
BOOST_AUTO_TEST_CASE(momentum_of_tensors_and_lists_of_them) {
  reals p{10, 0};
  std::vector<reals> list{reals(10.0), reals{{10, 10}}};
  tg::momentum_sgd<reals> one{.learning_rate = 0.5, .momentum = 0.5};
  tg::momentum_sgd<std::vector<reals>> several{.learning_rate = 0.5, .momentum = 0.5};
  for (double const expected : {9.0, 7.5, 5.75}) {
    one.update(p, reals{2, 0});
    several.update(list, std::vector<reals>{reals(2.0), reals{{2, 2}}});
    BOOST_TEST((p == reals{expected, 0}));
    BOOST_TEST(list[0].item() == expected);
    BOOST_TEST((list[1] == reals{{expected, expected}}));
  }
}

// The numbers above again, in a struct; it has a number that is no parameter.
BOOST_AUTO_TEST_CASE(structs_of_tensors_are_updated_by_every_optimizer) {
  model<reals> const start{
      {{{reals{{10, 0}}, reals(10.0)}, {reals{0}, reals{10, 10}}}}, {reals{10}}, 3};
  model<reals> const gradient{
      {{{reals{{2, 0}}, reals(2.0)}, {reals{0}, reals{2, 2}}}}, {reals{2}}, 0};
  auto const check = [](model<reals> const& p, double expected) {
    BOOST_TEST((p.layers[0].weight == reals{{expected, 0}}));
    BOOST_TEST(p.layers[0].offset.item() == expected);
    BOOST_TEST((p.layers[1].offset == reals{expected, expected}));
    BOOST_TEST((p.others[0] == reals{expected}));
    BOOST_TEST(p.scale == 3);
  };
  model<reals> p = start;
  tg::sgd{.learning_rate = 0.5}.update(p, gradient);
  check(p, 9);
  p = start;
  tg::momentum_sgd<model<reals>> momentum{.learning_rate = 0.5, .momentum = 0.5};
  for (double const expected : {9.0, 7.5, 5.75}) {
    momentum.update(p, gradient);
    check(p, expected);
  }
  p = start;
  tg::adam<model<reals>> adam{.learning_rate = 0.125};
  adam.update(p, gradient);
  BOOST_TEST(std::abs(p.others[0](0) - 9.875) < 1e-8);
  BOOST_TEST(words_of_error([&] { tg::sgd{}.update(p, model<reals>{}); }) ==
             "update(parameters, gradients): 5 parameters and 4 gradients");
}

// A line through two points, learned from gradients that come as a struct too.
BOOST_AUTO_TEST_CASE(a_struct_of_parameters_is_learned) {
  constexpr auto loss = [](auto const& line, auto const& x, auto const& y) {
    return tg::mean(tg::square(x * line.weight + line.offset - y));
  };
  layer_of<reals> line{reals(0.0), reals(0.0)};
  reals const x{0, 1}, y{1, 3};
  for (int i = 0; i < 500; ++i)
    tg::sgd{.learning_rate = 0.5}.update(line, tg::grad(loss)(line, x, y));
  BOOST_TEST(std::abs(line.weight.item() - 2) < 1e-12);
  BOOST_TEST(std::abs(line.offset.item() - 1) < 1e-12);
}

// Z-20: the first step of the paper's form is the learning rate, whatever the gradient.
BOOST_AUTO_TEST_CASE(adam_of_tensors) {
  reals p{1, 1};
  tg::adam<reals> optimizer{.learning_rate = 0.125};
  optimizer.update(p, reals{4, -0.5});
  BOOST_TEST(std::abs(p(0) - 0.875) < 1e-8);
  BOOST_TEST(std::abs(p(1) - 1.125) < 1e-8);
}

// DeZero, step 46: update() after backward; Z-10: without gradient nothing happens.
BOOST_AUTO_TEST_CASE(variables_are_updated_with_their_gradients_and_skipped_without) {
  real const w{3.0, -4.0}, unused{7.0};
  std::vector<real> parameters{w, unused};
  tg::sum(w * w).backward();
  tg::sgd{.learning_rate = 0.25}.update(parameters);
  BOOST_TEST((w.data() == reals{1.5, -2}));  // the variable itself, which others hold
  BOOST_TEST((unused.data() == reals{7}));
  BOOST_TEST(unused.grad().is_none());
}

BOOST_AUTO_TEST_CASE(a_graph_made_before_an_update_keeps_its_data) {
  real const w{3.0};
  std::vector<real> parameters{w};
  real const before = w * w;
  tg::sum(w * w).backward();
  tg::sgd{.learning_rate = 0.5}.update(parameters);
  BOOST_TEST((before.data() == reals{9} && w.data() == reals{0}));
}

// The same steps as for a tensor with the gradient given by hand.
BOOST_AUTO_TEST_CASE(optimizers_with_memory_take_variables_too) {
  reals p{3, -4}, q{3, -4};
  real const w{3.0, -4.0}, unused{7.0}, v{3.0, -4.0};
  std::vector<real> first{unused, w}, second{v};
  tg::momentum_sgd<reals> momentum{.learning_rate = 0.1};
  tg::momentum_sgd<std::vector<real>> momentum_of_variables{.learning_rate = 0.1};
  tg::adam<reals> adam{.learning_rate = 0.1};
  tg::adam<std::vector<real>> adam_of_variables{.learning_rate = 0.1};
  for (int i = 0; i < 5; ++i) {
    momentum.update(p, 2.0 * p);
    adam.update(q, 2.0 * q);
    for (std::vector<real>* const list : {&first, &second})
      for (real& each : *list) each.clear_grad();
    (tg::sum(w * w) + tg::sum(v * v)).backward();
    momentum_of_variables.update(first);
    adam_of_variables.update(second);
  }
  BOOST_TEST((w.data() == p && v.data() == q));

  // A struct of variables, no template: as a whole.
  struct layer {
    real w;
    std::array<real, 2> others;
  };
  struct network {
    std::vector<layer> layers;
  } net{{layer{real{3.0, -4.0}, {real{3.0, -4.0}, real(7.0)}}}};
  tg::adam<network> optimizer{.learning_rate = 0.1};
  for (int i = 0; i < 5; ++i) {
    tg::zero_grad(net);
    tg::sum(net.layers[0].w * net.layers[0].w).backward();
    BOOST_TEST(tg::clip_by_norm(net, 1e9) > 0);
    optimizer.update(net);
    tg::sgd{}.update(net.layers[0].others);  // no gradients: left alone
  }
  BOOST_TEST((net.layers[0].w.data() == q && net.layers[0].others[1].data() == reals(7.0)));
  BOOST_TEST((unused.data() == reals{7}));
  BOOST_TEST(p(0) != 3);
  BOOST_TEST(q(0) != 3);
}

BOOST_AUTO_TEST_SUITE_END()
