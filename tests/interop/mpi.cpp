// SPDX-License-Identifier: BSL-1.0
// Run by mpirun with 1, 2 and 4 ranks: a network trained on parts of a batch, whose gradients are
// summed over ranks, has the losses of the same network trained on the whole batch by each rank
// alone, and the same parameters on all ranks.
#include <typegrad/interop/eigen.hpp>
#include <typegrad/interop/mpi.hpp>
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <cstdio>
#include <vector>

namespace tg = typegrad;

namespace {

template <class T>
struct network {
  tg::tensor<T, 6, 5> w;
  tg::tensor<T, 5> b;
  tg::tensor<T, 5, 3> v;
};
using images = tg::tensor<double, tg::dyn_named<"batch">, 6>;
using labels = tg::tensor<double, tg::dyn_named<"batch">, 3>;

constexpr auto loss = [](auto const& net, auto const& x, auto const& target) {
  return tg::sum(tg::square(tg::matmul(tg::tanh(tg::matmul(x, net.w) + net.b), net.v) - target));
};

constexpr int batch = 24, steps = 20;

/// Rows `first` to `first + count` of a batch.
auto rows(int first, int count) {
  tg::results<images, labels> made{images(count), labels(count)};
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < 6; ++k) made.first.data()[6 * i + k] = std::sin(7 * (first + i) + 3 * k);
    for (int k = 0; k < 3; ++k) made.second.data()[3 * i + k] = (first + i) % 3 == k ? 1 : 0;
  }
  return made;
}
network<double> start() {
  network<double> net{};
  tg::for_each_leaf(net, [](auto& leaf) {
    for (int i = 0; i < static_cast<int>(leaf.size()); ++i) leaf.data()[i] = 0.4 * std::cos(1 + i);
  });
  return net;
}
void step(network<double>& net, network<double> const& slope) {
  net.w = net.w - 0.01 * slope.w;
  net.b = net.b - 0.01 * slope.b;
  net.v = net.v - 0.01 * slope.v;
}

int test_count = 0, failed = 0, rank = 0;
void report(bool holds, char const* what) {
  int all = holds ? 1 : 0;
  tg::all_reduce(all, MPI_COMM_WORLD, MPI_MIN);
  ++test_count;
  failed += all == 0;
  if (rank == 0) std::printf("%sok %d - %s\n", all == 0 ? "not " : "", test_count, what);
}

}  // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int ranks = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  if (rank == 0) std::printf("1..4\n");

  network<double> together = start(), alone = start();
  auto const part = rows(rank * batch / ranks, batch / ranks), whole = rows(0, batch);
  bool same_losses = true, falls = true;
  double before = 1e300;
  for (int i = 0; i < steps; ++i) {
    auto shared = tg::value_and_grad(loss)(together, part.first, part.second);
    tg::all_reduce(shared);  // the loss and the gradient
    auto const own = tg::value_and_grad(loss)(alone, whole.first, whole.second);
    // Sums of 24 numbers in another order.
    same_losses = same_losses && std::abs(shared.first - own.first) <= 1e-13 * own.first;
    falls = falls && shared.first < before;
    before = shared.first;
    step(together, shared.second);
    step(alone, own.second);
  }
  report(same_losses, "losses of the ranks together are those of one");
  report(falls, "losses fall");

  network<double> of_first = together;
  MPI_Bcast(of_first.w.data(), static_cast<int>(of_first.w.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD);
  bool equal = true;
  for (int i = 0; i < 30; ++i) equal = equal && of_first.w.data()[i] == together.w.data()[i];
  report(equal, "parameters are the same on all ranks");

  tg::dynamic_tensor<float> vector({1, 2, 3});
  Eigen::Matrix2d matrix;
  matrix << 1, 2, 3, 4;
  std::array<int, 2> numbers{rank, 1};
  tg::all_reduce(vector);
  tg::all_reduce(matrix);
  tg::all_reduce(numbers);
  report(vector.data()[2] == 3.0f * static_cast<float>(ranks) && matrix(1, 0) == 3.0 * ranks &&
             numbers[0] == ranks * (ranks - 1) / 2 && numbers[1] == ranks,
         "tensors, matrices of Eigen and arrays");
  MPI_Finalize();
  return failed == 0 ? 0 : 1;
}
