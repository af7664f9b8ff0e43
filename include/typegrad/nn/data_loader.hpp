// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/dynamic/dynamic_tensor_front.hpp>
#include <typegrad/nn/random_numbers.hpp>
#include <typegrad/tensor/dynamic_tensor.hpp>

#include <algorithm>
#include <numeric>
#include <span>
#include <stdexcept>
#include <vector>

namespace typegrad {

/// The numbers of the examples of each batch of an epoch, in random order and a new one each epoch,
/// the same for the same seed. The last batch is short where the count is no multiple of the size.
///
///     tg::data_loader loader(images.shape()[0], {.batch_size = 50, .seed = 1});
///     for (int epoch = 0; epoch < 10; ++epoch)
///       for (std::span<tg::index_t const> batch : loader.epoch())
///         learn(tg::rows_of(images, batch), tg::rows_of(labels, batch));
///
/// source    Saito, "Deep Learning from Scratch 3", step 50; PyTorch, `utils.data.DataLoader`
class data_loader {
 public:
  struct options {
    index_t batch_size = 32;
    bool shuffle = true;
    bool drop_last = false;  ///< leaves out a last batch that is short
    std::uint64_t seed = 0;
  };

  /// errors    a batch size below 1, a negative count: std::invalid_argument
  data_loader(index_t count, options const& how) : how_(how), random_(how.seed) {
    if (count < 0 || how.batch_size < 1)
      throw std::invalid_argument(
          "data_loader(count, {.batch_size}): count must not be negative, batch_size at least 1");
    order_.resize(static_cast<std::size_t>(count));
    std::iota(order_.begin(), order_.end(), index_t{0});
  }

  /// How many batches an epoch has.
  index_t size() const {
    index_t const count = static_cast<index_t>(order_.size());
    return (how_.drop_last ? count : count + how_.batch_size - 1) / how_.batch_size;
  }
  /// The batches of the next epoch, which are read before the epoch after it begins.
  std::vector<std::span<index_t const>> epoch() {
    if (how_.shuffle) random_.shuffle(order_.begin(), order_.end());
    std::vector<std::span<index_t const>> batches;
    for (index_t i = 0; i < size(); ++i) {
      index_t const first = i * how_.batch_size;
      index_t const left = static_cast<index_t>(order_.size()) - first;
      batches.emplace_back(order_.data() + first,
                           static_cast<std::size_t>((std::min)(how_.batch_size, left)));
    }
    return batches;
  }
  /// The next epoch as a range: `for (auto batch : loader)`.
  auto begin() {
    batches_ = epoch();
    return batches_.cbegin();
  }
  auto end() const { return batches_.cend(); }

 private:
  options how_;
  random_numbers random_;
  std::vector<index_t> order_;
  std::vector<std::span<index_t const>> batches_;
};

/// The rows of x with these numbers, along its first axis.
///
/// shape     x: (n, S...)  ->  (as many as there are numbers, S...)
/// errors    a number outside [0, n), a tensor without axes: shape_error
template <class Number>
dynamic_tensor<Number> rows_of(dynamic_tensor<Number> const& x, std::span<index_t const> numbers) {
  if (x.rank() == 0) throw shape_error("rows_of(a, numbers): a must have at least one axis");
  shape extents = x.shape();
  index_t const length = extents.size() == 0 ? 0 : extents.size() / extents[0];
  index_t const rows = extents[0];
  extents.extents[0] = static_cast<index_t>(numbers.size());
  dynamic_tensor<Number> result(extents);
  Number* place = result.data();
  for (index_t const number : numbers) {
    if (number < 0 || number >= rows)
      throw shape_error("rows_of(a, numbers): number " + std::to_string(number) +
                        " is no row of a; a is " + shape_text(x.shape()));
    place = std::copy_n(x.data() + number * length, length, place);
  }
  return result;
}
/// The same as a batch of fixed extents, `rows_of<50>(images, batch)`, for a static program; it
/// takes exactly 50 numbers.
template <index_t Count, class Number, index_t First, index_t... Extents>
tensor<Number, Count, Extents...> rows_of(tensor<Number, First, Extents...> const& x,
                                          std::span<index_t const> numbers) {
  if (static_cast<index_t>(numbers.size()) != Count)
    throw shape_error("rows_of<" + std::to_string(Count) + ">(a, numbers): there are " +
                      std::to_string(numbers.size()) + " numbers");
  tensor<Number, Count, Extents...> result;
  constexpr index_t length = (Extents * ... * 1);
  Number* place = result.data();
  for (index_t const number : numbers) {
    if (number < 0 || number >= First)
      throw shape_error("rows_of(a, numbers): number " + std::to_string(number) +
                        " is no row of a");
    place = std::copy_n(x.data() + number * length, length, place);
  }
  return result;
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>
