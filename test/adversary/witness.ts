// The witness looks at everything a wallet shows and compares every number with the honest chain's at the block the wallet
// names. It asks the honest chain behind the wallet's back.

import { type Hex, toQuantity } from "../../src/base/bytes.ts";
import { orderPolicy } from "../../src/evidence/l1-order.ts";
import type { OrderView, WalletView } from "../../src/protocol/views.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";

import { mappingSlot } from "../../src/state/storage-layout.ts";
import { isBranch, readAt, type Tree, treeOf } from "./json.ts";
import type { Call, Scene } from "./scene.ts";

export type Witness = {
	/** Takes note of everything the view shows. */
	readonly see: (view: WalletView) => void;
	/** All wrong numbers so far, once everything noted is compared. */
	readonly wrong: () => Promise<readonly string[]>;
	/** How many different numbers were compared. */
	readonly compared: () => number;
	/** What of a block or a receipt that a site was given is not as the honest chain has it. */
	readonly wrongOnPage: (
		kind: "block" | "receipt",
		given: unknown,
	) => Promise<readonly string[]>;
	/** What of an order is not as the honest chain has it. */
	readonly wrongInOrder: (order: OrderView) => Promise<readonly string[]>;
};

const number = (tree: Tree | undefined): bigint =>
	typeof tree === "string" ? BigInt(tree === "0x" ? "0x0" : tree) : -1n;

/** balanceOf(address) */
const balanceOf = (owner: Hex): string =>
	`0x70a08231${owner.slice(2).padStart(64, "0")}`;

/** What the token's own code says; where the node cannot run it at that block, the word it would read. */
const tokenBalance = async (
	call: Call,
	token: Hex,
	owner: Hex,
	at: string,
): Promise<Tree> => {
	const said = await call("eth_call", [
		{ to: token, data: balanceOf(owner) },
		at,
	]);
	if (said !== null && said !== "0x") return said;
	const key = mappingSlot(`0x${owner.slice(2).padStart(64, "0")}`, 0n);
	return call("eth_getStorageAt", [token, key, at]);
};

