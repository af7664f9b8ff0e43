// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/sentence.hpp>

#if defined(__clang__) && __cpp_static_assert < 202306L

namespace typegrad {

/// What surrounds the reason of a mistake: the call and its operands. Clang prints it with the
/// failed condition.
#if __clang_major__ < 15
template <class... Operation>
struct call {};
#else
template <fixed_string... Words>
struct call {};
#endif
template <class Parts>
inline constexpr bool is_correct = false;

/// Not constexpr: the compiler shows from where it is called, and with it the reason.
inline bool the_operands_do_not_fit() { return false; }
constexpr bool must_hold(char const* reason) {
  return reason == nullptr || the_operands_do_not_fit();
}

/// A compiler that prints only literal text prints one of these. A reason that is not among them,
/// such as that of an operation of the user's own, stands in the note below the error.
/// tests/style/check_sentences.py keeps the list.
template <class Mistake>
struct literal_refusal {
  static constexpr bool is(char const* words) { return same_text(Mistake::reason, words); }

  static constexpr auto correct() {
    using parts = typename Mistake::parts;
    // clang-format off
    if constexpr (is("a and b must have at least one axis"))
      static_assert(is_correct<parts>, "a and b must have at least one axis");
    else if constexpr (is("a and b must have at most two axes: batches are multiplied by matmul"))
      static_assert(is_correct<parts>, "a and b must have at most two axes: batches are multiplied by matmul");
    else if constexpr (is("a and b must have the same shape"))
      static_assert(is_correct<parts>, "a and b must have the same shape");
    else if constexpr (is("a must be a square matrix"))
      static_assert(is_correct<parts>, "a must be a square matrix");
    else if constexpr (is("a must have at least one row"))
      static_assert(is_correct<parts>, "a must have at least one row");
    else if constexpr (is("a must have at least two axes"))
      static_assert(is_correct<parts>, "a must have at least two axes");
    else if constexpr (is("a must have at most 6 rows, or a number of them that is known: `fix` it"))
      static_assert(is_correct<parts>, "a must have at most 6 rows, or a number of them that is known: `fix` it");
    else if constexpr (is("a must have at most 6 rows: cofactors of more take too long"))
      static_assert(is_correct<parts>, "a must have at most 6 rows: cofactors of more take too long");
    else if constexpr (is("a must have exactly one axis"))
      static_assert(is_correct<parts>, "a must have exactly one axis");
    else if constexpr (is("a must have the shape of b: (n, 1) and (n,) would broadcast to (n, n)"))
      static_assert(is_correct<parts>, "a must have the shape of b: (n, 1) and (n,) would broadcast to (n, n)");
    else if constexpr (is("a slice must not have more items than a has axes"))
      static_assert(is_correct<parts>, "a slice must not have more items than a has axes");
    else if constexpr (is("a squeezed axis must have extent 1"))
      static_assert(is_correct<parts>, "a squeezed axis must have extent 1");
    else if constexpr (is("argmax and argmin look along one axis or all"))
      static_assert(is_correct<parts>, "argmax and argmin look along one axis or all");
    else if constexpr (is("at least one operand is needed"))
      static_assert(is_correct<parts>, "at least one operand is needed");
    else if constexpr (is("at most one extent may be -1"))
      static_assert(is_correct<parts>, "at most one extent may be -1");
    else if constexpr (is("b must be a vector or a matrix"))
      static_assert(is_correct<parts>, "b must be a vector or a matrix");
    else if constexpr (is("b must have as many rows as a"))
      static_assert(is_correct<parts>, "b must have as many rows as a");
    else if constexpr (is("b must have one label for each line of scores in a"))
      static_assert(is_correct<parts>, "b must have one label for each line of scores in a");
    else if constexpr (is("batch axes of a and b, all but the last two, must broadcast"))
      static_assert(is_correct<parts>, "batch axes of a and b, all but the last two, must broadcast");
    else if constexpr (is("columns of a must equal rows of b"))
      static_assert(is_correct<parts>, "columns of a must equal rows of b");
    else if constexpr (is("every axis must lie in [-rank, rank)"))
      static_assert(is_correct<parts>, "every axis must lie in [-rank, rank)");
    else if constexpr (is("every index must lie in [-extent, extent) of its axis"))
      static_assert(is_correct<parts>, "every index must lie in [-extent, extent) of its axis");
    else if constexpr (is("extents must not be negative"))
      static_assert(is_correct<parts>, "extents must not be negative");
    else if constexpr (is("extents must not be negative, except one -1"))
      static_assert(is_correct<parts>, "extents must not be negative, except one -1");
    else if constexpr (is("extents of a and b, aligned at the last axis, must be equal or 1"))
      static_assert(is_correct<parts>, "extents of a and b, aligned at the last axis, must be equal or 1");
    else if constexpr (is("extents of a, aligned at the last axis, must be 1 or equal those of the target"))
      static_assert(is_correct<parts>, "extents of a, aligned at the last axis, must be 1 or equal those of the target");
    else if constexpr (is("max needs at least one element along the reduced axes"))
      static_assert(is_correct<parts>, "max needs at least one element along the reduced axes");
    else if constexpr (is("min needs at least one element along the reduced axes"))
      static_assert(is_correct<parts>, "min needs at least one element along the reduced axes");
    else if constexpr (is("no axis may be named twice"))
      static_assert(is_correct<parts>, "no axis may be named twice");
    else if constexpr (is("operands must agree in every extent except along the joined axis"))
      static_assert(is_correct<parts>, "operands must agree in every extent except along the joined axis");
    else if constexpr (is("operands must have at least one axis"))
      static_assert(is_correct<parts>, "operands must have at least one axis");
    else if constexpr (is("operands must have the same number of axes"))
      static_assert(is_correct<parts>, "operands must have the same number of axes");
    else if constexpr (is("operands must have the same shape"))
      static_assert(is_correct<parts>, "operands must have the same shape");
    else if constexpr (is("the axes and the axes that are repeated must be at most 8"))
      static_assert(is_correct<parts>, "the axes and the axes that are repeated must be at most 8");
    else if constexpr (is("the axis must split into equal parts"))
      static_assert(is_correct<parts>, "the axis must split into equal parts");
    else if constexpr (is("the extent of the axis must be known while compiling"))
      static_assert(is_correct<parts>, "the extent of the axis must be known while compiling");
    else if constexpr (is("the elements must fit into memory"))
      static_assert(is_correct<parts>, "the elements must fit into memory");
    else if constexpr (is("the known extents must divide the number of elements"))
      static_assert(is_correct<parts>, "the known extents must divide the number of elements");
    else if constexpr (is("the labels b must be integers, the numbers of the classes"))
      static_assert(is_correct<parts>, "the labels b must be integers, the numbers of the classes");
    else if constexpr (is("the new axes must be named"))
      static_assert(is_correct<parts>, "the new axes must be named");
    else if constexpr (is("the last axis of a and of b must have the extent 3"))
      static_assert(is_correct<parts>, "the last axis of a and of b must have the extent 3");
    else if constexpr (is("the number of elements must stay the same"))
      static_assert(is_correct<parts>, "the number of elements must stay the same");
    else if constexpr (is("the number of repeats must not be negative"))
      static_assert(is_correct<parts>, "the number of repeats must not be negative");
    else if constexpr (is("the permutation must name every axis of a once"))
      static_assert(is_correct<parts>, "the permutation must name every axis of a once");
    else if constexpr (is("the result must have at most 7 axes"))
      static_assert(is_correct<parts>, "the result must have at most 7 axes");
    else if constexpr (is("the result must have at most 8 axes"))
      static_assert(is_correct<parts>, "the result must have at most 8 axes");
    else if constexpr (is("the step of a slice must not be 0"))
      static_assert(is_correct<parts>, "the step of a slice must not be 0");
    else if constexpr (is("the target must broadcast to the shape of a"))
      static_assert(is_correct<parts>, "the target must broadcast to the shape of a");
    else if constexpr (is("the target must have at least as many axes as a"))
      static_assert(is_correct<parts>, "the target must have at least as many axes as a");
    else if constexpr (is("typegrad: a member of f is used in arithmetic of its own, which cannot be traced: write T(v) * 2 for v * 2 and tg::sqrt(T(v)) for std::sqrt(v), where T is the type of x, or x * v * 2 for x * (v * 2); x takes part before 64 members do; of integers only an int may be a member"))
      static_assert(is_correct<parts>, "typegrad: a member of f is used in arithmetic of its own, which cannot be traced: write T(v) * 2 for v * 2 and tg::sqrt(T(v)) for std::sqrt(v), where T is the type of x, or x * v * 2 for x * (v * 2); x takes part before 64 members do; of integers only an int may be a member");
    else if constexpr (is("typegrad: a comparison, or an integer made of real numbers, is constant wherever it has a derivative: f must return a real number, such as where(x > 0, a, b)"))
      static_assert(is_correct<parts>, "typegrad: a comparison, or an integer made of real numbers, is constant wherever it has a derivative: f must return a real number, such as where(x > 0, a, b)");
    else if constexpr (is("typegrad: grad(f) needs f to return one number: use vjp or jacobian, or sum the result"))
      static_assert(is_correct<parts>, "typegrad: grad(f) needs f to return one number: use vjp or jacobian, or sum the result");
    else if constexpr (is("typegrad: the body of fori and while_loop must return the carry that it gets, of the same types and shapes"))
      static_assert(is_correct<parts>, "typegrad: the body of fori and while_loop must return the carry that it gets, of the same types and shapes");
    else if constexpr (is("typegrad: the step of scan must return {carry, row}, with the carry that it gets, of the same types and shapes"))
      static_assert(is_correct<parts>, "typegrad: the step of scan must return {carry, row}, with the carry that it gets, of the same types and shapes");
    else if constexpr (is("typegrad: vmap(f)(x...): all that is mapped must have equally many rows"))
      static_assert(is_correct<parts>, "typegrad: vmap(f)(x...): all that is mapped must have equally many rows");
    else if constexpr (is("typegrad: wrt<...> must name arguments that the call has; the first is wrt<0>"))
      static_assert(is_correct<parts>, "typegrad: wrt<...> must name arguments that the call has; the first is wrt<0>");
    else if constexpr (is("typegrad: the workspace must fit into TYPEGRAD_MAX_STACK_BYTES: call tg::program<...>::run(memory, x...) with memory of your own"))
      static_assert(is_correct<parts>, "typegrad: the workspace must fit into TYPEGRAD_MAX_STACK_BYTES: call tg::program<...>::run(memory, x...) with memory of your own");
    else if constexpr (is("the shape rule of an operation must give numbers, or extents of operands that are not known yet"))
      static_assert(is_correct<parts>, "the shape rule of an operation must give numbers, or extents of operands that are not known yet");
    else if constexpr (is("there must be at least one element to point at"))
      static_assert(is_correct<parts>, "there must be at least one element to point at");
    else if constexpr (is("b must have four axes: outputs, channels, rows and columns"))
      static_assert(is_correct<parts>, "b must have four axes: outputs, channels, rows and columns");
    else if constexpr (is("the extents of b must be known: `fix` them"))
      static_assert(is_correct<parts>, "the extents of b must be known: `fix` them");
    else if constexpr (is("a must have as many channels as b"))
      static_assert(is_correct<parts>, "a must have as many channels as b");
    else if constexpr (is("a must have four axes: images, channels, rows and columns"))
      static_assert(is_correct<parts>, "a must have four axes: images, channels, rows and columns");
    else if constexpr (is("the rows and the columns of a must be known: `fix` them"))
      static_assert(is_correct<parts>, "the rows and the columns of a must be known: `fix` them");
    else if constexpr (is("the window and the stride must be at least 1, the padding at least 0"))
      static_assert(is_correct<parts>, "the window and the stride must be at least 1, the padding at least 0");
    else if constexpr (is("the window must fit into the image and its padding"))
      static_assert(is_correct<parts>, "the window must fit into the image and its padding");
    else if constexpr (is("einsum takes letters, commas and one arrow"))
      static_assert(is_correct<parts>, "einsum takes letters, commas and one arrow");
    else if constexpr (is("einsum takes as many lists of letters as there are operands"))
      static_assert(is_correct<parts>, "einsum takes as many lists of letters as there are operands");
    else if constexpr (is("no operand, no product on the way and no result may have more than eight axes"))
      static_assert(is_correct<parts>, "no operand, no product on the way and no result may have more than eight axes");
    else if constexpr (is("each letter behind the arrow must stand there once, and before the arrow"))
      static_assert(is_correct<parts>, "each letter behind the arrow must stand there once, and before the arrow");
    else if constexpr (is("each operand must have one letter for each axis"))
      static_assert(is_correct<parts>, "each operand must have one letter for each axis");
    else if constexpr (is("axes with one letter must have one extent"))
      static_assert(is_correct<parts>, "axes with one letter must have one extent");
    else if constexpr (is("the axis of a median must have a known extent"))
      static_assert(is_correct<parts>, "the axis of a median must have a known extent");
    else if constexpr (is("the axis of a median must have elements"))
      static_assert(is_correct<parts>, "the axis of a median must have elements");
    else if constexpr (is("typegrad: the function must take the arguments of the call, all of them and as traced values: (auto x, auto const& w)"))
      static_assert(is_correct<parts>, "typegrad: the function must take the arguments of the call, all of them and as traced values: (auto x, auto const& w)");
    else if constexpr (is("typegrad: a number of your own type beside a traced value: write it as a literal, 0.5 * x, or give it as an argument of f"))
      static_assert(is_correct<parts>, "typegrad: a number of your own type beside a traced value: write it as a literal, 0.5 * x, or give it as an argument of f");
    else if constexpr (is("typegrad: a type of numbers needs each function that a program calls, declared beside it"))
      static_assert(is_correct<parts>, "typegrad: a type of numbers needs each function that a program calls, declared beside it");
    else if constexpr (is("both must have at most four axes"))
      static_assert(is_correct<parts>, "both must have at most four axes");
    else if constexpr (is("what stands around must be at least 0 wide, and fit into memory"))
      static_assert(is_correct<parts>, "what stands around must be at least 0 wide, and fit into memory");
    else if constexpr (is("the axis must have as many elements as are to stand beside it"))
      static_assert(is_correct<parts>, "the axis must have as many elements as are to stand beside it");
    else if constexpr (is("a must have one to seven axes"))
      static_assert(is_correct<parts>, "a must have one to seven axes");
    else if constexpr (is("the window must be at least 1"))
      static_assert(is_correct<parts>, "the window must be at least 1");
    else if constexpr (is("the window must fit into the last axis"))
      static_assert(is_correct<parts>, "the window must fit into the last axis");
    else if constexpr (is("both must be vectors"))
      static_assert(is_correct<parts>, "both must be vectors");
    else if constexpr (is("the extent of one of them must be known: `fix` it"))
      static_assert(is_correct<parts>, "the extent of one of them must be known: `fix` it");
    else if constexpr (is("none may be empty"))
      static_assert(is_correct<parts>, "none may be empty");
    else if constexpr (is("a must be a vector of coefficients"))
      static_assert(is_correct<parts>, "a must be a vector of coefficients");
    else if constexpr (is("the extent of a must be known: `fix` it"))
      static_assert(is_correct<parts>, "the extent of a must be known: `fix` it");
    else if constexpr (is("a must have at least one coefficient"))
      static_assert(is_correct<parts>, "a must have at least one coefficient");
    else if constexpr (is("the axis must have at least two elements"))
      static_assert(is_correct<parts>, "the axis must have at least two elements");
    else if constexpr (is("an extent that is open must be at least as long as the other"))
      static_assert(is_correct<parts>, "an extent that is open must be at least as long as the other");
    else static_assert(must_hold(Mistake::reason), "the call does not fit, see the note");
    // clang-format on
    return true;
  }
};

}  // namespace typegrad

#endif
