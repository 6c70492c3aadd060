// Blobs from a beacon API: found by the time of their L1 block, each checked against the hash that L1 knows.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { blobBytes } from "./blob.ts";
import { blobHashOf, commitmentOf } from "./kzg.ts";

const genesisAnswer = d.record({
	data: d.record({ genesis_time: d.bigDecimal }),
});
const specAnswer = d.record({ data: d.dictionary(d.anything, 1000) });
const sidecarsAnswer = d.record({
	data: d.list(d.record({ blob: d.hex(blobBytes), kzg_proof: d.hex(48) }), 64),
});

export type FoundBlob = {
	readonly blob: Hex;
	/** As it was given: whoever wants to rely on it checks it. */
	readonly proof: Hex;
};

/** Gives the blob of this hash out of the L1 block of `timeS`. @throws Error when no endpoint has it */
export type BlobSource = (blobHash: Hex, timeS: number) => Promise<FoundBlob>;

const ask = async (url: string): Promise<unknown> => {
	const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
	if (!response.ok) throw new Error(`${url}: ${response.status}`);
	return response.json();
};

const slotAt = async (endpoint: string, timeS: number): Promise<number> => {
	const genesis = genesisAnswer(
		await ask(`${endpoint}/eth/v1/beacon/genesis`),
		"genesis",
	);
	const spec = specAnswer(await ask(`${endpoint}/eth/v1/config/spec`), "spec");
	const secondsPerSlot = d.bigDecimal(
		spec.data.SECONDS_PER_SLOT,
		"SECONDS_PER_SLOT",
	);
	const since = BigInt(timeS) - genesis.data.genesis_time;
	return Number(since / secondsPerSlot);
};

/** @param endpoints asked in this order */
export const blobsFrom =
	(endpoints: readonly string[]): BlobSource =>
	async (blobHash, timeS) => {
		const problems: unknown[] = [];
		for (const endpoint of endpoints) {
			try {
				const slot = await slotAt(endpoint, timeS);
				const { data } = sidecarsAnswer(
					await ask(`${endpoint}/eth/v1/beacon/blob_sidecars/${slot}`),
					"sidecars",
				);
				const found = data.find(
					({ blob }) => blobHashOf(commitmentOf(blob)) === blobHash,
				);
				if (found !== undefined)
					return { blob: found.blob, proof: found.kzg_proof };
				problems.push(new Error(`${endpoint} has no blob ${blobHash}`));
			} catch (thrown) {
				problems.push(thrown);
			}
		}
		throw new AggregateError(problems, `no endpoint has the blob ${blobHash}`);
	};
