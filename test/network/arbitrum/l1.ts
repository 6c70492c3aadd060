// L1 for Arbitrum's contracts: one anvil process that mines a block for each transaction. No consensus stands behind it: its newest
// header is taken for one that the committee signed, and everything below is proved from there. Anvil's tries hold words that are
// zero, which Ethereum's do not: the state that it came to is put into tries anew, and the newest header has their root.

import { spawn } from "node:child_process";
import { gunzipSync } from "node:zlib";
import { privateKeyToAccount } from "viem/accounts";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { openL1Reader } from "../../../src/engine/l1-reader.ts";
import type { Reader } from "../../../src/engine/reader.ts";
import type { Head } from "../../../src/l1/values.ts";
import {
	type Execution,
	openExecution,
} from "../../../src/source/execution.ts";
import { encodeHeader } from "../../../src/source/header.ts";
import { openPool, type Pool } from "../../../src/source/pool.ts";
import type { Fetch } from "../../../src/source/ports.ts";
import { openCapture, type SharedCapture } from "../../../src/state/capture.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import type { Header } from "../../../src/state/values.ts";
import { openHeaderCache } from "../../../src/state/walk.ts";
import type { Verified } from "../../../src/trust/verified.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import {
	headOf,
	type MadeBlock,
	mine,
	proofJson,
	type World,
} from "../../state/chain.ts";
import { freePorts } from "../l1/port.ts";
import { anvilPath } from "../op/chain.ts";
import { type Rpc, RpcRefusal, rpcTo, waitForRpc } from "../op/rpc.ts";
import { openSender, type Sender } from "../op/sender.ts";

export type L1 = {
	readonly rpc: Rpc;
	readonly pool: Pool<Execution>;
	readonly capture: SharedCapture;
	readonly reader: Reader<Header>;
	/** Of the account with this number. */
	readonly sender: (index: number) => Sender;
	/** Mines so many empty blocks. */
	readonly pass: (blocks: number) => Promise<void>;
	/** The newest block is the head from now on. */
	readonly follow: () => Promise<Verified<Header>>;
	readonly stop: () => Promise<void>;
};

const keyOf = (index: number): Hex =>
	`0x${(0xa11ce0 + index).toString(16).padStart(64, "0")}`;
export const accountOf = (index: number) => privateKeyToAccount(keyOf(index));

const request = d.record({
	jsonrpc: d.anything,
	id: d.int(),
	method: d.text(),
	params: d.list(d.anything, 10),
});
const dump = d.dictionary(d.anything, 20);
const dumpedAccount = d.dictionary(d.anything, 20);
const big = (raw: unknown): bigint => BigInt(String(raw));

/** The state that anvil came to. */
const worldOf = async (rpc: Rpc): Promise<World> => {
	const packed = fromHex(
		await rpc("anvil_dumpState", [], d.hexUpTo(20_000_000)),
	);
	const text = gunzipSync(packed).toString("utf8");
	const { accounts } = dump(JSON.parse(text), "dump");
	const world: World = {};
	for (const [address, one] of Object.entries(
		d.dictionary(d.anything, 5_000)(accounts, "accounts"),
	)) {
		const account = dumpedAccount(one, address);
		const storage = d.dictionary(d.text(70), 5_000)(account.storage, address);
		world[d.address(address.toLowerCase(), "address")] = {
			nonce: Number(big(account.nonce)),
			balance: big(account.balance),
			code: d.hexUpTo(60_000)(account.code, address),
			storage: Object.fromEntries(
				Object.entries(storage).map(([slot, word]) => [
					wordHex(big(slot)),
					big(word),
				]),
			),
		};
	}
	return world;
};

const blockJson = d.dictionary(d.anything, 60);

