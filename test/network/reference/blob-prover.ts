// The proofs of blobs, made in a process of its own.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { bundleOf } from "../l1/bundle.ts";

export type BlobProver = {
	/** The proof that the blob is its commitment's. One at a time. @throws Error when the process ended */
	readonly prove: (blob: Hex, commitment: Hex) => Promise<Hex>;
	readonly close: () => Promise<void>;
};

const proof = d.hex(48);

export const openBlobProver = async (): Promise<BlobProver> => {
	const program = await bundleOf(new URL("kzg-child.ts", import.meta.url));
	const child = fork(
		fileURLToPath(program),
		[],
		// A group of its own: Ctrl-C reaches the parent alone, which then decides.
		{ execArgv: [], detached: true },
	);
	const ended = new AbortController();
	const gone = once(child, "exit").then(() =>
		ended.abort(new Error("the process that proves blobs ended")),
	);
	let last: Promise<unknown> = Promise.resolve();
	const ask = async (blob: Hex, commitment: Hex): Promise<Hex> => {
		ended.signal.throwIfAborted();
		const answer = once(child, "message", { signal: ended.signal });
		child.send({ blob, commitment });
		const [raw]: unknown[] = await answer;
		return proof(raw, "proof");
	};
	return {
		prove: (blob, commitment) => {
			const turn = last.then(() => ask(blob, commitment));
			last = turn.catch(() => undefined);
			return turn;
		},
		close: async () => {
			child.kill("SIGKILL");
			await gone;
		},
	};
};
