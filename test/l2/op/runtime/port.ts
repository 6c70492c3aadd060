// A made L1 as journeys read it, by proof of its blocks, and transactions as they stand in them.

import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import type { ExitL1 } from "../../../../src/exit/module.ts";
import { proveAccount } from "../../../../src/state/account.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../../src/state/slot.ts";
import type {
	Header,
	MinedTransaction,
	Receipt,
} from "../../../../src/state/values.ts";
import { conclude, type Verified } from "../../../../src/trust/verified.ts";
import { headOf } from "../../../state/chain.ts";
import { type Block, claimOf, type Log, type Mined } from "./blocks.ts";
import { poolOf } from "./nodes.ts";

/** A transaction with these logs, and others that write logs before it in the same block. */
export const minedAs = (
	number: number,
	logs: readonly Log[],
	others: number,
	elsewhere: Hex,
): { readonly before: readonly Mined[]; readonly mined: Mined } => {
	const salt = (byte: number): Hex =>
		toHex(
			concat(
				Uint8Array.of(2),
				encodeRlp([bigToMinimal(BigInt(number)), Uint8Array.of(byte)]),
			),
		);
	const log = { address: elsewhere, topics: [], data: "0x" } as const;
	const before = Array.from(
		{ length: others },
		(_, i): Mined => ({
			hash: keccakHex(fromHex(salt(i + 10))),
			raw: salt(i + 10),
			succeeded: true,
			logs: [log, log],
		}),
	);
	const raw = salt(1);
	const hash = keccakHex(fromHex(raw));
	return { before, mined: { hash, raw, succeeded: true, logs } };
};

const headerOf = (
	block: Block,
	finality: "optimistic" | "final",
): Verified<Header> => headerOfHead(headOf(block, finality, true), block.rlp);

export const portOf = ({
	blocks,
	head,
	final,
}: {
	readonly blocks: readonly Block[];
	readonly head: () => Block;
	readonly final: () => number | null;
}): ExitL1 => ({
	read: async (wanted, tag) => {
		const block =
			tag === "latest" || final() === null
				? head()
				: (blocks.find(({ number }) => number === final()) ?? head());
		const basis = headerOf(block, tag === "final" ? "final" : "optimistic");
		return {
			basis,
			reads: wanted.map(({ address, slots: keys, code }) => {
				const claim = claimOf(block.world, address, keys);
				const account = proveAccount(basis, address, claim);
				return {
					account,
					slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
					code: code
						? proveCode(account, block.world[address]?.code ?? "0x")
						: null,
				};
			}),
		};
	},
	receipt: async (hash, tag) => {
		const block = blocks.find(({ mined }) =>
			mined.some((one) => one.hash === hash),
		);
		if (block === undefined) return null;
		if (tag === "final" && block.number > (final() ?? block.number))
			return null;
		const index = block.mined.findIndex((one) => one.hash === hash);
		const mined = block.mined[index];
		if (mined === undefined) return null;
		const header = headerOf(block, "optimistic");
		const { chainId, blockNumber, blockHash, stateRoot, grade } = header.value;
		const at = { chainId, blockNumber, blockHash, stateRoot, grade };
		const transaction = conclude<MinedTransaction>(
			"transaction",
			[header],
			{ at, hash, index, raw: mined.raw },
			null,
		);
		const receipt = conclude<Receipt>(
			"receipt",
			[header, transaction],
			{
				at,
				transactionHash: hash,
				index,
				succeeded: mined.succeeded,
				cumulativeGasUsed: 1,
				logs: mined.logs.map((log) => ({ ...log })),
			},
			null,
		);
		return {
			header,
			transaction,
			receipt,
			logsBefore: block.mined
				.slice(0, index)
				.reduce((sum, { logs }) => sum + logs.length, 0),
		};
	},
	call: async () => {
		throw new Fault("call-reverted", "not asked here");
	},
	pool: poolOf(),
});
