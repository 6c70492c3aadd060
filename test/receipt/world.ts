// A small world of verified values for tests above the checking rooms: each value is its own witness, sealed by a hash
// over its premises. The rules that replay it refuse a changed value like a true rule does.

import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Immutable, Json } from "../../src/base/immutable.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { canonical, hashOf } from "../../src/evidence/canonical.ts";
import { stepId } from "../../src/evidence/evidence.ts";
import type { L1Network } from "../../src/l1/network.ts";
import type { Checkpoint, Committee, Head } from "../../src/l1/values.ts";
import type { RuleReplay, RuleReplays } from "../../src/receipt/replay.ts";
import type {
	Account,
	Code,
	Header,
	MinedTransaction,
	Receipt,
	Slot,
} from "../../src/state/values.ts";
import type { BlockBasis, Finality } from "../../src/trust/grade.ts";
import {
	type AnyVerified,
	conclude,
	type Rule,
	type Verified,
} from "../../src/trust/verified.ts";

/** bigint → {"$": "decimal"}, so that any value can be its own witness. */
const pack = (value: Immutable): Json => {
	if (typeof value === "bigint") return { $: value.toString() };
	if (value === undefined) return null;
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value))
		return value.map((part: Immutable): Json => pack(part));
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [name, pack(part)]),
	);
};

const unpack = (value: Json): Immutable => {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map((part: Json) => unpack(part));
	const entries = Object.entries(value);
	const only = entries[0];
	if (entries.length === 1 && only?.[0] === "$") return BigInt(String(only[1]));
	return Object.fromEntries(
		entries.map(([name, part]) => [name, unpack(part)]),
	);
};

const sealOf = (
	rule: Rule,
	premises: readonly AnyVerified[],
	value: Json,
): Hex => hashOf({ rule, under: premises.map(stepId), value });

/** Concludes `value` in the way the test rules can replay. */
export const say = <T extends Immutable>(
	rule: Rule,
	premises: readonly AnyVerified[],
	value: T,
): Verified<T> => {
	const packed = pack(value);
	return conclude(rule, premises, value, {
		value: packed,
		seal: sealOf(rule, premises, packed),
	});
};

const replay =
	(rule: Rule): RuleReplay<unknown> =>
	async (premises, witness) => {
		if (
			typeof witness !== "object" ||
			witness === null ||
			!("value" in witness) ||
			!("seal" in witness)
		)
			throw new Fault("bad-field", "no value or seal");
		if (witness.seal !== sealOf(rule, premises, witness.value))
			throw new Fault("proof-value", `${rule} ${canonical(witness.value)}`);
		return conclude(rule, premises, unpack(witness.value), {
			value: witness.value,
			seal: witness.seal,
		});
	};

export const testRules: RuleReplays<unknown> = {
	checkpoint: replay("checkpoint"),
	"lc-bootstrap": replay("lc-bootstrap"),
	"lc-committee": replay("lc-committee"),
	"lc-head": replay("lc-head"),
	"el-header": replay("el-header"),
	"el-parent": replay("el-parent"),
	"mpt-account": replay("mpt-account"),
	"mpt-slot": replay("mpt-slot"),
	code: replay("code"),
	transaction: replay("transaction"),
	receipt: replay("receipt"),
	"op-config": replay("op-config"),
	"op-root": replay("op-root"),
	"op-state": replay("op-state"),
	"arbitrum-config": replay("arbitrum-config"),
	"arbitrum-root": replay("arbitrum-root"),
	"arbitrum-state": replay("arbitrum-state"),
	"scroll-config": replay("scroll-config"),
	"scroll-root": replay("scroll-root"),
	"scroll-state": replay("scroll-state"),
};

export const testNetwork: L1Network = {
	name: "test",
	title: "Test",
	chainId: 1337,
	preset: "minimal",
	genesisTimeS: 1_700_000_000,
	genesisValidatorsRoot: keccakHex(Uint8Array.of(1)),
	secondsPerSlot: 12,
	forks: [{ name: "electra", version: "0x05000000", epoch: 0 }],
	maxCheckpointAgeS: 14 * 86_400,
	explorer: "",
};

