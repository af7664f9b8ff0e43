// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>
#include <typegrad/interop/hana.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

template <class T>
struct layer {
  BOOST_HANA_DEFINE_STRUCT(layer, (tg::tensor<T, 3, 2>, weights), (tg::tensor<T, 2>, bias));
};
/// Not an aggregate: only Hana knows its members.
template <class T>
class line {
 public:
  constexpr line() = default;
  constexpr line(T slope_value, T offset_value) : slope(slope_value), offset(offset_value) {}
  BOOST_HANA_DEFINE_STRUCT(line, (T, slope), (T, offset));
};
template <class T>
struct model {
  BOOST_HANA_DEFINE_STRUCT(model, (layer<T>, hidden), (line<T>, out));
};
/// Adapted from outside, in another order than it is declared.
template <class T>
struct point {
  T x, y;
};
BOOST_HANA_ADAPT_STRUCT(point<double>, y, x);

constexpr auto run = [](auto const& p, auto x) {
  return tg::sum(tg::tanh(tg::matmul(x, p.hidden.weights) + p.hidden.bias)) * p.out.slope +
         p.out.offset;
};
constexpr auto straight = [](auto const& p, auto x) { return p.slope * x + p.offset; };
constexpr auto polynomial = [](auto const& p) { return p.x * p.y + 3 * p.y; };

static_assert(!tg::PlainStruct<line<double>>);
static_assert(tg::grad(straight)(line<double>(2, 1), 3.0).slope == 3.0);
static_assert(tg::grad(straight)(line<double>(2, 1), 3.0).offset == 1.0);

BOOST_AUTO_TEST_SUITE(interop_hana)

BOOST_AUTO_TEST_CASE(the_gradient_of_an_adapted_struct_is_the_same_struct) {
  model<double> p{};
  p.out = line<double>(2, 1);
  auto const g = tg::grad(run)(p, tg::tensor<double, 3>{1, 2, 3});
  static_assert(std::is_same_v<decltype(g), model<double> const>);
  // tanh'(0) = 1: the weights' gradient is slope * x in each column
  BOOST_TEST((g.hidden.weights == tg::tensor<double, 3, 2>{{2, 2}, {4, 4}, {6, 6}}));
  BOOST_TEST((g.hidden.bias == tg::tensor<double, 2>{2, 2}));
  BOOST_TEST(g.out.slope == 0.0);
  BOOST_TEST(g.out.offset == 1.0);
}

BOOST_AUTO_TEST_CASE(members_keep_their_order_however_they_are_adapted) {
  auto const g = tg::grad(polynomial)(point<double>{5, 2});
  BOOST_TEST(g.x == 2.0);
  BOOST_TEST(g.y == 8.0);
}

BOOST_AUTO_TEST_CASE(programs_show_the_members_names) {
  using small = tg::program<decltype(polynomial), point<double>>;
  BOOST_TEST(small::text ==
             "%0 = input x  float64\n"
             "%1 = input y  float64\n"
             "%2 = mul(%0, %1)  float64\n"
             "%4 = mul(%1, 3)  float64\n"
             "%5 = add(%2, %4)  float64\n"
             "return %5\n");
  using program = tg::program<decltype(run), model<double>, tg::tensor<double, 3>>;
  BOOST_TEST(program::text.starts_with(
      "%0 = input weights  float64 (3, 2)\n%1 = input bias  float64 (2,)\n"
      "%2 = input slope  float64\n%3 = input offset  float64\n%4 = input 4  float64 (3,)\n"));
}

BOOST_AUTO_TEST_SUITE_END()
