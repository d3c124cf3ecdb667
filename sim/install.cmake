# SPDX-License-Identifier: GPL-3.0-or-later
# What `cmake --install` puts where, and the Debian packages that cpack makes of it: `gatesim`, the
# program with its pages and scenarios; `libgatesim-dev`, for programs of others; `gatesim-mpi`,
# what the program loads when it is started by mpirun.

# What is installed is what is built: no tests are waited for.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(GATESIM_DOC ${CMAKE_INSTALL_DATADIR}/doc/gatesim)
install(TARGETS gatesim COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim.1
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim-scenario.5
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man5 COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim.bash RENAME gatesim
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/_gatesim
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)
# For editors: VS Code and others read the grammar, Vim finds its files by itself.
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim.tmLanguage.json
              ${PROJECT_BINARY_DIR}/pages/gatesim.schema.json
        DESTINATION ${CMAKE_INSTALL_DATADIR}/gatesim/editors COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim.vim
        DESTINATION ${CMAKE_INSTALL_DATADIR}/vim/vimfiles/syntax COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/pages/gatesim-detect.vim RENAME gatesim.vim
        DESTINATION ${CMAKE_INSTALL_DATADIR}/vim/vimfiles/ftdetect COMPONENT program)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios
        DESTINATION ${CMAKE_INSTALL_DATADIR}/gatesim COMPONENT program PATTERN try EXCLUDE)
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${GATESIM_DOC} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE RENAME copyright
        DESTINATION ${GATESIM_DOC} COMPONENT program)

install(TARGETS gatesim_lib gatesim_analysis EXPORT gatesimTargets COMPONENT dev)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/gatesim TYPE INCLUDE COMPONENT dev)
# A program for each public header.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/tests/examples COMPONENT dev DESTINATION ${GATESIM_DOC}
        FILES_MATCHING PATTERN "*.c")
install(DIRECTORY ${PROJECT_SOURCE_DIR}/analysis COMPONENT dev
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gatesim-analysis FILES_MATCHING PATTERN "*.h"
        PATTERN "web" EXCLUDE PATTERN "child.h" EXCLUDE PATTERN "*_private.h" EXCLUDE
        PATTERN "fruit-peak" EXCLUDE PATTERN "pictures" EXCLUDE)
target_include_directories(gatesim_lib INTERFACE
                           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_include_directories(gatesim_analysis INTERFACE
                           $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/gatesim-analysis>)

# For find_package(gatesim): the targets gatesim::gatesim and gatesim::analysis.
set(GATESIM_CMAKE ${CMAKE_INSTALL_LIBDIR}/cmake/gatesim)
file(CONFIGURE OUTPUT gatesimConfig.cmake @ONLY CONTENT [[
set(gatesim_FOUND TRUE)
find_package(PkgConfig QUIET)
foreach(module IN ITEMS GSL:gsl NETTLE:nettle HDF5:@HDF5_MODULE_NAME@ JANSSON:jansson
        ZLIB:zlib)
    string(REPLACE ":" ";" module ${module})
    list(GET module 0 target)
    list(GET module 1 module)
    if(NOT TARGET PkgConfig::${target} AND PKG_CONFIG_FOUND)
        pkg_check_modules(${target} QUIET IMPORTED_TARGET ${module})
    endif()
    if(NOT TARGET PkgConfig::${target})
        set(gatesim_FOUND FALSE)
        string(APPEND gatesim_NOT_FOUND_MESSAGE "it needs ${module}, which pkg-config does not find. ")
    endif()
endforeach()
find_library(GATESIM_UNISTRING unistring)
mark_as_advanced(GATESIM_UNISTRING)
if(NOT GATESIM_UNISTRING)
    set(gatesim_FOUND FALSE)
    string(APPEND gatesim_NOT_FOUND_MESSAGE "it needs libunistring, which is not found.")
elseif(NOT TARGET PkgConfig::UNISTRING)
    add_library(PkgConfig::UNISTRING INTERFACE IMPORTED)
    target_link_libraries(PkgConfig::UNISTRING INTERFACE ${GATESIM_UNISTRING})
endif()
if(gatesim_FOUND)
    include(${CMAKE_CURRENT_LIST_DIR}/gatesimTargets.cmake)
endif()
]])
write_basic_package_version_file(gatesimConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/gatesimConfig.cmake
              ${PROJECT_BINARY_DIR}/gatesimConfigVersion.cmake
        DESTINATION ${GATESIM_CMAKE} COMPONENT dev)
install(EXPORT gatesimTargets NAMESPACE gatesim:: DESTINATION ${GATESIM_CMAKE} COMPONENT dev)

# For pkg-config; the files may be moved with what they tell of.
set(GATESIM_PKGCONFIG ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX
           BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX}/${GATESIM_PKGCONFIG} OUTPUT_VARIABLE GATESIM_UP)
