# SPDX-License-Identifier: GPL-3.0-or-later
# pilothouse_core_room(ROOM [LINK rooms or libraries below it...] [PRIVATE libraries...])
# One static library for a folder of core/: links only what it may use, so the link graph is the architecture test.
# A file that is private to one room never leaves it: include roots come with the link.

include_guard(GLOBAL)

function(_pilothouse_library target root reuse)
    cmake_parse_arguments(arg "" "" "LINK;PRIVATE" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}/${root}")
    target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE pilothouse_options ${arg_PRIVATE})
    if(reuse AND NOT PILOTHOUSE_FUZZ)
        target_precompile_headers(${target} REUSE_FROM ${reuse})
    endif()
endfunction()

function(pilothouse_core_room room)
    if(room STREQUAL "base")
        _pilothouse_library(pilothouse_base core "" ${ARGN})
        target_precompile_headers(pilothouse_base PRIVATE "${CMAKE_SOURCE_DIR}/core/base/pch.h")
    else()
        _pilothouse_library(pilothouse_${room} core pilothouse_base ${ARGN})
    endif()
endfunction()

function(pilothouse_ui_room room)
    if(room STREQUAL "widgets")
        _pilothouse_library(pilothouse_ui_widgets ui "" ${ARGN})
        target_precompile_headers(pilothouse_ui_widgets PRIVATE "${CMAKE_SOURCE_DIR}/ui/widgets/pch.h")
    else()
        _pilothouse_library(pilothouse_ui_${room} ui pilothouse_ui_widgets ${ARGN})
    endif()
    target_include_directories(pilothouse_ui_${room} PUBLIC "${CMAKE_SOURCE_DIR}")
endfunction()

# pilothouse_test(NAME [LINK targets...] [LABELS labels...]): one test program from every tst_*.cpp of the folder.
function(pilothouse_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "LINK;LABELS;ENVIRONMENT" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp" "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE pilothouse_options pilothouse_test_support ${arg_LINK})
    target_compile_definitions(${name} PRIVATE PILOTHOUSE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" PILOTHOUSE_BINARY_DIR="${CMAKE_BINARY_DIR}")
    # Qt Test's header reads differently where Qt Gui is linked, so tests of the window have another precompiled header.
    set(precompiled pilothouse_test_support)
    if("pilothouse_ui_test_support" IN_LIST arg_LINK)
        set(precompiled pilothouse_ui_widgets)
    endif()
    if(NOT PILOTHOUSE_FUZZ)
        target_precompile_headers(${name} REUSE_FROM ${precompiled})
    endif()
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    # Qt counts all rows of a function as one, gives it five minutes, and then hangs over its own stack trace.
    math(EXPR patience "${arg_TIMEOUT} * 1000")
    # What may take longest starts first, so that nobody waits for it alone at the end.
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} COST ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC;PILOTHOUSE_SSH_CONFIG=none;QTEST_FUNCTION_TIMEOUT=${patience};${arg_ENVIRONMENT}")
endfunction()
