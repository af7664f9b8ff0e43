// SPDX-License-Identifier: BSL-1.0
// Bundle adjustment: GradBench's `ba`. A camera is (rotation vector, centre, focal length,
// principal point, two coefficients of radial distortion). For each observation of a point X
//
//     Y = R (X - centre),  p = (Y_0, Y_1) / Y_2,  s = p . p,
//     residual = weight (focal (1 + k_0 s + k_1 s^2) p + principal - seen),
//
// and 1 - weight^2. Wanted are all of them, and their sparse Jacobian: the same program for each
// observation, `vmap`.
#include "protocol.hpp"

#include <typegrad/static.hpp>

#include <array>

namespace tg = typegrad;

namespace {

constexpr int camera_size = 11;
/// What an observation depends on: a camera, a point and a weight.
using unknowns = tg::tensor<double, 15>;
using pair = tg::tensor<double, 2>;
using jacobian_block = tg::tensor<double, 2, 15>;

struct input {
  int cameras, points, observations;
  std::vector<double> camera, point, weight;
  std::vector<pair> seen;

  /// As GradBench asks: one camera, point, weight and feature, repeated; nobody makes use of that.
  explicit input(gradbench::json const& from)
      : cameras(from["n"].integer()),
        points(from["m"].integer()),
        observations(from["p"].integer()),
        weight(static_cast<std::size_t>(observations), from["w"].number()) {
    auto const repeat = [](std::vector<double> const& x, int times) {
      std::vector<double> all;
      for (int i = 0; i < times; ++i) all.insert(all.end(), x.begin(), x.end());
      return all;
    };
    camera = repeat(from["cam"].numbers(), cameras);
    point = repeat(from["x"].numbers(), points);
    auto const feature = from["feat"].numbers();
    seen.assign(weight.size(), {feature[0], feature[1]});
  }
  std::vector<std::span<double>> independent() { return {camera, point, weight}; }
  static std::vector<double> dense(std::vector<double> const& values, input const& from);

  int camera_of(int observation) const { return observation % cameras; }
  int point_of(int observation) const { return observation % points; }
  double const* camera_at(int observation) const {
    return &camera[static_cast<std::size_t>(camera_size * camera_of(observation))];
  }
  double const* point_at(int observation) const {
    return &point[static_cast<std::size_t>(3 * point_of(observation))];
  }
};

struct residuals {
  std::vector<pair> reprojection;
  std::vector<double> weight;
};
std::vector<double> flat(residuals const& x) {
  std::vector<double> all;
  for (pair const& each : x.reprojection) all.insert(all.end(), {each(0), each(1)});
  all.insert(all.end(), x.weight.begin(), x.weight.end());
  return all;
}
/// As GradBench wants it: the first residual, and how many there are.
void write_json(std::ostream& to, residuals const& x) {
  using gradbench::write_json;
  to << "{\"reproj_error\": {\"elements\": ";
  write_json(to, x.reprojection[0]);
  to << ", \"repeated\": " << x.reprojection.size() << "}, \"w_err\": {\"element\": ";
  write_json(to, x.weight[0]);
  to << ", \"repeated\": " << x.weight.size() << "}}";
}

/// Compressed rows: two of 15 for each observation, then one of 1 for each weight.
struct sparse_matrix {
  std::vector<int> rows, columns;
  std::vector<jacobian_block> blocks;
  std::vector<double> of_weights;

