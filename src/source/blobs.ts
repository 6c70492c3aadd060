// One beacon node that is asked for blobs: claims, which whoever uses them checks against the hashes that L1 was given.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { bounds } from "./bounds.ts";
import type { Claim, Endpoint } from "./claim.ts";
import { getJson } from "./http.ts";
import type { Pool } from "./pool.ts";
import type { Clock, Fetch } from "./ports.ts";

const blobBytes = 131_072;

const sidecars = d.record({
	data: d.list(
		d.record({
			blob: d.hex(blobBytes),
			kzg_commitment: d.hex(48),
			kzg_proof: d.hex(48),
		}),
		64,
	),
});

export type BlobClaim = {
	readonly data: Hex;
	readonly commitment: Hex;
	readonly proof: Hex;
};

/** One beacon node that is asked for blobs. */
export type BlobNode = {
	readonly endpoint: Endpoint;
	/**
	 * The blobs of a slot; none when the node has none there.
	 * @param indices their places among the blobs of the block; missing: all of them
	 * @throws what `exchange` throws, bad-json, bad-field
	 */
	readonly blobs: (
		slot: number,
		signal?: AbortSignal,
		indices?: readonly number[],
	) => Promise<Claim<readonly BlobClaim[]>>;
};

/** Source: https://github.com/ethereum/beacon-APIs/tree/v4.0.0/apis/beacon/blob_sidecars */
export const openBlobNode = (
	ports: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	timeoutMs = 20_000,
): BlobNode => ({
	endpoint,
	blobs: async (slot, signal, indices = []) => {
		const asked = indices.map((index) => `indices=${index}`).join("&");
		const found = await getJson(
			ports,
			endpoint,
			{
				path: `/eth/v1/beacon/blob_sidecars/${slot}${asked === "" ? "" : `?${asked}`}`,
				maxBytes: bounds.blobs,
				timeoutMs,
			},
			(raw) => sidecars(raw, "sidecars").data,
			signal,
		);
		return {
			...found,
			value: (found.value ?? []).map(({ blob, kzg_commitment, kzg_proof }) => ({
				data: blob,
				commitment: kzg_commitment,
				proof: kzg_proof,
			})),
		};
	},
});

/** Beacon nodes, and the slot of a time: blobs are asked for by their block's slot. */
export type BlobSource = {
	readonly pool: Pool<BlobNode>;
	readonly slotAt: (timeS: number) => number;
};
