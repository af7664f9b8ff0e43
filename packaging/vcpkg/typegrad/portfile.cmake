# An overlay port that takes the sources from the checkout it stands in:
#   vcpkg install typegrad --overlay-ports=typegrad/packaging/vcpkg
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

set(VCPKG_BUILD_TYPE release)  # headers only
vcpkg_cmake_configure(SOURCE_PATH "${SOURCE_PATH}")
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH share/cmake/typegrad)
set(config "${CURRENT_PACKAGES_DIR}/share/${PORT}/typegradConfig.cmake")  # now one folder less from the prefix
file(READ "${config}" text)
string(REPLACE "/../../.." "/../.." text "${text}")
file(WRITE "${config}" "${text}")
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/lib")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
