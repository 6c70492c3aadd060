// What a ZKsync node answers besides Ethereum's methods: proofs of its state tree at the end of a batch. Claims, all of it.
// Source: https://docs.metamask.io/services/reference/zksync/json-rpc-methods/zks_getproof, and
// https://github.com/matter-labs/zksync-era, core/node/api_server, zks namespace, get_proof_impl

import type { Hex } from "../../../base/bytes.ts";
import type { Decode } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { bounds } from "../../../source/bounds.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Call } from "../../../source/rpc.ts";
import { type TreeClaim, treeClaim } from "../checks/tree.ts";

/** Slots of one contract. */
export type TreeRequest = {
	readonly address: Hex;
	readonly keys: readonly Hex[];
};

/** Slots of one request: what an honest answer about them holds stays far below every bound. */
export const mostKeys = 64;

const answer = d.record({
	address: d.address,
	storageProof: d.list(
		d.record({ key: d.hash, proof: d.list(d.hash, 256) }),
		mostKeys,
	),
});
const rows = d.record({ storageProof: d.list(treeClaim, mostKeys) });

/** @throws bad-field also for an answer about other slots than were asked for */
const proofsOf =
	({ address, keys }: TreeRequest): Decode<readonly TreeClaim[] | null> =>
	(raw, path) => {
		if (raw === null || raw === undefined) return null;
		const said = answer(raw, path);
		const claims = rows(raw, path).storageProof;
		if (
			said.address !== address ||
			said.storageProof.length !== keys.length ||
			keys.some((key, i) => said.storageProof[i]?.key !== key)
		)
			throw new Fault("bad-field", `"${path}" is about other slots`);
		return claims;
	};

const callOf = (
	request: TreeRequest,
	batchNumber: number,
): Call<readonly TreeClaim[] | null> => ({
	method: "zks_getProof",
	params: [request.address, [...request.keys], batchNumber],
	decode: proofsOf(request),
	maxBytes: bounds.zksyncProof(request.keys.length),
});

/** How nodes say that they have no such method: by JSON-RPC's number for it, or by words. */
const isMissing = /-32601|not (found|supported|available|implemented|enabled)/i;

/**
 * Claims in the order of the requests, each in the order of its keys.
 * @throws l2-no-tree-proofs when the node has no such method; not-anchored when it has no tree of that batch (yet); rpc-error
 */
export const askTree = async (
	{ endpoint, askAll }: Execution,
	requests: readonly TreeRequest[],
	batchNumber: number,
	signal?: AbortSignal,
): Promise<readonly (readonly TreeClaim[])[]> => {
	const calls = requests.map((one) => callOf(one, batchNumber));
	const { value } = await askAll(calls, signal);
	return value.map((one) => {
		if (one instanceof Fault) {
			if (one.code === "rpc-error" && isMissing.test(one.detail))
				throw new Fault("l2-no-tree-proofs", one.detail, endpoint.name);
			throw one;
		}
		if (one === null)
			throw new Fault(
				"not-anchored",
				`has no tree of batch ${batchNumber}`,
				endpoint.name,
			);
		return one;
	});
};
