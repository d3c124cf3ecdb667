# SPDX-License-Identifier: GPL-3.0-or-later
# Modules, programs and tests. A module is a folder and a static library, gs_ and its name: gs_gate
# of sim/gate. It may have rooms, folders in it, each a target of its own, gs_gate_flow. What a
# folder may use is in sim/layers.txt.

include_guard(GLOBAL)

# GATESIM_MAY_FOLDER: what the folder may use. A folder uses only what stands before it.
file(STRINGS ${PROJECT_SOURCE_DIR}/sim/layers.txt rows REGEX "^[^#]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/sim/layers.txt)
set(seen "")
foreach(row IN LISTS rows)
    string(REGEX MATCH "^([^:]+): *(.*)$" row "${row}")
    string(REPLACE " " ";" GATESIM_MAY_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
    foreach(need IN LISTS GATESIM_MAY_${CMAKE_MATCH_1})
        if(NOT need IN_LIST seen)
            message(FATAL_ERROR "sim/layers.txt: ${CMAKE_MATCH_1} uses ${need}, which does not stand before it")
        endif()
    endforeach()
    list(APPEND seen ${CMAKE_MATCH_1})
endforeach()

# gatesim_folder(PATH): add a folder, if it is there.
function(gatesim_folder path)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${path}/CMakeLists.txt)
        add_subdirectory(${PROJECT_SOURCE_DIR}/${path} ${PROJECT_BINARY_DIR}/${path})
    endif()
endfunction()

# gatesim_name(FOLDER VARIABLE): the name of a folder's target without gs_: "gate_flow" of
# sim/gate/flow, "web" of analysis/web, "analysis" of analysis.
function(gatesim_name folder variable)
    string(REGEX REPLACE "^sim/" "" name ${folder})
    if(folder STREQUAL "analysis/web")
        set(name web)
    endif()
    string(REPLACE "/" "_" name ${name})
    set(${variable} ${name} PARENT_SCOPE)
endfunction()

# gatesim_module_of(FOLDER VARIABLE): the folder of the module that a folder is, or is a room of.
function(gatesim_module_of folder variable)
    cmake_path(GET folder PARENT_PATH parent)
    if(parent STREQUAL "" OR parent STREQUAL "sim" OR folder STREQUAL "analysis/web")
        set(parent ${folder})
    endif()
    set(${variable} ${parent} PARENT_SCOPE)
endfunction()

# gatesim_link(TARGET NAME...): link modules by name.
function(gatesim_link target)
    target_link_libraries(${target} PUBLIC gatesim_flags)
    foreach(need IN LISTS ARGN)
        if(NOT TARGET gs_${need})
            message(FATAL_ERROR "${target} needs the module ${need}, which is not there")
        endif()
        target_link_libraries(${target} PUBLIC gs_${need})
    endforeach()
endfunction()

# gatesim_link_layers(TARGET FOLDER): link what the folder may use: rooms of its own module one by
# one, of others the module as a whole.
function(gatesim_link_layers target folder)
    if(NOT DEFINED GATESIM_MAY_${folder})
        message(FATAL_ERROR "${folder} has no row in sim/layers.txt")
    endif()
    gatesim_module_of(${folder} own)
    set(names "")
    foreach(need IN LISTS GATESIM_MAY_${folder})
        gatesim_module_of(${need} module)
        if(module STREQUAL own)
            set(module ${need})
        endif()
        gatesim_name(${module} name)
        list(APPEND names ${name})
    endforeach()
    list(REMOVE_DUPLICATES names)
    gatesim_link(${target} ${names})
endfunction()

# gatesim_room(FOLDER SOURCES file... [PACKAGES target...]): a room of a module.
function(gatesim_room folder)
    cmake_parse_arguments(PARSE_ARGV 1 M "" "" "SOURCES;PACKAGES")
    gatesim_name(${folder} name)
    add_library(gs_${name} OBJECT ${M_SOURCES})
    gatesim_link_layers(gs_${name} ${folder})
    target_link_libraries(gs_${name} PUBLIC ${M_PACKAGES})
endfunction()

# gatesim_module(FOLDER [ROOMS folder...] [SOURCES file...] [PACKAGES target...]): the static
# library of a folder and of its rooms, lowest first.
function(gatesim_module folder)
    cmake_parse_arguments(PARSE_ARGV 1 M "" "" "ROOMS;SOURCES;PACKAGES")
    gatesim_name(${folder} name)
    foreach(room IN LISTS M_ROOMS)
        gatesim_folder(${folder}/${room})
    endforeach()
    list(TRANSFORM M_ROOMS PREPEND gs_${name}_ OUTPUT_VARIABLE rooms)
    add_library(gs_${name} STATIC ${M_SOURCES})
    set_target_properties(gs_${name} PROPERTIES LINKER_LANGUAGE C)
    set_property(TARGET gs_${name} PROPERTY GATESIM_OBJECTS ${rooms})
    if(M_SOURCES)
        set_property(TARGET gs_${name} APPEND PROPERTY GATESIM_OBJECTS gs_${name})
    endif()
    gatesim_link_layers(gs_${name} ${folder})
    target_link_libraries(gs_${name} PUBLIC ${rooms} ${M_PACKAGES})
endfunction()

# gatesim_archive(TARGET FILE EXPORT MODULE...): a static library to give away, of the objects of
# modules: libFILE.a, and gatesim::EXPORT for CMake.
function(gatesim_archive target file export)
    add_library(${target} STATIC)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${file} EXPORT_NAME ${export} LINKER_LANGUAGE C)
    foreach(name IN LISTS ARGN)
        get_target_property(objects gs_${name} GATESIM_OBJECTS)
        foreach(part IN LISTS objects)
            target_sources(${target} PRIVATE $<TARGET_OBJECTS:${part}>)
        endforeach()
    endforeach()
endfunction()

# gatesim_engine(): gs_engine, to link, and libgatesim.a, to give away: the modules of the row
# "engine".
function(gatesim_engine)
    set(modules "")
    foreach(folder IN LISTS GATESIM_MAY_engine)
        gatesim_name(${folder} name)
        list(PREPEND modules ${name})
    endforeach()
    add_library(gs_engine INTERFACE)
    gatesim_archive(gatesim_lib gatesim gatesim ${modules})
    foreach(name IN LISTS modules)
        target_link_libraries(gs_engine INTERFACE gs_${name})
    endforeach()
    set_target_properties(gatesim_lib PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
    target_include_directories(gatesim_lib INTERFACE
                               $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
    target_link_libraries(gatesim_lib PUBLIC PkgConfig::GSL PkgConfig::NETTLE PkgConfig::UNISTRING m)
endfunction()

# gatesim_program(NAME FOLDER SOURCES file... [PACKAGES target...]): the program NAME, at the top of
# the build directory, of a folder.
function(gatesim_program name folder)
    cmake_parse_arguments(PARSE_ARGV 2 P "" "" "SOURCES;PACKAGES")
    add_executable(${name} ${P_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
    gatesim_link_layers(${name} ${folder})
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
