// SPDX-License-Identifier: BSL-1.0

void by_hand_network(float const* restrict x, float* restrict result) {
  float const* const w1 = x;
  float const* const b1 = x + 64;
  float const* const w2 = x + 80;
  float const* const b2 = x + 128;
  float const* const in = x + 131;
  float const* const wanted = x + 135;
  float* const d_w1 = result + 1;
  float* const d_b1 = result + 65;
  float* const d_w2 = result + 81;
  float* const d_b2 = result + 129;
  float h[16], y0 = b2[0], y1 = b2[1], y2 = b2[2];
  for (int j = 0; j < 16; ++j) {
    float a = b1[j] + in[0] * w1[j] + in[1] * w1[16 + j] + in[2] * w1[32 + j] + in[3] * w1[48 + j];
    a = a > 0 ? a : 0;
    h[j] = a;
    y0 += a * w2[3 * j];
    y1 += a * w2[3 * j + 1];
    y2 += a * w2[3 * j + 2];
  }
  y0 -= wanted[0];
  y1 -= wanted[1];
  y2 -= wanted[2];
  result[0] = y0 * y0 + y1 * y1 + y2 * y2;
  y0 += y0;
  y1 += y1;
  y2 += y2;
  d_b2[0] = y0;
  d_b2[1] = y1;
  d_b2[2] = y2;
  for (int j = 0; j < 16; ++j) {
    float const a = h[j];
    d_w2[3 * j] = a * y0;
    d_w2[3 * j + 1] = a * y1;
    d_w2[3 * j + 2] = a * y2;
    float const d = a > 0 ? y0 * w2[3 * j] + y1 * w2[3 * j + 1] + y2 * w2[3 * j + 2] : 0;
    d_b1[j] = d;
    d_w1[j] = in[0] * d;
    d_w1[16 + j] = in[1] * d;
    d_w1[32 + j] = in[2] * d;
    d_w1[48 + j] = in[3] * d;
  }
}
