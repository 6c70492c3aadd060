// A made OP rollup with its message passer, and nodes over it, as honest as the test says.

import { encodeAbiParameters, encodeEventTopics, parseAbi } from "viem";
import { fromHex, type Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import { outputRoot } from "../../../../src/l2/op/checks/payload.ts";
import {
	type OpWithdrawal,
	sentMessageSlot,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import type {
	AccountClaim,
	Execution,
} from "../../../../src/source/execution.ts";
import { openPool, type Pool } from "../../../../src/source/pool.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import type { World } from "../../../state/chain.ts";
import { passer } from "../../rollup-world.ts";
import { l2Token, person } from "../exit-world.ts";
import {
	type Block,
	claimOf,
	type Log,
	type Mined,
	makeBlock,
	startS,
} from "./blocks.ts";

export const passerAbi = parseAbi([
	"function initiateWithdrawal(address target, uint256 gasLimit, bytes data) payable",
	"function withdrawTo(address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes extraData) payable",
	"event MessagePassed(uint256 indexed nonce, address indexed sender, address indexed target, uint256 value, uint256 gasLimit, bytes data, bytes32 withdrawalHash)",
]);

export const passedLog = (withdrawal: OpWithdrawal): Log => ({
	address: passer,
	topics: encodeEventTopics({
		abi: passerAbi,
		eventName: "MessagePassed",
		args: {
			nonce: withdrawal.nonce,
			sender: withdrawal.sender,
			target: withdrawal.target,
		},
	}) as Hex[],
	data: encodeAbiParameters(
		[
			{ type: "uint256" },
			{ type: "uint256" },
			{ type: "bytes" },
			{ type: "bytes32" },
		],
		[
			withdrawal.valueWei,
			withdrawal.gasLimit,
			withdrawal.data,
			withdrawalHash(withdrawal),
		],
	),
});

/** A transaction of the rollup by its raw bytes. */
export const l2Transaction = (
	raw: Hex,
	withdrawals: readonly OpWithdrawal[],
	succeeded = true,
): Mined => ({
	hash: keccakHex(fromHex(raw)),
	raw,
	succeeded,
	logs: succeeded ? withdrawals.map(passedLog) : [],
});

/** What the person has on the rollup when it opens. */
export const heldWei = 100n * 10n ** 18n;
export const heldTokens = 10_000_000n;
const tokenSlot = mappingSlot(wordHex(BigInt(person)), 0n);

export type L2 = {
	/** What the person has from the next block on. */
	hold: (change: { wei?: bigint; tokens?: bigint; code?: Hex }) => void;
	blocks: Block[];
	/** The next block, with these transactions. */
	mine: (...mined: readonly Mined[]) => Block;
	output: (number: number) => {
		root: Hex;
		stateRoot: Hex;
		messagePasserStorageRoot: Hex;
		blockHash: Hex;
	};
};

export const openL2 = (salt = ""): L2 => {
	const world: World = {
		[person]: { nonce: 1, balance: heldWei },
		[passer]: { code: "0x60", storage: { [wordHex(1n)]: 1n } },
		[l2Token]: { code: "0x61", storage: { [tokenSlot]: heldTokens } },
	};
	const blocks: Block[] = [makeBlock(null, startS, world, [], salt)];
	const at = (number: number): Block => {
		const found = blocks.find((block) => block.number === number);
		if (found === undefined) throw new Error(`no block ${number}`);
		return found;
	};
	return {
		blocks,
		hold: ({ wei, tokens, code }) => {
			const own = world[person] ?? {};
			world[person] = {
				...own,
				...(wei === undefined ? {} : { balance: wei }),
				...(code === undefined ? {} : { code }),
			};
			if (tokens !== undefined)
				world[l2Token] = { code: "0x61", storage: { [tokenSlot]: tokens } };
		},
		mine: (...mined) => {
			const parent = blocks.at(-1) ?? null;
			for (const { logs } of mined)
				for (const log of logs) {
					const hash = `0x${log.data.slice(2 + 3 * 64, 2 + 4 * 64)}` as Hex;
					const account = world[passer];
					if (account === undefined) throw new Error("no message passer");
					account.storage = { ...account.storage, [sentMessageSlot(hash)]: 1n };
				}
			const block = makeBlock(
				parent,
				(parent?.timeS ?? startS) + 2,
				world,
				mined,
				salt,
			);
			blocks.push(block);
			return block;
		},
		output: (number) => {
			const { world: then, stateRoot, hash: blockHash } = at(number);
			const messagePasserStorageRoot = claimOf(then, passer, []).storageHash;
			const parts = { stateRoot, messagePasserStorageRoot, blockHash };
			return { ...parts, root: outputRoot(parts) };
		},
	};
};

export type Lies = Partial<{
	/** In place of the honest block that the receipt is said to stand in. */
	hint: (transaction: Hex) => Block | null;
	proofs: (claims: readonly AccountClaim[]) => readonly AccountClaim[];
	down: boolean;
	/** Where it is, instead of at its own name. */
	url: string;
	final: number;
	/** It says that it does not have these blocks. */
	missing: (block: Block) => boolean;
}>;

/** A node over a chain of the rollup, as honest as `lies` leave it. */
export const nodeOf = (
	name: string,
	chain: L2,
	lies: Lies = {},
): { name: string; client: Execution } => {
	const claim = <T>(value: T) => {
		if (lies.down) throw new Fault("unreachable", "down", name);
		return { value, from: name, atMs: 0 };
	};
	const refuse = (): never => {
		throw new Fault("rpc-error", "no such block", name);
	};
	const find = (at: unknown): Block => {
		const { blocks } = chain;
		if (at === "latest") return blocks.at(-1) ?? refuse();
		if (at === "finalized")
			return (
				blocks.find(({ number }) => number === lies.final) ??
				blocks.at(-1) ??
				refuse()
			);
		const { number, hash } = at as { number?: number; hash?: Hex };
		const special = lies.hint === undefined ? null : lies.hint("0x");
		if (special !== null && special.hash === hash) return special;
		return (
			blocks.find((block) => block.number === number || block.hash === hash) ??
			refuse()
		);
	};
	const headerOf = ({ number, hash, stateRoot, rlp }: Block) => ({
		number,
		hash,
		stateRoot,
		rlp,
	});
	const client: Execution = {
		...({} as Execution),
		endpoint: { name, url: lies.url ?? `https://${name}.test/` },
		number: async () => claim(headerOf(find("latest")).number),
		header: async (at) => claim(headerOf(find(at))),
		headers: async (numbers) =>
			claim(
				numbers.map((number) => {
					const block = find({ number });
					return lies.missing?.(block) ? refuse() : headerOf(block);
				}),
			),
		proofs: async (requests, at) => {
			const { world } = find(at);
			const honest = requests.map(({ address, slots }) =>
				claimOf(world, address, slots),
			);
			return claim(lies.proofs?.(honest) ?? honest);
		},
		block: async (at) => {
			const block = find(at);
			return claim({
				...headerOf(block),
				transactions: block.mined.map(({ raw }) => raw),
			});
		},
		receipts: async (number) => {
			const special = lies.hint?.("0x") ?? null;
			const block = special?.number === number ? special : find({ number });
			return claim(block.receiptRaws);
		},
		receiptHint: async (transaction) => {
			const block =
				lies.hint?.(transaction) ??
				chain.blocks.find(({ mined }) =>
					mined.some(({ hash }) => hash === transaction),
				);
			return claim(
				block == null
					? null
					: {
							blockNumber: block.number,
							blockHash: block.hash,
							index: block.mined.findIndex(({ hash }) => hash === transaction),
						},
			);
		},
	};
	return { name, client };
};

export const poolOf = (
	...nodes: readonly { name: string; client: Execution }[]
): Pool<Execution> =>
	openPool(nodes, () => new Fault("unreachable", "no node"));

/** A block of another branch, which no honest node has. */
export const falseBlock = (parent: Block, ...mined: readonly Mined[]): Block =>
	makeBlock(parent, parent.timeS + 2, parent.world, mined, "false");
