// SPDX-License-Identifier: BSL-1.0
#include <math.h>

void by_hand_vehicle(float const* restrict x, float* restrict result) {
  float const step = x[6], speed = x[3];
  float const c = step * cosf(x[2]), s = step * sinf(x[2]);
  float* const f = result + 6;
  result[0] = x[0] + speed * c;
  result[1] = x[1] + speed * s;
  result[2] = x[2] + step * x[4];
  result[3] = speed + step * x[5];
  result[4] = x[4];
  result[5] = x[5];
  for (int i = 0; i < 36; ++i) f[i] = 0;
  for (int i = 0; i < 6; ++i) f[7 * i] = 1;
  f[2] = -speed * s;
  f[3] = c;
  f[8] = speed * c;
  f[9] = s;
  f[16] = step;
  f[23] = step;
}

// F is the identity and six numbers, which are added to rows, then to columns; P is symmetric.
void by_hand_covariance(float const* restrict x, float* restrict result) {
  float const step = x[6], speed = x[3];
  float const c = step * cosf(x[2]), s = step * sinf(x[2]);
  float const a = -speed * s, b = speed * c;
  result[0] = x[0] + b;
  result[1] = x[1] - a;
  result[2] = x[2] + step * x[4];
  result[3] = speed + step * x[5];
  result[4] = x[4];
  result[5] = x[5];
  float const* const p = x + 7;
  float* const q = result + 6;
  for (int j = 0; j < 6; ++j) {
    q[j] = p[j] + a * p[12 + j] + c * p[18 + j];
    q[6 + j] = p[6 + j] + b * p[12 + j] + s * p[18 + j];
    q[12 + j] = p[12 + j] + step * p[24 + j];
    q[18 + j] = p[18 + j] + step * p[30 + j];
    q[24 + j] = p[24 + j];
    q[30 + j] = p[30 + j];
  }
  for (int i = 0; i < 6; ++i) {
    float* const r = q + 6 * i;
    r[0] += a * r[2] + c * r[3];
    r[1] += b * r[2] + s * r[3];
    r[2] += step * r[4];
    r[3] += step * r[5];
  }
}

// Covariances and the innovation are symmetric: what is below the diagonal is copied.
void by_hand_attitude(float const* restrict x, float* restrict result) {
  float const* const p = x + 4;
  float const hx = 0.005f * x[20], hy = 0.005f * x[21], hz = 0.005f * x[22];
  float const f[4][4] = {{1, -hx, -hy, -hz}, {hx, 1, hz, -hy}, {hy, -hz, 1, hx}, {hz, hy, -hx, 1}};
  float q[4], t[4][4], spread[4][4];
  for (int i = 0; i < 4; ++i) {
    q[i] = f[i][0] * x[0] + f[i][1] * x[1] + f[i][2] * x[2] + f[i][3] * x[3];
    for (int j = 0; j < 4; ++j)
      t[i][j] = f[i][0] * p[j] + f[i][1] * p[4 + j] + f[i][2] * p[8 + j] + f[i][3] * p[12 + j];
  }
  for (int i = 0; i < 4; ++i)
    for (int j = i; j < 4; ++j)
      spread[i][j] = spread[j][i] = t[i][0] * f[j][0] + t[i][1] * f[j][1] + t[i][2] * f[j][2] +
                                    t[i][3] * f[j][3] + (i == j ? 1e-4f : 0);
  float const g = 9.81f, g2 = 2 * g;
  float const ga = g2 * q[0], gb = g2 * q[1], gc = g2 * q[2], gd = g2 * q[3];
  float const h[3][4] = {{-gc, gd, -ga, gb}, {gb, ga, gd, gc}, {ga, -gb, -gc, gd}};
  float hp[3][4], s[3][3];
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 4; ++j)
      hp[i][j] = h[i][0] * spread[0][j] + h[i][1] * spread[1][j] + h[i][2] * spread[2][j] +
                 h[i][3] * spread[3][j];
    for (int j = 0; j <= i; ++j)
      s[i][j] = hp[i][0] * h[j][0] + hp[i][1] * h[j][1] + hp[i][2] * h[j][2] + hp[i][3] * h[j][3] +
                (i == j ? 0.01f : 0);
  }
  // the inverse of the innovation by cofactors
  float const i00 = s[1][1] * s[2][2] - s[2][1] * s[2][1];
  float const i10 = s[2][1] * s[2][0] - s[1][0] * s[2][2];
  float const i20 = s[1][0] * s[2][1] - s[1][1] * s[2][0];
  float const scale = 1 / (s[0][0] * i00 + s[1][0] * i10 + s[2][0] * i20);
  float const inverse[3][3] = {{scale * i00, scale * i10, scale * i20},
                               {scale * i10, scale * (s[0][0] * s[2][2] - s[2][0] * s[2][0]),
                                scale * (s[1][0] * s[2][0] - s[0][0] * s[2][1])},
                               {scale * i20, scale * (s[1][0] * s[2][0] - s[0][0] * s[2][1]),
                                scale * (s[0][0] * s[1][1] - s[1][0] * s[1][0])}};
  float const e0 = x[23] - (gb * q[3] - ga * q[2]), e1 = x[24] - (gc * q[3] + ga * q[1]),
              e2 = x[25] - g * (q[0] * q[0] - q[1] * q[1] - q[2] * q[2] + q[3] * q[3]);
  float length = 0, gain[4][3];
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 3; ++j)
      gain[i][j] = hp[0][i] * inverse[0][j] + hp[1][i] * inverse[1][j] + hp[2][i] * inverse[2][j];
    q[i] += gain[i][0] * e0 + gain[i][1] * e1 + gain[i][2] * e2;
    length += q[i] * q[i];
  }
  length = 1 / sqrtf(length);
  for (int i = 0; i < 4; ++i) {
    result[i] = length * q[i];
    for (int j = i; j < 4; ++j)
      result[4 + 4 * i + j] = result[4 + 4 * j + i] =
          spread[i][j] - (gain[i][0] * hp[0][j] + gain[i][1] * hp[1][j] + gain[i][2] * hp[2][j]);
  }
}
