// SPDX-License-Identifier: BSL-1.0
// From reset to main: the vector table, the floating-point unit, .data, .bss.
#include "board.hpp"

extern "C" {
extern std::uint32_t data_in_flash[], data_begin[], data_end[], bss_begin[], bss_end[], stack_end[];
int image_main() asm("main");  // C++ forbids to call main by its name
[[noreturn]] void reset();
void say(char const* text) { board::write(text); }  // examples/firmware.hpp
[[noreturn]] void fault() {
  board::write("fault\n");
  board::exit(99);
}
}

#if defined(__riscv)
extern "C" [[gnu::naked, noreturn, gnu::section(".vectors")]] void start() {
  asm volatile(
      ".option push\n .option arch, +zicsr\n .option norelax\n la gp, __global_pointer$\n .option "
      "relax\n"
      "la sp, stack_end\n la t0, fault\n csrw mtvec, t0\n"
      "li t0, 0x6000\n csrs mstatus, t0\n"  // the floating-point unit, where there is one
      "j reset\n .option pop");
}
#else
extern "C" [[gnu::section(".vectors"), gnu::used]] void const* const vectors[16] = {
    stack_end,
    reinterpret_cast<void const*>(reset),
    reinterpret_cast<void const*>(fault),  // NMI
    reinterpret_cast<void const*>(fault),  // hard fault
    reinterpret_cast<void const*>(fault),  // memory
    reinterpret_cast<void const*>(fault),  // bus
    reinterpret_cast<void const*>(fault),  // usage
};
#endif

// The loops stay loops: memcpy and memset are not needed for them.
extern "C" [[noreturn, gnu::optimize("no-tree-loop-distribute-patterns")]] void reset() {
#if defined(__ARM_FP)
  *reinterpret_cast<std::uint32_t volatile*>(0xE000ED88) |= 0xFu << 20;  // CPACR: CP10 and CP11
  asm volatile("dsb\n isb" ::: "memory");
#endif
  std::uint32_t const* from = data_in_flash;
  for (std::uint32_t* to = data_begin; to < data_end;) *to++ = *from++;
  for (std::uint32_t* to = bss_begin; to < bss_end;) *to++ = 0;
  board::exit(image_main());
}
