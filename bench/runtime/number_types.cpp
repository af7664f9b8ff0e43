// SPDX-License-Identifier: BSL-1.0
// Values and Jacobians of the same functions of numbers by a program and by the types of numbers of
// other libraries: Jets of Ceres, Eigen's AutoDiffScalar, Sacado's SFad and ADOL-C's adouble, which
// is taped anew for each call.
#include <typegrad/embedded.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#if defined(TYPEGRAD_HAS_CERES)
#include <ceres/jet.h>
#endif
#include <unsupported/Eigen/AutoDiff>
#if defined(TYPEGRAD_HAS_SACADO)
#include <Sacado_No_Kokkos.hpp>
#endif
#if defined(TYPEGRAD_HAS_ADOLC)
#include <adolc/adolc.h>
#endif

namespace tg = typegrad;

namespace {

using std::atan2, std::cos, std::exp, std::log, std::sin, std::sqrt;

struct four_numbers {
  static constexpr char const* name = "types_four_numbers";
  static constexpr int inputs = 4, outputs = 1;
  template <class X>
  static constexpr void value(X const* x, X* y) {
    y[0] =
        log(x[0] * x[1] + sin(x[2])) / (1.0 + exp(-x[3])) + x[0] * sqrt(x[1] * x[1] + x[2] * x[2]);
  }
};
struct rosenbrock {
  static constexpr char const* name = "types_rosenbrock";
  static constexpr int inputs = 10, outputs = 1;
  template <class X>
  static constexpr void value(X const* x, X* y) {
    X sum = (1.0 - x[0]) * (1.0 - x[0]);
    for (int i = 0; i < 9; ++i) {
      X const up = x[i + 1] - x[i] * x[i], away = 1.0 - x[i];
      X const term = 100.0 * (up * up);
      sum = i == 0 ? X(sum + term) : X(sum + term + away * away);
    }
    y[0] = sum;
  }
};
/// Places and angles of 24 joints of length 0.1.
struct planar_arm {
  static constexpr char const* name = "types_planar_arm";
  static constexpr int inputs = 24, outputs = 2;
  template <class X>
  static constexpr void value(X const* x, X* y) {
    X angle = x[0];
    X right = 0.1 * cos(angle), up = 0.1 * sin(angle);
    for (int i = 1; i < inputs; ++i) {
      angle = angle + x[i];
      right = right + 0.1 * cos(angle);
      up = up + 0.1 * sin(angle);
    }
    y[0] = right;
    y[1] = up;
  }
};
template <class X>
constexpr void cross(X const* a, X const* b, X* c) {
  c[0] = a[1] * b[2] - a[2] * b[1];
  c[1] = a[2] * b[0] - a[0] * b[2];
  c[2] = a[0] * b[1] - a[1] * b[0];
}
/// p turned by the quaternion (w, v).
template <class X>
constexpr void rotate(X const& w, X const* v, X const* p, X* to) {
  X c[3]{}, d[3]{};
  cross(v, p, c);
  cross(v, c, d);
  for (int i = 0; i < 3; ++i) to[i] = p[i] + 2.0 * (w * c[i] + d[i]);
}
/// A point seen by a camera with two coefficients of distortion.
struct reprojection {
  static constexpr char const* name = "types_reprojection";
  static constexpr int inputs = 10, outputs = 2;
  template <class X>
  static constexpr void value(X const* x, X* y) {
    X p[3]{};
    rotate(x[0], x + 1, x + 7, p);
    X const z = p[2] + x[6];
    X const u = (p[0] + x[4]) / z, v = (p[1] + x[5]) / z;
    X const n = u * u + v * v;
    X const distortion = 1.0 + n * (-0.2 + n * 0.05);
    y[0] = 500.0 * distortion * u + 19.0;
    y[1] = 510.0 * distortion * v - 14.0;
  }
};
/// The edge of a pose graph: two places and turns by a vector, beside what was measured.
struct pose_graph {
  static constexpr char const* name = "types_pose_graph";
  static constexpr int inputs = 12, outputs = 6;
  template <class X>
  static constexpr void quaternion(X const* turn, X& w, X* v) {
    X const angle = sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2]);
    X const s = sin(0.5 * angle) / angle;
    w = cos(0.5 * angle);
    for (int i = 0; i < 3; ++i) v[i] = s * turn[i];
  }
  template <class X>
  static constexpr void product(X const& aw, X const* a, X const& bw, X const* b, X& w, X* v) {
    w = aw * bw - a[0] * b[0] - a[1] * b[1] - a[2] * b[2];
    cross(a, b, v);
    for (int i = 0; i < 3; ++i) v[i] = aw * b[i] + a[i] * bw + v[i];
  }
  template <class X>
  static constexpr void value(X const* x, X* y) {
    X aw{}, bw{}, rw{}, qw{}, a[3]{}, b[3]{}, r[3]{}, q[3]{}, d[3]{}, place[3]{};
    quaternion(x + 3, aw, a);
    quaternion(x + 9, bw, b);
    for (int i = 0; i < 3; ++i) {
      a[i] = -a[i];
      d[i] = x[6 + i] - x[i];
    }
    rotate(aw, a, d, place);
    product(aw, a, bw, b, rw, r);
    // turned back by (0.8; 0.2, -0.4, 0.4)
    X const n[3] = {X(-0.2), X(0.4), X(-0.4)};
    product(X(0.8), n, rw, r, qw, q);
    X const length = sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
    X const scale = 2.0 * atan2(length, qw) / length;
    for (int i = 0; i < 3; ++i) {
      y[i] = place[i] - 0.5;
      y[3 + i] = scale * q[i];
    }
  }
};

