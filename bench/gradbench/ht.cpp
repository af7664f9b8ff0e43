// SPDX-License-Identifier: BSL-1.0
// A hand that is fitted to points: GradBench's `ht`. 26 parameters, theta: the hand's rotation and
// place, and four angles for each of five fingers. Bones move relative to their parents; a vertex
// is the weighted sum of where the bones take it; a point is seen at (u_0, u_1) of a triangle of
// vertices. Wanted are the residuals and their derivatives by u, of each its own, and by theta.
//
// The bones, known at run time, are traced by `compile`, with a tangent of all vertices for each of
// theta; what stands between vertices and points is the same for all of them: `vmap`.
#include "protocol.hpp"
#include "run_time_tensors.hpp"

namespace {

constexpr int angles = 26;
using point = tg::tensor<double, 3>;
using place = tg::tensor<double, 2>;

struct input {
  std::vector<double> theta, us;
  std::vector<int> parents, triangles, correspondences;
  std::vector<double> relatives, inverses, positions, weights, points;
  bool is_mirrored, with_places;

  explicit input(gradbench::json const& from)
      : theta(from["theta"].numbers()),
        us(from["us"].numbers()),
        correspondences(from["data"]["correspondences"].integers()),
        points(from["data"]["points"].numbers()),
        with_places(!us.empty()) {
    auto const& model = from["data"]["model"];
    parents = model["parents"].integers();
    triangles = model["triangles"].integers();
    relatives = model["base_relatives"].numbers();
    inverses = model["inverse_base_absolutes"].numbers();
    positions = model["base_positions"].numbers();
    weights = model["weights"].numbers();
    is_mirrored = model["is_mirrored"].truth();
  }
  std::vector<std::span<double>> independent() {
    if (with_places) return {us, theta};
    return {theta};
  }
  static std::vector<double> dense(std::vector<double> const& values, input const& from);

  std::size_t count() const { return correspondences.size(); }
  std::size_t vertices() const { return positions.size() / 4; }
  std::size_t columns() const { return (with_places ? 2 : 0) + angles; }
  /// The vertices that a point hangs on, and how.
  std::array<std::size_t, 3> corners(std::size_t i) const {
    auto const which = static_cast<std::size_t>(correspondences[i]);
    if (!with_places) return {which, which, which};
    std::array<std::size_t, 3> found;
    for (std::size_t k = 0; k < 3; ++k)
      found[k] = static_cast<std::size_t>(triangles[3 * which + k]);
    return found;
  }
  place at(std::size_t i) const {
    return with_places ? place{us[2 * i], us[2 * i + 1]} : place{1, 0};
  }
  /// The angles that turn a bone, about x and z: their places in theta, or -1.
  static std::array<int, 2> angles_of(int bone) {
    int const finger = (bone - 1) / 4, joint = (bone - 1) % 4;
    if (bone < 1 || finger > 4 || joint == 0) return {-1, -1};
    int const first = 6 + 4 * finger;
    return joint == 1 ? std::array{first, first + 1} : std::array{first + joint, -1};
  }
};

/// Column after column: the first two by u.
struct columns_of {
  std::size_t rows = 0;
  std::vector<double> elements{};
};
std::vector<double> flat(columns_of const& x) {
  std::vector<double> all;
  for (std::size_t row = 0; row < x.rows; ++row)
    for (std::size_t k = row; k < x.elements.size(); k += x.rows) all.push_back(x.elements[k]);
  return all;
}
void write_json(std::ostream& to, columns_of const& x) {
  gradbench::write_json(to, std::span<double const>(flat(x)), x.elements.size() / x.rows);
}
std::vector<double> input::dense(std::vector<double> const& values, input const& from) {
  if (!from.with_places) return values;
  std::vector<double> all;
  for (std::size_t row = 0; row < 3 * from.count(); ++row) {
    std::vector<double> by_place(from.us.size());
    by_place[row / 3 * 2] = values[row * from.columns()];
    by_place[row / 3 * 2 + 1] = values[row * from.columns() + 1];
    all.insert(all.end(), by_place.begin(), by_place.end());
    all.insert(all.end(), &values[row * from.columns() + 2], &values[row * from.columns()] + 28);
  }
  return all;
}

/// All vertices, a column for each, and with tangents those by each of theta.
struct bones {
  using parameters = std::vector<variable>;
  input const& from;
  std::vector<variable> relatives{}, inverses{}, weighed{};  // of each bone

