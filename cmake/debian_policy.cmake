# SPDX-License-Identifier: GPL-2.0-or-later
# What Debian wants of a package beyond what is installed elsewhere, too. cpack runs it when all files are laid out.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()

set(all ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
set(share ${all}/usr/share)
set(documents ${share}/doc/${CPACK_PACKAGE_NAME})

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(GLOB_RECURSE objects ${all}/usr/bin/* ${all}/*.so)
run(strip --strip-unneeded --remove-section=.comment --remove-section=.note ${objects})

configure_file(${CPACK_WINNOW_SOURCE_DIR}/debian/copyright ${documents}/copyright COPYONLY)
configure_file(${CPACK_WINNOW_SOURCE_DIR}/debian/doc-base ${share}/doc-base/winnow-anomalies COPYONLY)
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC) # or SOURCE_DATE_EPOCH
file(WRITE ${documents}/changelog "${CPACK_PACKAGE_NAME} (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * Built from the sources of version ${CPACK_PACKAGE_VERSION}.

 -- ${CPACK_PACKAGE_CONTACT}  ${now}
")
file(GLOB pages ${share}/man/man?/*)
run(gzip -9n ${pages} ${documents}/changelog)

run(chmod -R go=u-w ${all}) # whatever the umask
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  set(then @$ENV{SOURCE_DATE_EPOCH})
  run(find ${all} -newermt ${then} -exec touch --no-dereference --date=${then} {} +)
endif()
