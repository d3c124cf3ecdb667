# SPDX-License-Identifier: GPL-3.0-or-later
# Writes the scenarios of FOLDER as C strings into FILE: the text of border.ini is template_border.
file(GLOB scenarios ${FOLDER}/*.ini)
set(text "#include \"sim/cli/templates.h\"\n")
foreach(scenario IN LISTS scenarios)
    cmake_path(GET scenario STEM name)
    file(READ ${scenario} bytes HEX)
    string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
    string(APPEND text "const char template_${name}[] = {${bytes}0};\n")
endforeach()
file(WRITE ${FILE} "${text}")
