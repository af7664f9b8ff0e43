// SPDX-License-Identifier: BSL-1.0
// A long short-term memory that predicts the next character of a text: GradBench's `lstm`, whose
// weight matrices are diagonal. For each layer with state (h, c) and input x
//
//     f = sigmoid(x w_f + b_f), i = sigmoid(h w_i + b_i), o = sigmoid(x w_o + b_o),
//     g = tanh(h w_c + b_c), c' = c f + i g, h' = o tanh(c');
//
// a prediction y = h' w + b of the last layer is scored by next . (y - log(2 + sum(exp(y)))).
// The loop over the text is a `scan`: one node, whatever its length.
#include "protocol.hpp"

#include <typegrad/static.hpp>

#include <cstddef>
#include <memory>

namespace tg = typegrad;

namespace {

struct input {
  int layers, bits, length;
  std::vector<double> main, extra, state, text;

  explicit input(gradbench::json const& from)
      : layers(static_cast<int>(from["main_params"].items().size()) / 2),
        bits(static_cast<int>(from["sequence"].items()[0].items().size())),
        length(static_cast<int>(from["sequence"].items().size())),
        main(from["main_params"].numbers()),
        extra(from["extra_params"].numbers()),
        state(from["state"].numbers()),
        text(from["sequence"].numbers()) {}
  std::vector<std::span<double>> independent() { return {main, extra}; }
  static auto const& dense(std::vector<double> const& gradient, input const&) { return gradient; }
};

/// Row `Index` of a matrix, and part `Part` of four of it.
template <tg::index_t Index>
constexpr auto row(auto const& x) {
  return tg::slice<Index>(x);
}
template <tg::index_t Index, int Part, tg::index_t Bits>
constexpr auto part_of_row(auto const& x) {
  return tg::slice<Index, tg::range(Part * Bits, (Part + 1) * Bits)>(x);
}

template <tg::index_t Layers, tg::index_t Bits, tg::index_t Length>
struct text_model {
  using main_parameters = tg::tensor<double, 2 * Layers, 4 * Bits>;
  using extra_parameters = tg::tensor<double, 3, Bits>;
  using states = tg::tensor<double, 2 * Layers, Bits>;
  using text = tg::tensor<double, Length, Bits>;

  template <tg::index_t Layer>
  static constexpr auto advance(auto const& main, auto const& state, auto const& x) {
    auto const gate = [&]<int Part>(std::integral_constant<int, Part>, auto const& from) {
      return from * part_of_row<2 * Layer, Part, Bits>(main) +
             part_of_row<2 * Layer + 1, Part, Bits>(main);
    };
    auto const h = row<2 * Layer>(state), c = row<2 * Layer + 1>(state);
    auto const forget = tg::sigmoid(gate(std::integral_constant<int, 0>{}, x));
    auto const in = tg::sigmoid(gate(std::integral_constant<int, 1>{}, h));
    auto const out = tg::sigmoid(gate(std::integral_constant<int, 2>{}, x));
    auto const change = tg::tanh(gate(std::integral_constant<int, 3>{}, h));
    auto const next = c * forget + in * change;
    return tg::results{out * tg::tanh(next), next};
  }
  /// The layers from `Layer` on: what the last one gives, and all states.
  template <tg::index_t Layer>
  static constexpr auto advance_from(auto const& main, auto const& state, auto const& x,
                                     auto const&... before) {
    auto const [h, c] = advance<Layer>(main, state, x);
    if constexpr (Layer + 1 < Layers)
      return advance_from<Layer + 1>(main, state, h, before..., h, c);
    else return tg::results{h, tg::stack(before..., h, c)};
  }

  constexpr auto operator()(auto const& main, auto const& extra, auto const& state,
                            auto const& characters) const {
    auto const step = [&](auto const& now, auto const& character, auto const& following) {
      auto const [h, next] = advance_from<0>(main, now, character * row<0>(extra));
      auto const y = h * row<1>(extra) + row<2>(extra);
      auto const score = tg::sum(following * (y - tg::log(2 + tg::sum(tg::exp(y)))));
      return tg::results{next, score};
    };
    auto const [last, scores] =
        tg::scan(step, state, tg::slice<tg::range(0, Length - 1)>(characters),
                 tg::slice<tg::range(1, Length)>(characters));
    return tg::sum(scores) * (-1.0 / ((Length - 1) * Bits));
  }
};

/// A program for each size, in memory of its own.
template <class Model, class Function>
struct sized {
  using program =
      tg::program<Function, typename Model::main_parameters, typename Model::extra_parameters,
                  typename Model::states, typename Model::text>;

