// SPDX-License-Identifier: BSL-1.0
// Loops over blocks of 256 elements, at sizes around their limits, against a plain loop.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_block_kernels)

using variable = tg::variable<double>;
using dense = tg::dynamic_tensor<double>;

static dense numbers(tg::shape const& extents, int start) {
  dense made(extents);
  for (tg::index_t i = 0; i < made.size(); ++i)
    made.data()[i] = 0.01 * static_cast<double>((i * 37 + start) % 101) - 0.5;
  return made;
}

BOOST_AUTO_TEST_CASE(element_wise_at_the_limits_of_blocks) {
  for (int const n :
       {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 255, 256, 257, 511, 512, 513, 1025}) {
    dense const a = numbers(tg::make_shape(n), 1);
    dense const b = numbers(tg::make_shape(n), 50);
    variable x(a);
    variable const y(b);
    variable const z = x * y + tg::sqrt(x * x + 1) - 0.3;
    variable const total = tg::sum(z * z);
    total.backward();
    double wanted = 0;
    for (int i = 0; i < n; ++i) {
      double const each = a(i) * b(i) + std::sqrt(a(i) * a(i) + 1) - 0.3;
      wanted += each * each;
      BOOST_REQUIRE(std::fabs(z.data()(i) - each) < 1e-14);
      BOOST_REQUIRE(std::fabs(y.grad().data()(i) - 2 * each * a(i)) < 1e-13);
      BOOST_REQUIRE(std::fabs(x.grad().data()(i) -
                              2 * each * (b(i) + a(i) / std::sqrt(a(i) * a(i) + 1))) < 1e-13);
    }
    BOOST_TEST(total.item() == wanted, boost::test_tools::tolerance(1e-12));
  }
}

/// Every way to read an operand: as it is, a number, a row, a column, turned, backwards, every
/// second element.
BOOST_AUTO_TEST_CASE(operands_of_every_kind) {
  for (int const columns : {1, 3, 16, 255, 256, 257}) {
    int const rows = 5;
    dense const whole = numbers(tg::make_shape(rows, columns), 3);
    dense const row = numbers(tg::make_shape(columns), 5);
    dense const column = numbers(tg::make_shape(rows, 1), 7);
    dense const turned = numbers(tg::make_shape(columns, rows), 9);
    dense const wide = numbers(tg::make_shape(1, 2 * rows, 3 * columns), 11);
    variable const x(whole), r(row), c(column), t(turned), w(wide), number(dense(0.25));
    variable const part =
        tg::slice(w, {0, tg::range(tg::omitted, tg::omitted, -2), tg::range(1, tg::omitted, 3)});
    variable const y = (x + r) * c - tg::transpose(t) * part + number;
    BOOST_REQUIRE((y.shape() == tg::make_shape(rows, columns)));
    tg::sum(y * y).backward();
    dense row_slope(tg::make_shape(columns));
    double number_slope = 0;
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < columns; ++j) {
        double const other = wide(0, 2 * rows - 1 - 2 * i, 1 + 3 * j);
        double const each = (whole(i, j) + row(j)) * column(i, 0) - turned(j, i) * other + 0.25;
        BOOST_REQUIRE(std::fabs(y.data()(i, j) - each) < 1e-14);
        BOOST_REQUIRE(std::fabs(t.grad().data()(j, i) + 2 * each * other) < 1e-13);
        BOOST_REQUIRE(std::fabs(w.grad().data()(0, 2 * rows - 1 - 2 * i, 1 + 3 * j) +
                                2 * each * turned(j, i)) < 1e-13);
        row_slope(j) += 2 * each * column(i, 0);
        number_slope += 2 * each;
      }
    for (int j = 0; j < columns; ++j)
      BOOST_REQUIRE(std::fabs(r.grad().data()(j) - row_slope(j)) < 1e-12);
    BOOST_TEST(number.grad().item() == number_slope, boost::test_tools::tolerance(1e-9));
    if (columns > 1) BOOST_TEST(w.grad().data()(0, 0, 0) == 0);
  }
}

/// More numbers than a loop keeps copies of are copied for each call, over few elements, too,
/// without touching what was gathered before.
BOOST_AUTO_TEST_CASE(many_numbers_beside_few_elements) {
  for (int const n : {1, 3, 8, 9}) {
    dense const a = numbers(tg::make_shape(n), 3);
    variable const x(a);
    variable y = x;
    for (int i = 0; i < 100; ++i) y = y + tg::maximum(x, variable(0.001 * i));
    y = y * tg::slice(x, {tg::range(tg::omitted, tg::omitted, -1)});
    for (int k = 0; k < n; ++k) {
      double each = a(k);
      for (int i = 0; i < 100; ++i) each = each + std::fmax(a(k), 0.001 * i);
      BOOST_TEST(y.data()(k) == each * a(n - 1 - k));
    }
  }
}