export const openWitness = (scene: Scene): Witness => {
	let compares = 0;
	const { mostTipWei } = orderPolicy(decodeNetworkFile(scene.file).l1);
	const pending = new Map<string, Promise<readonly string[]>>();

	const once = (
		key: string,
		compare: () => Promise<readonly string[]>,
	): void => {
		if (pending.has(key)) return;
		pending.set(
			key,
			compare().catch((thrown: unknown) => [
				`${key} could not be compared: ${String(thrown).slice(0, 100)}`,
			]),
		);
	};
	const differs = (
		what: string,
		shown: unknown,
		is: unknown,
	): readonly string[] =>
		shown === is ? [] : [`${what}: shown ${shown}, is ${is}`];

	type Shown = NonNullable<WalletView["sync"]["optimistic"]>;
	const compareHead = async (head: Shown): Promise<readonly string[]> => {
		const reply = await fetch(
			`${scene.beaconUrl}/eth/v1/beacon/light_client/bootstrap/${head.root}`,
			{ headers: { accept: "application/json" } },
		);
		const tree = treeOf(await reply.text());
		const is = (...path: readonly string[]): Tree | undefined =>
			readAt(tree, ["data", "header", ...path]);
		const { root, slot, timeS, blockNumber } = head;
		return [
			...differs(`slot of ${root}`, String(slot), is("beacon", "slot")),
			...differs(
				`time of ${root}`,
				String(timeS),
				is("execution", "timestamp"),
			),
			...differs(
				`block of ${root}`,
				blockNumber === null ? null : String(blockNumber),
				is("execution", "block_number"),
			),
		];
	};

	type Balance = WalletView["chains"][number]["balances"][number];
	const compareBalance = async (
		chainId: number,
		account: Hex,
		balance: Balance,
	): Promise<readonly string[]> => {
		const call = scene.truth(chainId);
		const at = toQuantity(balance.blockNumber ?? 0);
		const is = await (balance.token === null
			? call("eth_getBalance", [account, at])
			: tokenBalance(call, balance.token, account, at));
		const block = await call("eth_getBlockByNumber", [at, false]);
		const what = `${balance.symbol} on ${chainId} at block ${balance.blockNumber}`;
		return [
			...differs(what, balance.amount, number(is).toString()),
			...differs(
				`time of ${what}`,
				BigInt(balance.grade?.asOfS ?? 0),
				number(isBranch(block) ? block.timestamp : undefined),
			),
		];
	};

	const see = (view: WalletView): void => {
		for (const head of [view.sync.optimistic, view.sync.final])
			if (head !== null)
				once(`head ${JSON.stringify(head)}`, () => compareHead(head));
		const { account } = view;
		if (account === null) return;
		for (const { chainId, balances } of view.chains)
			for (const balance of balances) {
				if (balance.amount === null) continue;
				const { token, amount, blockNumber, grade } = balance;
				if (grade?.who === "claimed")
					once(`claimed ${chainId} ${blockNumber}`, async () => [
						`a balance on ${chainId} rests on a root that is claimed only`,
					]);
				once(
					`balance ${chainId} ${token} ${account} ${amount} ${blockNumber} ${grade?.asOfS}`,
					() => compareBalance(chainId, account, balance),
				);
			}
	};

	const wrongInOrder = async (order: OrderView): Promise<readonly string[]> => {
		const call = scene.truth(order.chainId);
		const [first] = order.rests;
		if (first === undefined) return ["the order rests on nothing"];
		const at = toQuantity(first.blockNumber);
		const block = await call("eth_getBlockByNumber", [at, false]);
		const baseFee = number(isBranch(block) ? block.baseFeePerGas : undefined);
		const nonce = number(
			await call("eth_getTransactionCount", [order.from, at]),
		);
		const balance = number(await call("eth_getBalance", [order.from, at]));
		const code = await call("eth_getCode", [order.to, at]);
		const wrong: string[] = [];
		// Its own transactions that are not in that block yet come before it.
		if (BigInt(order.nonce) < nonce || BigInt(order.nonce) > nonce + 8n)
			wrong.push(`nonce ${order.nonce}, the chain has ${nonce}`);
		const cap =
			BigInt(order.maxFeePerGasWei) - BigInt(order.maxPriorityFeePerGasWei);
		if (cap !== 2n * baseFee)
			wrong.push(`fee cap ${cap} without tip, the base fee is ${baseFee}`);
		if (BigInt(order.maxPriorityFeePerGasWei) > mostTipWei)
			wrong.push(`a tip of ${order.maxPriorityFeePerGasWei}`);
		if (BigInt(order.mostLeavesWei) > balance)
			wrong.push(`${order.mostLeavesWei} may leave, there are ${balance}`);
		if (order.recipient === "account" && code !== "0x")
			wrong.push("the recipient is a contract");
		return wrong;
	};

	const fields = {
		block: [
			"hash",
			"number",
			"stateRoot",
			"parentHash",
			"timestamp",
			"baseFeePerGas",
			"transactions",
			"receiptsRoot",
		],
		receipt: [
			"status",
			"blockHash",
			"blockNumber",
			"transactionIndex",
			"transactionHash",
			"gasUsed",
			"cumulativeGasUsed",
			"logs",
		],
	} as const;
	const wrongOnPage: Witness["wrongOnPage"] = async (kind, given) => {
		const shown = treeOf(JSON.stringify(given ?? null));
		if (!isBranch(shown)) return [];
		const call = scene.truth(scene.l1);
		const is =
			kind === "block"
				? await call("eth_getBlockByNumber", [shown.number ?? null, false])
				: await call("eth_getTransactionReceipt", [
						shown.transactionHash ?? null,
					]);
		if (!isBranch(is)) return [`the chain has no such ${kind}`];
		// Of a log, what the receipt's trie holds of it.
		const plain = (name: string, value: Tree | undefined): string =>
			name === "logs" && Array.isArray(value)
				? JSON.stringify(
						value.map((log: Tree) =>
							isBranch(log) ? [log.address, log.topics, log.data] : log,
						),
					)
				: JSON.stringify(value ?? null);
		compares++;
		return fields[kind].flatMap((name) =>
			differs(
				`${name} of a ${kind}`,
				plain(name, shown[name]),
				plain(name, is[name]),
			),
		);
	};

	return {
		wrongOnPage,
		see,
		wrong: async () => (await Promise.all(pending.values())).flat(),
		compared: () => pending.size + compares,
		wrongInOrder,
	};
};
