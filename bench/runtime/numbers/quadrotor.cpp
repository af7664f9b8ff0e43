// SPDX-License-Identifier: BSL-1.0
// A step of Runge-Kutta for a quadrotor in space, 12 values by 16: place, speed, roll, pitch and
// yaw, rates; then thrust and three torques.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstring>

#include "call.hpp"
#include "integrate.hpp"

namespace tg = typegrad;

namespace {

// Constants: mass, moments of inertia, drag, step.
constexpr auto fly_in_space = [](auto const& x, auto const& p) {
  auto const thrust = x(12) / p(0);
  auto const slope = [&](auto const& s) {
    auto const sr = tg::sin(s(6));
    auto const cr = tg::cos(s(6));
    auto const sp = tg::sin(s(7));
    auto const cp = tg::cos(s(7));
    auto const sy = tg::sin(s(8));
    auto const cy = tg::cos(s(8));
    auto const turn = sr * s(10) + cr * s(11);
    return tg::stack(s(3), s(4), s(5), thrust * (cr * sp * cy + sr * sy) - p(4) * s(3),
                     thrust * (cr * sp * sy - sr * cy) - p(4) * s(4),
                     thrust * (cr * cp) - 9.81 - p(4) * s(5), s(9) + turn * sp / cp,
                     cr * s(10) - sr * s(11), turn / cp,
                     ((p(2) - p(3)) * s(10) * s(11) + x(13)) / p(1),
                     ((p(3) - p(1)) * s(9) * s(11) + x(14)) / p(2),
                     ((p(1) - p(2)) * s(9) * s(10) + x(15)) / p(3));
  };
  auto const state =
      tg::stack(x(0), x(1), x(2), x(3), x(4), x(5), x(6), x(7), x(8), x(9), x(10), x(11));
  return runge_kutta(slope, state, p(5));
};

template <tg::index_t... Extents>
using tensor = tg::tensor<double, Extents...>;
using quadrotor_program =
    tg::program<decltype(tg::value_and_jacobian(fly_in_space)), tensor<16>, tensor<6>>;

}  // namespace

extern "C" void generated_quadrotor(double const* x, double* result) {
  quadrotor_program::run(tg::into(out<tensor<12>>(result), out<tensor<12, 16>>(result + 12)),
                         in<tensor<16>>(x), in<tensor<6>>(x + 16));
}

namespace {

/// A zero of the structure: by hand nobody multiplies or adds it.
struct none {};
[[maybe_unused]] constexpr none operator*(none, none) { return {}; }
[[maybe_unused]] constexpr none operator*(none, double) { return {}; }
[[maybe_unused]] constexpr none operator*(double, none) { return {}; }
[[maybe_unused]] constexpr none operator+(none, none) { return {}; }
[[maybe_unused]] constexpr double operator+(none, double x) { return x; }
[[maybe_unused]] constexpr double operator+(double x, none) { return x; }
[[maybe_unused]] constexpr none operator-(none, none) { return {}; }
[[maybe_unused]] constexpr none operator-(none) { return {}; }
[[maybe_unused]] constexpr double operator-(double x, none) { return x; }
[[maybe_unused]] constexpr double operator-(none, double x) { return -x; }

template <class X, class Y, class Z>
struct vector {
  X x;
  Y y;
  Z z;
};
template <class X, class Y, class Z>
vector(X, Y, Z) -> vector<X, Y, Z>;
using three = vector<double, double, double>;
constexpr auto sum = [](auto const& a, auto const& b) {
  return vector{a.x + b.x, a.y + b.y, a.z + b.z};
};
constexpr auto times = [](double a, auto const& v) { return vector{a * v.x, a * v.y, a * v.z}; };
constexpr auto along = [](auto const& at, double step, auto const& slope) {
  return sum(at, times(step, slope));
};
constexpr auto weigh = [](double sixth, auto const& a, auto const& b, auto const& c,
                          auto const& d) {
  return times(sixth, sum(sum(a, times(2, sum(b, c))), d));
};

/// One stage: where the thrust points, the slopes of angles and rates and what they depend on.
struct stage {
  double sr, cr, sp, cp, sy, cy, per_cp, tan, turn, across;
  three rates, up, of_angles, of_rates;
  // by roll and pitch: slopes of the angles, and the force
  double roll_by_roll, roll_by_pitch, yaw_by_roll, yaw_by_pitch;
  three force_by_roll, force_by_pitch, force_by_yaw;

