# SPDX-License-Identifier: GPL-2.0-or-later
# What cpack makes of a build folder: a Debian package, and by CPackSourceConfig.cmake the source tarball.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "sorts network traffic by application, in Wireshark, tshark and on its own")
set(CPACK_PACKAGE_DESCRIPTION
    "Winnow gives each packet in Wireshark and tshark its application, by port first
and then corrected by evidence, describes the flow that the packet belongs to,
and flags what is out of the ordinary: scans, floods, guessed passwords,
beacons, tunnels, forgeries.
.
This package contains the plugin, a profile with columns, colours and filter
buttons, the port table, and the command winnow, which makes tables, charts
and pages of captures and of tshark's exports.")
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_PACKAGE_CONTACT "whoever built it <nobody@example.org>") # unless cpack -D says who

# Wireshark loads plugins of its own MAJOR.MINOR only, which the symbols that a plugin uses do not tell.
get_target_property(libwireshark epan LOCATION)
execute_process(COMMAND dpkg-query --search ${libwireshark} OUTPUT_VARIABLE libwireshark ERROR_QUIET)
string(REGEX REPLACE ":.*" "" libwireshark "${libwireshark}")
if(libwireshark)
  set(this ${Wireshark_MAJOR_VERSION}.${Wireshark_MINOR_VERSION})
  math(EXPR next "${Wireshark_MINOR_VERSION} + 1")
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "${libwireshark} (>= ${this}~), ${libwireshark} (<< ${Wireshark_MAJOR_VERSION}.${next}~)")
endif()
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "tshark, wireshark, publicsuffix")
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian_policy.cmake)
set(CPACK_WINNOW_SOURCE_DIR ${CMAKE_CURRENT_SOURCE_DIR})

set(CPACK_SOURCE_GENERATOR TGZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME ${PROJECT_NAME}-${PROJECT_VERSION})
string(REGEX REPLACE "[^A-Za-z0-9/_-]" "\\\\\\0" sources "${CMAKE_CURRENT_SOURCE_DIR}") # as a regular expression
string(REGEX REPLACE "[^A-Za-z0-9/_-]" "\\\\\\0" build "${CMAKE_CURRENT_BINARY_DIR}")
set(CPACK_SOURCE_IGNORE_FILES "^${build}/" "^${sources}/build(-[^/]*)?/" "^${sources}/\\.git(/|$)")

include(CPack)
