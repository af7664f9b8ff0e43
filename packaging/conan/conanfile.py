# SPDX-License-Identifier: BSL-1.0
"""conan create packaging/conan --build=missing -s compiler.cppstd=20     (Conan 2; takes the sources from the checkout it stands in)"""
import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake
from conan.tools.files import copy, load


class Typegrad(ConanFile):
    name = "typegrad"
    description = "automatic differentiation of C++20 functions while they compile"
    license = "BSL-1.0"
    topics = ("autodiff", "gradient", "jacobian", "header-only")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"with_eigen": [True, False]}  # its matrices as arguments and results
    default_options = {"with_eigen": True}
    generators = "CMakeToolchain", "CMakeDeps"
    no_copy_source = True

    def set_version(self):
        lists = load(self, os.path.join(self.recipe_folder, "..", "..", "CMakeLists.txt"))
        self.version = re.search(r"project\(typegrad VERSION (\S+)", lists)[1]

    def export_sources(self):
        root = os.path.join(self.recipe_folder, "..", "..")
        for pattern in ("CMakeLists.txt", "LICENSE", "include/*", "packaging/*.in"):
            copy(self, pattern, root, self.export_sources_folder)

    def requirements(self):
        if self.options.with_eigen:
            self.requires("eigen/3.4.0", transitive_headers=True)
        self.requires("boost/1.83.0", transitive_headers=True, options={"header_only": True})

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        self.info.clear()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.set_property("cmake_file_name", "typegrad")
        self.cpp_info.components["embedded"].set_property("cmake_target_name", "typegrad::embedded")
        whole = self.cpp_info.components["typegrad"]
        whole.set_property("cmake_target_name", "typegrad::typegrad")
        whole.set_property("pkg_config_name", "typegrad")
        whole.requires = ["embedded", "boost::headers"] + (["eigen::eigen"] if self.options.with_eigen else [])
