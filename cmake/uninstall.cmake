# SPDX-License-Identifier: GPL-2.0-or-later
# Takes away the files that MANIFEST lists.
if(NOT EXISTS ${MANIFEST})
  message(FATAL_ERROR "Nothing to take away: ${MANIFEST} is not there; was winnow installed from this build folder?")
endif()
file(STRINGS ${MANIFEST} files)
foreach(file ${files})
  message(STATUS "Removing $ENV{DESTDIR}${file}")
  file(REMOVE $ENV{DESTDIR}${file})
endforeach()
