// The hashes everything is committed with.

import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { type Hex, toHex } from "../base/bytes.ts";

export const keccak256 = (bytes: Uint8Array): Uint8Array => keccak_256(bytes);

export const keccakHex = (bytes: Uint8Array): Hex => toHex(keccak_256(bytes));

export const sha256 = (bytes: Uint8Array): Uint8Array => nobleSha256(bytes);
