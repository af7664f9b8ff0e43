// SPDX-License-Identifier: BSL-1.0
// Arms of robots, position and Jacobian: in the plane with 6 and 24 joints, in space with 6 joints,
// whose Denavit-Hartenberg parameters are arguments or literals. A step of Runge-Kutta for a
// quadrotor in the plane, 6 values by 8.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstring>

#include "call.hpp"
#include "integrate.hpp"

namespace tg = typegrad;

namespace {

template <int Joints>
struct planar_arm {
  static constexpr auto reach = [](auto const& angles, auto const& lengths) {
    auto angle = angles(0);
    auto x = lengths(0) * tg::cos(angle), y = lengths(0) * tg::sin(angle);
    for (int i = 1; i < Joints; ++i) {
      angle = angle + angles(i);
      x = x + lengths(i) * tg::cos(angle);
      y = y + lengths(i) * tg::sin(angle);
    }
    return tg::stack(x, y);
  };
  using numbers = tg::tensor<double, Joints>;
  using program = tg::program<decltype(tg::value_and_jacobian(reach)), numbers, numbers>;

  static void generated(double const* x, double* result) {
    program::run(tg::into(out<tg::tensor<double, 2>>(result),
                          out<tg::tensor<double, 2, Joints>>(result + 2)),
                 in<numbers>(x), in<numbers>(x + Joints));
  }
  static void by_hand(double const* x, double* result) {
    double const* const lengths = x + Joints;
    double sine[Joints], cosine[Joints], angle = 0;
    TYPEGRAD_UNROLL for (int i = 0; i < Joints; ++i) sincos(angle += x[i], &sine[i], &cosine[i]);
    double right = 0, up = 0;
    TYPEGRAD_UNROLL for (int i = Joints - 1; i >= 0; --i) {
      right += lengths[i] * cosine[i];
      up += lengths[i] * sine[i];
      result[2 + i] = -up;
      result[2 + Joints + i] = right;
    }
    result[0] = right;
    result[1] = up;
  }
};

template <class X, class Y, class Z>
struct vector {
  X x;
  Y y;
  Z z;
};
template <class X, class Y, class Z>
vector(X, Y, Z) -> vector<X, Y, Z>;
constexpr auto combine = [](auto a, auto const& u, auto b, auto const& v) {
  return vector{a * u.x + b * v.x, a * u.y + b * v.y, a * u.z + b * v.z};
};
/// A Denavit-Hartenberg joint: lengths along z and x, cosine and sine of the turn about x.
template <class Number>
struct joint {
  Number along, across, cosine, sine;
};
template <class Number>
joint(Number, Number, Number, Number) -> joint<Number>;
template <class X, class Y, class Z, class Place>
struct frame {
  X x;
  Y y;
  Z z;
  Place at;
};
template <class X, class Y, class Z, class Place>
frame(X, Y, Z, Place) -> frame<X, Y, Z, Place>;

constexpr auto base = [](auto const& angle, auto const& own) {
  auto const c = tg::cos(angle), s = tg::sin(angle);
  return frame{vector{c, s, 0.0}, vector{-s * own.cosine, c * own.cosine, own.sine},
               vector{s * own.sine, -c * own.sine, own.cosine},
               vector{own.across * c, own.across * s, own.along}};
};
constexpr auto next = [](auto const& before, auto const& angle, auto const& own) {
  auto const c = tg::cos(angle), s = tg::sin(angle);
  auto const x = combine(c, before.x, s, before.y), beside = combine(c, before.y, -s, before.x);
  auto const [dx, dy, dz] = combine(own.along, before.z, own.across, x);
  return frame{x, combine(own.cosine, beside, own.sine, before.z),
               combine(own.cosine, before.z, -own.sine, beside),
               vector{before.at.x + dx, before.at.y + dy, before.at.z + dz}};
};
constexpr auto place_of_hand = [](auto const& angles, auto const& joints) {
  auto const a = base(angles(0), joints(0));
  auto const b = next(a, angles(1), joints(1));
  auto const c = next(b, angles(2), joints(2));
  auto const d = next(c, angles(3), joints(3));
  auto const e = next(d, angles(4), joints(4));
  auto const [x, y, z] = next(e, angles(5), joints(5)).at;
  return tg::stack(x, y, z);
};
constexpr auto hand_of_arm = [](auto const& angles, auto const& p) {
  return place_of_hand(
      angles, [&](int i) { return joint{p(4 * i), p(4 * i + 1), p(4 * i + 2), p(4 * i + 3)}; });
};
constexpr joint<double> ur5_joints[6] = {{0.089159, 0, 0, 1}, {0, -0.425, 1, 0},
                                         {0, -0.39225, 1, 0}, {0.10915, 0, 0, 1},
                                         {0.09465, 0, 0, -1}, {0.0823, 0, 1, 0}};
constexpr auto hand_of_ur5 = [](auto const& angles) {
  return place_of_hand(angles, [](int i) { return ur5_joints[i]; });
};

// State: place, angle, their speeds; then thrust and torque. Constants: mass, inertia, drag, step.
constexpr auto fly = [](auto const& x, auto const& p) {
  auto const slope = [&](auto const& s) {
    auto const pull = x(6) / p(0);
    return tg::stack(s(3), s(4), s(5), -pull * tg::sin(s(2)) - p(2) * s(3),
                     pull * tg::cos(s(2)) - 9.81 - p(2) * s(4), x(7) / p(1));
  };
  auto const state = tg::stack(x(0), x(1), x(2), x(3), x(4), x(5));
  return runge_kutta(slope, state, p(3));
};

template <tg::index_t... Extents>
using tensor = tg::tensor<double, Extents...>;
using arm_program =
    tg::program<decltype(tg::value_and_jacobian(hand_of_arm)), tensor<6>, tensor<24>>;
using ur5_program = tg::program<decltype(tg::value_and_jacobian(hand_of_ur5)), tensor<6>>;
using flight_program = tg::program<decltype(tg::value_and_jacobian(fly)), tensor<8>, tensor<4>>;

}  // namespace