set(GATESIM_PREFIX "prefix=\${pcfiledir}/${GATESIM_UP}
libdir=\${prefix}/${CMAKE_INSTALL_LIBDIR}
includedir=\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
file(CONFIGURE OUTPUT gatesim.pc @ONLY CONTENT [[
@GATESIM_PREFIX@

Name: gatesim
Description: @PROJECT_DESCRIPTION@
Version: @PROJECT_VERSION@
Requires: gsl nettle
Libs: -L${libdir} -lgatesim -lunistring -lm
Cflags: -I${includedir}
]])
file(CONFIGURE OUTPUT gatesim-analysis.pc @ONLY CONTENT [[
@GATESIM_PREFIX@

Name: gatesim-analysis
Description: Reads results of gatesim: estimates, comparison, selection
Version: @PROJECT_VERSION@
Requires: gatesim @HDF5_MODULE_NAME@ jansson zlib
Libs: -L${libdir} -lgatesim-analysis
Cflags: -I${includedir}/gatesim-analysis
]])
install(FILES ${PROJECT_BINARY_DIR}/gatesim.pc ${PROJECT_BINARY_DIR}/gatesim-analysis.pc
        DESTINATION ${GATESIM_PKGCONFIG} COMPONENT dev)

# The source as it was committed; git writes the commit into it.
find_program(GIT git)
mark_as_advanced(GIT)
if(GIT AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
    set(name ${PROJECT_NAME}-${PROJECT_VERSION})
    add_custom_target(dist COMMAND ${GIT} archive --prefix=${name}/
                      -o ${PROJECT_BINARY_DIR}/${name}.tar.gz HEAD
                      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()

find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(DPKG_SHLIBDEPS)
set(CPACK_GENERATOR TGZ)
if(DPKG_SHLIBDEPS)
    set(CPACK_GENERATOR DEB)
endif()
set(CPACK_PACKAGE_CONTACT "The authors of gatesim <gatesim@localhost>")
set(CPACK_PACKAGE_VENDOR "the authors of gatesim")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME gatesim)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
if(LWS_FOUND) # it loads what joins it to libuv, so that no library tells
    set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS libwebsockets-evlib-uv)
endif()
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Every truck that passes, from a scenario in a short file.
 Which policy clears the queue, by how much, how sure are we, and what does it cost?")
set(CPACK_DEBIAN_MPI_PACKAGE_NAME gatesim-mpi)
set(CPACK_DEBIAN_MPI_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "gatesim (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_MPI_DESCRIPTION "Spreads replications of gatesim over the ranks of mpirun
 Loaded by the program when it is started so.")
set(CPACK_DEBIAN_DEV_PACKAGE_NAME libgatesim-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
    "libgsl-dev, nettle-dev, libunistring-dev, libhdf5-dev, libjansson-dev, zlib1g-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION "Libraries of gatesim, with headers
 libgatesim simulates a scenario; libgatesim-analysis reads results and compares them.")
# The source is packed by the target dist, not by cpack, which would take whatever lies about.
set(CPACK_SOURCE_OUTPUT_CONFIG_FILE ${PROJECT_BINARY_DIR}/CMakeFiles/CPackSourceConfig.cmake)
include(CPack)
