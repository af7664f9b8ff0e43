// SPDX-License-Identifier: BSL-1.0
#include <math.h>

void by_hand_bell(float const* restrict x, float* restrict result) {
  float const a = x[0];
  float const e = expf(a * a);
  float const y = e * e;
  result[0] = y;
  result[1] = 4 * a * y;
}

void by_hand_arm(float const* restrict x, float* restrict result) {
  float const a1 = x[0], a2 = a1 + x[1], a3 = a2 + x[2];
  float const c1 = x[3] * cosf(a1), s1 = x[3] * sinf(a1);
  float const c2 = x[4] * cosf(a2), s2 = x[4] * sinf(a2);
  float const c3 = x[5] * cosf(a3), s3 = x[5] * sinf(a3);
  float const c23 = c2 + c3, s23 = s2 + s3;
  float const px = c1 + c23, py = s1 + s23;
  result[0] = px;
  result[1] = py;
  result[2] = -py;
  result[3] = -s23;
  result[4] = -s3;
  result[5] = px;
  result[6] = c23;
  result[7] = c3;
}

void by_hand_accelerometer(float const* restrict x, float* restrict result) {
  float const g = x[4], g2 = 2 * g;
  float const a = x[0], b = x[1], c = x[2], d = x[3];
  float const ga = g2 * a, gb = g2 * b, gc = g2 * c, gd = g2 * d;
  result[0] = gb * d - ga * c;
  result[1] = gc * d + ga * b;
  result[2] = g * (a * a - b * b - c * c + d * d);
  result[3] = -gc;
  result[4] = gd;
  result[5] = -ga;
  result[6] = gb;
  result[7] = gb;
  result[8] = ga;
  result[9] = gd;
  result[10] = gc;
  result[11] = ga;
  result[12] = -gb;
  result[13] = -gc;
  result[14] = gd;
}

// d x^(2^32) = 2 x * 2 x^2 * 2 x^4 * ...
void by_hand_squarings(float const* restrict x, float* restrict result) {
  float y = x[0], slope = 1;
  for (int i = 0; i < 32; ++i) {
    slope *= y + y;
    y *= y;
  }
  result[0] = y;
  result[1] = slope;
}