extern "C" void generated_planar_arm_6(double const* x, double* result) {
  planar_arm<6>::generated(x, result);
}
extern "C" void by_hand_planar_arm_6(double const* x, double* result) {
  planar_arm<6>::by_hand(x, result);
}
extern "C" void generated_planar_arm_24(double const* x, double* result) {
  planar_arm<24>::generated(x, result);
}
extern "C" void by_hand_planar_arm_24(double const* x, double* result) {
  planar_arm<24>::by_hand(x, result);
}

extern "C" void generated_arm(double const* x, double* result) {
  arm_program::run(tg::into(out<tensor<3>>(result), out<tensor<3, 6>>(result + 3)),
                   in<tensor<6>>(x), in<tensor<24>>(x + 6));
}
// Axes and origins of the joints; a column of the Jacobian is an axis times what it moves.
extern "C" void by_hand_arm(double const* angles, double* result) {
  double const* const p = angles + 6;
  double sine, cosine;
  sincos(angles[0], &sine, &cosine);
  double x[3] = {cosine, sine, 0};
  double y[3] = {-sine * p[2], cosine * p[2], p[3]};
  double axes[6][3] = {{0, 0, 1}, {sine * p[3], -cosine * p[3], p[2]}};
  double origins[6][3] = {{0, 0, 0}, {p[1] * cosine, p[1] * sine, p[0]}};
  TYPEGRAD_UNROLL for (int i = 1; i < 5; ++i) {
    double const* const own = p + 4 * i;
    sincos(angles[i], &sine, &cosine);
    TYPEGRAD_UNROLL for (int k = 0; k < 3; ++k) {
      double const turned = cosine * x[k] + sine * y[k], beside = cosine * y[k] - sine * x[k];
      double const z = axes[i][k];
      origins[i + 1][k] = origins[i][k] + own[0] * z + own[1] * turned;
      x[k] = turned;
      y[k] = own[2] * beside + own[3] * z;
      axes[i + 1][k] = own[2] * z - own[3] * beside;
    }
  }
  sincos(angles[5], &sine, &cosine);
  TYPEGRAD_UNROLL for (int k = 0; k < 3; ++k) {
    result[k] = origins[5][k] + p[20] * axes[5][k] + p[21] * (cosine * x[k] + sine * y[k]);
  }
  double* const j = result + 3;
  j[0] = -result[1];
  j[6] = result[0];
  j[12] = 0;
  TYPEGRAD_UNROLL for (int i = 1; i < 6; ++i) {
    double const r0 = result[0] - origins[i][0], r1 = result[1] - origins[i][1],
                 r2 = result[2] - origins[i][2];
    double const* const z = axes[i];
    j[i] = z[1] * r2 - z[2] * r1;
    j[6 + i] = z[2] * r0 - z[0] * r2;
    j[12 + i] = z[0] * r1 - z[1] * r0;
  }
}

