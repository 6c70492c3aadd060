// The prover's process: one proof after the other, each checked before it is sent back.

import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import * as d from "../../../src/base/decode.ts";
import { endWithParent } from "../l1/child.ts";
import type { BatchProof } from "./batch-witness.ts";
import {
	decodeRequest,
	proofHex,
	type Reply,
	type Request,
} from "./prover-message.ts";
import { proofBySecrets } from "./secret-proof.ts";
import type { WireScalars } from "./setup/key-scalars.ts";
import { readR1cs } from "./setup/r1cs.ts";
import { computeWitness, verifyGroth16 } from "./snarkjs.ts";
import { decodeVerifyingKey } from "./verifying-key.ts";

endWithParent();
const [wasmPath, r1csPath, wiresPath, keyText] = process.argv.slice(2);
if (
	wasmPath === undefined ||
	r1csPath === undefined ||
	wiresPath === undefined ||
	keyText === undefined
)
	throw new Error(
		"expected the paths of program, constraints and wires, and the key to verify",
	);
const key = decodeVerifyingKey(d.parseJson(keyText), "verifying key");
const r1cs = readR1cs(readFileSync(r1csPath));
const wires: WireScalars = deserialize(readFileSync(wiresPath));

const prove = async ({ input }: Request): Promise<BatchProof> => {
	const witness = await computeWitness(input, wasmPath);
	const publicInputs = witness.slice(1, 1 + r1cs.publicWires);
	const proof = proofBySecrets(r1cs, wires, witness);
	if (!(await verifyGroth16(key, publicInputs.map(String), proof)))
		throw new Error("the proof made does not verify");
	return { proof: proofHex(proof), publicInputs };
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
