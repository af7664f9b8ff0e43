// SPDX-License-Identifier: BSL-1.0
#include <math.h>

// The adjoint: the states are kept, then walked backwards.
void by_hand_regulator(float const* restrict x, float* restrict result) {
  float const k0 = x[0], k1 = x[1];
  float place = x[2], speed = x[3], sum = 0, places[20], speeds[20];
  for (int i = 0; i < 20; ++i) {
    float const force = -(k0 * place + k1 * speed);
    places[i] = place;
    speeds[i] = speed;
    sum += place * place + 0.1f * speed * speed + 0.01f * force * force;
    place += 0.1f * speed;
    speed += 0.1f * force;
  }
  float of_place = 0, of_speed = 0, of_k0 = 0, of_k1 = 0;
  for (int i = 19; i >= 0; --i) {
    float const force = -(k0 * places[i] + k1 * speeds[i]);
    float const of_force = 0.1f * of_speed + 0.02f * force;
    of_k0 -= of_force * places[i];
    of_k1 -= of_force * speeds[i];
    of_speed += 0.2f * speeds[i] + 0.1f * of_place - of_force * k1;
    of_place += 2 * places[i] - of_force * k0;
  }
  result[0] = sum;
  result[1] = of_k0;
  result[2] = of_k1;
}

struct stage {
  float sine;
  float cosine;
  float speed;
};

void by_hand_pendulum(float const* restrict x, float* restrict result) {
  struct stage kept[10][4];
  float const stiffness = x[0], damping = x[1];
  float const step = 0.05f, half = step / 2, sixth = step / 6, third = step / 3;
  float angle = x[2], speed = x[3];
  for (int i = 0; i < 10; ++i) {
    struct stage* const k = kept[i];
    static float const ahead[4] = {0, 0.025f, 0.025f, 0.05f};
    float a = 0, s = 0, sum_s = 0, sum_a = 0;
    for (int j = 0; j < 4; ++j) {
      float const at = angle + ahead[j] * s;
      s = speed + ahead[j] * a;
      k[j].sine = sinf(at);
      k[j].cosine = cosf(at);
      k[j].speed = s;
      a = -(stiffness * k[j].sine + damping * s);
      float const weight = j == 0 || j == 3 ? sixth : third;
      sum_s += weight * s;
      sum_a += weight * a;
    }
    angle += sum_s;
    speed += sum_a;
  }
  float of_stiffness = 0, of_damping = 0, of_angle = 1, of_speed = 0;
  for (int i = 9; i >= 0; --i) {
    struct stage const* const k = kept[i];
    // of_a1..4: adjoints of the accelerations; of_x and of_s: of the angle and the speed at which
    // they are taken
    float const of_a4 = sixth * of_speed;
    float const of_x4 = -(stiffness * of_a4 * k[3].cosine);
    float const of_s4 = sixth * of_angle - damping * of_a4;
    float const of_a3 = third * of_speed + step * of_s4;
    float const of_x3 = -(stiffness * of_a3 * k[2].cosine);
    float const of_s3 = third * of_angle + step * of_x4 - damping * of_a3;
    float const of_a2 = third * of_speed + half * of_s3;
    float const of_x2 = -(stiffness * of_a2 * k[1].cosine);
    float const of_s2 = third * of_angle + half * of_x3 - damping * of_a2;
    float const of_a1 = sixth * of_speed + half * of_s2;
    float const of_x1 = -(stiffness * of_a1 * k[0].cosine);
    float const of_s1 = sixth * of_angle + half * of_x2 - damping * of_a1;
    of_stiffness -= of_a1 * k[0].sine + of_a2 * k[1].sine + of_a3 * k[2].sine + of_a4 * k[3].sine;
    of_damping -= of_a1 * k[0].speed + of_a2 * k[1].speed + of_a3 * k[2].speed + of_a4 * k[3].speed;
    of_angle += of_x1 + of_x2 + of_x3 + of_x4;
    of_speed += of_s1 + of_s2 + of_s3 + of_s4;
  }
  result[0] = angle;
  result[1] = of_stiffness;
  result[2] = of_damping;
}
