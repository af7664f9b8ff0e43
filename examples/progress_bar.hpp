// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <unistd.h>
#include <cstdio>
#include <string>

/// A bar that fills up in one line of the terminal; in a file or a pipe, ten lines.
class progress_bar {
 public:
  explicit progress_bar(int steps) : steps_(steps) {}

  /// Shows that `done` steps are done, and what there is to say about it.
  void show(int done, std::string const& message) const {
    bool const last = done == steps_;
    if (!on_terminal_ && !last && done % (steps_ / 10 > 0 ? steps_ / 10 : 1) != 0) return;
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < done * width / steps_ ? "█" : "░";
    std::printf("%s%3d/%d %s %s%s", on_terminal_ ? "\r" : "", done, steps_, bar.c_str(),
                message.c_str(), on_terminal_ && !last ? "" : "\n");
    std::fflush(stdout);
  }

 private:
  static constexpr int width = 30;
  int steps_;
  bool on_terminal_ = isatty(STDOUT_FILENO) != 0;
};