  explicit bones(input const& in) : from(in) {
    std::size_t const count = in.parents.size(), vertices = in.vertices();
    for (std::size_t bone = 0; bone < count; ++bone) {
      auto const matrix = [&](std::vector<double> const& all) {
        return as_array({&all[16 * bone], &all[16 * bone] + 16}, {4, 4});
      };
      relatives.push_back(matrix(in.relatives));
      inverses.push_back(matrix(in.inverses));
      array positions(tg::shape{4, static_cast<tg::index_t>(vertices)});
      for (std::size_t v = 0; v < vertices; ++v)
        for (std::size_t k = 0; k < 4; ++k)
          positions.data()[k * vertices + v] =
              in.weights[v * count + bone] * in.positions[4 * v + k];
      weighed.push_back(positions);
    }
  }

  static variable matrix(std::vector<variable> const& elements, tg::index_t size) {
    return tg::reshape(tg::stack(elements, 0), {size, size});
  }
  variable turned(std::size_t bone, parameters const& theta) const {
    auto const [about_x, about_z] = input::angles_of(static_cast<int>(bone));
    if (about_x < 0) return relatives[bone];
    variable const zero(0.0), one(1.0);
    auto const c = tg::cos(theta[static_cast<std::size_t>(about_x)]);
    auto const s = tg::sin(theta[static_cast<std::size_t>(about_x)]);
    if (about_z < 0)
      return tg::matmul(relatives[bone], matrix({one, zero, zero, zero, zero, c, -s, zero, zero, s,
                                                 c, zero, zero, zero, zero, one},
                                                4));
    auto const cz = tg::cos(theta[static_cast<std::size_t>(about_z)]);
    auto const sz = tg::sin(theta[static_cast<std::size_t>(about_z)]);
    return tg::matmul(relatives[bone], matrix({cz, -sz * c, sz * s, zero, sz, cz * c, -cz * s, zero,
                                               zero, s, c, zero, zero, zero, zero, one},
                                              4));
  }
  /// Rodrigues' formula.
  static variable rotation(variable const& a, variable const& b, variable const& c) {
    auto const squared = a * a + b * b + c * c;
    auto const angle = tg::sqrt(tg::where(squared > 1e-8, squared, 1.0));
    auto const x = a / angle, y = b / angle, z = c / angle;
    auto const s = tg::sin(angle), cosine = tg::cos(angle), rest = 1 - cosine;
    auto const turned = matrix({x * x * rest + cosine, x * y * rest - z * s, x * z * rest + y * s,
                                x * y * rest + z * s, y * y * rest + cosine, y * z * rest - x * s,
                                x * z * rest - y * s, y * z * rest + x * s, z * z * rest + cosine},
                               3);
    return tg::where(squared > 1e-8, turned, variable(tg::eye<double, 3>()));
  }
  variable place_vertices(parameters const& theta) const {
    std::vector<variable> absolute;
    variable sum = tg::zeros<double>({3, static_cast<tg::index_t>(from.vertices())});
    for (std::size_t bone = 0; bone < from.parents.size(); ++bone) {
      int const parent = from.parents[bone];
      auto const relative = turned(bone, theta);
      absolute.push_back(
          parent < 0 ? relative : tg::matmul(absolute[static_cast<std::size_t>(parent)], relative));
      auto const transform = tg::matmul(absolute.back(), inverses[bone]);
      sum = sum + tg::matmul(tg::slice(transform, {tg::range(0, 3)}), weighed[bone]);
    }
    if (from.is_mirrored) sum = sum * variable(tg::tensor<double, 3, 1>{{-1}, {1}, {1}});
    return tg::matmul(rotation(theta[0], theta[1], theta[2]), sum) +
           tg::reshape(tg::stack({theta[3], theta[4], theta[5]}, 0), {3, 1});
  }
  static parameters split(variable const& theta) {
    parameters all;
    for (tg::index_t k = 0; k < angles; ++k) all.push_back(theta[k]);
    return all;
  }
  std::array<variable, 1 + angles> with_tangents(variable const& theta) const {
    auto const all = split(theta);
    std::array<variable, 1 + angles> made;
    made[0] = place_vertices(all);
    for (std::size_t k = 0; k < angles; ++k) {
      auto const moved = [&](variable const& at) {
        parameters changed = all;
        changed[k] = at;
        return place_vertices(changed);
      };
      made[k + 1] = tg::jvp(moved)(all[k], variable(1.0)).second;
    }
    return made;
  }
};

/// What is seen less what it should be, for a point on a triangle of vertices.
constexpr auto residual = [](auto const& u, auto const& a, auto const& b, auto const& c,
                             auto const& seen) {
  return seen - (u(0) * a + u(1) * b + (1 - u(0) - u(1)) * c);
};
constexpr auto by_place = tg::jacobian(residual);
/// Along a direction of the vertices.
constexpr auto tangent = [](auto const& u, auto const& a, auto const& b, auto const& c,
                            auto const& seen) {
  return tg::jvp(residual)(u, a, b, c, seen, 0 * u, a, b, c, 0 * seen).second;
};

/// Points in parts, with the vertices that they hang on gathered.
struct parts {
  static constexpr std::size_t size = 64;
  input const& from;
  std::vector<place> places{};
  std::vector<point> results = std::vector<point>(size), seen{},
                     corner[3] = {std::vector<point>(size), std::vector<point>(size),
                                  std::vector<point>(size)};