/// Sums and largest elements along every subset of axes, kept or not.
BOOST_AUTO_TEST_CASE(reductions_along_every_subset_of_axes) {
  for (tg::shape const& extents : {tg::make_shape(3, 4, 5), tg::make_shape(2, 1, 257),
                                   tg::make_shape(257, 2, 1), tg::make_shape(2, 300, 3)}) {
    dense const a = numbers(extents, 13);
    variable x(a);
    for (int subset = 0; subset < 8; ++subset) {
      tg::axis_list axes;
      tg::shape kept = extents;
      for (int axis = 0; axis < 3; ++axis)
        if ((subset >> axis & 1) != 0) {
          axes.append(axis - (axis == 1 ? 3 : 0));
          kept.extents[axis] = 1;
        }
      dense sums(kept);
      dense most = dense::full(kept, -10.0);
      for (tg::index_t i = 0; i < extents[0]; ++i)
        for (tg::index_t j = 0; j < extents[1]; ++j)
          for (tg::index_t k = 0; k < extents[2]; ++k) {
            auto const at = [&](dense& y) -> double& {
              return y(kept[0] == 1 ? 0 : i, kept[1] == 1 ? 0 : j, kept[2] == 1 ? 0 : k);
            };
            at(sums) += a(i, j, k);
            at(most) = std::fmax(at(most), a(i, j, k));
          }
      variable const total = tg::sum(x, axes, true);
      variable const largest = (tg::max)(x, axes);
      BOOST_REQUIRE((total.shape() == kept));
      for (tg::index_t i = 0; i < sums.size(); ++i) {
        BOOST_REQUIRE(std::fabs(total.data().data()[i] - sums.data()[i]) < 1e-11);
        BOOST_REQUIRE(largest.data().data()[i] == most.data()[i]);
      }
      x.clear_grad();
      tg::sum(tg::sum(tg::transpose(x), {0}) * tg::sum(x, {2}).T()).backward();
      BOOST_REQUIRE(x.grad().size() == x.size());
    }
  }
}

BOOST_AUTO_TEST_CASE(integers_masks_and_mixed_types) {
  tg::dynamic_tensor<std::int32_t> whole(tg::make_shape(300));
  tg::dynamic_tensor<float> single(tg::make_shape(300));
  dense real(tg::make_shape(300));
  for (int i = 0; i < 300; ++i) {
    whole(i) = i - 150;
    single(i) = 0.5f * static_cast<float>(i);
    real(i) = 0.25 * i;
  }
  tg::variable<std::int32_t> const n(whole);
  tg::variable<float> const s(single);
  variable const d(real);
  auto const product = n * n;
  static_assert(std::is_same_v<decltype(product), tg::variable<std::int32_t> const>);
  auto const sum = tg::sum(n);
  auto const mixed = d * s + n;
  auto const ratio = n / 2;
  auto const mask = n > 0;
  auto const chosen = tg::where(mask, d, s);
  auto const counted = tg::sum(tg::cast<std::int64_t>(mask));
  auto const back = tg::cast<std::int32_t>(d);
  for (int i = 0; i < 300; ++i) {
    BOOST_REQUIRE(product.data()(i) == (i - 150) * (i - 150));
    BOOST_REQUIRE(mixed.data()(i) == 0.125 * i * i + i - 150);
    BOOST_REQUIRE(ratio.data()(i) == 0.5 * (i - 150));
    BOOST_REQUIRE(mask.data()(i) == (i > 150));
    BOOST_REQUIRE(chosen.data()(i) == (i > 150 ? 0.25 * i : 0.5 * i));
    BOOST_REQUIRE(back.data()(i) == i / 4);
  }
  BOOST_TEST(sum.item() == -150);
  BOOST_TEST(counted.item() == 149);
  tg::sum(mixed * mixed).backward();
  BOOST_TEST(d.grad().data()(10) == 2 * (0.125 * 100 + 10 - 150) * 5.0);
  BOOST_TEST(s.grad().data()(10) == static_cast<float>(2 * (0.125 * 100 + 10 - 150) * 2.5));
}

BOOST_AUTO_TEST_SUITE_END()
