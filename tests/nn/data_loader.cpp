// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/data_loader.hpp>

#include <typegrad/nn/dropout_mask.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(nn_data_loader)

BOOST_AUTO_TEST_CASE(an_epoch_has_every_example_once_and_the_last_batch_is_short) {
  tg::data_loader loader(10, {.batch_size = 4, .seed = 3});
  tg::data_loader same(10, {.batch_size = 4, .seed = 3});
  BOOST_TEST(loader.size() == 3);
  std::vector<std::vector<tg::index_t>> epochs;
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<int> seen(10);
    std::vector<std::size_t> sizes;
    epochs.emplace_back();
    auto const batches = loader.epoch();
    auto const others = same.epoch();
    for (std::size_t i = 0; i < batches.size(); ++i) {
      sizes.push_back(batches[i].size());
      BOOST_TEST(
          std::equal(batches[i].begin(), batches[i].end(), others[i].begin(), others[i].end()));
      for (tg::index_t const number : batches[i]) {
        ++seen.at(static_cast<std::size_t>(number));
        epochs.back().push_back(number);
      }
    }
    BOOST_TEST((sizes == std::vector<std::size_t>{4, 4, 2}));
    BOOST_TEST((seen == std::vector<int>(10, 1)));
  }
  BOOST_TEST((epochs[0] != epochs[1]));
  BOOST_TEST(tg::data_loader(10, {.batch_size = 4, .drop_last = true}).epoch().size() == 2u);
  std::vector<tg::index_t> numbers;
  tg::data_loader third(10, {.batch_size = 4, .seed = 3});
  for (int epoch = 0; epoch < 2; ++epoch) {
    numbers.clear();
    for (auto const batch : third) numbers.insert(numbers.end(), batch.begin(), batch.end());
    BOOST_TEST((numbers == epochs[static_cast<std::size_t>(epoch)]));
  }
  BOOST_CHECK_THROW(tg::data_loader(10, {.batch_size = 0}), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(rows_are_copied_in_the_order_of_their_numbers) {
  tg::dynamic_tensor<int> const x{{1, 2}, {3, 4}, {5, 6}};
  std::vector<tg::index_t> const numbers{2, 0};
  BOOST_TEST((tg::rows_of(x, numbers) == tg::dynamic_tensor<int>{{5, 6}, {1, 2}}));
  constexpr tg::tensor<int, 3, 2> fixed{{1, 2}, {3, 4}, {5, 6}};
  BOOST_TEST((tg::rows_of<2>(fixed, numbers) == tg::tensor<int, 2, 2>{{5, 6}, {1, 2}}));
  BOOST_CHECK_THROW(tg::rows_of(x, std::vector<tg::index_t>{3}), tg::shape_error);
  BOOST_CHECK_THROW(tg::rows_of<1>(fixed, numbers), tg::shape_error);
}

BOOST_AUTO_TEST_CASE(dropout_keeps_the_mean_and_follows_the_seed) {
  tg::random_numbers random(1), again(1);
  auto const mask = tg::dropout_mask<float, 100, 100>(random, 0.2);
  BOOST_TEST((mask == tg::dropout_mask<float, 100, 100>(again, 0.2)));
  int dropped = 0;
  for (float const m : mask) {
    BOOST_TEST((m == 0.0f || m == 1.25f));
    dropped += m == 0.0f ? 1 : 0;
  }
  BOOST_TEST(std::abs(dropped - 2000) < 200);  // five standard deviations
}

BOOST_AUTO_TEST_SUITE_END()
