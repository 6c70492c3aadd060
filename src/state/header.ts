// Execution headers: the codec of their RLP, and the two rules by which a header is verified: a signed beacon header
// commits to it, or a verified child names it as its parent.

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, rlpBig, rlpBytes, rlpList } from "../base/rlp.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Head } from "../l1/values.ts";
import {
	type HeaderField,
	headerFields,
	oldestFields,
} from "../source/header.ts";
import type { StateBasis } from "../trust/grade.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../trust/verified.ts";
import type { Header } from "./values.ts";

/** More fields than any fork has today; what follows the known ones is covered by the hash and not read. */
const mostFields = 40;

export type HeaderFields = {
	readonly hash: Hex;
	/** A field as it stands in the RLP; null when the block is older than the field. */
	readonly field: (name: HeaderField) => Uint8Array | null;
	readonly parentHash: Hex;
	readonly stateRoot: Hex;
	readonly transactionsRoot: Hex;
	readonly receiptsRoot: Hex;
	readonly blockNumber: number;
	readonly gasLimit: number;
	readonly gasUsed: number;
	readonly timestampS: number;
	/** Null before London. */
	readonly baseFeePerGasWei: bigint | null;
};

/** Bytes of the fields that have one length; the others are integers, or data (extraData). */
const lengths: { readonly [name in HeaderField]?: number } = {
	parentHash: 32,
	sha3Uncles: 32,
	miner: 20,
	stateRoot: 32,
	transactionsRoot: 32,
	receiptsRoot: 32,
	logsBloom: 256,
	mixHash: 32,
	nonce: 8,
	withdrawalsRoot: 32,
	parentBeaconBlockRoot: 32,
	requestsHash: 32,
	blockAccessListHash: 32,
};

const bad = (why: string): Fault => new Fault("bad-rlp", why);

/**
 * A header from its RLP, of any fork. Its hash is that of all the bytes, known fields or not.
 * @throws bad-rlp when a known field has the wrong form.
 */
export const decodeHeader = (bytes: Uint8Array): HeaderFields => {
	const items = rlpList(decodeRlp(bytes, 2), "header");
	if (items.length < oldestFields || items.length > mostFields)
		throw bad(`a header of ${items.length} fields`);
	const fields = new Map<HeaderField, Uint8Array>();
	for (const [i, [name]] of headerFields.entries()) {
		const item = items[i];
		if (item === undefined) break;
		const part = rlpBytes(item, name);
		const length = lengths[name];
		if (length !== undefined && part.length !== length)
			throw bad(`"${name}" has ${part.length} bytes, ${length} expected`);
		if (length === undefined && name !== "extraData") rlpBig(item, name);
		fields.set(name, part);
	}
	const field = (name: HeaderField): Uint8Array | null =>
		fields.get(name) ?? null;
	const old = (name: HeaderField): Uint8Array => {
		const part = field(name);
		if (part === null) throw bad(`"${name}" is missing`);
		return part;
	};
	const small = (name: HeaderField): number => {
		const value = bigFromBytes(old(name));
		if (value > BigInt(Number.MAX_SAFE_INTEGER))
			throw bad(`"${name}" is not a safe integer`);
		return Number(value);
	};
	const fee = field("baseFeePerGas");
	return {
		hash: keccakHex(bytes),
		field,
		parentHash: toHex(old("parentHash")),
		stateRoot: toHex(old("stateRoot")),
		transactionsRoot: toHex(old("transactionsRoot")),
		receiptsRoot: toHex(old("receiptsRoot")),
		blockNumber: small("number"),
		gasLimit: small("gasLimit"),
		gasUsed: small("gasUsed"),
		timestampS: small("timestamp"),
		baseFeePerGasWei: fee === null ? null : bigFromBytes(fee),
	};
};

/** The fields of a header whose hash is `hash`. @throws header-hash (or `code`), bad-rlp */
export const checkHeader = (
	rlp: Hex,
	hash: Hex,
	code: "header-hash" | "parent-hash" | "l2-preimage" = "header-hash",
): HeaderFields => {
	const bytes = fromHex(rlp);
	const found = keccakHex(bytes);
	if (found !== hash) throw new Fault(code, `hash ${found}, ${hash} expected`);
	return decodeHeader(bytes);
};

/** What is sealed of a header. @throws bad-rlp for one from before London */
export const headerOf = (
	fields: HeaderFields,
	chainId: number,
	grade: Omit<Header["grade"], "asOfS">,
): Header => {
	if (fields.baseFeePerGasWei === null)
		throw bad("a header from before London");
	return {
		chainId,
		blockNumber: fields.blockNumber,
		blockHash: fields.hash,
		stateRoot: fields.stateRoot,
		grade: { ...grade, asOfS: fields.timestampS },
		parentHash: fields.parentHash,
		receiptsRoot: fields.receiptsRoot,
		transactionsRoot: fields.transactionsRoot,
		timestampS: fields.timestampS,
		gasLimit: fields.gasLimit,
		gasUsed: fields.gasUsed,
		baseFeePerGasWei: fields.baseFeePerGasWei,
	};
};

