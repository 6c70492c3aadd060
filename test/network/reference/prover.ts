// Proves batches of the reference rollup in a process of its own, so that whoever asks stays free for other work.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { bundleOf } from "../l1/bundle.ts";
import {
	type BatchProof,
	type BatchWitness,
	publicNames,
} from "./batch-witness.ts";
import { circuitInput } from "./circuit-input.ts";
import { decodeReply, type Request } from "./prover-message.ts";
import type { Circuit } from "./setup.ts";

export type { BatchProof, BatchWitness } from "./batch-witness.ts";

export type Prover = {
	/**
	 * The proof of this batch, checked against the verifying key. One is made at a time, in the order asked for.
	 * @throws RangeError when the witness is incomplete, Error naming the template and line of the circuit that refuses it,
	 * Error when the prover's process ended
	 */
	readonly prove: (witness: BatchWitness) => Promise<BatchProof>;
	/** Ends the process. What was asked for and not answered rejects. */
	readonly close: () => Promise<void>;
};

type Waiting = {
	readonly witness: BatchWitness;
	readonly resolve: (proof: BatchProof) => void;
	readonly reject: (reason: Error) => void;
};

const startupTimeoutMs = 60_000;

export const openProver = async (circuit: Circuit): Promise<Prover> => {
	const program = await bundleOf(new URL("prover-child.ts", import.meta.url));
	const child = spawn(
		process.execPath,
		[
			fileURLToPath(program),
			...[circuit.wasmPath, circuit.r1csPath, circuit.wiresPath],
			JSON.stringify(circuit.verifyingKey),
		],
		{
			stdio: ["ignore", "ignore", "inherit", "ipc"],
			// numbers of any size
			serialization: "advanced",
			detached: true,
		},
	);
	const kill = (): void => {
		child.kill("SIGKILL");
	};
	process.once("exit", kill);
	const waiting = new Map<number, Waiting>();
	let ended = false;
	const gone = new Promise<void>((resolve) => {
		child.once("exit", () => {
			ended = true;
			process.removeListener("exit", kill);
			for (const { reject } of waiting.values())
				reject(new Error("the prover's process ended"));
			waiting.clear();
			resolve();
		});
	});
	const close = async (): Promise<void> => {
		kill();
		await gone;
	};
	try {
		const ready = once(child, "message", {
			signal: AbortSignal.timeout(startupTimeoutMs),
		});
		await Promise.race([
			ready,
			gone.then(() => Promise.reject(new Error("the prover did not start"))),
		]);
	} catch (thrown) {
		await close();
		throw thrown;
	}
	child.on("message", (raw) => {
		const reply = decodeReply(raw, "reply");
		const asked = waiting.get(reply.id);
		waiting.delete(reply.id);
		if (asked === undefined) return;
		if ("refusal" in reply) asked.reject(new Error(reply.refusal));
		else if (
			publicNames.some(
				(name, i) => asked.witness[name] !== reply.proved.publicInputs[i],
			)
		)
			asked.reject(new Error("the proof made is of other public inputs"));
		else asked.resolve(reply.proved);
	});
	let last = 0;
	return {
		prove: async (witness) => {
			const request: Request = { id: ++last, input: circuitInput(witness) };
			if (ended) throw new Error("the prover's process ended");
			return new Promise((resolve, reject) => {
				waiting.set(request.id, { witness, resolve, reject });
				child.send(request);
			});
		},
		close,
	};
};