  explicit parts(input const& in) : from(in) {
    for (std::size_t i = 0; i < in.count(); ++i) {
      places.push_back(in.at(i));
      seen.push_back(point(&in.points[3 * i]));
    }
  }
  void gather(double const* vertices, std::size_t first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      auto const corners = from.corners(first + i);
      for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t axis = 0; axis < 3; ++axis)
          corner[k][i].data()[axis] = vertices[axis * from.vertices() + corners[k]];
    }
  }
  void for_each(auto const& call) const {
    for (std::size_t first = 0; first < from.count(); first += size)
      call(first, std::min(size, from.count() - first));
  }
  /// `program` of a part, three numbers for each point, written to `to`.
  void map(auto const& program, double* to, std::size_t first, std::size_t count) {
    map_rows(program, results.data(), first, count);
    for (std::size_t i = 0; i < count; ++i) std::copy_n(results[i].data(), 3, to + 3 * i);
  }
  template <class Result>
  void map_rows(auto const& program, Result* to, std::size_t first, std::size_t count) const {
    auto const part = [&](auto const& all, std::size_t begin) {
      return std::span(all.data() + begin, count);
    };
    std::span rows(to, count);
    tg::vmap(program)(tg::into(rows), part(places, first), part(corner[0], 0), part(corner[1], 0),
                      part(corner[2], 0), part(seen, first));
  }
};

struct objective : parts {
  using result = std::vector<double>;
  array theta;
  tg::compiled_function<variable, double> vertices;

  explicit objective(input const& in)
      : parts(in),
        theta(as_array(in.theta)),
        vertices(tg::compile(
            [&](variable const& x) { return bones(in).place_vertices(bones::split(x)); }, theta)) {}
  void operator()(std::vector<double>& y) {
    array const placed = vertices(theta);
    y.resize(3 * from.count());
    for_each([&](std::size_t first, std::size_t count) {
      gather(placed.data(), first, count);
      map(residual, &y[3 * first], first, count);
    });
  }
};

struct jacobian : parts {
  using result = columns_of;
  array theta;
  tg::compiled_function<std::array<variable, 1 + angles>, double> vertices;
  std::vector<tg::tensor<double, 3, 2>> of_places = std::vector<tg::tensor<double, 3, 2>>(size);

  explicit jacobian(input const& in)
      : parts(in),
        theta(as_array(in.theta)),
        vertices(
            tg::compile([&](variable const& x) { return bones(in).with_tangents(x); }, theta)) {}
  void operator()(columns_of& y) {
    auto const placed = vertices(theta);
    y.rows = 3 * from.count();
    y.elements.resize(y.rows * from.columns());
    double* column = y.elements.data();
    if (from.with_places) {
      for_each([&](std::size_t first, std::size_t count) {
        gather(placed[0].data(), first, count);
        map_rows(by_place, of_places.data(), first, count);
        for (std::size_t i = 0; i < 3 * count; ++i)
          for (std::size_t k = 0; k < 2; ++k)
            column[k * y.rows + 3 * first + i] = of_places[i / 3].data()[i % 3 * 2 + k];
      });
      column += 2 * y.rows;
    }
    for (std::size_t k = 1; k <= angles; ++k, column += y.rows)
      for_each([&](std::size_t first, std::size_t count) {
        gather(placed[k].data(), first, count);
        map(tangent, column + 3 * first, first, count);
      });
  }
};

/// Rows of a matrix of 3 rows and 4 columns, the fourth row being 0 0 0 1, or 0 0 0 0 of a
/// derivative.
using affine = std::array<double, 12>;

affine product(affine const& a, affine const& b, bool b_is_derivative = false) {
  affine made;
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 4; ++j) {
      double sum = j == 3 && !b_is_derivative ? a[4 * i + 3] : 0;
      for (std::size_t k = 0; k < 3; ++k) sum += a[4 * i + k] * b[4 * k + j];
      made[4 * i + j] = sum;
    }
  return made;
}