/**
 * The execution header that a signed beacon header commits to. Rule el-header.
 * @param rlp needed for the transactions root, and always when the beacon header gives the block's hash alone.
 * @throws header-hash, bad-rlp; unproven not-anchored when nothing but the hash is known and no RLP is given.
 */
export const headerOfHead = (
	head: Verified<Head>,
	rlp: Hex | null = null,
): Verified<Header> => {
	const { network, finality, execution } = premiseBy<Head>(
		head,
		"lc-head",
	).value;
	const grade = { who: "l1", validity: "none", finality } as const;
	if (rlp !== null) {
		const fields = checkHeader(rlp, execution.blockHash);
		return conclude(
			"el-header",
			[head],
			headerOf(fields, network.chainId, grade),
			{
				rlp,
			},
		);
	}
	const { payload } = execution;
	if (payload === null)
		throw new Fault(
			"not-anchored",
			"the block's hash is known, not its header",
		);
	const value: Header = {
		chainId: network.chainId,
		blockNumber: payload.blockNumber,
		blockHash: execution.blockHash,
		stateRoot: payload.stateRoot,
		grade: { ...grade, asOfS: payload.timestampS },
		parentHash: payload.parentHash,
		receiptsRoot: payload.receiptsRoot,
		transactionsRoot: null,
		timestampS: payload.timestampS,
		gasLimit: payload.gasLimit,
		gasUsed: payload.gasUsed,
		baseFeePerGasWei: payload.baseFeePerGasWei,
	};
	return conclude("el-header", [head], value, { rlp: null });
};

/** The state under a root of a layer 2: trust/verified.ts, `LayerRule`. */
const isLayerState = ({ rule }: AnyVerified): boolean => /-state$/.test(rule);

const isBlockHeader = ({ rule }: AnyVerified): boolean =>
	rule === "el-header" || rule === "el-parent" || rule === "el-history";

const wrongPremise = (what: string, premise: AnyVerified | undefined): Fault =>
	new Fault(
		"evidence-step",
		`a premise that concludes ${what} expected, got ${premise?.rule ?? "none"}`,
	);

const has = ({ value }: AnyVerified, field: string): boolean =>
	typeof value === "object" && value !== null && field in value;

/**
 * Does it conclude a state root of Ethereum's kind: what accounts are proved under? The state of a chain that is only read has
 * roots by other names (l2/read.ts, `ReadBasis`).
 */
const isBasis = (premise: AnyVerified): premise is Verified<StateBasis> =>
	isBlockHeader(premise) ||
	(isLayerState(premise) && has(premise, "stateRoot"));

/**
 * Is all of the block's header verified, and so the blocks before it? A layer's root may commit to the block's hash, and then
 * its state is a header; where L1 names the state root alone, parents and transactions do not follow.
 */
export const hasParents = (basis: AnyVerified): basis is Verified<Header> =>
	isBlockHeader(basis) || (isLayerState(basis) && has(basis, "parentHash"));

/** @throws evidence-step for what is no state that accounts are proved under */
export const premiseState = (
	premise: AnyVerified | undefined,
): Verified<StateBasis> => {
	if (premise !== undefined && isBasis(premise)) return premise;
	throw wrongPremise("a state root", premise);
};

/** @throws evidence-step for what is no block with its whole header */
export const premiseHeader = (
	premise: AnyVerified | undefined,
): Verified<Header> => {
	if (premise !== undefined && hasParents(premise)) return premise;
	throw wrongPremise("a header", premise);
};

const hintWitness = d.record({ rlp: d.hexUpTo(65_536) });

/**
 * At which block to ask endpoints for proofs of this state: its own, or, where the state root alone is proved, the one that
 * an endpoint said it is of. That one is good for asking and for nothing else.
 */
export const whereToAsk = (
	basis: Verified<StateBasis>,
): { readonly number: number; readonly hash: Hex } => {
	const { blockNumber, blockHash } = basis.value;
	if (blockNumber !== null && blockHash !== null)
		return { number: blockNumber, hash: blockHash };
	const { rlp } = hintWitness(basis.witness, "witness");
	const fields = decodeHeader(fromHex(rlp));
	return { number: fields.blockNumber, hash: fields.hash };
};

/**
 * The parent of a verified header. It is as final as the child at least, and never more here. Rule el-parent.
 * @throws parent-hash, bad-rlp
 */
export const parentHeader = (
	child: Verified<Header>,
	rlp: Hex,
): Verified<Header> => {
	const { value } = premiseHeader(child);
	const fields = checkHeader(rlp, value.parentHash, "parent-hash");
	if (fields.blockNumber !== value.blockNumber - 1)
		throw new Fault(
			"parent-hash",
			`block ${fields.blockNumber} as the parent of ${value.blockNumber}`,
		);
	const { asOfS: _, ...grade } = value.grade;
	return conclude(
		"el-parent",
		[child],
		headerOf(fields, value.chainId, grade),
		{
			rlp,
		},
	);
};
