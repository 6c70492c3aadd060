// What is signed of a text. Source: https://eips.ethereum.org/EIPS/eip-191, version 0x45

import { concat, utf8 } from "../base/bytes.ts";
import { keccak256 } from "./hash.ts";

/** What is signed of these bytes: 32 bytes. No transaction and no typed message has the same. */
export const hashPersonal = (bytes: Uint8Array): Uint8Array =>
	keccak256(
		concat(utf8(`\u0019Ethereum Signed Message:\n${bytes.length}`), bytes),
	);