  static void run(input const& from, std::vector<double>& y) {
    struct memory {
      alignas(program::alignment) std::byte bytes[program::workspace_bytes];
    };
    static auto const work = std::make_unique<memory>();
    static typename Model::text const text(from.text.data());
    auto const result = program::run(work->bytes, typename Model::main_parameters(from.main.data()),
                                     typename Model::extra_parameters(from.extra.data()),
                                     typename Model::states(from.state.data()), text);
    if constexpr (requires { result.first; }) {
      y = gradbench::flat(result.first);
      auto const rest = gradbench::flat(result.second);
      y.insert(y.end(), rest.begin(), rest.end());
    } else {
      y.assign(1, result);
    }
  }
};

template <template <class> class Transform>
auto program_for(input const& from) {
  void (*found)(input const&, std::vector<double>&) = nullptr;
  auto const offer = [&]<tg::index_t Layers, tg::index_t Bits, tg::index_t Length>(
                         text_model<Layers, Bits, Length> model) {
    if (from.layers == Layers && from.bits == Bits && from.length == Length)
      found = sized<decltype(model), typename Transform<decltype(model)>::type>::run;
  };
  offer(text_model<2, 3, 4>{});
#ifndef GRADBENCH_SMALL  // tests have no large ones: seconds to compile each
  offer(text_model<2, 14, 1024>{});
  offer(text_model<4, 14, 1024>{});
#endif
  if (found == nullptr)
    throw std::runtime_error("lstm.cpp has no program for this size: offer(...)");
  return found;
}
template <class Model>
struct evaluated {
  using type = decltype(tg::evaluate(Model{}));
};
template <class Model>
struct differentiated {
  using type = decltype(tg::grad(Model{}, tg::wrt<0, 1>));
};

struct objective {
  using result = double;
  input const& from;
  void (*run)(input const&, std::vector<double>&);
  std::vector<double> y{};

  explicit objective(input const& in) : from(in), run(program_for<evaluated>(in)) {}
  void operator()(double& loss) {
    run(from, y);
    loss = y[0];
  }
};

struct jacobian {
  using result = std::vector<double>;
  input const& from;
  void (*run)(input const&, std::vector<double>&);

  explicit jacobian(input const& in) : from(in), run(program_for<differentiated>(in)) {}
  void operator()(std::vector<double>& y) const { run(from, y); }
};

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// What a layer computes for an element, and the way back needs.
struct cell {
  double x, h, c, forget, in, out, change, bent;  // bent: tanh of the next c

  cell(double const* weight, double const* bias, std::size_t bits, double input_, double h_,
       double c_)
      : x(input_),
        h(h_),
        c(c_),
        forget(sigmoid(x * weight[0] + bias[0])),
        in(sigmoid(h * weight[bits] + bias[bits])),
        out(sigmoid(x * weight[2 * bits] + bias[2 * bits])),
        change(std::tanh(h * weight[3 * bits] + bias[3 * bits])),
        bent(std::tanh(next())) {}
  double next() const { return c * forget + in * change; }
};

struct by_hand {
  input const& from;
  std::size_t bits, layers, length;
  std::vector<double> state{}, y;

  explicit by_hand(input const& in)
      : from(in),
        bits(static_cast<std::size_t>(in.bits)),
        layers(static_cast<std::size_t>(in.layers)),
        length(static_cast<std::size_t>(in.length)),
        y(bits) {}

