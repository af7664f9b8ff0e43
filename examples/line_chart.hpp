// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

/// A curve of a chart: y over x, in a colour, named where it ends.
struct curve {
  std::string name;
  std::string colour;
  double stroke = 2;
  double opacity = 1;
  std::vector<double> x{};
  std::vector<double> y{};

  void add(double at, double value) {
    x.push_back(at);
    y.push_back(value);
  }
};

/// Curves over a linear x axis and a logarithmic y axis, as a file that any browser shows.
class line_chart {
 public:
  line_chart(std::string title, std::string x_name, std::string y_name)
      : title_(std::move(title)), x_name_(std::move(x_name)), y_name_(std::move(y_name)) {}

  void add(curve c) { curves_.push_back(std::move(c)); }

  void write(std::string const& path) {
    find_limits();
    std::ofstream file(path);
    file << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 480\" "
            "font-family=\"Helvetica, Arial, sans-serif\" "
            "font-size=\"13\" fill=\"#444\">\n"
         << "<rect width=\"800\" height=\"480\" fill=\"white\"/>\n"
         << text(left, 34, title_, "font-size=\"18\" font-weight=\"bold\" fill=\"#222\"")
         << text((left + right) / 2, 466, x_name_, "text-anchor=\"middle\"")
         << text(0, 0, y_name_,
                 "text-anchor=\"middle\" transform=\"translate(20 " + number((top + bottom) / 2) +
                     ") rotate(-90)\"");
    for (double const tick : x_ticks()) {
      file << line(place_x(tick), bottom, place_x(tick), bottom + 5, "#888")
           << text(place_x(tick), bottom + 21, number(tick), "text-anchor=\"middle\"");
    }
    for (double power = std::pow(10.0, std::floor(std::log10(y_min_))); power <= y_max_;
         power *= 10)
      for (int const digit : {1, 2, 5}) {
        double const tick = digit * power;
        if (tick < 0.999 * y_min_ || tick > 1.001 * y_max_) continue;
        file << line(left, place_y(tick), right, place_y(tick), digit == 1 ? "#d0d0d0" : "#ececec")
             << text(left - 8, place_y(tick) + 4, number(tick), "text-anchor=\"end\"");
      }
    file << line(left, bottom, right, bottom, "#888") << line(left, top, left, bottom, "#888");
    for (curve const& c : curves_) file << path_of(c);
    write_names(file);
    file << "</svg>\n";
  }

 private:
  static constexpr double left = 70, right = 680, top = 60, bottom = 420;

  static std::string number(double x) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", x);
    return buffer;
  }
  static std::string text(double x, double y, std::string const& words, std::string const& style) {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + style + ">" + words +
           "</text>\n";
  }
  static std::string line(double x1, double y1, double x2, double y2, std::string const& colour) {
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) +
           "\" y2=\"" + number(y2) + "\" stroke=\"" + colour + "\"/>\n";
  }

  void find_limits() {
    for (curve const& c : curves_) {
      for (double const x : c.x) x_max_ = std::max(x_max_, x);
      for (double const y : c.y) {
        if (!(y > 0)) continue;
        y_min_ = std::min(y_min_, y);
        y_max_ = std::max(y_max_, y);
      }
    }
    y_min_ = -round_up(-y_min_);
    y_max_ = round_up(y_max_);
  }
  /// The next of 1, 2, 5, 10, 20, ... and of their reciprocals; of a negative number the one below
  /// it.
  static double round_up(double y) {
    double const size = std::abs(y);
    double const power = std::pow(10.0, std::floor(std::log10(size)));
    double best = y > 0 ? 10 * power : power;
    for (double const factor : {5.0, 2.0, 1.0})
      if (y > 0 && factor * power >= size) best = factor * power;
    for (double const factor : {1.0, 2.0, 5.0})
      if (y < 0 && factor * power <= size) best = factor * power;
    return y > 0 ? best : -best;
  }
  double place_x(double x) const { return left + (right - left) * x / x_max_; }
  double place_y(double y) const {
    return bottom -
           (bottom - top) * std::log(std::max(y, y_min_) / y_min_) / std::log(y_max_ / y_min_);
  }
  /// Round numbers, four to eight of them.
  std::vector<double> x_ticks() const {
    double const rough = x_max_ / 8;
    double const power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (double const factor : {5.0, 2.0, 1.0})
      if (factor * power >= rough) step = factor * power;
    std::vector<double> ticks;
    for (double tick = 0; tick <= x_max_ * 1.0001; tick += step) ticks.push_back(tick);
    return ticks;
  }
  std::string path_of(curve const& c) const {
    std::string points;
    for (std::size_t i = 0; i < c.x.size(); ++i) {
      points += number(place_x(c.x[i]));
      points += ',';
      points += number(place_y(c.y[i]));
      points += ' ';
    }
    return "<polyline fill=\"none\" stroke=\"" + c.colour + "\" stroke-width=\"" +
           number(c.stroke) + "\" stroke-opacity=\"" + number(c.opacity) +
           "\" stroke-linejoin=\"round\" points=\"" + points + "\"/>\n";
  }
  /// Each name beside the end of its curve, the names at least a line apart.
  void write_names(std::ofstream& file) const {
    std::vector<std::pair<double, curve const*>> names;
    for (curve const& c : curves_) names.emplace_back(place_y(c.y.back()), &c);
    std::sort(names.begin(), names.end());
    double lowest = top;
    for (auto const& [y, c] : names) {
      double const at = std::max(y, lowest);
      file << text(right + 10, at + 4, c->name, "fill=\"" + c->colour + "\" font-weight=\"bold\"");
      lowest = at + 18;
    }
  }

  std::string title_, x_name_, y_name_;
  std::vector<curve> curves_;
  double x_max_ = 0;
  double y_min_ = 1e300;
  double y_max_ = 0;
};
