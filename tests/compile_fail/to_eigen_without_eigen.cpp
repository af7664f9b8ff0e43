// SPDX-License-Identifier: BSL-1.0
// expect: as_eigen(x) and to_eigen(x) need Eigen: #include <typegrad/interop/eigen.hpp>
// at most: 8 lines
#include <typegrad/static.hpp>

#ifdef SHOULD_FAIL
auto copied(typegrad::tensor<double, 2, 3> const& x) { return typegrad::to_eigen(x); }
#else
auto copied(typegrad::tensor<double, 2, 3> const& x) { return x; }
#endif
