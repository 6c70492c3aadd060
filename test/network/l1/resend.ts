// Brings the transactions of blocks that a reorg dropped back into the pool, as execution clients do.

import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import {
	decodeRlp,
	encodeRlp,
	rlpBytes,
	rlpList,
} from "../../../src/base/rlp.ts";
import type { Block } from "./block.ts";
import { type BlobsBundle, versionedHash } from "./engine.ts";
import { callRpc } from "./rpc.ts";

const blobType = 3;
/** Place of blob_versioned_hashes in a blob transaction (EIP-4844). */
const hashesPlace = 10;

/** A blob transaction with the blobs it names, as pools pass it on (EIP-4844, "Networking"). */
const withSidecar = (raw: Uint8Array, bundle: BlobsBundle): Uint8Array => {
	const fields = rlpList(decodeRlp(raw.subarray(1)), "transaction");
	const wanted = rlpList(fields[hashesPlace], "hashes").map((item) =>
		toHex(rlpBytes(item, "hash")),
	);
	const known = bundle.commitments.map(versionedHash);
	const pick = (from: readonly Hex[]): Uint8Array[] =>
		wanted.map((name) => {
			const found = from[known.indexOf(name)];
			if (found === undefined) throw new Error(`no blob ${name}`);
			return fromHex(found);
		});
	return concat(
		Uint8Array.of(blobType),
		encodeRlp([
			fields,
			pick(bundle.blobs),
			pick(bundle.commitments),
			pick(bundle.proofs),
		]),
	);
};

/** Sends every transaction of `dropped`, oldest block first. The client's head must already be below them. */
export const resendTransactions = async (
	rpcUrl: string,
	dropped: readonly Block[],
): Promise<void> => {
	const oldestFirst = dropped.toSorted((a, b) => a.slot - b.slot);
	for (const block of oldestFirst)
		for (const raw of block.message.body.executionPayload.transactions)
			await callRpc(
				rpcUrl,
				"eth_sendRawTransaction",
				[toHex(raw[0] === blobType ? withSidecar(raw, block.blobs) : raw)],
				d.hash,
			);
};