  void shape(input const& from) {
    auto const observations = static_cast<std::size_t>(from.observations);
    blocks.resize(observations);
    of_weights.resize(observations);
    rows.clear();
    columns.clear();
    rows.reserve(3 * observations + 1);
    columns.reserve(31 * observations);
    rows.push_back(0);
    int const first_point = camera_size * from.cameras;
    int const first_weight = first_point + 3 * from.points;
    for (int i = 0; i < from.observations; ++i)
      for (int row = 0; row < 2; ++row) {
        for (int k = 0; k < camera_size; ++k)
          columns.push_back(camera_size * from.camera_of(i) + k);
        for (int k = 0; k < 3; ++k) columns.push_back(first_point + 3 * from.point_of(i) + k);
        columns.push_back(first_weight + i);
        rows.push_back(rows.back() + 15);
      }
    for (int i = 0; i < from.observations; ++i) {
      columns.push_back(first_weight + i);
      rows.push_back(rows.back() + 1);
    }
  }
};
std::vector<double> flat(sparse_matrix const& x) {
  std::vector<double> all;
  for (jacobian_block const& each : x.blocks) all.insert(all.end(), each.data(), each.data() + 30);
  all.insert(all.end(), x.of_weights.begin(), x.of_weights.end());
  return all;
}
/// As GradBench wants it: the first 30 numbers and the last one.
void write_json(std::ostream& to, sparse_matrix const& x) {
  auto const write_ends = [&](char const* name, auto const* first, auto last) {
    to << name;
    for (int i = 0; i < 30; ++i) {
      gradbench::write_json(to, first[i]);
      to << ", ";
    }
    gradbench::write_json(to, last);
    to << "]";
  };
  write_ends("{\"rows\": [", x.rows.data(), x.rows.back());
  write_ends(", \"cols\": [", x.columns.data(), x.columns.back());
  write_ends(", \"vals\": [", x.blocks[0].data(), x.of_weights.back());
  to << "}";
}

std::vector<double> input::dense(std::vector<double> const& values, input const& from) {
  sparse_matrix structure;
  structure.shape(from);
  auto const columns =
      static_cast<std::size_t>(camera_size * from.cameras + 3 * from.points + from.observations);
  std::vector<double> all((structure.rows.size() - 1) * columns);
  for (std::size_t row = 0; row + 1 < structure.rows.size(); ++row)
    for (int k = structure.rows[row]; k < structure.rows[row + 1]; ++k)
      all[row * columns +
          static_cast<std::size_t>(structure.columns[static_cast<std::size_t>(k)])] =
          values[static_cast<std::size_t>(k)];
  return all;
}

/// Rodrigues' formula.
constexpr auto rotate = [](auto const& r, auto const& x) {
  auto const squared = tg::dot(r, r);
  if (squared > 0) {
    auto const angle = tg::sqrt(squared);
    auto const axis = r / angle;
    return x * tg::cos(angle) + tg::cross(axis, x) * tg::sin(angle) +
           axis * (tg::dot(axis, x) * (1 - tg::cos(angle)));
  }
  return x + tg::cross(r, x);
};

constexpr auto residual = [](auto const& x, auto const& seen) {
  auto const y = rotate(tg::slice<tg::range(0, 3)>(x),
                        tg::slice<tg::range(11, 14)>(x) - tg::slice<tg::range(3, 6)>(x));
  auto const p = tg::slice<tg::range(0, 2)>(y) / y(2);
  auto const s = tg::dot(p, p);
  return x(14) * (x(6) * (1 + s * (x(9) + s * x(10))) * p + tg::slice<tg::range(7, 9)>(x) - seen);
};
constexpr auto weight_error = [](auto const& weight) { return 1 - weight * weight; };

/// Observations in parts that stay in the cache, with what they depend on gathered.
struct parts {
  static constexpr int size = 64;
  input const& from;
  std::array<unknowns, size> x{};

  explicit parts(input const& in) : from(in) {}