extern "C" void generated_ur5(double const* x, double* result) {
  ur5_program::run(tg::into(out<tensor<3>>(result), out<tensor<3, 6>>(result + 3)),
                   in<tensor<6>>(x));
}
// Joints 2 to 4 turn within a plane, which joint 1 turns: along (c1, s1, 0) and z.
extern "C" void by_hand_ur5(double const* angles, double* result) {
  double s[5], c[5];
  TYPEGRAD_UNROLL for (int i = 0; i < 5; ++i) sincos(angles[i], &s[i], &c[i]);
  double const c3 = c[2] * c[1] - s[2] * s[1], s3 = c[2] * s[1] + s[2] * c[1];
  double const c4 = c[3] * c3 - s[3] * s3, s4 = c[3] * s3 + s[3] * c3;
  double const beside = -0.0823 * s[4], across = 0.0823 * c[4];
  double const x4 = 0.09465 * s4 + beside * c4, z4 = beside * s4 - 0.09465 * c4;
  double const x3 = x4 - 0.39225 * c3, z3 = z4 - 0.39225 * s3;
  double const x2 = x3 - 0.425 * c[1], z2 = z3 - 0.425 * s[1];
  double const out = 0.10915 + across;
  result[0] = x2 * c[0] + out * s[0];
  result[1] = x2 * s[0] - out * c[0];
  result[2] = z2 + 0.089159;
  double* const j = result + 3;
  j[0] = -result[1], j[6] = result[0], j[12] = 0;
  j[1] = -z2 * c[0], j[7] = -z2 * s[0], j[13] = x2;
  j[2] = -z3 * c[0], j[8] = -z3 * s[0], j[14] = x3;
  j[3] = -z4 * c[0], j[9] = -z4 * s[0], j[15] = x4;
  double const inward = across * c4;
  j[4] = beside * s[0] - inward * c[0], j[10] = -beside * c[0] - inward * s[0];
  j[16] = -across * s4;
  j[5] = j[11] = j[17] = 0;
}

extern "C" void generated_flight(double const* x, double* result) {
  flight_program::run(tg::into(out<tensor<6>>(result), out<tensor<6, 8>>(result + 6)),
                      in<tensor<8>>(x), in<tensor<4>>(x + 8));
}

