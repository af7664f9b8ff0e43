// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/c_text/c_operation.hpp>
#include <typegrad/graph/scalar_type.hpp>
#include <typegrad/kernel/lane_width.hpp>
#include <typegrad/op/operation_defaults.hpp>

#include <cstddef>

namespace typegrad {

/// One operand of a whole operation, of a scalar type that is known at run time.
struct erased_reading {
  void const* data;
  typegrad::shape extents;
  strided_view view;
};

/// An operand of a kernel: elements in a row, or one number for all, of which there are
/// `splat_bytes` bytes of copies then. Of reals the kernel may read `element * factor + offset`; a
/// null pointer is a factor of 1, an offset of -0.
struct kernel_operand {
  void const* data;
  bool repeated = false;
  bool padded = false;  ///< memory goes on behind the last element, to the end of a block of lanes,
                        ///< or of a packet where all elements fit into one
  void const* factor = nullptr;
  void const* offset = nullptr;
};
/// As many bytes as a vector of the processor has, and as a block of lanes has.
inline constexpr int bytes_of_packet = packet_size<double> * static_cast<int>(sizeof(double));
inline constexpr int splat_bytes = lane_width<double> * static_cast<int>(sizeof(double));

/// Where the results go, null for nowhere; and of reals also a block of lanes to which they are
/// added, or null.
struct kernel_result {
  void* data;
  void* sums = nullptr;
  bool padded = false;
};
/// `out[i] = forward(in[0][i], in[1][i], ...)` for i < n; all of one scalar type, the masks of
/// `where` apart.
using block_kernel = void (*)(kernel_result out, kernel_operand const* in, int n);
/// `forward` of one number per operand, then the next step; gives the step behind the last one of
/// the row. See `number_code`.
struct number_step;
using number_kernel = number_step const* (*)(std::byte* cells, number_step const* step);
/// What a reduction does with elements `x[0], ..., x[n - 1]`, or n times `x[0]`, and one or n
/// results.
using combine_kernel = void (*)(void* to, void const* x, bool repeated, int n);
using fill_kernel = void (*)(void* to, index_t n);
/// The whole result of an opaque operation.
using whole_kernel = void (*)(void* out, shape const& result, list_view<word> attributes,
                              list_view<erased_reading> operands);

/// c = a b for matrices whose elements are `row_stride` and `column_stride` apart; c is contiguous.
struct erased_matrix {
  void const* data;
  index_t row_stride;
  index_t column_stride;
};
using product_kernel_at_run_time = void (*)(void* c, erased_matrix a, erased_matrix b, index_t m,
                                            index_t k, index_t n);

/// One term of an element of a product, where few are left: places in the result and the factors.
struct product_term {
  index_t to;
  index_t a;
  index_t b;
  bool first;  ///< of its element
};
/// Zeros, and the sum of these terms where there are some.
using terms_kernel = void (*)(void* c, index_t size, void const* a, void const* b,
                              list_view<product_term> terms);

/// An operation with all that running it takes when its graph was recorded at run time: one kernel
/// per scalar type in which it computes (null where it does not), each made of the operation's own
/// `forward`, `combine` or `kernel`.
struct dynamic_operation : operation {
  /// The scalar type that operands are converted to; `result` is the node's.
  scalar_type (*compute_type)(list_view<scalar_type> operands, scalar_type result) = nullptr;
  bool gives_mask = false;  ///< `forward` answers with truth values
  bool takes_mask = false;  ///< operand 0 is read as truth values
  arithmetic_rule arithmetic = arithmetic_rule::other;
  block_kernel block[scalar_type_count]{};
  number_kernel number[scalar_type_count]{};       ///< of real numbers; null else
  combine_kernel reduce[scalar_type_count]{};      ///< all of x into `to[0]`
  combine_kernel accumulate[scalar_type_count]{};  ///< `to[i]` with `x[i]`
  fill_kernel fill_identity[scalar_type_count]{};
  whole_kernel whole[scalar_type_count]{};
  product_kernel_at_run_time multiply[scalar_type_count]{};
  terms_kernel multiply_terms[scalar_type_count]{};
  c_operation const* as_c = nullptr;  ///< its text in C; null where it has none
};

}  // namespace typegrad
