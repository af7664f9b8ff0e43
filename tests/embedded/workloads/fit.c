// SPDX-License-Identifier: BSL-1.0
#include <math.h>

// The normal equations are gathered point by point, their lower half alone, and solved by L D L^T.
void by_hand_fit(float const* restrict x, float* restrict result) {
  float const* const t = x + 5;
  float const* const y = x + 21;
  float a[4][4] = {{0}}, g[4] = {0}, cost = 0;
  for (int k = 0; k < 16; ++k) {
    float const e = expf(-x[1] * t[k]);
    float const r = x[0] * e + x[2] * t[k] + x[3] - y[k];
    float const j[4] = {e, -x[0] * t[k] * e, t[k], 1};
    cost += r * r;
    for (int i = 0; i < 4; ++i) {
      g[i] += j[i] * r;
      for (int l = 0; l <= i; ++l) a[i][l] += j[i] * j[l];
    }
  }
  for (int i = 0; i < 4; ++i) a[i][i] += x[4];
  for (int i = 0; i < 4; ++i) {
    for (int l = 0; l < i; ++l) {
      float const v = a[i][l];  // L D, above which are L of this row and of row l
      float const low = v / a[l][l];
      for (int m = l + 1; m <= i; ++m) a[i][m] -= low * (m < i ? a[m][l] * a[l][l] : v);
      a[i][l] = low;
      g[i] -= low * g[l];
    }
  }
  for (int i = 3; i >= 0; --i) {
    g[i] /= a[i][i];
    for (int m = i + 1; m < 4; ++m) g[i] -= a[m][i] * g[m];
    result[1 + i] = x[i] - g[i];
  }
  result[0] = cost;
}
