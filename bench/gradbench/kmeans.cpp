// SPDX-License-Identifier: BSL-1.0
// The step of Newton's method for k-means: GradBench's `kmeans`. With points x_i and centroids c_j
// the cost is the sum over i of min over j of |x_i - c_j|^2; its Hessian is diagonal, so that the
// step is the gradient over the product of the Hessian and ones.
#include "protocol.hpp"
#include "run_time_tensors.hpp"

namespace {

struct input {
  std::size_t points_count, count, dimensions;
  std::vector<double> points, centroids;

  explicit input(gradbench::json const& from)
      : points_count(from["points"].items().size()),
        count(from["centroids"].items().size()),
        dimensions(from["points"].items()[0].items().size()),
        points(from["points"].numbers()),
        centroids(from["centroids"].numbers()) {}
  std::vector<std::span<double>> independent() { return {centroids}; }
  /// A step is the gradient over twice the number of points that are nearest.
  static std::vector<double> dense(std::vector<double> const& step, input const& from);

  std::size_t nearest(double const* point) const {
    std::size_t best = 0;
    double least = squared_distance(point, 0);
    for (std::size_t j = 1; j < count; ++j)
      if (double const other = squared_distance(point, j); other < least) {
        least = other;
        best = j;
      }
    return best;
  }
  double squared_distance(double const* point, std::size_t j) const {
    double sum = 0;
    for (std::size_t k = 0; k < dimensions; ++k) {
      double const x = point[k] - centroids[j * dimensions + k];
      sum += x * x;
    }
    return sum;
  }
};

std::vector<double> input::dense(std::vector<double> const& step, input const& from) {
  std::vector<double> sizes(from.count), gradient = step;
  for (std::size_t i = 0; i < from.points_count; ++i)
    ++sizes[from.nearest(&from.points[i * from.dimensions])];
  for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] *= 2 * sizes[i / from.dimensions];
  return gradient;
}

struct model {
  array centroids;
  variable points;

  explicit model(input const& from)
      : centroids(as_array(from.centroids, shape_of(from.count, from.dimensions))),
        points(as_array(from.points, shape_of(from.points_count, from.dimensions))) {}
  static tg::shape shape_of(std::size_t rows, std::size_t columns) {
    return {static_cast<tg::index_t>(rows), static_cast<tg::index_t>(columns)};
  }

  /// Point by point |x|^2 - 2 x . c + |c|^2, a product of matrices, for so many points at a time
  /// that the products stay in the cache.
  variable cost(variable const& c) const {
    tg::index_t const count = points.shape()[0];
    tg::index_t const part = std::max<tg::index_t>(16, 16384 / c.shape()[0]);
    auto const of_centroids = tg::sum(tg::square(c), {1});
    variable total = tg::zeros<double>({});
    for (tg::index_t first = 0; first < count; first += part) {
      auto const x = tg::slice(points, {tg::range(first, std::min(first + part, count))});
      auto const relative = of_centroids - 2 * tg::matmul(x, tg::transpose(c));
      total = total + tg::sum(tg::min(relative, {1})) + tg::sum(tg::square(x));
    }
    return total;
  }
};

struct primal : model {
  using result = double;
  tg::compiled_function<variable, double> f;

  explicit primal(input const& from)
      : model(from), f(tg::compile([this](variable const& c) { return cost(c); }, centroids)) {}
  void operator()(double& y) const { y = f(centroids).data()[0]; }
};

struct direction : model {
  using result = array;
  tg::compiled_function<variable, double> f;

  explicit direction(input const& from)
      : model(from),
        f(tg::compile(
            [this](variable const& c) {
              auto const of = [this](auto const& at) { return cost(at); };
              variable const ones = tg::ones<double>(centroids.shape());
              return tg::grad(of)(c) / tg::hvp(of)(c, ones);
            },
            centroids)) {}
  void operator()(array& y) const { y = f(centroids); }
};

struct primal_by_hand {
  using result = double;
  input const& from;

  explicit primal_by_hand(input const& in) : from(in) {}
  void operator()(double& y) const {
    y = 0;
    for (std::size_t i = 0; i < from.points_count; ++i) {
      double const* point = &from.points[i * from.dimensions];
      double least = from.squared_distance(point, 0);
      for (std::size_t j = 1; j < from.count; ++j)
        least = std::min(least, from.squared_distance(point, j));
      y += least;
    }
  }
};

/// The centroid less the mean of the points that are nearest to it.
struct direction_by_hand {
  using result = std::vector<double>;
  input const& from;
  std::vector<double> sizes{};

  explicit direction_by_hand(input const& in) : from(in) {}
  void operator()(std::vector<double>& y) {
    y.assign(from.centroids.size(), 0);
    sizes.assign(from.count, 0);
    for (std::size_t i = 0; i < from.points_count; ++i) {
      double const* point = &from.points[i * from.dimensions];
      std::size_t const j = from.nearest(point);
      ++sizes[j];
      for (std::size_t k = 0; k < from.dimensions; ++k) y[j * from.dimensions + k] += point[k];
    }
    for (std::size_t i = 0; i < y.size(); ++i)
      y[i] = from.centroids[i] - y[i] / sizes[i / from.dimensions];
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, primal, direction, primal_by_hand, direction_by_hand>(
      argc, argv, "cost", "dir");
}
