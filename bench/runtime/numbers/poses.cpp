// SPDX-License-Identifier: BSL-1.0
// What solvers of least squares linearise: the edge of a pose graph in space, 6 values by 12, and a
// point seen by a camera, 2 values by 10.
#include <typegrad/embedded.hpp>

#include <cmath>

#include "call.hpp"

namespace tg = typegrad;

namespace {

template <class Number>
struct vector {
  Number x, y, z;
};
template <class Number>
vector(Number, Number, Number) -> vector<Number>;
template <class Number>
struct quaternion {
  Number w;
  vector<Number> v;
};

constexpr auto cross = [](auto const& a, auto const& b) {
  return vector{a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
};
/// p turned by (w, v): p + 2 w (v x p) + 2 v x (v x p).
constexpr auto rotate = [](auto const& w, auto const& v, auto const& p) {
  auto const c = cross(v, p);
  auto const d = cross(v, c);
  return vector{p.x + 2.0 * (w * c.x + d.x), p.y + 2.0 * (w * c.y + d.y),
                p.z + 2.0 * (w * c.z + d.z)};
};
constexpr auto product = [](auto const& a, auto const& b) {
  return quaternion{a.w * b.w - a.v.x * b.v.x - a.v.y * b.v.y - a.v.z * b.v.z,
                    vector{a.w * b.v.x + a.v.x * b.w + a.v.y * b.v.z - a.v.z * b.v.y,
                           a.w * b.v.y - a.v.x * b.v.z + a.v.y * b.w + a.v.z * b.v.x,
                           a.w * b.v.z + a.v.x * b.v.y - a.v.y * b.v.x + a.v.z * b.w}};
};
constexpr auto conjugate = [](auto const& q) {
  return quaternion{q.w, vector{-q.v.x, -q.v.y, -q.v.z}};
};
/// The quaternion of the turn about w by its length, which is not zero here.
constexpr auto of_turn = [](auto const& w) {
  auto const angle = tg::sqrt(w.x * w.x + w.y * w.y + w.z * w.z);
  auto const s = tg::sin(0.5 * angle) / angle;
  return quaternion{tg::cos(0.5 * angle), vector{s * w.x, s * w.y, s * w.z}};
};

// Two poses, each a place and a turn; measured: a place and a quaternion.
constexpr auto edge = [](auto const& x, auto const& measured) {
  auto const a = of_turn(vector{x(3), x(4), x(5)});
  auto const b = of_turn(vector{x(9), x(10), x(11)});
  auto const back = conjugate(a);
  auto const place = rotate(back.w, back.v, vector{x(6) - x(0), x(7) - x(1), x(8) - x(2)});
  auto const q = product(quaternion{measured(3), vector{-measured(4), -measured(5), -measured(6)}},
                         product(back, b));
  auto const n = tg::sqrt(q.v.x * q.v.x + q.v.y * q.v.y + q.v.z * q.v.z);
  auto const scale = 2.0 * tg::atan2(n, q.w) / n;
  return tg::stack(place.x - measured(0), place.y - measured(1), place.z - measured(2),
                   scale * q.v.x, scale * q.v.y, scale * q.v.z);
};

// Quaternion, translation, point; camera: focal lengths, centre, distortion, what was observed.
constexpr auto seen = [](auto const& x, auto const& camera) {
  auto const p = rotate(x(0), vector{x(1), x(2), x(3)}, vector{x(7), x(8), x(9)});
  auto const z = p.z + x(6);
  auto const u = (p.x + x(4)) / z, v = (p.y + x(5)) / z;
  auto const n = u * u + v * v;
  auto const distortion = 1.0 + n * (camera(4) + n * camera(5));
  return tg::stack(camera(0) * distortion * u + camera(2) - camera(6),
                   camera(1) * distortion * v + camera(3) - camera(7));
};

template <tg::index_t... Extents>
using tensor = tg::tensor<double, Extents...>;
using edge_program = tg::program<decltype(tg::value_and_jacobian(edge)), tensor<12>, tensor<7>>;
using seen_program = tg::program<decltype(tg::value_and_jacobian(seen)), tensor<10>, tensor<8>>;

// By hand. Structs of numbers, not arrays: what an index reaches stays in memory.
struct three {
  double x, y, z;
};
struct turned {
  double w;
  three v;
  double s, bend;
  explicit turned(three const& turn) {
    double const square = turn.x * turn.x + turn.y * turn.y + turn.z * turn.z;
    double const angle = std::sqrt(square);
    double const r = 1 / angle;
    double sine;
    sincos(0.5 * angle, &sine, &w);
    s = sine * r;
    v = {s * turn.x, s * turn.y, s * turn.z};
    bend = (0.5 * w - s) * (r * r);
  }
  /// A row of derivatives by the quaternion, to one by the turn.
  [[gnu::always_inline]] three pull(double by_w, three const& by_v, three const& turn) const {
    double const along =
        bend * (turn.x * by_v.x + turn.y * by_v.y + turn.z * by_v.z) - 0.5 * s * by_w;
    return {s * by_v.x + along * turn.x, s * by_v.y + along * turn.y, s * by_v.z + along * turn.z};
  }
};
struct four {
  double w, x, y, z;
};
[[gnu::always_inline]] inline four multiply(four const& a, four const& b) {
  return {
      a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z, a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x, a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w};
}
[[gnu::always_inline]] inline void write(double* to, three const& row) {
  to[0] = row.x;
  to[1] = row.y;
  to[2] = row.z;
}
[[gnu::always_inline]] inline three combine(four const& a, three const& u, three const& v,
                                            three const& p, three const& q) {
  return {a.w * u.x + a.x * v.x + a.y * p.x + a.z * q.x,
          a.w * u.y + a.x * v.y + a.y * p.y + a.z * q.y,
          a.w * u.z + a.x * v.z + a.y * p.z + a.z * q.z};
}
[[gnu::always_inline]] inline three combine(double a, three const& u, double b, three const& v) {
  return {a * u.x + b * v.x, a * u.y + b * v.y, a * u.z + b * v.z};
}

}  // namespace

extern "C" void generated_pose_graph(double const* x, double* result) {
  edge_program::run(tg::into(out<tensor<6>>(result), out<tensor<6, 12>>(result + 6)),
                    in<tensor<12>>(x), in<tensor<7>>(x + 12));
}
extern "C" void by_hand_pose_graph(double const* x, double* result) {
  double const* const measured = x + 12;
  three const turn_of_a{x[3], x[4], x[5]}, turn_of_b{x[9], x[10], x[11]};
  turned const a(turn_of_a), b(turn_of_b);
  double* const j = result + 6;

  // the place: d turned back by a
  three const d{x[6] - x[0], x[7] - x[1], x[8] - x[2]};
  double const w = a.w;
  three const v = a.v;
  double const v00 = v.x * v.x, v11 = v.y * v.y, v22 = v.z * v.z;
  double const v01 = v.x * v.y, v02 = v.x * v.z, v12 = v.y * v.z;
  double const wv0 = w * v.x, wv1 = w * v.y, wv2 = w * v.z;
  three const r0{1 - 2 * (v11 + v22), 2 * (v01 + wv2), 2 * (v02 - wv1)};
  three const r1{2 * (v01 - wv2), 1 - 2 * (v00 + v22), 2 * (v12 + wv0)};
  three const r2{2 * (v02 + wv1), 2 * (v12 - wv0), 1 - 2 * (v00 + v11)};
  result[0] = r0.x * d.x + r0.y * d.y + r0.z * d.z - measured[0];
  result[1] = r1.x * d.x + r1.y * d.y + r1.z * d.z - measured[1];
  result[2] = r2.x * d.x + r2.y * d.y + r2.z * d.z - measured[2];
  three const c{v.y * d.z - v.z * d.y, v.z * d.x - v.x * d.z, v.x * d.y - v.y * d.x};
  three const m{2 * (c.x - w * d.x), 2 * (c.y - w * d.y), 2 * (c.z - w * d.z)};
  three const d2{2 * d.x, 2 * d.y, 2 * d.z};
  double const along = v.x * d2.x + v.y * d2.y + v.z * d2.z;
  three const by_v0{along - d2.x * v.x, m.z - d2.x * v.y, -m.y - d2.x * v.z};
  three const by_v1{-m.z - d2.y * v.x, along - d2.y * v.y, m.x - d2.y * v.z};
  three const by_v2{m.y - d2.z * v.x, -m.x - d2.z * v.y, along - d2.z * v.z};
  auto const write_place = [&](double* row, three const& r, double by_w, three const& by_v) {
    write(row, {-r.x, -r.y, -r.z});
    write(row + 3, a.pull(by_w, by_v, turn_of_a));
    write(row + 6, r);
    write(row + 9, {0, 0, 0});
  };
  write_place(j, r0, -2 * c.x, by_v0);
  write_place(j + 12, r1, -2 * c.y, by_v1);
  write_place(j + 24, r2, -2 * c.z, by_v2);

  // the turn: q = n e b = l b, n and e being the conjugates of what was measured and of a
  four const n{measured[3], -measured[4], -measured[5], -measured[6]};
  four const l = multiply(n, {w, -v.x, -v.y, -v.z});
  three const u = b.v;
  four const q = multiply(l, {b.w, u.x, u.y, u.z});
  // by a: n times b, and times i b, j b and k b, negative because e is a conjugate
  four const a0 = multiply(n, {b.w, u.x, u.y, u.z});
  four const a1 = multiply(n, {u.x, -b.w, u.z, -u.y});
  four const a2 = multiply(n, {u.y, -u.z, -b.w, u.x});
  four const a3 = multiply(n, {u.z, u.y, -u.x, -b.w});
  double const square = q.x * q.x + q.y * q.y + q.z * q.z;
  double const length = std::sqrt(square);
  double const r = 1 / length, whole = 2 / (square + q.w * q.w);
  double const s = 2 * std::atan2(length, q.w) * r;
  double const bend = (whole * q.w - s) * (r * r);
  four const slope{-whole, bend * q.x, bend * q.y, bend * q.z};
  result[3] = s * q.x;
  result[4] = s * q.y;
  result[5] = s * q.z;
  three const of_a0 = a.pull(a0.w, {a1.w, a2.w, a3.w}, turn_of_a);
  three const of_a1 = a.pull(a0.x, {a1.x, a2.x, a3.x}, turn_of_a);
  three const of_a2 = a.pull(a0.y, {a1.y, a2.y, a3.y}, turn_of_a);
  three const of_a3 = a.pull(a0.z, {a1.z, a2.z, a3.z}, turn_of_a);
  three const of_b0 = b.pull(l.w, {-l.x, -l.y, -l.z}, turn_of_b);
  three const of_b1 = b.pull(l.x, {l.w, -l.z, l.y}, turn_of_b);
  three const of_b2 = b.pull(l.y, {l.z, l.w, -l.x}, turn_of_b);
  three const of_b3 = b.pull(l.z, {-l.y, l.x, l.w}, turn_of_b);
  three const a_all = combine(slope, of_a0, of_a1, of_a2, of_a3);
  three const b_all = combine(slope, of_b0, of_b1, of_b2, of_b3);
  auto const write_turn = [&](double* row, three const& of_a, double own, three const& of_b) {
    write(row, {0, 0, 0});
    write(row + 3, combine(s, of_a, own, a_all));
    write(row + 6, {0, 0, 0});
    write(row + 9, combine(s, of_b, own, b_all));
  };
  write_turn(j + 36, of_a1, q.x, of_b1);
  write_turn(j + 48, of_a2, q.y, of_b2);
  write_turn(j + 60, of_a3, q.z, of_b3);
}

extern "C" void generated_reprojection(double const* x, double* result) {
  seen_program::run(tg::into(out<tensor<2>>(result), out<tensor<2, 10>>(result + 2)),
                    in<tensor<10>>(x), in<tensor<8>>(x + 10));
}
extern "C" void by_hand_reprojection(double const* x, double* result) {
  double const* const camera = x + 10;
  double const w = x[0], *const v = x + 1, *const p = x + 7;
  double const v00 = v[0] * v[0], v11 = v[1] * v[1], v22 = v[2] * v[2];
  double const v01 = v[0] * v[1], v02 = v[0] * v[2], v12 = v[1] * v[2];
  double const wv0 = w * v[0], wv1 = w * v[1], wv2 = w * v[2];
  double const rotation[3][3] = {{1 - 2 * (v11 + v22), 2 * (v01 - wv2), 2 * (v02 + wv1)},
                                 {2 * (v01 + wv2), 1 - 2 * (v00 + v22), 2 * (v12 - wv0)},
                                 {2 * (v02 - wv1), 2 * (v12 + wv0), 1 - 2 * (v00 + v11)}};
  double at[3];
  TYPEGRAD_UNROLL for (int i = 0; i < 3; ++i) {
    at[i] = rotation[i][0] * p[0] + rotation[i][1] * p[1] + rotation[i][2] * p[2] + x[4 + i];
  }
  double const r = 1 / at[2];
  double const a = at[0] * r, b = at[1] * r;
  double const n = a * a + b * b;
  double const distortion = 1 + n * (camera[4] + n * camera[5]);
  result[0] = camera[0] * distortion * a + camera[2] - camera[6];
  result[1] = camera[1] * distortion * b + camera[3] - camera[7];
  double const bend = 2 * camera[4] + 4 * n * camera[5];
  double const bend_a = bend * a, mixed = bend_a * b;
  double const by_a[2] = {distortion + bend_a * a, mixed};
  double const by_b[2] = {mixed, distortion + bend * b * b};
  double const c[3] = {v[1] * p[2] - v[2] * p[1], v[2] * p[0] - v[0] * p[2],
                       v[0] * p[1] - v[1] * p[0]};
  double const m[3] = {c[0] + w * p[0], c[1] + w * p[1], c[2] + w * p[2]};
  double const along = v[0] * p[0] + v[1] * p[1] + v[2] * p[2];
  TYPEGRAD_UNROLL for (int i = 0; i < 2; ++i) {
    double const scale = camera[i] * r;
    double const g0 = scale * by_a[i], g1 = scale * by_b[i], g2 = -(g0 * a + g1 * b);
    double* const row = result + 2 + 10 * i;
    double const t0 = 2 * g0, t1 = 2 * g1, t2 = 2 * g2;
    double const of_p = t0 * p[0] + t1 * p[1] + t2 * p[2];
    row[0] = t0 * c[0] + t1 * c[1] + t2 * c[2];
    row[1] = m[1] * t2 - m[2] * t1 + t0 * along - of_p * v[0];
    row[2] = m[2] * t0 - m[0] * t2 + t1 * along - of_p * v[1];
    row[3] = m[0] * t1 - m[1] * t0 + t2 * along - of_p * v[2];
    row[4] = g0;
    row[5] = g1;
    row[6] = g2;
    TYPEGRAD_UNROLL for (int k = 0; k < 3; ++k) {
      row[7 + k] = g0 * rotation[0][k] + g1 * rotation[1][k] + g2 * rotation[2][k];
    }
  }
}

TYPEGRAD_CALL(pose_graph, 19, 78, 0.3, -0.4, 1.2, 0.2, -0.5, 0.7, 1.1, 0.5, 0.9, -0.3, 0.4, 0.6,
              0.7, 0.8, -0.4, 0.8, 0.2, -0.4, 0.4);
TYPEGRAD_CALL(reprojection, 18, 22, 0.8, 0.2, -0.4, 0.4, 0.3, -0.1, 4.0, 0.5, -0.7, 1.2, 500, 510,
              320, 240, -0.2, 0.05, 301, 254);
