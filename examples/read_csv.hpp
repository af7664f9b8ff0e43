// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

/// The numbers of a file of comma-separated values, line by line, after `skipped` lines of heading.
/// Ends the program with a sentence where the file is not there.
inline std::vector<std::vector<float>> read_csv(std::string const& path, int skipped = 0) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << path << " cannot be read: run this from the folder of the repository.\n";
    std::exit(2);
  }
  std::vector<std::vector<float>> lines;
  for (std::string line; std::getline(file, line);) {
    if (skipped-- > 0) continue;
    std::istringstream fields(line);
    lines.emplace_back();
    for (std::string field; std::getline(fields, field, ',');)
      lines.back().push_back(std::stof(field));
  }
  return lines;
}
