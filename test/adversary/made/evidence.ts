// Honest evidence from a world made by hand: checkpoint, committees of two periods, a signed head, its block, a parent,
// and an account with storage and code under it.

import "../preset.ts";
import { ssz } from "@lodestar/types";
import { type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Evidence } from "../../../src/evidence/evidence.ts";
import {
	acceptCheckpoint,
	checkBootstrap,
	checkUpdate,
} from "../../../src/l1/conclusion.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import {
	balanceKey,
	coinEvidence,
	tokenEvidence,
} from "../../../src/receipt/balance.ts";
import { proveAccount } from "../../../src/state/account.ts";
import { headerOfHead, parentHeader } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import type { Account, Code, Header, Slot } from "../../../src/state/values.ts";
import type { Verified } from "../../../src/trust/verified.ts";
import { shippedKernel } from "../../kernel.ts";
import { MadeChain, slotsPerPeriod } from "./chain.ts";
import { madeNetwork } from "./network.ts";
import {
	type MadeAccount,
	type MadeExecution,
	type MadeState,
	madeExecution,
	madeState,
} from "./state.ts";

export type MadeEvidence = {
	readonly network: L1Network;
	readonly checkpoint: Hex;
	readonly state: MadeState;
	readonly parent: MadeExecution;
	readonly block: MadeExecution;
	readonly header: Verified<Header>;
	readonly account: Verified<Account>;
	readonly token: Verified<Account>;
	readonly slot: Verified<Slot>;
	readonly code: Verified<Code>;
	/** Of the account's ether, and of its tokens. */
	readonly coin: Evidence;
	readonly tokens: Evidence;
	readonly owner: Hex;
	readonly nowMs: number;
};

export const owner: Hex = `0x${"a1".repeat(20)}`;
const tokenAt: Hex = `0x${"70".repeat(20)}`;
const code: Hex = "0x6004355f5260405f20545f5260205ff3";

export const makeEvidence = async (): Promise<MadeEvidence> => {
	const network = madeNetwork({ genesisTimeS: 1_790_000_000 });
	const chain = new MadeChain(network);
	const start = 5 * slotsPerPeriod;
	const key = balanceKey(owner, 2);
	const others = Array.from(
		{ length: 40 },
		(_, i): readonly [Hex, { nonce: number; balanceWei: bigint }] => [
			`0x${(0xbeef00 + i).toString(16).padStart(40, "0")}`,
			{ nonce: i, balanceWei: BigInt(i) },
		],
	);
	const storage = new Map<bigint, bigint>([[BigInt(key), 123_456n]]);
	for (let i = 0n; i < 30n; i++) storage.set(i, i + 1n);
	const state = madeState(
		new Map<Hex, MadeAccount>([
			...others,
			[owner, { nonce: 7, balanceWei: 5n * 10n ** 18n }],
			[tokenAt, { nonce: 1, balanceWei: 0n, code, storage }],
		]),
	);
	const slotOfHead = start + slotsPerPeriod + 20;
	const parent = madeExecution({
		number: 499,
		timestampS: chain.timeAt(slotOfHead - 1),
		stateRoot: state.root,
	});
	const block = madeExecution({
		number: 500,
		timestampS: chain.timeAt(slotOfHead),
		stateRoot: madeState(new Map(others)).root,
		parentHash: parent.hash,
	});

	const first = chain.block({ slot: start + 8 });
	const handover = chain.block({
		slot: start + 40,
		finalized: chain.block({ slot: start + 24 }),
	});
	const top = chain.block({ slot: slotOfHead, execution: block.header });
	const asking = { kernel: shippedKernel, currentSlot: null };
	const { committee } = checkBootstrap(acceptCheckpoint(network, first.root), {
		fork: "electra",
		ssz: ssz.electra.LightClientBootstrap.serialize(chain.bootstrap(first)),
	});
	const { nextCommittee } = await checkUpdate(
		committee,
		"update",
		{
			fork: "electra",
			ssz: ssz.electra.LightClientUpdate.serialize(chain.update(handover)),
		},
		asking,
	);
	if (nextCommittee === null) throw new Error("no next committee");
	const { attested } = await checkUpdate(
		nextCommittee,
		"optimistic",
		{
			fork: "electra",
			ssz: ssz.electra.LightClientOptimisticUpdate.serialize(
				chain.optimistic(top),
			),
		},
		asking,
	);
	if (attested === null) throw new Error("no head");
	const header = parentHeader(headerOfHead(attested), parent.rlp);
	const account = proveAccount(header, owner, {
		accountProof: state.accountProof(owner),
	});
	const token = proveAccount(header, tokenAt, {
		accountProof: state.accountProof(tokenAt),
	});
	const slot = proveSlot(token, {
		key,
		proof: state.slotProof(tokenAt, BigInt(key)),
	});
	return {
		network,
		checkpoint: first.root,
		state,
		parent,
		block,
		header,
		account,
		token,
		slot,
		code: proveCode(token, code),
		coin: coinEvidence(account),
		tokens: tokenEvidence(slot, owner, 2),
		owner,
		nowMs: chain.timeAt(slotOfHead + 2) * 1000,
	};
};

/** A verified header over any state root, by a committee that signs whatever it is given. */
export const headerUnder = async (
	stateRoot: Hex,
): Promise<Verified<Header>> => {
	const network = madeNetwork({ genesisTimeS: 1_790_000_000 });
	const chain = new MadeChain(network);
	const slot = 5 * slotsPerPeriod + 20;
	const { header } = madeExecution({
		number: 700,
		timestampS: chain.timeAt(slot),
		stateRoot,
	});
	const first = chain.block({ slot: slot - 4 });
	const top = chain.block({ slot, execution: header });
	const { committee } = checkBootstrap(acceptCheckpoint(network, first.root), {
		fork: "electra",
		ssz: ssz.electra.LightClientBootstrap.serialize(chain.bootstrap(first)),
	});
	const { attested } = await checkUpdate(
		committee,
		"optimistic",
		{
			fork: "electra",
			ssz: ssz.electra.LightClientOptimisticUpdate.serialize(
				chain.optimistic(top),
			),
		},
		{ kernel: shippedKernel, currentSlot: null },
	);
	if (attested === null) throw new Error("no head");
	return headerOfHead(attested);
};

/** Hex that nobody has seen before. */
export const other = (hex: Hex): Hex =>
	toHex(new Uint8Array(hex.length / 2 - 1).fill(0x5a));