  /// One step from `state`, whose cells go to `keep`; y is the prediction. Returns the score.
  double advance(std::size_t turn, auto const& keep) {
    double const* character = &from.text[turn * bits];
    for (std::size_t j = 0; j < bits; ++j) {  // all weights are diagonal
      double x = character[j] * from.extra[j];
      for (std::size_t layer = 0; layer < layers; ++layer) {
        double const* weight = &from.main[8 * bits * layer + j];
        double& h = state[2 * bits * layer + j];
        double& c = state[2 * bits * layer + bits + j];
        cell const made(weight, weight + 4 * bits, bits, x, h, c);
        keep(layer, j, made);
        c = made.next();
        x = h = made.out * made.bent;
      }
      y[j] = x * from.extra[bits + j] + from.extra[2 * bits + j];
    }
    double sum = 2, score = 0;
    for (double each : y) sum += std::exp(each);
    for (std::size_t j = 0; j < bits; ++j) score += character[bits + j] * (y[j] - std::log(sum));
    return score;
  }
  double scale() const { return -1.0 / static_cast<double>((length - 1) * bits); }
};

struct objective_by_hand : by_hand {
  using result = double;
  using by_hand::by_hand;
  void operator()(double& loss) {
    state = from.state;
    double total = 0;
    for (std::size_t turn = 0; turn + 1 < length; ++turn)
      total += advance(turn, [](std::size_t, std::size_t, cell const&) {});
    loss = total * scale();
  }
};

struct jacobian_by_hand : by_hand {
  using result = std::vector<double>;
  std::vector<cell> cells{};
  std::vector<double> predictions{}, of_state{};

  using by_hand::by_hand;
  void operator()(std::vector<double>& gradient) {
    state = from.state;
    cells.clear();
    predictions.clear();
    cells.reserve(length * layers * bits);
    for (std::size_t turn = 0; turn + 1 < length; ++turn) {
      advance(turn, [&](std::size_t, std::size_t, cell const& made) { cells.push_back(made); });
      predictions.insert(predictions.end(), y.begin(), y.end());
    }

    gradient.assign(from.main.size() + from.extra.size(), 0);
    of_state.assign(state.size(), 0);
    double* of_extra = &gradient[from.main.size()];
    for (std::size_t turn = length - 1; turn-- > 0;) {
      double const* character = &from.text[turn * bits];
      double const* prediction = &predictions[turn * bits];
      double sum = 2, all = 0;
      for (std::size_t j = 0; j < bits; ++j) {
        sum += std::exp(prediction[j]);
        all += character[bits + j];
      }
      for (std::size_t j = 0; j < bits; ++j) {
        double const of_y = scale() * (character[bits + j] - all * std::exp(prediction[j]) / sum);
        cell const* column = &cells[(turn * bits + j) * layers];
        cell const& top = column[layers - 1];
        of_extra[bits + j] += of_y * top.out * top.bent;
        of_extra[2 * bits + j] += of_y;
        double of_x = of_y * from.extra[bits + j];
        for (std::size_t layer = layers; layer-- > 0;) {
          cell const& at = column[layer];
          double const* weight = &from.main[8 * bits * layer + j];
          double* of_weight = &gradient[8 * bits * layer + j];
          double& of_h = of_state[2 * bits * layer + j];
          double& of_c = of_state[2 * bits * layer + bits + j];
          double const of_result = of_x + of_h;
          double const of_next = of_c + of_result * at.out * (1 - at.bent * at.bent);
          double const slopes[4] = {of_next * at.c * at.forget * (1 - at.forget),
                                    of_next * at.change * at.in * (1 - at.in),
                                    of_result * at.bent * at.out * (1 - at.out),
                                    of_next * at.in * (1 - at.change * at.change)};
          double const from_where[4] = {at.x, at.h, at.x, at.h};
          for (std::size_t part = 0; part < 4; ++part) {
            of_weight[part * bits] += slopes[part] * from_where[part];
            of_weight[(4 + part) * bits] += slopes[part];
          }
          of_c = of_next * at.forget;
          of_h = slopes[1] * weight[bits] + slopes[3] * weight[3 * bits];
          of_x = slopes[0] * weight[0] + slopes[2] * weight[2 * bits];
        }
        of_extra[j] += of_x * character[j];
      }
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  return gradbench::run_evaluation<input, objective, jacobian, objective_by_hand, jacobian_by_hand>(
      argc, argv, "objective", "jacobian");
}
