// SPDX-License-Identifier: BSL-1.0
// Products of square matrices from 2 to 128 a side, as they stand and with a transposed factor,
// beside Eigen's with fixed extents and libxsmm's, where that is installed.
#include <typegrad/static.hpp>

#include <Eigen/Core>

#include <benchmark/benchmark.h>

#if __has_include(<libxsmm.h>) && defined(TYPEGRAD_HAS_LIBXSMM)
#include <libxsmm.h>
#endif

#include <cmath>
#include <string>
#include <type_traits>

namespace tg = typegrad;

namespace {

constexpr auto product = [](auto const& a, auto const& b) { return tg::matmul(a, b); };
constexpr auto product_with_transposed = [](auto const& a, auto const& b) {
  return tg::matmul(a, tg::transpose(b));
};

template <class Number, tg::index_t Size>
struct data {
  tg::tensor<Number, Size, Size> a, b, c;

  data() {
    for (tg::index_t i = 0; i < Size * Size; ++i) {
      a.data()[i] = static_cast<Number>(std::sin(1.3 * static_cast<double>(i)));
      b.data()[i] = static_cast<Number>(std::cos(0.7 * static_cast<double>(i)));
    }
  }
};

template <class Number, tg::index_t Size, auto const& Function>
void generated(benchmark::State& state) {
  static data<Number, Size> x;
  using matrix = tg::tensor<Number, Size, Size>;
  using program = tg::program<std::remove_cvref_t<decltype(Function)>, matrix, matrix>;
  for (auto _ : state) {
    program::run(tg::into(x.c), x.a, x.b);
    benchmark::ClobberMemory();
  }
}

template <class Number, tg::index_t Size, bool Transposed>
void by_hand_eigen(benchmark::State& state) {
  static data<Number, Size> x;
  constexpr int size = static_cast<int>(Size);
  using matrix = Eigen::Matrix<Number, size, size, Eigen::RowMajor>;
  Eigen::Map<matrix const> const a(x.a.data()), b(x.b.data());
  Eigen::Map<matrix> c(x.c.data());
  for (auto _ : state) {
    if constexpr (Transposed) c.noalias() = a * b.transpose();
    else c.noalias() = a * b;
    benchmark::ClobberMemory();
  }
}

#ifdef LIBXSMM_H
/// Its matrices are stored by columns: c^T = b^T a^T.
template <class Number, tg::index_t Size>
void by_hand_libxsmm(benchmark::State& state) {
  static data<Number, Size> x;
  constexpr libxsmm_blasint n = static_cast<libxsmm_blasint>(Size);
  Number const one = 1, zero = 0;
  auto const kernel = [&] {
    if constexpr (sizeof(Number) == 8)
      return libxsmm_dmmdispatch(n, n, n, nullptr, nullptr, nullptr, &one, &zero, nullptr, nullptr);
    else
      return libxsmm_smmdispatch(n, n, n, nullptr, nullptr, nullptr, &one, &zero, nullptr, nullptr);
  }();
  if (kernel == nullptr) return state.SkipWithError("no kernel");
  for (auto _ : state) {
    kernel(x.b.data(), x.a.data(), x.c.data());
    benchmark::ClobberMemory();
  }
}
#endif

template <class Number, tg::index_t Size>
void add_size(std::string const& name) {
  std::string const end = "_" + std::to_string(Size) + "/";
  auto const add_one = [](std::string const& called, auto function) {
    benchmark::RegisterBenchmark(called.c_str(), function);
  };
  add_one(name + end + "generated", generated<Number, Size, product>);
  add_one(name + end + "by_hand_eigen", by_hand_eigen<Number, Size, false>);
#ifdef LIBXSMM_H
  add_one(name + end + "by_hand_libxsmm", by_hand_libxsmm<Number, Size>);
#endif
  add_one(name + "_transposed" + end + "generated",
          generated<Number, Size, product_with_transposed>);
  add_one(name + "_transposed" + end + "by_hand_eigen", by_hand_eigen<Number, Size, true>);
}

template <class Number>
void add(std::string const& name) {
  add_size<Number, 2>(name);
  add_size<Number, 4>(name);
  add_size<Number, 6>(name);
  add_size<Number, 8>(name);
  add_size<Number, 12>(name);
  add_size<Number, 16>(name);
  add_size<Number, 24>(name);
  add_size<Number, 32>(name);
  add_size<Number, 64>(name);
  add_size<Number, 128>(name);
}

[[maybe_unused]] bool const registered = [] {
  add<double>("product_double");
  add<float>("product_float");
  return true;
}();

}  // namespace