struct by_hand {
  input const& from;
  std::size_t bone_count;
  std::vector<affine> absolute, relative;
  std::vector<double> vertices, tangents;

  explicit by_hand(input const& in)
      : from(in),
        bone_count(in.parents.size()),
        absolute(bone_count),
        relative(bone_count),
        vertices(3 * in.vertices()),
        tangents(vertices.size()) {}

  static affine matrix_of(std::vector<double> const& all, std::size_t bone) {
    affine made;
    std::copy_n(&all[16 * bone], 12, made.begin());
    return made;
  }
  /// Rz Rx, or its derivative by one of the angles.
  affine turn(std::size_t bone, int derivative_by = -1) const {
    auto const [x, z] = input::angles_of(static_cast<int>(bone));
    double c = 1, s = 0, cz = 1, sz = 0;
    if (x >= 0) {
      c = std::cos(from.theta[static_cast<std::size_t>(x)]);
      s = std::sin(from.theta[static_cast<std::size_t>(x)]);
    }
    if (z >= 0) {
      cz = std::cos(from.theta[static_cast<std::size_t>(z)]);
      sz = std::sin(from.theta[static_cast<std::size_t>(z)]);
    }
    if (derivative_by < 0) return {cz, -sz * c, sz * s, 0, sz, cz * c, -cz * s, 0, 0, s, c, 0};
    if (derivative_by == x) return {0, sz * s, sz * c, 0, 0, -cz * s, -cz * c, 0, 0, c, -s, 0};
    return {-sz, -cz * c, cz * s, 0, cz, -sz * c, sz * s, 0, 0, 0, 0, 0};
  }
  void add_bone(std::size_t bone, affine const& transform, std::vector<double>& to) const {
    for (std::size_t v = 0; v < from.vertices(); ++v) {
      double const* x = &from.positions[4 * v];
      double const weight = from.weights[v * bone_count + bone];
      for (std::size_t i = 0; i < 3; ++i) {
        double const sum = transform[4 * i] * x[0] + transform[4 * i + 1] * x[1] +
                           transform[4 * i + 2] * x[2] + transform[4 * i + 3] * x[3];
        to[3 * v + i] += weight * sum;
      }
    }
  }
  void mirror(std::vector<double>& x) const {
    if (from.is_mirrored)
      for (std::size_t v = 0; v < x.size(); v += 3) x[v] = -x[v];
  }
  /// Before the hand is turned and placed.
  void place_vertices() {
    vertices.assign(vertices.size(), 0);
    for (std::size_t bone = 0; bone < bone_count; ++bone) {
      relative[bone] = product(matrix_of(from.relatives, bone), turn(bone));
      int const parent = from.parents[bone];
      absolute[bone] = parent < 0
                           ? relative[bone]
                           : product(absolute[static_cast<std::size_t>(parent)], relative[bone]);
      add_bone(bone, product(absolute[bone], matrix_of(from.inverses, bone)), vertices);
    }
    mirror(vertices);
  }
  /// By one of the angles of fingers: what hangs on its bone moves.
  void place_tangents(int angle) {
    tangents.assign(tangents.size(), 0);
    std::vector<affine> slope(bone_count);
    std::vector<bool> moves(bone_count);
    for (std::size_t bone = 0; bone < bone_count; ++bone) {
      auto const own = input::angles_of(static_cast<int>(bone));
      auto const parent = static_cast<std::size_t>(std::max(from.parents[bone], 0));
      bool const turns = own[0] == angle || own[1] == angle;
      moves[bone] = turns || (from.parents[bone] >= 0 && moves[parent]);
      if (!moves[bone]) continue;
      if (turns) {
        affine const by = product(matrix_of(from.relatives, bone), turn(bone, angle), true);
        slope[bone] = from.parents[bone] < 0 ? by : product(absolute[parent], by, true);
      } else {
        slope[bone] = product(slope[parent], relative[bone]);
      }
      add_bone(bone, product(slope[bone], matrix_of(from.inverses, bone)), tangents);
    }
    mirror(tangents);
  }

