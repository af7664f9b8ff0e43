// SPDX-License-Identifier: BSL-1.0
// No program of the static mode touches the heap, and none with open extents beyond results and a
// workspace that is kept: malloc and its relatives are replaced by counting ones, and every kind of
// program is run. `operator new` ends in malloc too. The workspaces that a few of them need are
// stated.
#include <typegrad/typegrad.hpp>

#include <cstdio>
#include <cstdlib>

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
}

namespace {

int calls = 0;

}  // namespace

extern "C" {
void* malloc(std::size_t size) {
  ++calls;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  ++calls;
  return __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
  ++calls;
  return __libc_realloc(old, size);
}
void* memalign(std::size_t alignment, std::size_t size) {
  ++calls;
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++calls;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** result, std::size_t alignment, std::size_t size) {
  ++calls;
  *result = __libc_memalign(alignment, size);
  return 0;
}
}

namespace tg = typegrad;

namespace {

int tests = 0;
int failures = 0;

/// Runs `program` and says how many calls of the heap it made. `volatile`, so that nothing is
/// computed beforehand.
template <class Program>
void without_heap(char const* name, Program const& program) {
  int const before = calls;
  double volatile const result = program();
  int const made = calls - before;
  bool const right = made == 0 && result == result;
  if (!right) ++failures;
  std::printf("%s %d - %s: %d calls of the heap, result %g\n", right ? "ok" : "not ok", ++tests,
              name, made, result);
}

template <class T, tg::index_t... E>
tg::tensor<T, E...> const& filled() {
  static tg::tensor<T, E...> const made = [] {
    tg::tensor<T, E...> x;
    for (tg::index_t i = 0; i < x.size(); ++i)
      x.data()[i] = static_cast<T>(0.01 * static_cast<double>(i % 97) + 0.1);
    return x;
  }();
  return made;
}

double sum_of(auto const& x) {
  double sum = 0;
  for (tg::index_t i = 0; i < x.size(); ++i) sum += static_cast<double>(x.data()[i]);
  return sum;
}

constexpr auto scalar = [](auto x, auto y) {
  return tg::log(x * y + tg::sin(x)) / (1 + tg::exp(-y));
};
constexpr auto softplus_sum = [](auto a, auto x, auto b) {
  return tg::sum(tg::log(1 + tg::exp(a * x + b)));
};
constexpr auto rows = [](auto x) {
  return tg::sum(tg::square(tg::sum<1>(tg::tanh(x)) - tg::max<1>(x)));
};
constexpr auto product = [](auto a, auto b) { return tg::matmul(a, b); };
constexpr auto product_sum = [](auto a, auto b) { return tg::sum(tg::tanh(tg::matmul(a, b))); };
constexpr auto probabilities = [](auto x) { return tg::softmax<1>(x); };
constexpr auto arm = [](auto q) {
  return tg::stack(tg::cos(q(0)) + tg::cos(q(0) + q(1)), tg::sin(q(0)) + tg::sin(q(0) + q(1)));
};
constexpr auto rosenbrock = [](auto x) {
  return tg::square(1 - x(0)) + 100 * tg::square(x(1) - tg::square(x(0)));
};
constexpr auto parts = [](auto x) {
  return tg::sum(tg::concatenate<0>(tg::slice<tg::range(0, 3)>(x), tg::slice<tg::range(3, 6)>(x)));
};
constexpr auto solved = [](auto a, auto b) { return tg::sum(tg::solve(a, b)); };
constexpr auto running = [](auto x) { return tg::sum(tg::square(tg::cumsum<0>(x))); };

template <class T>
struct network {
  tg::tensor<T, 64, 32> w1;
  tg::tensor<T, 32> b1;
  tg::tensor<T, 32, 10> w2;
  tg::tensor<T, 10> b2;

  constexpr auto operator()(auto const& x) const {
    return tg::linear(tg::tanh(tg::linear(x, w1, b1)), w2, b2);
  }
};
constexpr auto loss = [](auto const& net, auto const& x, auto const& labels) {
  return tg::softmax_cross_entropy(net(x), labels);
};

template <class F, class... X>
using program_of = tg::program<std::remove_const_t<F>, X...>;

// A gradient of numbers needs no memory but registers: `workspace_bytes` is then 1, the size of an
// empty struct.
static_assert(program_of<decltype(tg::value_and_grad(scalar, tg::wrt<0, 1>)), double,
                         double>::workspace_bytes == 1);
// One pass over memory: neither the products nor the exponentials are stored.
static_assert(program_of<decltype(tg::value_and_grad(softplus_sum, tg::wrt<1>)), double,
                         tg::tensor<double, 1024>, double>::workspace_bytes == 1);
// The product and its tangent hyperbolic are one matrix of 8 by 8; the adjoint takes its place.
using small_product = program_of<decltype(tg::grad(product_sum, tg::wrt<0, 1>)),
                                 tg::tensor<double, 8, 8>, tg::tensor<double, 8, 8>>;
static_assert(small_product::workspace_bytes <= 3 * 64 * sizeof(double));
using large_product = program_of<decltype(tg::grad(product_sum, tg::wrt<0, 1>)),
                                 tg::tensor<double, 200, 200>, tg::tensor<double, 200, 200>>;
static_assert(large_product::workspace_bytes <= 3 * 40000 * sizeof(double));

network<double> const& net() {
  static network<double> const made{filled<double, 64, 32>(), filled<double, 32>(),
                                    filled<double, 32, 10>(), filled<double, 10>()};
  return made;
}

}  // namespace

