// SPDX-License-Identifier: BSL-1.0
// A plugin of QEMU (API version 1, QEMU 4.2 to 8): the instructions that run between each call of
// count_begin() and the next one of count_end(), one line for each. Debian has no header for it.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct qemu_plugin_tb;
struct qemu_plugin_insn;
extern void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t,
                                                  void (*)(uint64_t, struct qemu_plugin_tb*));
extern size_t qemu_plugin_tb_n_insns(struct qemu_plugin_tb const*);
extern struct qemu_plugin_insn* qemu_plugin_tb_get_insn(struct qemu_plugin_tb const*, size_t);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn*,
                                                   void (*)(unsigned, void*), int, void*);
extern char const* qemu_plugin_insn_symbol(struct qemu_plugin_insn const*);
extern void qemu_plugin_register_atexit_cb(uint64_t, void (*)(uint64_t, void*), void*);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

static uint64_t executed, counted[10000];
static int calls, is_counting;

static void run(unsigned cpu, void* is_marker) {
  (void)cpu;
  if (is_marker == NULL) {
    ++executed;
  } else if (*(char const*)is_marker == 'b') {
    executed = 0;
    is_counting = 1;
  } else if (is_counting) {
    is_counting = 0;
    if (calls < 10000) counted[calls++] = executed;
  }
}

static void translate(uint64_t id, struct qemu_plugin_tb* block) {
  (void)id;
  size_t const count = qemu_plugin_tb_n_insns(block);
  for (size_t i = 0; i < count; ++i) {
    struct qemu_plugin_insn* const one = qemu_plugin_tb_get_insn(block, i);
    char const* const symbol = qemu_plugin_insn_symbol(one);
    char const* marker = NULL;
    if (symbol != NULL && strcmp(symbol, "count_begin") == 0) marker = "b";
    if (symbol != NULL && strcmp(symbol, "count_end") == 0) marker = "e";
    qemu_plugin_register_vcpu_insn_exec_cb(one, run, 0, (void*)marker);
  }
}

static void finish(uint64_t id, void* data) {
  (void)id;
  (void)data;
  char const* const name = getenv("COUNTED");
  FILE* const file = name != NULL ? fopen(name, "w") : NULL;
  if (file == NULL) return;
  for (int i = 0; i < calls; ++i) fprintf(file, "%llu\n", (unsigned long long)counted[i]);
  fclose(file);
}

__attribute__((visibility("default"))) int qemu_plugin_install(uint64_t id, void const* info,
                                                               int argc, char** argv) {
  (void)info;
  (void)argc;
  (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
  qemu_plugin_register_atexit_cb(id, finish, NULL);
  return 0;
}
