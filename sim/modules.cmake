# SPDX-License-Identifier: GPL-3.0-or-later
# Modules, programs and tests, and the rules that hold for all of them. A module is a
# folder and a static library gs_NAME; it links only modules that stand before it here.

include_guard(GLOBAL)

# What a module may name in NEEDS. "engine" is the public face: all of the engine's
# modules to link, of which only include/gatesim/ may be included (tests/headers checks).
set(GATESIM_MAY_base "")
set(GATESIM_MAY_random base)
set(GATESIM_MAY_scenario base random)
set(GATESIM_MAY_core base)
set(GATESIM_MAY_stat base)
set(GATESIM_MAY_gate base random scenario core stat)
set(GATESIM_MAY_store base engine)
set(GATESIM_MAY_drive base engine)
set(GATESIM_MAY_web "")
set(GATESIM_MAY_analysis base engine)
set(GATESIM_MAY_live base engine drive web analysis)
set(GATESIM_MAY_cli base engine store drive web live analysis)

# gatesim_folder(PATH): add a folder, if it is there.
function(gatesim_folder path)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${path}/CMakeLists.txt)
        add_subdirectory(${PROJECT_SOURCE_DIR}/${path} ${PROJECT_BINARY_DIR}/${path})
    endif()
endfunction()

# gatesim_link(TARGET NEEDS...): link modules by name.
function(gatesim_link target)
    target_link_libraries(${target} PUBLIC gatesim_flags)
    foreach(need IN LISTS ARGN)
        if(NOT TARGET gs_${need})
            message(FATAL_ERROR "${target} needs the module ${need}, which is not there")
        endif()
        target_link_libraries(${target} PUBLIC gs_${need})
    endforeach()
endfunction()

# gatesim_check_needs(NAME NEEDS...): stop unless module NAME may use all of NEEDS.
function(gatesim_check_needs name)
    if(NOT DEFINED GATESIM_MAY_${name})
        message(FATAL_ERROR "module ${name} has no row in sim/modules.cmake")
    endif()
    foreach(need IN LISTS ARGN)
        if(NOT need IN_LIST GATESIM_MAY_${name})
            message(FATAL_ERROR "module ${name} must not use ${need}: dependencies run one way, "
                                "see sim/modules.cmake")
        endif()
    endforeach()
endfunction()

# gatesim_module(NAME SOURCES file... [NEEDS module...] [PACKAGES target...]): the static
# library gs_NAME of the folder that says it.
function(gatesim_module name)
    cmake_parse_arguments(PARSE_ARGV 1 M "" "" "SOURCES;NEEDS;PACKAGES")
    gatesim_check_needs(${name} ${M_NEEDS})
    add_library(gs_${name} STATIC ${M_SOURCES})
    gatesim_link(gs_${name} ${M_NEEDS})
    target_link_libraries(gs_${name} PUBLIC ${M_PACKAGES})
endfunction()

