#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/double_double.hpp>

#include <cstdint>

namespace typegrad::math::constant {

/// pi / 2 and pi to 106 bits.
inline constexpr double_double half_pi{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};
inline constexpr double_double pi{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};

/// The first 1280 bits of 2 / pi, most significant first.
inline constexpr std::uint32_t two_over_pi[40] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d};

/// x = quadrant * pi / 2 + rest, modulo 2 pi, with |rest| <= pi / 4.
struct reduced_angle {
  double_double rest;
  int quadrant;
};

/// The reduced form of any finite x >= 0; the relative error of rest is below 2^-90.
/// x is an integer times 2^e. Limbs of 2 / pi whose product with it is a multiple of 4 quadrants
/// are left out; the eight limbs after them hold two bits of quadrant and at least 170 bits of
/// fraction, of which the worst double loses 61 to cancellation.
/// source  M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions" (1983)
constexpr reduced_angle reduce_angle(double x) {
  if (x <= 0x1.921fb54442d18p-1) return {x, 0};
  normal_form const n = normalized(x);
  auto const integer = static_cast<std::uint64_t>(n.mantissa * 0x1p52);
  int const e = n.exponent - 52;
  int const first = e < 2 ? 0 : (e - 2) / 32;
  int const point = 32 * (first + 8) - e;  // fraction bits in the product, 223 to 309

  std::uint64_t const factor[2] = {integer & 0xffffffff, integer >> 32};
  std::uint64_t product[11] = {};  // 32 bits each, least significant first
  for (int i = 0; i < 2; ++i) {
    std::uint64_t carry = 0;
    for (int j = 0; j < 8; ++j) {
      carry += factor[i] * two_over_pi[first + 7 - j] + product[i + j];
      product[i + j] = carry & 0xffffffff;
      carry >>= 32;
    }
    product[i + 8] = carry;
  }

  auto const limb_at = [&](int position) {  // 32 bits of the product, from this one up
    std::uint64_t const pair = product[position / 32] | product[position / 32 + 1] << 32;
    return (pair >> position % 32) & 0xffffffff;
  };
  bool const round_up = limb_at(point - 32) >> 31 != 0;
  double_double fraction = 0.0;
  for (int j = 6; j > 0; --j) {
    std::uint64_t const w = limb_at(point - 32 * j);
    fraction =
        fraction + static_cast<double>(round_up ? w ^ 0xffffffff : w) * power_of_two(-32 * j);
  }
  int const quadrant = static_cast<int>(limb_at(point) & 3);
  return {(round_up ? -fraction : fraction) * half_pi, (quadrant + round_up) & 3};
}

}  // namespace typegrad::math::constant
