// INSECURE. The secrets of the reference rollup's setup, for everybody to read: whoever knows them forges proofs of any
// statement. They make a proving key for the embedded network in seconds, and are good for nothing else.

import { utf8 } from "../../../../src/base/bytes.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import { reduce } from "./field.ts";

const secret = (name: string): bigint =>
	reduce(BigInt(keccakHex(utf8(`insecure development setup: ${name}`))));

export const toxic = {
	tau: secret("tau"),
	alpha: secret("alpha"),
	beta: secret("beta"),
	gamma: secret("gamma"),
	delta: secret("delta"),
};
