// How a beacon node is asked for blobs, and what of its answers is read.

import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/base/bytes.ts";
import { openBlobNode } from "../../src/source/blobs.ts";
import { madeClock } from "../state/chain.ts";

const sidecar = {
	blob: `0x${"01".repeat(131_072)}`,
	kzg_commitment: `0x${"02".repeat(48)}`,
	kzg_proof: `0x${"03".repeat(48)}`,
};

const nodeOf = (data: unknown) => {
	const asked: string[] = [];
	const node = openBlobNode(
		{
			clock: madeClock(),
			fetch: async ({ url }) => {
				asked.push(url);
				return {
					...{ status: 200, headers: { "content-type": "application/json" } },
					bytes: utf8(JSON.stringify({ data })),
				};
			},
		},
		{ name: "beacon", url: "http://localhost:5" },
	);
	return { asked, node };
};

describe("a beacon node", () => {
	it("is asked for all blobs of a slot, or for those at some places", async () => {
		const { asked, node } = nodeOf([sidecar]);
		const { value } = await node.blobs(7);
		await node.blobs(8, undefined, [2, 5]);
		expect(value).toEqual([
			{
				...{ data: sidecar.blob, commitment: sidecar.kzg_commitment },
				proof: sidecar.kzg_proof,
			},
		]);
		const path = "http://localhost:5/eth/v1/beacon/blob_sidecars";
		expect(asked).toEqual([`${path}/7`, `${path}/8?indices=2&indices=5`]);
	});

	it("is not read with a blob of another length, or more of them than a block can have", async () => {
		for (const data of [
			[{ ...sidecar, blob: "0x0102" }],
			[{ ...sidecar, kzg_proof: "0x" }],
			Array.from({ length: 65 }, () => ({ ...sidecar, blob: "0x" })),
		])
			await expect(nodeOf(data).node.blobs(7)).rejects.toThrow("bad-field");
	});
});
