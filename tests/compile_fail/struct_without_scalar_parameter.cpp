// SPDX-License-Identifier: BSL-1.0
// expect: an argument is a number, a tg::tensor, a std::array of arguments, or a struct that is a template over its scalar, template <class T> struct s; a std::vector or an Eigen::VectorXd becomes one as tg::dynamic_tensor<double>(x)
// at most: 8 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
struct gains {
  double p, i;
};
constexpr gains k{1, 2};
#else
template <class T>
struct gains {
  T p, i;
};
constexpr gains<double> k{1, 2};
#endif
auto answer = tg::grad([](auto g) { return g.p * g.i; })(k);