// The angle does not depend on the place: its stages are known, the others are linear in theirs.
extern "C" void by_hand_flight(double const* x, double* result) {
  double const drag = x[10], step = x[11];
  double const per_mass = 1 / x[8], per_inertia = 1 / x[9];
  double const half = 0.5 * step, sixth = step / 6;
  double const pull = x[6] * per_mass, spin = x[7] * per_inertia;
  double const w2 = x[5] + half * spin, w4 = x[5] + step * spin;
  double const angles[4] = {x[2], x[2] + half * x[5], x[2] + half * w2, x[2] + step * w2};
  double s[4], c[4];
  TYPEGRAD_UNROLL for (int i = 0; i < 4; ++i) sincos(angles[i], &s[i], &c[i]);
  double const g = 9.81;
  double ps[4], pc[4];
  TYPEGRAD_UNROLL for (int i = 0; i < 4; ++i) ps[i] = pull * s[i], pc[i] = pull * c[i];
  column const right = integrate(-ps[0], -ps[1], -ps[2], -ps[3], x[3], drag, half, step, sixth);
  column const up =
      integrate(pc[0] - g, pc[1] - g, pc[2] - g, pc[3] - g, x[4], drag, half, step, sixth);
  result[0] = x[0] + right.place;
  result[1] = x[1] + up.place;
  result[2] = x[2] + sixth * (x[5] + 4 * w2 + w4);
  result[3] = right.speed;
  result[4] = up.speed;
  result[5] = w4;
  double* const j = result + 6;
  std::memset(j, 0, 48 * sizeof(double));
  column const free = integrate(0, 0, 0, 0, 1, drag, half, step, sixth);
  j[0] = j[9] = j[18] = j[45] = 1;
  j[3] = j[12] = free.place;
  j[21] = step;
  j[23] = sixth * (4 * half + step) * per_inertia;
  j[47] = step * per_inertia;
  j[27] = j[36] = free.speed;
  double const late = half * half * per_inertia, last = step * half * per_inertia;
  auto const write = [&](int at, column by_x, column by_y) {
    j[at] = by_x.place;
    j[8 + at] = by_y.place;
    j[24 + at] = by_x.speed;
    j[32 + at] = by_y.speed;
  };
  write(2, integrate(-pc[0], -pc[1], -pc[2], -pc[3], 0, drag, half, step, sixth),
        integrate(-ps[0], -ps[1], -ps[2], -ps[3], 0, drag, half, step, sixth));
  write(5, integrate(0, -pc[1] * half, -pc[2] * half, -pc[3] * step, 0, drag, half, step, sixth),
        integrate(0, -ps[1] * half, -ps[2] * half, -ps[3] * step, 0, drag, half, step, sixth));
  write(6,
        integrate(-s[0] * per_mass, -s[1] * per_mass, -s[2] * per_mass, -s[3] * per_mass, 0, drag,
                  half, step, sixth),
        integrate(c[0] * per_mass, c[1] * per_mass, c[2] * per_mass, c[3] * per_mass, 0, drag, half,
                  step, sixth));
  write(7, integrate(0, 0, -pc[2] * late, -pc[3] * last, 0, drag, half, step, sixth),
        integrate(0, 0, -ps[2] * late, -ps[3] * last, 0, drag, half, step, sixth));
}

TYPEGRAD_CALL(planar_arm_6, 12, 14, 0.3, -0.4, 0.5, 0.2, -0.9, 0.7, 1.0, 0.8, 0.6, 0.5, 0.3, 0.2);
TYPEGRAD_CALL(planar_arm_24, 48, 50, 0.3, -0.4, 0.5, 0.2, -0.9, 0.7, 0.1, 0.2, 0.3, -0.2, 0.6, -0.5,
              0.3, -0.4, 0.5, 0.2, -0.9, 0.7, 0.1, 0.2, 0.3, -0.2, 0.6, -0.5, 1.0, 0.8, 0.6, 0.5,
              0.3, 0.2, 1.0, 0.8, 0.6, 0.5, 0.3, 0.2, 1.0, 0.8, 0.6, 0.5, 0.3, 0.2, 1.0, 0.8, 0.6,
              0.5, 0.3, 0.2);
TYPEGRAD_CALL(arm, 30, 21, 0.3, -0.4, 0.5, 0.2, -0.9, 0.7, 0.3, 0.1, 0.28, 0.96, 0.05, 0.4, 0.6,
              -0.8, 0.07, 0.35, 0.8, 0.6, 0.1, 0.2, 0.6, 0.8, 0.12, 0.05, 0.28, -0.96, 0.08, 0.02,
              0.8, 0.6);
TYPEGRAD_CALL(ur5, 6, 21, 0.3, -0.4, 0.5, 0.2, -0.9, 0.7);
TYPEGRAD_CALL(flight, 12, 54, 1.0, 2.0, 0.3, 0.5, -0.4, 0.2, 11.0, 0.03, 1.1, 0.02, 0.3, 0.05);
