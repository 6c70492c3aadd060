// What the prover and its process say to each other. Both are ours; the decoders give the messages their types.

import { bigToBytes, concat, toHex } from "../../../src/base/bytes.ts";
import type { Decode, Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import type { BatchProof } from "./batch-witness.ts";
import type { SignalValue } from "./circuit-input.ts";
import type { SnarkjsProof } from "./snarkjs.ts";

const big: Decode<bigint> = (raw, path) => {
	if (typeof raw !== "bigint") throw new TypeError(`"${path}" is no bigint`);
	return raw;
};
const signal: Decode<SignalValue> = (raw, path) =>
	Array.isArray(raw) ? d.list(signal, 100)(raw, path) : big(raw, path);

const mostRequests = Number.MAX_SAFE_INTEGER;
export const decodeRequest = d.record({
	id: d.int(0, mostRequests),
	input: d.dictionary(signal, 100),
});
export type Request = Decoded<typeof decodeRequest>;

const proved = d.record({
	id: d.int(0, mostRequests),
	proved: d.record({ proof: d.hex(256), publicInputs: d.list(big, 100) }),
});
const refused = d.record({
	id: d.int(0, mostRequests),
	refusal: d.text(10_000),
});
export const decodeReply = d.either(proved, refused);
export type Reply = Decoded<typeof decodeReply>;

/** As the precompiles want it: of the second group's coordinates, the imaginary part comes first. */
export const proofHex = ({
	pi_a,
	pi_b,
	pi_c,
}: SnarkjsProof): BatchProof["proof"] => {
	const [[x0, x1] = [], [y0, y1] = []] = pi_b;
	const words = [pi_a[0], pi_a[1], x1, x0, y1, y0, pi_c[0], pi_c[1]];
	return toHex(concat(...words.map((w = "") => bigToBytes(BigInt(w), 32))));
};
