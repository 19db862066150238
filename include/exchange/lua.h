// SPDX-License-Identifier: MIT
// The part of Lua that is data: what KOReader writes beside a book. Nothing is run.
//
//   -- a comment
//   return { ["title"] = "A \"brief\"", ["annotations"] = { [1] = { ["pageno"] = 3 }, }, }
//
// A table becomes an object; of a number as key the digits are its name.
#ifndef POSTIL_EXCHANGE_LUA_H
#define POSTIL_EXCHANGE_LUA_H

#include "codec/json.h"

enum { LUA_DEPTH_MAX = 64 };

// NULL with ERROR_DATA for anything but `return` and one value of that kind. Strings are bytes.
const JsonValue *lua_parse(Arena *arena, Slice text, Error *err);

#endif
