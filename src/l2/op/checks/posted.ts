// Is a signed transaction of the rollup in what its batcher sent to L1? Who the batcher is, by proof; what of a block's transactions is
// the batcher's; and the transaction among a batch's. What derivation makes of the batch is not computed: that a root shows.
// Source: OP Stack specs, protocol/derivation.md (batcher transactions), protocol/ecotone/derivation.md (blobs),
// protocol/delta/span-batches.md (transactions in a span)

import {
	bigToBytes,
	bigToMinimal,
	concat,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { decodeRlp, encodeRlp, type Rlp, rlpList } from "../../../base/rlp.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import {
	decodeForeign,
	type ForeignTransaction,
} from "../../../evidence/foreign-transaction.ts";
import { numbers } from "../../../proof/field.ts";
import { blobChallenge, evaluateBlob, kzgField } from "../../../proof/kzg.ts";
import { transactionFields } from "../../../source/transaction-fields.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { AnyVerified } from "../../../trust/verified.ts";
import {
	checkContracts,
	implementationWanted,
	provedContracts,
	proxyWanted,
} from "../../proved.ts";
import type { Batch, SpanTransaction } from "./batch.ts";
import { asItRuns, mayRun } from "./registry-config.ts";
import type { OpRegistryProfile } from "./registry-profile.ts";

/** What has to be proved on L1, all at one block, for `batcherOf`. */
export const batcherWanted = ({
	contracts: { systemConfig },
	slots,
}: OpRegistryProfile): readonly WantedAccount[] => [
	proxyWanted(systemConfig, [slots.implementation, wordHex(slots.batcherHash)]),
	...mayRun(systemConfig).map(implementationWanted),
];

/**
 * Whose transactions are batches at that block; null where it is no account's address, as of another kind of batcher.
 * @param premises as `contractPremises` puts what `batcherWanted` wants
 * @throws l2-unknown-code, evidence-step
 */
export const batcherOf = (
	profile: OpRegistryProfile,
	premises: readonly AnyVerified[],
): Hex | null => {
	const { systemConfig } = profile.contracts;
	const { implementation, batcherHash } = profile.slots;
	const proved = provedContracts(
		premises,
		batcherWanted(profile),
		profile,
		"the batcher",
	);
	checkContracts(
		proved,
		{ systemConfig: asItRuns(proved, systemConfig, implementation) },
		implementation,
	);
	const word = proved.word(systemConfig.address, wordHex(batcherHash));
	return word === 0n || word >> 160n !== 0n
		? null
		: toHex(bigToBytes(word, 20));
};

/** A transaction of the batcher's. */
export type BatcherTransaction = {
	readonly hash: Hex;
	/** Its calldata, or the blobs that stand in its place, with their places among all blobs of the block. */
	readonly data:
		| Hex
		| readonly { readonly hash: Hex; readonly index: number }[];
};

const blobField = transactionFields[3].indexOf("blobVersionedHashes");

/** How many blobs a transaction has. @throws bad-rlp */
const blobCount = (raw: Hex): number => {
	if (!raw.startsWith("0x03")) return 0;
	const fields = rlpList(decodeRlp(fromHex(raw).subarray(1), 5), "transaction");
	return rlpList(fields[blobField], "blobVersionedHashes").length;
};

/** Types from 4 on bring no batch. */
const mostType = 3;

const senderOf = (raw: Hex): ForeignTransaction | null => {
	try {
		return decodeForeign(raw);
	} catch (thrown) {
		if (asFault(thrown).kind === "malformed") return null;
		throw thrown;
	}
};

/**
 * The batcher's transactions to the inbox, in the block's order.
 * @param raws all transactions of the block, as under its root
 * @throws bad-rlp
 */
