// SPDX-License-Identifier: BSL-1.0
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(dynamic_number_code)

static constexpr std::int64_t cell(int number) { return 8 * number; }
static constexpr std::int64_t all_cells[] = {cell(0), cell(1), cell(2), cell(3), cell(4)};

static tg::number_step const* add_one(std::byte* cells, tg::number_step const* step) {
  *reinterpret_cast<double*>(cells + step->to) =
      *reinterpret_cast<double const*>(cells + step->in[0]) + 1;
  return tg::next_step(cells, step);
}
/// x + 2 y + 3 z + 4 w
static void weighed_sum(tg::kernel_result out, tg::kernel_operand const* in, int n) {
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int k = 0; k < 4; ++k) sum += (k + 1) * static_cast<double const*>(in[k].data)[i];
    static_cast<double*>(out.data)[i] = sum;
  }
}

/// Around the lengths at which a row ends.
BOOST_AUTO_TEST_CASE(rows_of_every_length) {
  for (int const length : {0, 1, 63, 64, 65, 127, 128, 129, 1000}) {
    tg::number_code code;
    int const first = code.begin_row();
    for (int i = 0; i < length; ++i) code.add(add_one, cell(0), {all_cells, 1});
    code.end_row();
    int const second = code.begin_row();
    code.add(add_one, cell(0), {all_cells, 1});
    code.end_row();
    double cells[] = {0.5};
    code.run(reinterpret_cast<std::byte*>(cells), first, second);
    BOOST_TEST(cells[0] == 0.5 + length);
    code.run(reinterpret_cast<std::byte*>(cells), second, code.size());
    BOOST_TEST(cells[0] == 0.5 + length + 1);
  }
}

/// A block kernel takes two places of a row, which must not come apart.
BOOST_AUTO_TEST_CASE(block_kernels_at_the_end_of_a_row) {
  for (int before = 60; before < 68; ++before) {
    tg::number_code code;
    code.begin_row();
    for (int i = 0; i < before; ++i) code.add(add_one, cell(1), {all_cells + 1, 1});
    code.add_block_of_one(weighed_sum, cell(0), {all_cells + 1, 4});
    code.add(add_one, cell(0), {all_cells, 1});
    code.end_row();
    double cells[] = {0, 0.5, 10, 100, 1000};
    code.run(reinterpret_cast<std::byte*>(cells), 0, code.size());
    BOOST_TEST(cells[0] == 0.5 + before + 20 + 300 + 4000 + 1);
  }
}

BOOST_AUTO_TEST_CASE(numbers_of_other_memories) {
  double const given[] = {1, 2, 3};
  float const single[] = {4, 5};
  bool const truth[] = {false, true};
  double result = 0;
  void const* const memories[] = {given, single, truth, &result};
  alignas(8) std::byte cells[64]{};
  std::memcpy(cells, memories, sizeof memories);
  tg::number_code code;
  code.begin_row();
  code.add_load(8, cell(4), cell(0), 2 * sizeof(double));
  code.add_load(4, cell(5), cell(1), sizeof(float));
  code.add_load(1, cell(6), cell(2), 1);
  code.add_store(8, cell(3), cell(4));
  code.end_row();
  code.run(cells, 0, code.size());
  BOOST_TEST(result == 3);
  BOOST_TEST(*reinterpret_cast<float const*>(cells + cell(5)) == 5.0f);
  BOOST_TEST(*reinterpret_cast<bool const*>(cells + cell(6)));
}

/// y = sin(x) z + 3 with inputs and result in cells, and the same through pointers.
BOOST_AUTO_TEST_CASE(programs_that_run_in_cells) {
  tg::dynamic_graph graph;
  auto const x = tg::symbol_in(graph, tg::intern_input(graph, 1, tg::scalar_type::float64, {}));
  auto const z = tg::symbol_in(graph, tg::intern_input(graph, 2, tg::scalar_type::float32, {}));
  int const outputs[] = {(tg::sin(x) * z + 3).id, x.id,
                         tg::intern_literal(graph, tg::scalar_type::float64, {}, 7)};
  tg::run_time_program const in_cells(graph, {outputs, 3}, 5);
  BOOST_REQUIRE(in_cells.runs_in_cells());
  alignas(64) std::byte cells[1024];
  BOOST_REQUIRE(in_cells.workspace_bytes() <= 1024);
  double const x_value = 0.7, wanted = std::sin(0.7) * 0.25 + 3;
  float const z_value = 0.25f;
  std::memcpy(cells + cell(1), &x_value, sizeof x_value);
  std::memcpy(cells + cell(2), &z_value, sizeof z_value);
  std::memcpy(cells + cell(4), &x_value, sizeof x_value);  // given and not used
  in_cells.write_numbers(cells);
  in_cells.run_in_cells(cells);
  BOOST_TEST(*reinterpret_cast<double const*>(cells + cell(4)) == 0.7);
  auto const result = [&](int k) {
    return *reinterpret_cast<double const*>(in_cells.output_in(cells, k));
  };
  BOOST_TEST(result(0) == wanted);
  BOOST_TEST(result(1) == 0.7);
  BOOST_TEST(result(2) == 7);

  tg::run_time_program const through_pointers(graph, {outputs, 3});
  BOOST_TEST(!through_pointers.runs_in_cells());
  double made[3];
  void const* const inputs[] = {nullptr, &x_value, &z_value};
  void* const to[] = {made, made + 1, made + 2};
  BOOST_REQUIRE(through_pointers.workspace_bytes() <= 1024);
  through_pointers.run(inputs, to, cells);
  BOOST_TEST(made[0] == wanted);
  BOOST_TEST(made[1] == 0.7);
  BOOST_TEST(made[2] == 7);
}

/// Numbers that are elements of tensors, given or computed in between.
BOOST_AUTO_TEST_CASE(numbers_beside_tensors) {
  tg::variable<double> const x(tg::dynamic_tensor<double>{1, 2, 3, 4});
  tg::variable<double> const y = x * x;
  tg::variable<double> const z = tg::sin(x(2)) * y(3) + tg::sum(x * (y(1) + x(0)));
  BOOST_TEST(z.item() == std::sin(3.0) * 16 + 10 * 5, boost::test_tools::tolerance(1e-15));
  z.backward();
  // dz/dx2 = cos(x2) y3 + (y1 + x0), dz/dx1 = sum(x) 2 x1 + (y1 + x0)
  BOOST_TEST(x.grad().data()(2) == std::cos(3.0) * 16 + 5, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(x.grad().data()(1) == 10 * 4 + 5, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
