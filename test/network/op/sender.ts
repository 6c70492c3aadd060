// Sends transactions to L1 with one key: consecutive nonces, several in flight, sent again when L1 loses one.

import type { Log } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { type Rpc, RpcRefusal, sleep } from "./rpc.ts";

export type Call = {
	/** Absent to create a contract. */
	readonly to?: Hex;
	readonly data: Hex;
	readonly valueWei?: bigint;
	readonly gas: bigint;
	/** For the error when it reverts. */
	readonly what: string;
};

/** A receipt, as far as it is needed here. */
export const receiptOf = d.record({
	transactionHash: d.hash,
	status: d.oneOf("0x0", "0x1"),
	blockNumber: d.smallQuantity,
	blockHash: d.hash,
	gasUsed: d.smallQuantity,
	logs: d.list(
		d.record({
			address: d.address,
			topics: d.list(d.hash, 4),
			data: d.hexUpTo(200_000),
			logIndex: d.smallQuantity,
		}),
		1000,
	),
});
export type Receipt = Decoded<typeof receiptOf>;

/** The logs of a receipt in the form that viem reads. */
export const viemLogs = ({ logs }: Receipt): Log[] =>
	logs.map(({ topics: [event, ...rest], ...log }) => ({
		...log,
		topics: event === undefined ? [] : [event, ...rest],
		blockHash: null,
		blockNumber: null,
		transactionHash: null,
		transactionIndex: null,
		removed: false,
	}));

export type Sender = {
	readonly address: Hex;
	/**
	 * Sends all, in this order, without waiting between them.
	 * @returns their receipts, all successful. @throws Error naming the first that reverted or was not mined in time.
	 */
	readonly sendAll: (calls: readonly Call[]) => Promise<readonly Receipt[]>;
	readonly send: (call: Call) => Promise<Receipt>;
	readonly close: () => void;
};

const maxFeePerGas = 40n * 10n ** 9n;
const maxPriorityFeePerGas = 10n ** 9n;
const pollMs = 300;
const resendAfterMs = 8_000;
const mostKept = 256;
/** From so many on it pays to look at whole blocks. */
const severalCalls = 4;

/** Nothing when the endpoint is too busy to answer. @throws RpcRefusal when it answers with a refusal */
const patiently = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
	try {
		return await ask();
	} catch (thrown) {
		if (thrown instanceof RpcRefusal) throw thrown;
		return undefined;
	}
};

export const openSender = (
	rpc: Rpc,
	chainId: number,
	key: Hex,
	timeoutMs = 120_000,
	/** Has a block come soon. */
	mine: () => Promise<void> = async () => undefined,
): Sender => {
	const account = privateKeyToAccount(key);
	let closed = false;
	let queue: Promise<unknown> = Promise.resolve();
	/** The last transactions by nonce: L1 may drop one that was mined already, and with it all that come after. */
	const sent = new Map<number, Hex>();

	const nextNonce = (): Promise<number> =>
		rpc(
			"eth_getTransactionCount",
			[account.address, "latest"],
			d.smallQuantity,
		);

	const submit = async (raw: Hex): Promise<void> => {
		try {
			await rpc("eth_sendRawTransaction", [raw], d.hash);
		} catch (thrown) {
			// A second sending is refused as known or as used already; whether it was mined, the receipt tells.
			if (
				!(thrown instanceof RpcRefusal) ||
				!/known|nonce|exist|already/i.test(thrown.message)
			)
				throw thrown;
		}
	};

	const resend = async (upTo: number): Promise<void> => {
		for (let nonce = await nextNonce(); nonce <= upTo; nonce++) {
			const raw = sent.get(nonce);
			if (raw !== undefined) await submit(raw);
		}
	};

	const receipt = async (
		{ what }: Call,
		nonce: number,
		id: Hex,
	): Promise<Receipt> => {
		const end = Date.now() + timeoutMs;
		let resendAt = Date.now() + resendAfterMs;
		while (Date.now() < end && !closed) {
			const found = await patiently(() =>
				rpc("eth_getTransactionReceipt", [id], d.nullable(receiptOf)),
			);
			if (found?.status === "0x1") return found;
			if (found) throw new Error(`${what} reverted (${id})`);
			if (Date.now() > resendAt) {
				await patiently(() => resend(nonce));
				resendAt = Date.now() + resendAfterMs;
			}
			await sleep(pollMs);
		}
		throw new Error(`${what} was not mined (${id})`);
	};

	/**
	 * The receipts of the successful ones, block by block: an execution client may run a whole block again for each receipt that
	 * it is asked for.
	 */
	const receiptsDownFrom = async (
		newest: number,
		waiting: readonly { readonly id: Hex }[],
	): Promise<ReadonlyMap<Hex, Receipt>> => {
		const wanted = new Set(waiting.map(({ id }) => id));
		const found = new Map<Hex, Receipt>();
		const oldest = Math.max(0, newest - waiting.length);
		for (let at = newest; at >= oldest && found.size < wanted.size; at--) {
			const inBlock = await patiently(() =>
				rpc(
					"eth_getBlockReceipts",
					[`0x${at.toString(16)}`],
					d.list(receiptOf, 10_000),
				),
			);
			for (const one of inBlock ?? [])
				if (wanted.has(one.transactionHash) && one.status === "0x1")
					found.set(one.transactionHash, one);
		}
		return found;
	};

	const run = async (calls: readonly Call[]): Promise<readonly Receipt[]> => {
		const first = await nextNonce();
		const waiting: { call: Call; nonce: number; id: Hex }[] = [];
		for (const [i, call] of calls.entries()) {
			const nonce = first + i;
			const raw = await account.signTransaction({
				type: "eip1559",
				chainId,
				nonce,
				gas: call.gas,
				data: call.data,
				value: call.valueWei ?? 0n,
				maxFeePerGas,
				maxPriorityFeePerGas,
				...(call.to === undefined ? {} : { to: call.to }),
			});
			const id = await rpc("eth_sendRawTransaction", [raw], d.hash);
			sent.set(nonce, raw);
			sent.delete(nonce - mostKept);
			waiting.push({ call, nonce, id });
		}
		await mine();
		// The last one is mined after the others, so it is the one to wait for.
		const last = waiting.at(-1);
		const end =
			last === undefined
				? undefined
				: await receipt(last.call, last.nonce, last.id).catch(() => undefined);
		const known =
			end === undefined || waiting.length < severalCalls
				? undefined
				: await receiptsDownFrom(end.blockNumber, waiting);
		const receipts: Receipt[] = [];
		for (const { call, nonce, id } of waiting)
			receipts.push(known?.get(id) ?? (await receipt(call, nonce, id)));
		return receipts;
	};

	const sendAll = (calls: readonly Call[]): Promise<readonly Receipt[]> => {
		const turn = queue.then(() => run(calls));
		queue = turn.catch(() => undefined);
		return turn;
	};
	return {
		address: account.address,
		sendAll,
		send: async (call) => {
			const [only] = await sendAll([call]);
			if (only === undefined) throw new RangeError('"call" gave no receipt');
			return only;
		},
		close: () => {
			closed = true;
		},
	};
};
