# SPDX-License-Identifier: GPL-3.0-or-later
# What every target of the project is compiled with.

set(PILOTHOUSE_SANITIZE "" CACHE STRING "Value for -fsanitize=, empty for none")
option(PILOTHOUSE_FUZZ "Build the fuzz targets (needs clang)" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # base_dir lets several checkouts share one cache; the sloppiness is what ccache asks for with precompiled headers.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${CCACHE_PROGRAM}")
endif()

add_library(pilothouse_options INTERFACE)
target_compile_options(pilothouse_options INTERFACE
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough -Wswitch-enum
    -Werror -fno-common -fstack-protector-strong)
target_compile_definitions(pilothouse_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 PILOTHOUSE_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC checks the precompiled header against the command line; a silent fallback would cost minutes.
    target_compile_options(pilothouse_options INTERFACE -Winvalid-pch)
endif()
if(CMAKE_BUILD_TYPE MATCHES "^Rel" AND NOT PILOTHOUSE_SANITIZE)
    # What Debian hardens its own packages with.
    target_compile_options(pilothouse_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -Wformat -Werror=format-security)
    target_link_options(pilothouse_options INTERFACE -Wl,-z,relro -Wl,-z,now)
endif()
if(PILOTHOUSE_SANITIZE)
    target_compile_options(pilothouse_options INTERFACE -fsanitize=${PILOTHOUSE_SANITIZE} -fno-omit-frame-pointer)
    # GCC sees uninitialised values in the code that sanitizers add, as its manual says; the sanitizers look for real ones.
    target_compile_options(pilothouse_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(pilothouse_options INTERFACE -fsanitize=${PILOTHOUSE_SANITIZE})
endif()