  using matrix3 = std::array<double, 9>;
  static matrix3 product3(matrix3 const& a, matrix3 const& b) {
    matrix3 made{};
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = 0; j < 3; ++j)
        for (std::size_t k = 0; k < 3; ++k) made[3 * i + j] += a[3 * i + k] * b[3 * k + j];
    return made;
  }
  static matrix3 cross_matrix(double x, double y, double z) {
    return {0, -z, y, z, 0, -x, -y, x, 0};
  }
  matrix3 rotation() const {
    double const* r = from.theta.data();
    double const angle = std::sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
    if (angle < 1e-4) return {1, 0, 0, 0, 1, 0, 0, 0, 1};
    matrix3 const n = cross_matrix(r[0] / angle, r[1] / angle, r[2] / angle),
                  squared = product3(n, n);
    matrix3 made{1, 0, 0, 0, 1, 0, 0, 0, 1};
    for (std::size_t k = 0; k < 9; ++k)
      made[k] += std::sin(angle) * n[k] + (1 - std::cos(angle)) * squared[k];
    return made;
  }
  /// dR/dr_i = (r_i [r] + [r x (1 - R) e_i]) R / |r|^2 (Gallego and Yezzi 2015).
  matrix3 rotation_by(std::size_t i, matrix3 const& turned) const {
    double const* r = from.theta.data();
    double const squared = r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
    if (squared < 1e-8) return {};
    double e[3];
    for (std::size_t k = 0; k < 3; ++k) e[k] = (k == i ? 1 : 0) - turned[3 * k + i];
    matrix3 sum = cross_matrix(r[1] * e[2] - r[2] * e[1], r[2] * e[0] - r[0] * e[2],
                               r[0] * e[1] - r[1] * e[0]);
    matrix3 const own = cross_matrix(r[0], r[1], r[2]);
    for (std::size_t k = 0; k < 9; ++k) sum[k] = (sum[k] + r[i] * own[k]) / squared;
    return product3(sum, turned);
  }
  /// A linear function of what a point hangs on.
  std::array<double, 3> hang(std::size_t i, std::vector<double> const& x) const {
    auto const corners = from.corners(i);
    place const u = from.at(i);
    double const share[3] = {u(0), u(1), 1 - u(0) - u(1)};
    std::array<double, 3> sum{};
    for (std::size_t k = 0; k < 3; ++k)
      for (std::size_t axis = 0; axis < 3; ++axis) sum[axis] += share[k] * x[3 * corners[k] + axis];
    return sum;
  }
  static double times(matrix3 const& a, std::size_t row, std::array<double, 3> const& x) {
    return a[3 * row] * x[0] + a[3 * row + 1] * x[1] + a[3 * row + 2] * x[2];
  }
};

struct objective_by_hand : by_hand {
  using result = std::vector<double>;
  using by_hand::by_hand;
  void operator()(std::vector<double>& y) {
    place_vertices();
    matrix3 const turned = rotation();
    y.resize(3 * from.count());
    for (std::size_t i = 0; i < from.count(); ++i) {
      auto const at = hang(i, vertices);
      for (std::size_t axis = 0; axis < 3; ++axis)
        y[3 * i + axis] =
            from.points[3 * i + axis] - times(turned, axis, at) - from.theta[3 + axis];
    }
  }
};

struct jacobian_by_hand : by_hand {
  using result = columns_of;
  using by_hand::by_hand;
  void operator()(columns_of& y) {
    place_vertices();
    matrix3 const turned = rotation();
    y.rows = 3 * from.count();
    y.elements.resize(y.rows * from.columns());
    double* column = y.elements.data();
    if (from.with_places) {
      for (std::size_t i = 0; i < from.count(); ++i) {
        auto const corners = from.corners(i);
        for (std::size_t k = 0; k < 2; ++k) {
          std::array<double, 3> apart;
          for (std::size_t axis = 0; axis < 3; ++axis)
            apart[axis] = vertices[3 * corners[2] + axis] - vertices[3 * corners[k] + axis];
          for (std::size_t axis = 0; axis < 3; ++axis)
            column[k * y.rows + 3 * i + axis] = times(turned, axis, apart);
        }
      }
      column += 2 * y.rows;
    }
    for (std::size_t k = 0; k < 3; ++k, column += y.rows) {
      matrix3 const by = rotation_by(k, turned);
      for (std::size_t i = 0; i < from.count(); ++i) {
        auto const at = hang(i, vertices);
        for (std::size_t axis = 0; axis < 3; ++axis) column[3 * i + axis] = -times(by, axis, at);
      }
    }
    for (std::size_t k = 0; k < 3; ++k, column += y.rows)
      for (std::size_t row = 0; row < y.rows; ++row) column[row] = row % 3 == k ? -1 : 0;
    for (int angle = 6; angle < angles; ++angle, column += y.rows) {
      place_tangents(angle);
      for (std::size_t i = 0; i < from.count(); ++i) {
        auto const at = hang(i, tangents);
        for (std::size_t axis = 0; axis < 3; ++axis)
          column[3 * i + axis] = -times(turned, axis, at);
      }
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, objective, jacobian, objective_by_hand, jacobian_by_hand>(
      argc, argv, "objective", "jacobian");
}