export const batcherTransactions = (
	raws: readonly Hex[],
	{ batcher, inbox }: { readonly batcher: Hex; readonly inbox: Hex },
): readonly BatcherTransaction[] => {
	const found: BatcherTransaction[] = [];
	let blobs = 0;
	for (const raw of raws) {
		const first = blobs;
		blobs += blobCount(raw);
		// whose signature it is takes a while to say: of few it matters
		if (!raw.includes(inbox.slice(2))) continue;
		const sent = senderOf(raw);
		if (
			sent === null ||
			sent.type > mostType ||
			sent.to !== inbox ||
			sent.from !== batcher
		)
			continue;
		found.push({
			hash: keccakHex(fromHex(raw)),
			data:
				sent.blobs === undefined
					? sent.data
					: sent.blobs.versionedHashes.map((hash, i) => ({
							hash,
							index: first + i,
						})),
		});
	}
	return found;
};

/**
 * What EIP-4844's precompile is asked about a blob: it answers where the blob is the one that its versioned hash names.
 * @throws blob-commitment for a blob whose elements are none of the field's
 */
export const blobQuestion = (
	versionedHash: Hex,
	blob: Uint8Array,
	commitment: Uint8Array,
	proof: Uint8Array,
): Uint8Array => {
	if (!kzgField.areCanonical(blob))
		throw new Fault("blob-commitment", "an element of the order or more");
	const z = blobChallenge(blob, commitment);
	const y = evaluateBlob(numbers(blob), z);
	return concat(
		fromHex(versionedHash, 32),
		kzgField.words([z, y]),
		commitment,
		proof,
	);
};

// --- The transaction among a batch's

const minimal = bigToMinimal;

/**
 * A span's transaction as it was signed and sent.
 * @throws bad-rlp for a signature of other than 64 bytes, or fields of another type
 */
export const signedBytes = (
	chainId: number,
	one: SpanTransaction,
): Uint8Array => {
	const { type, fields, signature } = one;
	const to = one.to ?? new Uint8Array(0);
	const parity = one.yParity ? 1n : 0n;
	const chain = BigInt(chainId);
	const [r, s] = [signature.subarray(0, 32), signature.subarray(32)].map(
		(part) => minimal(BigInt(toHex(part))),
	);
	const take = (i: number): Rlp => {
		const field = fields[i];
		if (field === undefined) throw new Fault("bad-rlp", `no field ${i}`);
		return field;
	};
	if (r === undefined || s === undefined || signature.length !== 64)
		throw new Fault("bad-rlp", "a signature of another length");
	const nonce = minimal(one.nonce);
	const gas = minimal(one.gas);
	if (type === 0) {
		const v = one.isProtected ? 35n + 2n * chain + parity : 27n + parity;
		return encodeRlp([
			...[nonce, take(1), gas, to, take(0), take(2)],
			...[minimal(v), r, s],
		]);
	}
	// value first, then one price or two caps, data, and the lists
	const prices = type === 1 ? 1 : 2;
	const body = encodeRlp([
		...[minimal(chain), nonce],
		...fields.slice(1, 1 + prices),
		...[gas, to, take(0)],
		...fields.slice(1 + prices),
		...[minimal(parity), r, s],
	]);
	return concat(Uint8Array.of(type), body);
};

/** A transaction as a batch is searched for it. */
export type WantedTransaction = {
	readonly raw: Uint8Array;
	/** r and s. */
	readonly signature: Uint8Array;
};

/** @throws bad-rlp */
export const wantedOf = (raw: Hex): WantedTransaction => {
	const { r, s } = decodeForeign(raw);
	return {
		raw: fromHex(raw),
		signature: concat(bigToBytes(r, 32), bigToBytes(s, 32)),
	};
};

/** Does the batch hold that very transaction, byte for byte as it was signed? */
export const holdsTransaction = (
	batch: Batch,
	{ raw, signature }: WantedTransaction,
	chainId: number,
): boolean =>
	batch.version === 0
		? batch.transactions.some((one) => equalBytes(one, raw))
		: batch.blocks.some(({ transactions }) =>
				transactions.some(
					(one) =>
						equalBytes(one.signature, signature) &&
						equalBytes(signedBytes(chainId, one), raw),
				),
			);
