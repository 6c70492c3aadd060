// The prover's process: one proof after the other, each checked before it is sent back.

import { bigToBytes, concat, toHex } from "../../../src/base/bytes.ts";
import { parseJson } from "../../../src/base/decode.ts";
import { endWithParent } from "../l1/child.ts";
import type { BatchProof } from "./batch-witness.ts";
import { decodeRequest, type Reply, type Request } from "./prover-message.ts";
import { proveGroth16, type SnarkjsProof, verifyGroth16 } from "./snarkjs.ts";
import { decodeVerifyingKey } from "./verifying-key.ts";

endWithParent();
const [wasmPath, zkeyPath, keyText] = process.argv.slice(2);
if (wasmPath === undefined || zkeyPath === undefined || keyText === undefined)
	throw new Error(
		"expected the paths of circuit and key, and the key to verify",
	);
const key = decodeVerifyingKey(parseJson(keyText), "verifying key");

/** As the precompiles want it: of the second group's coordinates, the imaginary part comes first. */
const proofHex = ({ pi_a, pi_b, pi_c }: SnarkjsProof): BatchProof["proof"] => {
	const [[x0, x1] = [], [y0, y1] = []] = pi_b;
	const words = [pi_a[0], pi_a[1], x1, x0, y1, y0, pi_c[0], pi_c[1]];
	return toHex(concat(...words.map((w = "") => bigToBytes(BigInt(w), 32))));
};

const prove = async ({ input }: Request): Promise<BatchProof> => {
	const { proof, publicSignals } = await proveGroth16(
		input,
		wasmPath,
		zkeyPath,
	);
	if (!(await verifyGroth16(key, publicSignals, proof)))
		throw new Error("the proof made does not verify");
	return { proof: proofHex(proof), publicInputs: publicSignals.map(BigInt) };
};

let queue: Promise<void> = Promise.resolve();
const answer = async (request: Request): Promise<void> => {
	let reply: Reply;
	try {
		reply = { id: request.id, proved: await prove(request) };
	} catch (thrown) {
		reply = { id: request.id, refusal: String(thrown) };
	}
	process.send?.(reply);
};
process.on("message", (raw) => {
	const request = decodeRequest(raw, "request");
	queue = queue.then(() => answer(request));
});
process.send?.("ready");
