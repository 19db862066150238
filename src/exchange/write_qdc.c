// SPDX-License-Identifier: MIT
// The codebook of REFI-QDA alone. Its schema wants one code at least.
#include "exchange/refi.h"

void write_qdc(Exchange *exchange) {
  RefiCodes codes = refi_codes(exchange);
  Buffer *out = &exchange->out;
  if (codes.count == 0 && !codes.highlight) {
    error_set(&exchange->error, ERROR_NOTHING, "cannot export a codebook: there is no tag");
  } else {
    buffer_add_string(out,
                      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                      "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"postil\"><Codes>\n");
    refi_add_codes(out, &codes);
    buffer_add_string(out, "</Codes></CodeBook>\n");
  }
  refi_release_codes(&codes);
}
