// What the rollup's nodes say became of a transaction there. It is a claim: the receipt belongs to the block it is said to
// stand in, and the block to nothing yet. A withdrawal out of it counts when a root on L1 covers it; that the transaction
// failed counts when the block of such a root leads back to its block, parent by parent.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { buildListTrie } from "../../../proof/trie.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import { decodeReceipt } from "../../../state/block.ts";
import { decodeHeader } from "../../../state/header.ts";
import { paymentOf, wayOutOf } from "../checks/payee.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import { type OpWithdrawal, withdrawalHash } from "../checks/withdrawal.ts";
import { passedMessage } from "./deposit.ts";
import { keepWithdrawal, type NodeStatement } from "./state.ts";

const rootOf = (items: readonly Hex[]): Hex =>
	buildListTrie(items.map((item) => fromHex(item))).root;

/** The first withdrawal in the logs that pays the account and is wanted; null when none is. */
const withdrawalIn = (
	profile: AnyOpProfile,
	account: Hex,
	logs: ReturnType<typeof decodeReceipt>["logs"],
	isWanted: (withdrawal: OpWithdrawal) => boolean,
): OpWithdrawal | null => {
	for (const log of logs) {
		const passed = passedMessage(profile.messagePasser, log);
		if (passed === null) continue;
		const { withdrawal, hash } = passed;
		if (withdrawalHash(withdrawal) !== hash) continue;
		try {
			paymentOf(wayOutOf(profile), account, withdrawal);
		} catch (thrown) {
			if (asFault(thrown).code === "exit-recipient") continue;
			throw thrown;
		}
		if (isWanted(withdrawal)) return withdrawal;
	}
	return null;
};

/** One node's word; null while it knows no block with the transaction. @throws transactions-root, receipts-root, header-hash */
const askOne = async (
	profile: AnyOpProfile,
	{ name, client }: Member<Execution>,
	account: Hex,
	transaction: Hex,
	before: NodeStatement | undefined,
	isWanted: (withdrawal: OpWithdrawal) => boolean,
	signal: AbortSignal | undefined,
): Promise<NodeStatement | null> => {
	const { value: hint } = await client.receiptHint(transaction, signal);
	if (hint === null) return null;
	if (before?.blockHash === hint.blockHash) return before;
	const { value: block } = await client.block({ hash: hint.blockHash }, signal);
	const fields = decodeHeader(fromHex(block.rlp));
	if (fields.hash !== hint.blockHash || fields.blockNumber !== block.number)
		throw new Fault("header-hash", `block ${block.number}`, name);
	const hashes = block.transactions.map((raw) => keccakHex(fromHex(raw)));
	const index = hashes.indexOf(transaction);
	if (index < 0 || rootOf(block.transactions) !== fields.transactionsRoot)
		throw new Fault(
			"transactions-root",
			`block ${block.number} and its transactions`,
			name,
		);
	const { value: receipts } = await client.receipts(
		block.number,
		hashes,
		signal,
	);
	const raw = receipts[index];
	if (raw === undefined || rootOf(receipts) !== fields.receiptsRoot)
		throw new Fault(
			"receipts-root",
			`block ${block.number} and its receipts`,
			name,
		);
	const { succeeded, logs } = decodeReceipt(fromHex(raw));
	const found = succeeded
		? withdrawalIn(profile, account, logs, isWanted)
		: null;
	return {
		node: name.slice(0, 80),
		block: block.number,
		blockHash: fields.hash,
		succeeded,
		withdrawal: found === null ? null : keepWithdrawal(found),
		isBound: false,
	};
};

/** No more nodes' words than this are kept. */
export const mostSaid = 4;

/** What each node says now; what is known of the same block already is kept. Nodes that do not answer say nothing. */
export const askAround = async (
	profile: AnyOpProfile,
	l2: Pool<Execution>,
	account: Hex,
	transaction: Hex,
	before: readonly NodeStatement[],
	isWanted: (withdrawal: OpWithdrawal) => boolean,
	signal?: AbortSignal,
): Promise<readonly NodeStatement[]> => {
	const answers = await l2.all((member) =>
		askOne(
			profile,
			member,
			account,
			transaction,
			before.find(({ node }) => node === member.name.slice(0, 80)),
			isWanted,
			signal,
		),
	);
	return answers.filter((one) => one !== null).slice(0, mostSaid);
};

/** As far as a walk goes: at two seconds a block, over an hour between two roots. */
export const mostWalked = 2048;

/**
 * Does the block lead back to another, parent by parent? Headers come from any node: a false one does not have the hash.
 * @param top number and parent hash of a block under a root on L1
 * @throws not-anchored when it is too far; the pool's faults when nobody has the headers
 */
export const leadsTo = async (
	l2: Pool<Execution>,
	top: {
		readonly number: number;
		readonly hash: Hex;
		readonly parentHash: Hex;
	},
	block: number,
	blockHash: Hex,
	signal?: AbortSignal,
): Promise<boolean> => {
	if (block > top.number) return false;
	if (block === top.number) return blockHash === top.hash;
	if (top.number - block > mostWalked)
		throw new Fault(
			"not-anchored",
			`block ${block} is too far below ${top.number}`,
		);
	let number = top.number - 1;
	let wanted = top.parentHash;
	while (number > block) {
		const numbers = Array.from(
			{ length: Math.min(64, number - block) },
			(_, i) => number - i,
		);
		const next = await l2.first(async ({ name, client }) => {
			const { value } = await client.headers(numbers, signal);
			let hash = wanted;
			for (const claim of value) {
				if (claim === null || keccakHex(fromHex(claim.rlp)) !== hash)
					throw new Fault(
						"not-anchored",
						`no headers below block ${number + 1}`,
						name,
					);
				hash = decodeHeader(fromHex(claim.rlp)).parentHash;
			}
			return hash;
		});
		wanted = next;
		number -= numbers.length;
	}
	return wanted === blockHash;
};
