// A development Arbitrum: balances, nonces and withdrawals, and no machine. It runs what L1's batches took of the delayed inbox, and
// what a person sends it while its sequencer lets anybody. Its headers carry send root and counts as ArbOS' do, its tree of sends is
// ArbSys', and its node answers JSON-RPC. It knows nothing of the wallet.

import {
	concat,
	decodeFunctionData,
	encodeAbiParameters,
	encodeEventTopics,
	keccak256,
	numberToHex,
	parseAbi,
	parseAbiParameters,
	parseTransaction,
	recoverTransactionAddress,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import { fromHex, toHex, utf8 } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import {
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { encodeHeader } from "../../../src/source/header.ts";
import { openPool, type Pool } from "../../../src/source/pool.ts";
import type { Fetch } from "../../../src/source/ports.ts";
import { webClock } from "../../../src/web/clock.ts";
import { type MadeBlock, mine, type World } from "../../state/chain.ts";
import { itemOf, rootOf, type Send, wayOf } from "./sends.ts";

export const arbSys: Hex = "0x0000000000000000000000000000000000000064";
export const arbSysAbi = parseAbi([
	"function withdrawEth(address destination) payable returns (uint256)",
	"event L2ToL1Tx(address caller, address indexed destination, uint256 indexed hash, uint256 indexed position, uint256 arbBlockNum, uint256 ethBlockNum, uint256 timestamp, uint256 callvalue, bytes data)",
]);
const nodeAbi = parseAbi([
	"function constructOutboxProof(uint64 size, uint64 leaf) view returns (bytes32 send, bytes32 root, bytes32[] proof)",
]);
export const arbosVersion = 51;

type Ran = {
	readonly hash: Hex;
	readonly block: number;
	readonly index: number | null;
};

/** What its node answers, by method; null where it answers as it should. */
export type Lie = (method: string, answer: Json) => Json;

export type DevChain = {
	readonly fund: (who: Hex, wei: bigint) => void;
	/** Runs transactions in a block of its own, and makes one without any where there are none. */
	readonly run: (raws: readonly Hex[], l1Block: number) => Promise<MadeBlock>;
	readonly tip: () => MadeBlock;
	readonly sendRoot: () => Hex;
	readonly items: () => readonly Hex[];
	readonly balanceOf: (who: Hex) => bigint;
	/** Somebody's send, as of a contract there. */
	readonly push: (send: Send) => void;
	readonly pool: (lie?: Lie) => Pool<Execution>;
};

const hexOf = (value: number | bigint): Hex => numberToHex(value);
const u64 = (value: number): Hex => numberToHex(value, { size: 8 });

export const startDevChain = (chainId: number): DevChain => {
	const world: World = {};
	const blocks: MadeBlock[] = [];
	const sends: Send[] = [];
	/** By block: what was sent in it, with whose transaction. */
	const ran: Ran[] = [];
	const accountAt = (who: Hex) => {
		const at = d.address(who.toLowerCase(), "account");
		const known = world[at] ?? { nonce: 0, balance: 0n };
		world[at] = known;
		return known;
	};
	const items = (): readonly Hex[] => sends.map(itemOf);

	const seal = (l1Block: number): MadeBlock => {
		const parent = blocks.at(-1) ?? null;
		const made = mine(world, parent);
		const json = {
			...made.json,
			extraData: rootOf(items()),
			mixHash: concat([
				u64(sends.length),
				u64(l1Block),
				u64(arbosVersion),
				u64(0),
			]),
		};
		const rlp = toHex(encodeHeader(json));
		const hash = keccak256(rlp);
		const block = { ...made, json: { ...json, hash }, rlp, hash };
		blocks.push(block);
		return block;
	};

	/** As ArbOS: one that cannot run leaves no trace. */
	const runOne = async (
		raw: Hex,
		block: number,
		timestamp: number,
		l1Block: number,
	): Promise<void> => {
		const transaction = parseTransaction(raw);
		const from = await recoverTransactionAddress({
			serializedTransaction: raw as `0x02${string}`,
		});
		const account = accountAt(from);
		const value = transaction.value ?? 0n;
		if (
			transaction.chainId !== chainId ||
			(transaction.nonce ?? 0) !== account.nonce ||
			(account.balance ?? 0n) < value
		)
			return;
		account.nonce = (account.nonce ?? 0) + 1;
		account.balance = (account.balance ?? 0n) - value;
		let index: number | null = null;
		if (transaction.to?.toLowerCase() === arbSys) {
			const { args } = decodeFunctionData({
				abi: arbSysAbi,
				data: transaction.data ?? "0x",
			});
			index = sends.length;
			sends.push({
				caller: from,
				destination: args[0],
				arbBlock: block,
				ethBlock: l1Block,
				timestamp,
				value,
				data: "0x",
			});
		}
		ran.push({ hash: keccak256(raw), block, index });
	};

	const logOf = ({ hash, block, index }: Ran): Json[] => {
		const send = index === null ? undefined : sends[index];
		if (send === undefined || index === null) return [];
		return [
			{
				address: arbSys,
				topics: encodeEventTopics({
					abi: arbSysAbi,
					eventName: "L2ToL1Tx",
					args: {
						destination: send.destination,
						hash: BigInt(itemOf(send)),
						position: BigInt(index),
					},
				}).map(String),
				data: encodeAbiParameters(
					parseAbiParameters(
						"address, uint256, uint256, uint256, uint256, bytes",
					),
					[
						send.caller,
						BigInt(send.arbBlock),
						BigInt(send.ethBlock),
						BigInt(send.timestamp),
						send.value,
						send.data,
					],
				),
				blockNumber: hexOf(block),
				transactionHash: hash,
				transactionIndex: "0x0",
				blockHash: blocks.find(({ number }) => number === block)?.hash ?? null,
				logIndex: "0x0",
			},
		];
	};

	const answers: {
		readonly [method: string]: (params: readonly unknown[]) => Json;
	} = {
		eth_chainId: () => hexOf(chainId),
		eth_getBlockByHash: ([hash]) =>
			blocks.find((block) => block.hash === hash)?.json ?? null,
		eth_getTransactionReceipt: ([hash]) => {
			const found = ran.find((one) => one.hash === hash);
			const block = blocks.find(({ number }) => number === found?.block);
			if (found === undefined || block === undefined) return null;
			return {
				blockNumber: hexOf(block.number),
				blockHash: block.hash,
				transactionIndex: "0x0",
				transactionHash: found.hash,
			};
		},
		eth_getLogs: ([filter]) => {
			const { fromBlock, toBlock } = d.record({
				fromBlock: d.smallQuantity,
				toBlock: d.smallQuantity,
				address: d.anything,
				topics: d.anything,
			})(filter, "filter");
			return ran
				.filter(({ block }) => block >= fromBlock && block <= toBlock)
				.flatMap(logOf);
		},
		eth_call: ([call]) => {
			const { data } = d.record({ to: d.address, data: d.hexUpTo(200) })(
				call,
				"call",
			);
			const { args } = decodeFunctionData({ abi: nodeAbi, data });
			const some = items().slice(0, Number(args[0]));
			const index = Number(args[1]);
			return encodeAbiParameters(
				parseAbiParameters("bytes32, bytes32, bytes32[]"),
				[some[index] ?? "0x", rootOf(some), wayOf(some, index)],
			);
		},
	};

	const fetchOf =
		(lie: Lie): Fetch =>
		async ({ body }) => {
			const one = (raw: unknown): Json => {
				const { id, method, params } = d.record({
					jsonrpc: d.anything,
					id: d.int(),
					method: d.text(),
					params: d.list(d.anything, 10),
				})(raw, "request");
				const answer = answers[method];
				return answer === undefined
					? { jsonrpc: "2.0", id, error: { code: -32601, message: "no" } }
					: { jsonrpc: "2.0", id, result: lie(method, answer(params)) };
			};
			const asked = d.parseJson(body ?? "", 1_000_000);
			return {
				status: 200,
				headers: { "content-type": "application/json" },
				bytes: utf8(
					JSON.stringify(Array.isArray(asked) ? asked.map(one) : one(asked)),
				),
			};
		};

	seal(0);
	return {
		fund: (who, wei) => {
			const account = accountAt(who);
			account.balance = (account.balance ?? 0n) + wei;
		},
		run: async (raws, l1Block) => {
			const parent = blocks.at(-1);
			const number = (parent?.number ?? 0) + 1;
			for (const raw of raws)
				await runOne(raw, number, 1_700_000_000 + 12 * number, l1Block);
			return seal(l1Block);
		},
		tip: () => {
			const tip = blocks.at(-1);
			if (tip === undefined) throw new Error("no block");
			return tip;
		},
		sendRoot: () => rootOf(items()),
		items,
		balanceOf: (who) => accountAt(who).balance ?? 0n,
		push: (send) => {
			sends.push(send);
		},
		pool: (lie = (_, answer) => answer) => {
			const endpoint = { name: "development", url: "http://localhost:1" };
			return openPool(
				[
					{
						name: endpoint.name,
						client: openExecution(
							{ fetch: fetchOf(lie), clock: webClock },
							endpoint,
						),
					},
				],
				() => new Fault("not-followed", "no endpoint"),
			);
		},
	};
};

/** Bytes of a signed transaction in a message of the delayed inbox; null for any other message. */
export const signedIn = (message: Hex): Hex | null => {
	const bytes = fromHex(message);
	return bytes[0] === 4 ? toHex(bytes.subarray(1)) : null;
};
