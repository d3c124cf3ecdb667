# SPDX-License-Identifier: GPL-3.0-or-later
# The libraries that gatesim stands on, each as an imported target. All that are missing
# are named in one message, with the package to install.

include_guard(GLOBAL)
find_package(PkgConfig REQUIRED)
set(GATESIM_MISSING "")

# gatesim_missing(WHAT DEBIAN FEDORA HOMEBREW): remember that a library is missing.
function(gatesim_missing what debian fedora homebrew)
    string(APPEND GATESIM_MISSING
           "\n  ${what}: Debian and Ubuntu ${debian}; Fedora ${fedora}; Homebrew ${homebrew}")
    set(GATESIM_MISSING "${GATESIM_MISSING}" PARENT_SCOPE)
endfunction()

# gatesim_pkgconfig(TARGET MODULES DEBIAN FEDORA HOMEBREW): PkgConfig::TARGET, the first of
# the pkg-config modules that the system has.
function(gatesim_pkgconfig target modules debian fedora homebrew)
    pkg_search_module(${target} QUIET IMPORTED_TARGET GLOBAL ${modules})
    if(NOT ${target}_FOUND)
        gatesim_missing(${modules} ${debian} ${fedora} ${homebrew})
        set(GATESIM_MISSING "${GATESIM_MISSING}" PARENT_SCOPE)
    endif()
endfunction()

# gatesim_header(TARGET HEADER LIBRARY DEBIAN FEDORA HOMEBREW): an imported target for a
# library without a pkg-config file; LIBRARY is "" for one that is headers only.
function(gatesim_header target header library debian fedora homebrew)
    find_path(GATESIM_${target}_INCLUDE ${header})
    mark_as_advanced(GATESIM_${target}_INCLUDE)
    set(found ${GATESIM_${target}_INCLUDE})
    if(library)
        find_library(GATESIM_${target}_LIBRARY ${library})
        mark_as_advanced(GATESIM_${target}_LIBRARY)
        if(NOT GATESIM_${target}_LIBRARY)
            set(found FALSE)
        endif()
    endif()
    if(NOT found)
        gatesim_missing(${target} ${debian} ${fedora} ${homebrew})
        set(GATESIM_MISSING "${GATESIM_MISSING}" PARENT_SCOPE)
        return()
    endif()
    add_library(PkgConfig::${target} INTERFACE IMPORTED GLOBAL)
    target_include_directories(PkgConfig::${target} SYSTEM INTERFACE ${GATESIM_${target}_INCLUDE})
    if(library)
        target_link_libraries(PkgConfig::${target} INTERFACE ${GATESIM_${target}_LIBRARY})
    endif()
endfunction()

gatesim_pkgconfig(GSL gsl libgsl-dev gsl-devel gsl)
gatesim_pkgconfig(UV libuv libuv1-dev libuv-devel libuv)
# The serial build first: Debian's Open MPI build is not thread-safe.
gatesim_pkgconfig(HDF5 "hdf5-serial;hdf5" libhdf5-dev hdf5-devel hdf5)
gatesim_pkgconfig(ZLIB zlib zlib1g-dev zlib-devel zlib)
gatesim_pkgconfig(POPT popt libpopt-dev popt-devel popt)
gatesim_pkgconfig(JANSSON jansson libjansson-dev jansson-devel jansson)
gatesim_pkgconfig(NETTLE nettle nettle-dev nettle-devel nettle)
gatesim_header(UNISTRING unistr.h unistring libunistring-dev libunistring-devel libunistring)
gatesim_header(RANDOM123 Random123/philox.h "" librandom123-dev Random123-devel
               "(none: unpack the headers of Random123 into an include directory)")
# Its headers do not tell their version: whoever installed them may.
execute_process(COMMAND dpkg-query -W -f "\${Version}" librandom123-dev OUTPUT_VARIABLE RANDOM123_VERSION
                ERROR_QUIET RESULT_VARIABLE failed)
string(REGEX REPLACE "[+-].*" "" RANDOM123_VERSION "${RANDOM123_VERSION}")
if(failed OR RANDOM123_VERSION STREQUAL "")
    set(RANDOM123_VERSION "of unknown version")
endif()
if(BUILD_TESTING)
    gatesim_pkgconfig(CMOCKA cmocka libcmocka-dev libcmocka-devel cmocka)
endif()

if(GATESIM_MISSING)
    message(FATAL_ERROR "gatesim needs libraries that are not installed:${GATESIM_MISSING}\n"
                        "On Debian and Ubuntu, .ci/setup installs them all.")
endif()