export const h = (n: number): Hex => keccakHex(Uint8Array.of(n >> 8, n & 255));
export const a = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
export const noCode = keccakHex(new Uint8Array(0));
const noStorage =
	"0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

export const checkpoint = (
	root: Hex = h(1),
	network: L1Network = testNetwork,
): Verified<Checkpoint> => say("checkpoint", [], { network, root });

export const committee = (
	from: Verified<Checkpoint> = checkpoint(),
): Verified<Committee> =>
	say("lc-bootstrap", [from], {
		network: from.value.network,
		period: 100,
		pubkeys: "0x",
		aggregatePubkey: "0x",
		root: h(2),
	});

export const slot = 6_500;
export const timeS = testNetwork.genesisTimeS + slot * 12;

export type Scene = {
	readonly committee: Verified<Committee>;
	readonly head: Verified<Head>;
	readonly header: Verified<Header>;
};

/** Head and header of one slot. */
export const scene = (
	options: {
		readonly finality?: Finality;
		readonly slot?: number;
		readonly baseFeeWei?: bigint;
		readonly checkpoint?: Verified<Checkpoint>;
		readonly chainId?: number;
	} = {},
): Scene => {
	const finality = options.finality ?? "optimistic";
	const at = options.slot ?? slot;
	const from = committee(options.checkpoint ?? checkpoint());
	const network = from.value.network;
	const atS = network.genesisTimeS + at * network.secondsPerSlot;
	const payload = {
		parentHash: h(at - 1),
		stateRoot: h(at + 10_000),
		receiptsRoot: h(at + 20_000),
		blockNumber: at - 100,
		gasLimit: 30_000_000,
		gasUsed: 21_000,
		timestampS: atS,
		baseFeePerGasWei: options.baseFeeWei ?? 1_000_000_000n,
	};
	const head = say<Head>("lc-head", [from], {
		network,
		finality,
		slot: at,
		root: h(at + 30_000),
		stateRoot: h(at + 40_000),
		parentRoot: h(at + 29_999),
		timeS: atS,
		signatureSlot: at + 1,
		signed: 30,
		of: 32,
		execution: { blockHash: h(at), payload },
	});
	const header = say<Header>("el-header", [head], {
		chainId: options.chainId ?? network.chainId,
		blockHash: h(at),
		transactionsRoot: null,
		grade: { who: "l1", validity: "none", finality, asOfS: atS },
		...payload,
	});
	return { committee: from, head, header };
};

const basisOf = (header: Header): BlockBasis => ({
	chainId: header.chainId,
	blockNumber: header.blockNumber,
	blockHash: header.blockHash,
	stateRoot: header.stateRoot,
	grade: header.grade,
});

export const account = (
	header: Verified<Header>,
	address: Hex,
	fields: Partial<Account> = {},
): Verified<Account> =>
	say("mpt-account", [header], {
		at: basisOf(header.value),
		address,
		exists: true,
		nonce: 0,
		balanceWei: 10n ** 18n,
		storageRoot: noStorage,
		codeHash: noCode,
		...fields,
	});

export const slotOf = (
	of: Verified<Account>,
	key: Hex,
	word: bigint,
): Verified<Slot> =>
	say("mpt-slot", [of], {
		at: of.value.at,
		address: of.value.address,
		key,
		word,
	});

export const codeOf = (of: Verified<Account>, bytes: Hex): Verified<Code> =>
	say("code", [of], {
		at: of.value.at,
		address: of.value.address,
		codeHash: of.value.codeHash,
		bytes,
	});

export const mined = (
	header: Verified<Header>,
	hash: Hex,
	raw: Hex,
): Verified<MinedTransaction> =>
	say("transaction", [header], {
		at: basisOf(header.value),
		hash,
		index: 0,
		raw,
	});

export const receipt = (
	header: Verified<Header>,
	transactionHash: Hex,
	succeeded = true,
): Verified<Receipt> =>
	say("receipt", [header], {
		at: basisOf(header.value),
		transactionHash,
		index: 0,
		succeeded,
		cumulativeGasUsed: 21_000,
		logs: [],
	});