  [[gnu::always_inline]] stage(three const& angles, three const& w, three const& gyro,
                               three const& spin, double thrust)
      : rates(w) {
    sincos(angles.x, &sr, &cr);
    sincos(angles.y, &sp, &cp);
    sincos(angles.z, &sy, &cy);
    per_cp = 1 / cp;
    tan = sp * per_cp;
    turn = sr * w.y + cr * w.z;
    across = cr * w.y - sr * w.z;
    double const crsp = cr * sp, srsp = sr * sp, crcp = cr * cp;
    up = {crsp * cy + sr * sy, crsp * sy - sr * cy, crcp};
    of_angles = {w.x + tan * turn, across, per_cp * turn};
    of_rates = {gyro.x * w.y * w.z + spin.x, gyro.y * w.x * w.z + spin.y,
                gyro.z * w.x * w.y + spin.z};
    roll_by_roll = tan * across;
    roll_by_pitch = per_cp * of_angles.z;
    yaw_by_roll = per_cp * across;
    yaw_by_pitch = tan * of_angles.z;
    force_by_roll = times(thrust, three{cr * sy - srsp * cy, -srsp * sy - cr * cy, -sr * cp});
    force_by_pitch = times(thrust, three{crcp * cy, crcp * sy, -crsp});
    force_by_yaw = {-thrust * up.y, thrust * up.x, 0};
  }
  template <class Vector>
  [[gnu::always_inline]] auto angles_by_rates(Vector const& v) const {
    auto const d = sr * v.y + cr * v.z;
    return vector{v.x + tan * d, cr * v.y - sr * v.z, per_cp * d};
  }
  template <class Vector>
  [[gnu::always_inline]] auto angles_by_angles(Vector const& v) const {
    return vector{roll_by_roll * v.x + roll_by_pitch * v.y, -turn * v.x,
                  yaw_by_roll * v.x + yaw_by_pitch * v.y};
  }
  template <class Vector>
  [[gnu::always_inline]] auto rates_by_rates(three const& gyro, Vector const& v) const {
    return vector{gyro.x * (rates.z * v.y + rates.y * v.z),
                  gyro.y * (rates.z * v.x + rates.x * v.z),
                  gyro.z * (rates.y * v.x + rates.x * v.y)};
  }
  template <class Vector>
  [[gnu::always_inline]] auto force(Vector const& v) const {
    return vector{force_by_roll.x * v.x + force_by_pitch.x * v.y + force_by_yaw.x * v.z,
                  force_by_roll.y * v.x + force_by_pitch.y * v.y + force_by_yaw.y * v.z,
                  force_by_roll.z * v.x + force_by_pitch.z * v.y};
  }
};
/// What speed and place have of a force at the four stages, at rest at first; the same where the
/// first of them, or two, are zero.
struct motion_of_force {
  double drag, half, step, sixth;
  [[gnu::always_inline]] column of(double p1, double p2, double p3, double p4) const {
    double const v2 = half * p1;
    double const a2 = p2 - drag * v2;
    double const v3 = half * a2;
    double const a3 = p3 - drag * v3;
    double const v4 = step * a3;
    double const a4 = p4 - drag * v4;
    return {sixth * (p1 + 2 * (a2 + a3) + a4), sixth * (2 * (v2 + v3) + v4)};
  }
  [[gnu::always_inline]] column of(double p2, double p3, double p4) const {
    double const v3 = half * p2;
    double const a3 = p3 - drag * v3;
    double const v4 = step * a3;
    double const a4 = p4 - drag * v4;
    return {sixth * (2 * (p2 + a3) + a4), sixth * (2 * v3 + v4)};
  }
  [[gnu::always_inline]] column of(double p3, double p4) const {
    double const v4 = step * p3;
    return {sixth * (2 * p3 + (p4 - drag * v4)), sixth * v4};
  }
};
[[gnu::always_inline]] inline void write(double* to, column const& x, column const& y,
                                         column const& z) {
  to[0] = x.place;
  to[16] = y.place;
  to[32] = z.place;
  to[48] = x.speed;
  to[64] = y.speed;
  to[80] = z.speed;
}
[[gnu::always_inline]] inline void write(double* to, three const& v) {
  to[0] = v.x;
  to[16] = v.y;
  to[32] = v.z;
}

}  // namespace