template <class Function>
inline constexpr auto traced = [](auto const& x) {
  using number = std::remove_cvref_t<decltype(x(0))>;
  number in[Function::inputs], out[Function::outputs];
  for (int i = 0; i < Function::inputs; ++i) in[i] = x(i);
  Function::value(in, out);
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return tg::stack(out[I]...);
  }(std::make_index_sequence<Function::outputs>{});
};

/// Values, then the Jacobian row by row.
template <class Function>
struct results {
  std::array<double, Function::outputs> y;
  std::array<double, Function::outputs * Function::inputs> slopes;
};

template <class Function>
void generated(double const* x, results<Function>& made) {
  using numbers = tg::tensor<double, Function::inputs>;
  using values = tg::tensor<double, Function::outputs>;
  using slopes = tg::tensor<double, Function::outputs, Function::inputs>;
  using program = tg::program<decltype(tg::value_and_jacobian(traced<Function>)), numbers>;
  program::run(tg::into(reinterpret_cast<values&>(made.y), reinterpret_cast<slopes&>(made.slopes)),
               reinterpret_cast<numbers const&>(*x));
}
/// Forwards, with all directions in each number; `seed(x, i)` and `parts(y, to)` know the type.
template <class Function, class X, class Seed, class Parts>
void by_type(double const* x, results<Function>& made, Seed const& seed, Parts const& parts) {
  X in[Function::inputs], out[Function::outputs];
  for (int i = 0; i < Function::inputs; ++i) in[i] = seed(x[i], i);
  Function::value(in, out);
  for (int k = 0; k < Function::outputs; ++k)
    made.y[static_cast<std::size_t>(k)] = parts(out[k], made.slopes.data() + k * Function::inputs);
}
#if defined(TYPEGRAD_HAS_CERES)
template <class Function>
void by_jets(double const* x, results<Function>& made) {
  using jet = ceres::Jet<double, Function::inputs>;
  by_type<Function, jet>(
      x, made, [](double at, int i) { return jet(at, i); },
      [](jet const& y, double* to) {
        Eigen::Map<Eigen::Matrix<double, Function::inputs, 1>>{to} = y.v;
        return y.a;
      });
}
#endif
template <class Function>
void by_auto_diff_scalars(double const* x, results<Function>& made) {
  using vector = Eigen::Matrix<double, Function::inputs, 1>;
  using number = Eigen::AutoDiffScalar<vector>;
  by_type<Function, number>(
      x, made, [](double at, int i) { return number(at, Function::inputs, i); },
      [](number const& y, double* to) {
        Eigen::Map<vector>{to} = y.derivatives();
        return y.value();
      });
}
#if defined(TYPEGRAD_HAS_SACADO)
template <class Function>
void by_sacado(double const* x, results<Function>& made) {
  using number = Sacado::Fad::SFad<double, Function::inputs>;
  by_type<Function, number>(
      x, made, [](double at, int i) { return number(Function::inputs, i, at); },
      [](number const& y, double* to) {
        for (int i = 0; i < Function::inputs; ++i) to[i] = y.dx(i);
        return y.val();
      });
}
#endif
#if defined(TYPEGRAD_HAS_ADOLC)
template <class Function>
void by_adolc(double const* x, results<Function>& made) {
  trace_on(1);
  adouble in[Function::inputs], out[Function::outputs];
  for (int i = 0; i < Function::inputs; ++i) in[i] <<= x[i];
  Function::value(in, out);
  for (int k = 0; k < Function::outputs; ++k) out[k] >>= made.y[static_cast<std::size_t>(k)];
  trace_off();
  double* rows[Function::outputs];
  for (int k = 0; k < Function::outputs; ++k) rows[k] = made.slopes.data() + k * Function::inputs;
  jacobian(1, Function::outputs, Function::inputs, x, rows);
}
#endif

template <class Function>
void add() {
  static std::array<double, Function::inputs> x;
  for (int i = 0; i < Function::inputs; ++i)
    x[static_cast<std::size_t>(i)] = 0.7 + 0.3 * std::sin(1.7 * i);
  static results<Function> expected;
  generated<Function>(x.data(), expected);
  auto const one = [](char const* kind, void (*call)(double const*, results<Function>&)) {
    results<Function> made{};
    call(x.data(), made);
    for (std::size_t i = 0; i < made.slopes.size(); ++i)
      if (!(std::abs(made.slopes[i] - expected.slopes[i]) <=
            1e-11 * (1 + std::abs(expected.slopes[i])))) {
        std::fprintf(stderr, "%s/%s: slope %zu is %.17g, not %.17g\n", Function::name, kind, i,
                     made.slopes[i], expected.slopes[i]);
        std::abort();
      }
    benchmark::RegisterBenchmark((std::string(Function::name) + "/" + kind).c_str(),
                                 [call](benchmark::State& state) {
                                   results<Function> to;
                                   for (auto _ : state) {
                                     benchmark::DoNotOptimize(x);
                                     call(x.data(), to);
                                     benchmark::DoNotOptimize(to);
                                   }
                                 });
  };
  one("generated", generated<Function>);
#if defined(TYPEGRAD_HAS_CERES)
  one("jet", by_jets<Function>);
#endif
  one("auto_diff_scalar", by_auto_diff_scalars<Function>);
#if defined(TYPEGRAD_HAS_SACADO)
  one("sacado", by_sacado<Function>);
#endif
#if defined(TYPEGRAD_HAS_ADOLC)
  one("adolc", by_adolc<Function>);
#endif
}

[[maybe_unused]] bool const registered = [] {
  add<four_numbers>();
  add<rosenbrock>();
  add<planar_arm>();
  add<reprojection>();
  add<pose_graph>();
  return true;
}();

}  // namespace
