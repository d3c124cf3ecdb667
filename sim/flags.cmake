# SPDX-License-Identifier: GPL-3.0-or-later
# What compiler and linker are told: the language, warnings, sanitizers, optimisation across files,
# hardening, and what makes a build the same bytes in any folder.

include_guard(GLOBAL)
include(CheckCCompilerFlag)
include(CheckPIESupported)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Release or Debug" FORCE)
endif()
# Broken invariants are caught in release builds too.
string(REPLACE "-DNDEBUG" "" CMAKE_C_FLAGS_RELEASE "${CMAKE_C_FLAGS_RELEASE}")

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(gatesim_flags INTERFACE)
target_compile_definitions(gatesim_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_include_directories(gatesim_flags INTERFACE ${PROJECT_SOURCE_DIR}
                                                   ${PROJECT_SOURCE_DIR}/include)
# Results must not depend on whether the processor has fused multiply-add.
target_compile_options(gatesim_flags INTERFACE -ffp-contract=off)
target_compile_options(gatesim_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Wstrict-prototypes
    -Wmissing-prototypes)
target_link_libraries(gatesim_flags INTERFACE m)
if(GATESIM_SANITIZE)
    target_compile_options(gatesim_flags INTERFACE
        -fsanitize=${GATESIM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(gatesim_flags INTERFACE -fsanitize=${GATESIM_SANITIZE})
endif()
if(GATESIM_COVERAGE)
    target_compile_options(gatesim_flags INTERFACE --coverage -fprofile-update=prefer-atomic)
    target_link_options(gatesim_flags INTERFACE --coverage)
endif()

if(GATESIM_LTO AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT GATESIM_SANITIZE)
    include(CheckIPOSupported)
    check_ipo_supported(RESULT GATESIM_HAVE_LTO LANGUAGES C)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${GATESIM_HAVE_LTO})
    if(GATESIM_HAVE_LTO AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
        # Programs that are built without it can link libgatesim.a too.
        target_compile_options(gatesim_flags INTERFACE -ffat-lto-objects)
        # The life of a truck is a chain of short functions: inlined further than is usual it
        # takes 5 % less time, which tests/bench shows.
        set(GATESIM_INLINE --param=max-inline-insns-auto=400 --param=max-inline-insns-single=1000
                           --param=large-function-growth=1000 --param=inline-unit-growth=300)
        target_compile_options(gatesim_flags INTERFACE ${GATESIM_INLINE})
        target_link_options(gatesim_flags INTERFACE ${GATESIM_INLINE})
    endif()
endif()

# Libraries come from where the system's loader looks. A path that CMake would write into the program
# for HDF5's folder ends in an empty part, which means the current folder: whoever may write there
# could give the program libraries. For libraries elsewhere, -DCMAKE_INSTALL_RPATH_USE_LINK_PATH=ON.
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)

# Hardening, of optimised builds, which are those that people run; sanitizers look for more than this
# would stop. All addresses are bound, and their table made read-only, before main.
check_pie_supported(LANGUAGES C)
if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$" AND NOT GATESIM_SANITIZE)
    target_link_options(gatesim_flags INTERFACE LINKER:-z,relro,-z,now,-z,noexecstack)
    target_compile_options(gatesim_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    foreach(flag IN ITEMS -fstack-protector-strong -fcf-protection=full)
        string(MAKE_C_IDENTIFIER "GATESIM_HAS${flag}" has)
        check_c_compiler_flag(${flag} ${has})
        if(${has})
            target_compile_options(gatesim_flags INTERFACE ${flag})
            target_link_options(gatesim_flags INTERFACE ${flag}) # code is made when it is linked
        endif()
    endforeach()
endif()

# The program is the same bytes wherever it is built: no folder is named in it.
target_compile_options(gatesim_flags INTERFACE -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=)