  /// Calls `call(x, first)` for each part.
  void for_each(auto const& call) {
    for (int first = 0; first < from.observations; first += size) {
      int const count = std::min(size, from.observations - first);
      for (int i = 0; i < count; ++i) {
        double* to = x[static_cast<std::size_t>(i)].data();
        std::copy_n(from.camera_at(first + i), camera_size, to);
        std::copy_n(from.point_at(first + i), 3, to + camera_size);
        to[14] = from.weight[static_cast<std::size_t>(first + i)];
      }
      call(std::span<unknowns const>(x.data(), static_cast<std::size_t>(count)),
           static_cast<std::size_t>(first));
    }
  }
};

struct objective : parts {
  using result = residuals;
  using parts::parts;
  void operator()(residuals& y) {
    y.reprojection.resize(from.seen.size());
    y.weight.resize(from.seen.size());
    for_each([&](std::span<unknowns const> part, std::size_t first) {
      std::span to(&y.reprojection[first], part.size());
      tg::vmap(residual)(tg::into(to), part, std::span(&from.seen[first], part.size()));
    });
    tg::vmap(weight_error)(tg::into(y.weight), from.weight);
  }
};

struct jacobian : parts {
  using result = sparse_matrix;
  using parts::parts;
  void operator()(sparse_matrix& y) {
    y.shape(from);
    for_each([&](std::span<unknowns const> part, std::size_t first) {
      std::span to(&y.blocks[first], part.size());
      tg::vmap(tg::jacobian(residual))(tg::into(to), part,
                                       std::span(&from.seen[first], part.size()));
    });
    tg::vmap(tg::grad(weight_error))(tg::into(y.of_weights), from.weight);
  }
};

struct vector3 {
  double x, y, z;
};
double dot(vector3 a, vector3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
vector3 cross(vector3 a, vector3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
vector3 operator*(double a, vector3 b) { return {a * b.x, a * b.y, a * b.z}; }
vector3 operator+(vector3 a, vector3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }

/// What both functions by hand begin with.
struct projection {
  vector3 r, axis, y;
  double squared, angle = 0, cosine = 1, sine = 0, u, v, s, distortion;

  projection(double const* camera, double const* point)
      : r{camera[0], camera[1], camera[2]}, axis{}, squared(dot(r, r)) {
    vector3 const x{point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]};
    if (squared > 0) {
      angle = std::sqrt(squared);
      axis = 1 / angle * r;
      cosine = std::cos(angle);
      sine = std::sin(angle);
      y = cosine * x + sine * cross(axis, x) + dot(axis, x) * (1 - cosine) * axis;
    } else {
      y = x + cross(r, x);
    }
    double const reciprocal = 1 / y.z;
    u = y.x * reciprocal;
    v = y.y * reciprocal;
    s = u * u + v * v;
    distortion = 1 + s * (camera[9] + s * camera[10]);
  }
  /// The transposed rotation of `a`.
  vector3 back(vector3 a) const {
    if (squared > 0) return cosine * a + sine * cross(a, axis) + dot(axis, a) * (1 - cosine) * axis;
    return a + cross(a, r);
  }
};

struct objective_by_hand {
  using result = residuals;
  input const& from;

  explicit objective_by_hand(input const& in) : from(in) {}
  void operator()(residuals& y) const {
    y.reprojection.resize(from.seen.size());
    y.weight.resize(from.seen.size());
    for (std::size_t i = 0; i < from.seen.size(); ++i) {
      double const* camera = from.camera_at(static_cast<int>(i));
      projection const p(camera, from.point_at(static_cast<int>(i)));
      double const scale = camera[6] * p.distortion, weight = from.weight[i];
      y.reprojection[i](0) = weight * (scale * p.u + camera[7] - from.seen[i](0));
      y.reprojection[i](1) = weight * (scale * p.v + camera[8] - from.seen[i](1));
      y.weight[i] = 1 - weight * weight;
    }
  }
};

/// Rows of the Jacobian are pulled back by vector algebra. By the rotation vector, with axis n and
/// angle t (Gallego and Yezzi 2015): dY/dr = -R [x] (n n^T + (R^T - 1) [n] / t), [x] being the
/// matrix of the cross product.
struct jacobian_by_hand {
  using result = sparse_matrix;
  input const& from;

  explicit jacobian_by_hand(input const& in) : from(in) {}
  void operator()(sparse_matrix& y) const {
    y.shape(from);
    for (std::size_t i = 0; i < from.seen.size(); ++i) {
      double const* camera = from.camera_at(static_cast<int>(i));
      double const* point = from.point_at(static_cast<int>(i));
      projection const p(camera, point);
      vector3 const x{point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]};
      double const weight = from.weight[i], focal = weight * camera[6];
      double const slope = 2 * (camera[9] + 2 * camera[10] * p.s);  // of the distortion, over u
      double const reciprocal = 1 / p.y.z;
      double const image[2] = {p.u, p.v};
      for (int row = 0; row < 2; ++row) {
        double* to = y.blocks[i].data() + 15 * row;
        double const own = image[row];
        double of_u = own * slope * p.u, of_v = own * slope * p.v;
        (row == 0 ? of_u : of_v) += p.distortion;
        of_u *= focal * reciprocal;
        of_v *= focal * reciprocal;
        vector3 const of_x = p.back({of_u, of_v, -(of_u * p.u + of_v * p.v)});
        vector3 of_r = cross(x, of_x);
        if (p.squared > 0) {  // a row a of -R [x] is of_r; then a n n^T + (a R^T - a) [n] / t
          vector3 const a = of_r;
          vector3 const turned =
              p.cosine * a + p.sine * cross(p.axis, a) + dot(p.axis, a) * (1 - p.cosine) * p.axis;
          of_r = dot(a, p.axis) * p.axis + 1 / p.angle * cross(turned + -1 * a, p.axis);
        }
        double const scale = camera[6] * p.distortion;
        double const all[15] = {of_r.x,
                                of_r.y,
                                of_r.z,
                                -of_x.x,
                                -of_x.y,
                                -of_x.z,
                                weight * p.distortion * own,
                                row == 0 ? weight : 0,
                                row == 1 ? weight : 0,
                                focal * own * p.s,
                                focal * own * p.s * p.s,
                                of_x.x,
                                of_x.y,
                                of_x.z,
                                scale * own + camera[7 + row] - from.seen[i](row)};
        std::copy_n(all, 15, to);
      }
      y.of_weights[i] = -2 * weight;
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, objective, jacobian, objective_by_hand, jacobian_by_hand>(
      argc, argv, "objective", "jacobian");
}
