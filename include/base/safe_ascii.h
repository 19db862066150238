// SPDX-License-Identifier: MIT
// Transliteration for terminals that know ASCII only. For safe.c only.
#ifndef POSTIL_BASE_SAFE_ASCII_H
#define POSTIL_BASE_SAFE_ASCII_H

#include <stdint.h>

enum { SAFE_ASCII_MAX = 8 };

// Writes what stands for an assigned, visible code point in printable ASCII; returns its length, 0
// if nothing does.
uint32_t safe_ascii_write(uint32_t code_point, char out[SAFE_ASCII_MAX]);

#endif