int main() {
  std::printf(
      "# typegrad's programs and the heap\n");  // the buffer of stdout is the program's own affair
  double volatile const two = 2.0;
  auto const& x = filled<double, 1024>();
  without_heap("numbers", [&] { return tg::grad(scalar, tg::wrt<0, 1>)(two, 0.5).first; });
  without_heap("one operation on tensors", [&] { return sum_of(tg::sin(x)); });
  without_heap("a fused loop", [&] {
    return sum_of(tg::value_and_grad(softplus_sum, tg::wrt<1>)(two, x, 0.5).second);
  });

  without_heap("reductions of rows",
               [&] { return sum_of(tg::grad(rows)(filled<double, 20, 30>())); });
  without_heap("a product of 4 by 4", [&] {
    return sum_of(tg::grad(product_sum)(filled<double, 4, 4>(), filled<double, 4, 4>()));
  });
  without_heap("a product of 8 by 8", [&] {
    return sum_of(tg::grad(product_sum)(filled<double, 8, 8>(), filled<double, 8, 8>()));
  });
  without_heap("a product of 200 by 200", [&] {
    return sum_of(tg::evaluate(product)(filled<double, 200, 200>(), filled<double, 200, 200>()));
  });
  without_heap("a product of 96 by 150 and 150 by 97", [&] {
    return sum_of(tg::evaluate(product)(filled<double, 96, 150>(), filled<double, 150, 97>()));
  });

  alignas(large_product::alignment) static std::byte memory[large_product::workspace_bytes];
  without_heap("the gradient of a product of 200 by 200, in memory of the caller", [&] {
    return sum_of(
        large_product::run(memory, filled<double, 200, 200>(), filled<double, 200, 200>()).second);
  });
  without_heap("softmax",
               [&] { return sum_of(tg::evaluate(probabilities)(filled<double, 32, 10>())); });
  without_heap("the gradient of a struct", [&] {
    return sum_of(tg::grad(loss)(net(), filled<double, 16, 64>(), filled<int, 16>()).w1);
  });

  without_heap("a Jacobian", [&] { return sum_of(tg::jacobian(arm)(filled<double, 2>())); });
  without_heap("a Hessian", [&] { return sum_of(tg::hessian(rosenbrock)(filled<double, 2>())); });
  without_heap("a Hessian times a vector", [&] {
    return sum_of(tg::hvp(rosenbrock)(filled<double, 2>(), filled<double, 2>()));
  });
  without_heap("forward mode",
               [&] { return tg::jvp(scalar)(tg::at(two, 0.5), tg::along(1.0, 0.0)).second; });
  without_heap("a pull object", [&] {
    auto const [value, pull] = tg::vjp(probabilities)(filled<double, 32, 10>());
    return sum_of(value) + sum_of(pull(filled<double, 32, 10>()));
  });
  without_heap("slices and joins", [&] { return sum_of(tg::grad(parts)(filled<double, 6, 6>())); });
  without_heap("opaque operations", [&] {
    return sum_of(tg::grad(solved)(tg::evaluate([](auto a) { return a; })(filled<double, 4, 4>()),
                                   filled<double, 4>()));
  });
  without_heap("cumulative sums",
               [&] { return sum_of(tg::grad(running)(filled<double, 40, 3>())); });

  static tg::tensor<double, 100, 100> const& large = filled<double, 100, 100>();
  without_heap("a result of 80,000 bytes by value", [&] {
    return sum_of(tg::evaluate([](auto a) { return tg::transpose(a) * 2; })(large));
  });

  tg::tensor<double, tg::dyn, 64> const batch = filled<double, 16, 64>();
  tg::tensor<int, tg::dyn> const labels = filled<int, 16>();
  auto const of_batch = [&] { return sum_of(tg::grad(loss)(net(), batch, labels).w1); };
  of_batch();  // the first call for an extent finds its numbers, and keeps a workspace
  without_heap("the gradient of a struct, with a batch of any size", of_batch);
  tg::tensor<double, tg::dyn, 64> const half = filled<double, 8, 64>();
  tg::tensor<int, tg::dyn> const half_of_labels = filled<int, 8>();
  without_heap("the same with a smaller batch",
               [&] { return sum_of(tg::grad(loss)(net(), half, half_of_labels).w1); });

  int const before = calls;
  delete[] new double[two > 1 ? 100 : 1];
  std::printf("%s %d - the counter counts\n", calls > before ? "ok" : "not ok", ++tests);
  if (calls == before) ++failures;
  std::printf("1..%d\n", tests);
  return failures == 0 ? 0 : 1;
}