// Rates depend on rates and torques, angles on these and on roll and pitch, the motion on all, in
// which place and speed are linear. Derivatives go forwards, stage by stage, zeros left out.
extern "C" void by_hand_quadrotor(double const* x, double* result) {
  double const* const p = x + 16;
  double const per_mass = 1 / p[0];
  three const per_inertia{1 / p[1], 1 / p[2], 1 / p[3]};
  double const drag = p[4], step = p[5], half = 0.5 * step, sixth = step / 6;
  three const gyro{(p[2] - p[3]) * per_inertia.x, (p[3] - p[1]) * per_inertia.y,
                   (p[1] - p[2]) * per_inertia.z};
  three const spin{x[13] * per_inertia.x, x[14] * per_inertia.y, x[15] * per_inertia.z};
  double const thrust = x[12] * per_mass, g = 9.81;
  three const angles{x[6], x[7], x[8]}, rates{x[9], x[10], x[11]};
  stage const a(angles, rates, gyro, spin, thrust);
  stage const b(along(angles, half, a.of_angles), along(rates, half, a.of_rates), gyro, spin,
                thrust);
  stage const c(along(angles, half, b.of_angles), along(rates, half, b.of_rates), gyro, spin,
                thrust);
  stage const d(along(angles, step, c.of_angles), along(rates, step, c.of_rates), gyro, spin,
                thrust);
  auto const fly = [&](int i, double pa, double pb, double pc, double pd) {
    column const by = integrate(pa, pb, pc, pd, x[3 + i], drag, half, step, sixth);
    result[i] = x[i] + by.place;
    result[3 + i] = by.speed;
  };
  fly(0, thrust * a.up.x, thrust * b.up.x, thrust * c.up.x, thrust * d.up.x);
  fly(1, thrust * a.up.y, thrust * b.up.y, thrust * c.up.y, thrust * d.up.y);
  fly(2, thrust * a.up.z - g, thrust * b.up.z - g, thrust * c.up.z - g, thrust * d.up.z - g);
  three const turned =
      sum(angles, weigh(sixth, a.of_angles, b.of_angles, c.of_angles, d.of_angles));
  three const faster = sum(rates, weigh(sixth, a.of_rates, b.of_rates, c.of_rates, d.of_rates));
  result[6] = turned.x, result[7] = turned.y, result[8] = turned.z;
  result[9] = faster.x, result[10] = faster.y, result[11] = faster.z;

  double* const j = result + 12;
  std::memset(j, 0, 192 * sizeof(double));
  motion_of_force const motion{drag, half, step, sixth};
  // by place and speed
  double const v2 = 1 - half * drag, v3 = 1 - half * drag * v2, v4 = 1 - step * drag * v3;
  double const place = sixth * (1 + 2 * (v2 + v3) + v4), speed = 1 - drag * place;
  for (int i = 0; i < 3; ++i) {
    j[17 * i] = 1;
    j[17 * i + 3] = place;
    j[17 * (3 + i)] = speed;
  }

  // by yaw and thrust
  write(j + 8, motion.of(a.force_by_yaw.x, b.force_by_yaw.x, c.force_by_yaw.x, d.force_by_yaw.x),
        motion.of(a.force_by_yaw.y, b.force_by_yaw.y, c.force_by_yaw.y, d.force_by_yaw.y), {0, 0});
  j[17 * 8] = 1;
  write(j + 12,
        motion.of(a.up.x * per_mass, b.up.x * per_mass, c.up.x * per_mass, d.up.x * per_mass),
        motion.of(a.up.y * per_mass, b.up.y * per_mass, c.up.y * per_mass, d.up.y * per_mass),
        motion.of(a.up.z * per_mass, b.up.z * per_mass, c.up.z * per_mass, d.up.z * per_mass));

  // by roll and pitch
  auto const by_angle = [&](double* to, auto const& unit, auto const& ka, three const& fa) {
    auto const at_b = along(unit, half, ka);
    auto const kb = b.angles_by_angles(at_b);
    auto const fb = b.force(at_b);
    auto const at_c = along(unit, half, kb);
    auto const kc = c.angles_by_angles(at_c);
    auto const fc = c.force(at_c);
    auto const at_d = along(unit, step, kc);
    auto const kd = d.angles_by_angles(at_d);
    auto const fd = d.force(at_d);
    write(to, motion.of(fa.x, fb.x, fc.x, fd.x), motion.of(fa.y, fb.y, fc.y, fd.y),
          motion.of(fa.z, fb.z, fc.z, fd.z));
    write(to + 96, sum(unit, weigh(sixth, ka, kb, kc, kd)));
  };
  by_angle(j + 6, vector{1.0, none{}, none{}}, vector{a.roll_by_roll, -a.turn, a.yaw_by_roll},
           a.force_by_roll);
  by_angle(j + 7, vector{none{}, 1.0, none{}}, vector{a.roll_by_pitch, none{}, a.yaw_by_pitch},
           a.force_by_pitch);

  // by rates
  auto const by_rate = [&](double* to, auto const& unit, auto const& wa, auto const& ka) {
    auto const w_b = along(unit, half, wa);
    auto const at_b = times(half, ka);
    auto const wb = b.rates_by_rates(gyro, w_b);
    auto const kb = sum(b.angles_by_rates(w_b), b.angles_by_angles(at_b));
    auto const w_c = along(unit, half, wb);
    auto const at_c = times(half, kb);
    auto const wc = c.rates_by_rates(gyro, w_c);
    auto const kc = sum(c.angles_by_rates(w_c), c.angles_by_angles(at_c));
    auto const w_d = along(unit, step, wc);
    auto const at_d = times(step, kc);
    auto const wd = d.rates_by_rates(gyro, w_d);
    auto const kd = sum(d.angles_by_rates(w_d), d.angles_by_angles(at_d));
    auto const fb = b.force(at_b);
    auto const fc = c.force(at_c);
    auto const fd = d.force(at_d);
    write(to, motion.of(fb.x, fc.x, fd.x), motion.of(fb.y, fc.y, fd.y),
          motion.of(fb.z, fc.z, fd.z));
    write(to + 96, weigh(sixth, ka, kb, kc, kd));
    write(to + 144, sum(unit, weigh(sixth, wa, wb, wc, wd)));
  };
  by_rate(j + 9, vector{1.0, none{}, none{}}, vector{none{}, gyro.y * rates.z, gyro.z * rates.y},
          vector{1.0, none{}, none{}});
  by_rate(j + 10, vector{none{}, 1.0, none{}}, vector{gyro.x * rates.z, none{}, gyro.z * rates.x},
          vector{a.sr * a.tan, a.cr, a.sr * a.per_cp});
  by_rate(j + 11, vector{none{}, none{}, 1.0}, vector{gyro.x * rates.y, gyro.y * rates.x, none{}},
          vector{a.cr * a.tan, -a.sr, a.cr * a.per_cp});

  // by torques
  auto const by_torque = [&](double* to, auto const& own) {
    auto const w_b = times(half, own);
    auto const wb = sum(own, b.rates_by_rates(gyro, w_b));
    auto const kb = b.angles_by_rates(w_b);
    auto const w_c = times(half, wb);
    auto const at_c = times(half, kb);
    auto const wc = sum(own, c.rates_by_rates(gyro, w_c));
    auto const kc = sum(c.angles_by_rates(w_c), c.angles_by_angles(at_c));
    auto const w_d = times(step, wc);
    auto const at_d = times(step, kc);
    auto const wd = sum(own, d.rates_by_rates(gyro, w_d));
    auto const kd = sum(d.angles_by_rates(w_d), d.angles_by_angles(at_d));
    auto const fc = c.force(at_c);
    auto const fd = d.force(at_d);
    write(to, motion.of(fc.x, fd.x), motion.of(fc.y, fd.y), motion.of(fc.z, fd.z));
    write(to + 96, three{sixth * (2 * (kb.x + kc.x) + kd.x), sixth * (2 * (kb.y + kc.y) + kd.y),
                         sixth * (2 * (kb.z + kc.z) + kd.z)});
    write(to + 144, weigh(sixth, own, wb, wc, wd));
  };
  by_torque(j + 13, vector{per_inertia.x, none{}, none{}});
  by_torque(j + 14, vector{none{}, per_inertia.y, none{}});
  by_torque(j + 15, vector{none{}, none{}, per_inertia.z});
}

TYPEGRAD_CALL(quadrotor, 22, 204, 1.0, 2.0, 3.0, 0.3, -0.2, 0.1, 0.2, -0.3, 0.7, 0.5, -0.4, 0.6,
              12.0, 0.03, -0.02, 0.01, 1.1, 0.02, 0.03, 0.04, 0.3, 0.05);
