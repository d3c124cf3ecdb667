# SPDX-License-Identifier: GPL-3.0-or-later
# Which commit is built: a script that the build runs each time, which touches HEADER only when
# something is new. In an archive without history git has put the commit into the lines below
# (.gitattributes). The date of the manual pages is that of the commit, or SOURCE_DATE_EPOCH
# (https://reproducible-builds.org/specs/source-date-epoch/).
#
#     cmake -D HEADER=commit.h -P sim/commit.cmake

set(commit "$Format:%H$")
set(date "$Format:%cs$")
get_filename_component(source ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)

# git(VARIABLE WORD...): what git says here, or "".
function(git variable)
    execute_process(COMMAND git ${ARGN} WORKING_DIRECTORY ${source} OUTPUT_VARIABLE said
                    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(failed)
        set(said "")
    endif()
    set(${variable} "${said}" PARENT_SCOPE)
endfunction()

if(commit MATCHES "Format")
    set(commit "")
    set(date "")
    if(EXISTS ${source}/.git) # not the history of somebody who has a copy in a folder of theirs
        git(commit rev-parse HEAD)
        git(date log -1 --format=%cs)
        git(changed status --porcelain --untracked-files=no)
    endif()
endif()
if(commit STREQUAL "")
    set(commit "unknown")
else()
    string(SUBSTRING ${commit} 0 12 commit)
    string(APPEND commit " of ${date}")
endif()
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    string(TIMESTAMP date %Y-%m-%d UTC) # which it decides
endif()
if(changed)
    string(APPEND commit ", changed since")
endif()
file(CONFIGURE OUTPUT ${HEADER} @ONLY CONTENT [[
/* Made by sim/commit.cmake. */
#define GATESIM_COMMIT "@commit@"
#define GATESIM_DATE "@date@"
]])
