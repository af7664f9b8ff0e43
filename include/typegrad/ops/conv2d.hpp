// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/op/constant_beside.hpp>
#include <typegrad/ops/add.hpp>
#include <typegrad/ops/matmul.hpp>
#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/sliding_windows.hpp>

namespace typegrad {

/// What `conv2d` asks of its operands: null, or what does not hold.
constexpr char const* relation_of_conv2d(shape const& x, shape const& w, index_t stride,
                                         index_t padding) {
  if (w.rank != 4) return "b must have four axes: outputs, channels, rows and columns";
  for (int axis = 0; axis < 4; ++axis)
    if (is_open(w.extents[axis])) return "the extents of b must be known: `fix` them";
  shape_result const windows = shape_of_windows(x, {w.extents[2], w.extents[3], stride, padding});
  if (!windows) return windows.relation;
  return x.extents[1] == w.extents[1] ? nullptr : "a must have as many channels as b";
}
/// The mistake in `conv2d<Stride, Padding>` of operands of these types.
template <index_t Stride, index_t Padding, class Image, class Kernel>
struct conv2d_operands {
  static constexpr auto name = "conv2d";
  static constexpr char const* relation = relation_of_conv2d(
      typed_operand<Image>::extents, typed_operand<Kernel>::extents, Stride, Padding);
};

/// y(n, o, i, j) = the sum of w(o, c, k, l) x(n, c, i Stride + k - Padding, j Stride + l - Padding)
/// over c, k and l: a convolution as networks have it, `conv2d<1, 1>(x, w)`.
///
/// shape     x: (n, c, h, w), w: (o, c, k, l)  ->  (n, o, (h + 2 Padding - k) / Stride + 1, ...)
/// backward  dx = the windows of w^T dy, added up; dw = dy (windows of x)^T; reads both
/// domain    all x and w
/// edge      the padding is 0
/// cost      2 c k l flops for an element of y, and a copy of k l elements for each of x
/// errors    another rank, another number of channels; a kernel that does not fit; extents other
///           than n that are open: `fix` them
/// source    Saito, "Deep Learning from Scratch 3", step 57; PyTorch, `functional.conv2d`
template <index_t Stride = 1, index_t Padding = 0, Operand Image, Operand Kernel>
  requires(!Recordable<Image> && !Recordable<Kernel>)
constexpr auto conv2d(Image const& x, Kernel const& w) {
  if constexpr (is_refused<Image> || is_refused<Kernel>) {
    return refused{};
  } else {
    using rule = conv2d_operands<Stride, Padding, Image, Kernel>;
    if constexpr (rule::relation != nullptr) {
      return refuse<ops::matmul, rule, Image, Kernel>();
    } else {
      constexpr shape kernel = typed_operand<Kernel>::extents;
      constexpr shape from =
          shape_of_windows(typed_operand<Image>::extents, {kernel[2], kernel[3], Stride, Padding})
              .value;
      constexpr index_t images = is_open(from[0]) ? -1 : from[0];
      constexpr index_t length = kernel[1] * from[2];
      auto const columns = reshape<images, length, from[3] * from[4]>(
          sliding_windows<kernel[2], kernel[3], Stride, Padding>(x));
      return reshape<images, kernel[0], from[3], from[4]>(
          matmul(reshape<kernel[0], length>(w), columns));
    }
  }
}
/// With an offset for each output: b has the shape (o).
template <index_t Stride = 1, index_t Padding = 0, Operand Image, Operand Kernel, Operand Offset>
  requires(!Recordable<Image> && !Recordable<Kernel>)
constexpr auto conv2d(Image const& x, Kernel const& w, Offset const& b) {
  return conv2d<Stride, Padding>(x, w) + reshape<-1, 1, 1>(b);
}

/// Of variables, with ordinary arguments too: `conv2d(x, w, 1, 1)` with the stride and the padding.
template <index_t Stride = 1, index_t Padding = 0, Operand Image, Operand Kernel>
  requires(Recordable<Image> || Recordable<Kernel>)
constexpr auto conv2d(Image const& x, Kernel const& w, index_t stride = Stride,
                      index_t padding = Padding) {
  if constexpr (is_refused<Image> || is_refused<Kernel>) {
    return refused{};
  } else {
    shape const kernel = extents_of(w);
    require_pair(relation_of_conv2d(extents_of(x), kernel, stride, padding), "conv2d", x, w);
    auto const& like = first_recordable(x, w);
    auto const windows =
        sliding_windows(recordable_beside(like, x), kernel[2], kernel[3], stride, padding);
    shape const from = windows.extents();
    index_t const length = kernel[1] * from[2];
    auto const columns = reshape_to(
        windows, shape_rule::with_table_of(from, make_shape(from[0], length, from[3] * from[4])));
    return reshape_to(
        matmul(reshape_to(recordable_beside(like, w), make_shape(kernel[0], length)), columns),
        shape_rule::with_table_of(from, make_shape(from[0], kernel[0], from[3], from[4])));
  }
}
template <index_t Stride = 1, index_t Padding = 0, Operand Image, Operand Kernel, Operand Offset>
  requires((Recordable<Image> || Recordable<Kernel>) && !Scalar<Offset>)
constexpr auto conv2d(Image const& x, Kernel const& w, Offset const& b, index_t stride = Stride,
                      index_t padding = Padding) {
  return conv2d(x, w, stride, padding) + reshape_to(recordable_beside(first_recordable(x, w), b),
                                                    make_shape(extents_of(b).size(), 1, 1));
}

}  // namespace typegrad