/** Anvil's node, with its newest block and all proofs from tries that are Ethereum's. */
const openNode = (rpc: Rpc, url: string) => {
	const below = openFetch({ permitted: async () => true });
	let newest: {
		readonly number: string;
		readonly hash: Hex;
		readonly stateRoot: Hex;
		readonly world: World;
	} | null = null;
	const patched = (raw: unknown): unknown => {
		if (raw === null || newest === null) return raw;
		const json = blockJson(raw, "block");
		const { hash, stateRoot } = newest;
		return json.number === newest.number ? { ...json, hash, stateRoot } : raw;
	};
	const answer = async (
		method: string,
		params: readonly unknown[],
	): Promise<unknown> => {
		const [first, second] = params;
		if (newest !== null && method === "eth_getProof")
			return proofJson(newest.world, d.address(first, "address"), [
				...d.list(d.hash, 1_000)(second, "slots"),
			]);
		if (newest !== null && method === "eth_getBlockByHash")
			return first === newest.hash
				? patched(
						await rpc(
							"eth_getBlockByNumber",
							[newest.number, second],
							d.anything,
						),
					)
				: rpc(method, params, d.anything);
		const found = await rpc(method, params, d.anything);
		return method === "eth_getBlockByNumber" ? patched(found) : found;
	};
	const one = async (raw: unknown): Promise<unknown> => {
		const { id, method, params } = request(raw, "request");
		try {
			return { jsonrpc: "2.0", id, result: await answer(method, params) };
		} catch (thrown) {
			if (!(thrown instanceof RpcRefusal)) throw thrown;
			const { code, message } = thrown;
			return { jsonrpc: "2.0", id, error: { code, message } };
		}
	};
	const fetch: Fetch = async (asked) => {
		if (asked.url !== url) return below(asked);
		const body = d.parseJson(asked.body ?? "", 1_000_000);
		const replies = Array.isArray(body)
			? await Promise.all(body.map(one))
			: await one(body);
		return {
			status: 200,
			headers: { "content-type": "application/json" },
			bytes: utf8(JSON.stringify(replies)),
		};
	};
	/** The newest block, as Ethereum would have it. */
	const renew = async (): Promise<MadeBlock> => {
		const json = blockJson(
			await rpc("eth_getBlockByNumber", ["latest", false], d.anything),
			"block",
		);
		const world = await worldOf(rpc);
		const made = mine(world, null);
		const { stateRoot } = made;
		const rlp = toHex(encodeHeader({ ...json, stateRoot }));
		const hash = keccakHex(fromHex(rlp));
		const number = d.text(66)(json.number, "number");
		newest = { number, hash, stateRoot, world };
		return {
			...made,
			number: Number(number),
			rlp,
			hash,
			json: { ...made.json, timestamp: d.text(66)(json.timestamp, "time") },
		};
	};
	return { fetch, renew };
};

/** @param accounts how many of them have ether */
export const startL1 = async (accounts: number): Promise<L1> => {
	const [port = 0] = await freePorts(1);
	const child = spawn(
		anvilPath(),
		[
			...["--port", String(port), "--host", "127.0.0.1"],
			...["--chain-id", "1", "--accounts", "0", "--base-fee", "1000000000"],
			...["--order", "fifo", "--threads", "1", "--quiet"],
			"--disable-code-size-limit",
		],
		{ stdio: "ignore" },
	);
	const ended = new Promise<void>((done) => {
		child.once("exit", () => done());
		child.once("error", () => done());
	});
	const kill = (): void => {
		child.kill("SIGKILL");
	};
	process.once("exit", kill);
	const url = `http://127.0.0.1:${port}`;
	const rpc = rpcTo(url);
	await waitForRpc(url, 60_000);
	for (let i = 0; i < accounts; i++)
		await rpc(
			"anvil_setBalance",
			[accountOf(i).address, "0x3635c9adc5dea00000"],
			d.anything,
		);
	const name = "anvil";
	const node = openNode(rpc, url);
	const ports = { fetch: node.fetch, clock: webClock };
	const pool = openPool(
		[{ name, client: openExecution(ports, { name, url }) }],
		() => new Fault("not-followed", "no endpoint"),
	);
	const capture = openCapture({ pool, clock: webClock });
	let head: Verified<Head> | null = null;
	const reader = openL1Reader({
		chainId: 1,
		slotMs: 100,
		clock: webClock,
		pool,
		capture,
		headerCache: openHeaderCache(),
		head: () => {
			if (head === null) throw new Fault("not-synced", "no head");
			return head;
		},
		nextHead: async () => undefined,
	});
	const follow = async (): Promise<Verified<Header>> => {
		const made = await node.renew();
		head = headOf(made, "final", true);
		return headerOfHead(head, made.rlp);
	};
	return {
		rpc,
		pool,
		capture,
		reader,
		sender: (index) => openSender(rpc, 1, keyOf(index)),
		pass: async (blocks) => {
			await rpc("anvil_mine", [`0x${blocks.toString(16)}`], d.anything);
		},
		follow,
		stop: async () => {
			process.removeListener("exit", kill);
			child.kill("SIGTERM");
			const late = setTimeout(kill, 3000);
			await ended;
			clearTimeout(late);
		},
	};
};