# gatesim_engine(MODULE...): gs_engine, to link, and libgatesim.a, to give away.
function(gatesim_engine)
    add_library(gs_engine INTERFACE)
    add_library(gatesim_lib STATIC)
    set_target_properties(gatesim_lib PROPERTIES OUTPUT_NAME gatesim EXPORT_NAME gatesim LINKER_LANGUAGE C
                          ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
    set(order ${ARGN})
    list(REVERSE order)
    foreach(name IN LISTS order)
        target_link_libraries(gs_engine INTERFACE gs_${name})
        target_sources(gatesim_lib PRIVATE $<TARGET_OBJECTS:gs_${name}>)
    endforeach()
    target_include_directories(gatesim_lib INTERFACE
                               $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
    target_link_libraries(gatesim_lib PUBLIC PkgConfig::GSL PkgConfig::NETTLE PkgConfig::UNISTRING m)
endfunction()

# gatesim_program(NAME SOURCES file... [NEEDS module...] [PACKAGES target...]): the program
# NAME, at the top of the build directory; its modules are those of sim/cli.
function(gatesim_program name)
    cmake_parse_arguments(PARSE_ARGV 1 P "" "" "SOURCES;NEEDS;PACKAGES")
    gatesim_check_needs(cli ${P_NEEDS})
    add_executable(${name} ${P_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
    gatesim_link(${name} ${P_NEEDS})
    target_link_libraries(${name} PRIVATE ${P_PACKAGES})
endfunction()

# How tests run what was built: by itself, with sanitizers, or in valgrind. What those find has a
# status of its own, so that it is not taken for a failure that a test expects.
set(GATESIM_TESTED ${PROJECT_BINARY_DIR}/gatesim)
set(GATESIM_WATCHED ${GATESIM_SANITIZE})
if(GATESIM_SANITIZE)
    set(GATESIM_WATCH_OPTIONS ASAN_OPTIONS=exitcode=99:strict_string_checks=1
                              UBSAN_OPTIONS=exitcode=99:print_stacktrace=1 TSAN_OPTIONS=exitcode=99)
endif()
if(GATESIM_VALGRIND)
    find_program(VALGRIND valgrind REQUIRED)
    set(GATESIM_WATCHED valgrind)
    set(GATESIM_WATCH ${VALGRIND} --quiet --error-exitcode=99 --num-callers=30 --leak-check=full
                      --show-leak-kinds=definite --errors-for-leak-kinds=definite)
    list(JOIN GATESIM_WATCH " " watch)
    set(GATESIM_TESTED ${PROJECT_BINARY_DIR}/valgrind/gatesim)
    file(GENERATE OUTPUT ${GATESIM_TESTED} CONTENT
         "#!/bin/sh\nexec ${watch} ${PROJECT_BINARY_DIR}/gatesim \"$@\"\n"
         FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endif()

# gatesim_command_test(LABEL NAME [TIMEOUT s] COMMAND word...): the ctest LABEL.NAME. In its
# environment, GATESIM is the program, GATESIM_SOURCE the folder of this project, GATESIM_SANITIZE
# what looks for errors as it runs, GATESIM_SLOWER how many times as long as usual it may take.
function(gatesim_command_test label name)
    cmake_parse_arguments(PARSE_ARGV 2 T "" "TIMEOUT" "COMMAND")
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 300)
    endif()
    set(slower 1)
    if(GATESIM_WATCHED OR GATESIM_COVERAGE)
        set(slower 10)
        math(EXPR T_TIMEOUT "${T_TIMEOUT} * 4")
    endif()
    list(GET T_COMMAND 0 program)
    if(TARGET ${program})
        list(POP_FRONT T_COMMAND)
        list(PREPEND T_COMMAND ${GATESIM_WATCH} $<TARGET_FILE:${program}>)
    endif()
    add_test(NAME ${label}.${name} COMMAND ${T_COMMAND})
    set(environment GATESIM_SOURCE=${PROJECT_SOURCE_DIR} GATESIM=${GATESIM_TESTED}
                    CC=${CMAKE_C_COMPILER} GATESIM_SANITIZE=${GATESIM_WATCHED}
                    GATESIM_SLOWER=${slower} ${GATESIM_WATCH_OPTIONS})
    set_tests_properties(${label}.${name} PROPERTIES LABELS ${label} TIMEOUT ${T_TIMEOUT}
                         ENVIRONMENT "${environment}")
endfunction()

# gatesim_python(VARIABLE MODULES): a Python that has the modules, "h5py, selenium", which may be
# the system's alone; if there is none, the one that was found.
function(gatesim_python variable modules)
    set(${variable} ${Python3_EXECUTABLE} PARENT_SCOPE)
    foreach(candidate IN ITEMS ${Python3_EXECUTABLE} /usr/bin/python3)
        execute_process(COMMAND ${candidate} -c "import ${modules}" RESULT_VARIABLE missing
                        ERROR_QUIET OUTPUT_QUIET)
        if(missing EQUAL 0)
            set(${variable} ${candidate} PARENT_SCOPE)
            return()
        endif()
    endforeach()
endfunction()

# gatesim_test(LABEL NAME SOURCES file... [NEEDS module...] [PACKAGES target...]
#              [TIMEOUT s] [ARGS word...]): the program test_LABEL_NAME and its ctest.
function(gatesim_test label name)
    cmake_parse_arguments(PARSE_ARGV 2 T "" "TIMEOUT" "SOURCES;NEEDS;PACKAGES;ARGS")
    add_executable(test_${label}_${name} ${T_SOURCES})
    # Many programs that run for a moment: quick to link rather than quick.
    set_target_properties(test_${label}_${name} PROPERTIES INTERPROCEDURAL_OPTIMIZATION OFF)
    target_link_options(test_${label}_${name} PRIVATE -fno-lto)
    gatesim_link(test_${label}_${name} ${T_NEEDS})
    target_link_libraries(test_${label}_${name} PRIVATE ${T_PACKAGES} PkgConfig::CMOCKA)
    gatesim_command_test(${label} ${name} TIMEOUT ${T_TIMEOUT}
                         COMMAND test_${label}_${name} ${T_ARGS})
endfunction()
