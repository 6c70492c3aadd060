// BLAKE2s of 256 bits without a key, of which ZKsync's state tree is made. It is noble's in every realm: a proof has some hundred
// hashes, so that nothing faster is needed.

import { blake2s as noble } from "@noble/hashes/blake2.js";

/** 32 bytes. */
export const blake2s = (bytes: Uint8Array): Uint8Array => noble(bytes);
