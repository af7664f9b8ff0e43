// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

/// What an image says to the debugger, which is QEMU (semihosting). No driver, no libc.
namespace board {

using word = std::uintptr_t;

/// Arm's "Semihosting for AArch32 and AArch64", and the same for RISC-V.
inline word ask_debugger(word operation, void const* argument) {
#if defined(__riscv)
  register word a0 asm("a0") = operation;
  register void const* a1 asm("a1") = argument;
  asm volatile(
      ".option push\n .option norvc\n .balign 16\n"
      "slli zero, zero, 0x1f\n ebreak\n srai zero, zero, 7\n .option pop"
      : "+r"(a0)
      : "r"(a1)
      : "memory");
  return a0;
#else
  register word r0 asm("r0") = operation;
  register void const* r1 asm("r1") = argument;
  asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
#endif
}

inline void write(char const* text) { ask_debugger(0x04, text); }

inline void write_number(std::uint32_t number) {
  char digits[11];
  int at = 10;
  digits[at] = 0;
  do {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  write(digits + at);
}

[[noreturn]] inline void exit(int status) {
  word const application_exit[2] = {0x20026u, static_cast<word>(status)};
  ask_debugger(0x20, application_exit);
  while (true) {}
}

}  // namespace board
