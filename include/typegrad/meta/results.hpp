// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace typegrad {

/// Several results of a call. A plain aggregate, so that it costs nothing (a `std::tuple` by value
/// cost 2.5 times the instructions of the whole EKF update) and decomposes: `auto [gx, gw] = ...`.
template <class... X>
struct results;
template <class A>
struct results<A> {
  A first;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B>
struct results<A, B> {
  A first;
  B second;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B>
results(A, B) -> results<A, B>;
template <class A, class B, class C>
struct results<A, B, C> {
  A first;
  B second;
  C third;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B, class C>
results(A, B, C) -> results<A, B, C>;
template <class A, class B, class C, class D>
struct results<A, B, C, D> {
  A first;
  B second;
  C third;
  D fourth;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B, class C, class D>
results(A, B, C, D) -> results<A, B, C, D>;
template <class A, class B, class C, class D, class E>
struct results<A, B, C, D, E> {
  A first;
  B second;
  C third;
  D fourth;
  E fifth;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B, class C, class D, class E>
results(A, B, C, D, E) -> results<A, B, C, D, E>;
template <class A, class B, class C, class D, class E, class F>
struct results<A, B, C, D, E, F> {
  A first;
  B second;
  C third;
  D fourth;
  E fifth;
  F sixth;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B, class C, class D, class E, class F>
results(A, B, C, D, E, F) -> results<A, B, C, D, E, F>;
template <class A, class B, class C, class D, class E, class F, class G>
struct results<A, B, C, D, E, F, G> {
  A first;
  B second;
  C third;
  D fourth;
  E fifth;
  F sixth;
  G seventh;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B, class C, class D, class E, class F, class G>
results(A, B, C, D, E, F, G) -> results<A, B, C, D, E, F, G>;
template <class A, class B, class C, class D, class E, class F, class G, class H>
struct results<A, B, C, D, E, F, G, H> {
  A first;
  B second;
  C third;
  D fourth;
  E fifth;
  F sixth;
  G seventh;
  H eighth;

  friend bool operator==(results const&, results const&) = default;
};
template <class A, class B, class C, class D, class E, class F, class G, class H>
results(A, B, C, D, E, F, G, H) -> results<A, B, C, D, E, F, G, H>;

}  // namespace typegrad
