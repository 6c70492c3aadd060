// How many bytes an endpoint may send: an answer, an exchange with all its follow-ups, and everything that is under way.

import { describe, expect, it } from "vitest";
import * as d from "../../src/base/decode.ts";
import { asFault } from "../../src/base/fault.ts";
import {
	askBootstrap,
	askForkVersions,
	askNewest,
	askUpdates,
} from "../../src/l1/beacon-api.ts";
import { askQuorum } from "../../src/l1/checkpoint.ts";
import { openReferenceNode } from "../../src/l2/reference/checks/node.ts";
import { askTree } from "../../src/l2/zksync/runtime/node.ts";
import { openBlobNode } from "../../src/source/blobs.ts";
import { bounds } from "../../src/source/bounds.ts";
import { openExecution } from "../../src/source/execution.ts";
import { handoverEndpoint } from "../../src/source/handover.ts";
import { usualLanes } from "../../src/source/lanes.ts";
import type { Clock, Fetch, HttpRequest } from "../../src/source/ports.ts";
import { openRelay } from "../../src/source/relay.ts";
import { openFetch } from "../../src/web/fetch.ts";
import { network } from "../state/chain.ts";

const clock: Clock = {
	nowMs: () => 1_800_000_000_000,
	ticksMs: () => 0,
	sleep: async () => {},
};
const evil = { name: "evil", url: "https://evil.example" };
const hash = `0x${"00".repeat(32)}` as const;
const who = `0x${"11".repeat(20)}` as const;

type Asked = { readonly id: number };
const isMany = (asked: unknown): asked is readonly Asked[] =>
	Array.isArray(asked);
const json = (value: unknown): Uint8Array =>
	new TextEncoder().encode(JSON.stringify(value));

/** Refuses every method of JSON-RPC, and keeps what was asked for. */
const refusing = () => {
	const requests: HttpRequest[] = [];
	const fetch: Fetch = async (request) => {
		requests.push(request);
		const no = ({ id }: Asked) => ({
			jsonrpc: "2.0",
			id,
			error: { code: -32601, message: "no such method" },
		});
		const asked: unknown = JSON.parse(request.body ?? '{"id":0}');
		const answer = isMany(asked) ? asked.map(no) : no(asked as Asked);
		return { status: 200, headers: {}, bytes: json(answer) };
	};
	return { requests, fetch };
};

const ignored = (work: Promise<unknown>): Promise<unknown> =>
	work.catch(() => undefined);

describe("bytes that an endpoint may send", () => {
	it("never takes an answer above the bound where receipts come one by one", async () => {
		const { requests, fetch } = refusing();
		const client = openExecution({ clock, fetch }, evil);
		await ignored(
			client.receipts(
				1,
				Array.from({ length: 200 }, () => hash),
			),
		);
		const most = Math.max(...requests.map(({ maxBytes }) => maxBytes));
		expect(most).toBeLessThanOrEqual(bounds.answer);
	});

	it("refuses the follow-ups of one question together above the bound of an exchange", async () => {
		let taken = 0;
		const padding = " ".repeat(6_000_000);
		const client = openExecution(
			{
				clock,
				fetch: async ({ body = "", maxBytes }) => {
					const asked: unknown = JSON.parse(body);
					const no = { code: -32601, message: "no such method" };
					// no batches here, and each receipt is as large as it may be
					const answer = isMany(asked)
						? { jsonrpc: "2.0", id: null, error: no }
						: { jsonrpc: "2.0", id: (asked as Asked).id, error: no };
					const bytes = new TextEncoder().encode(
						JSON.stringify(answer) + (isMany(asked) ? "" : padding),
					);
					expect(maxBytes).toBeLessThanOrEqual(bounds.exchange);
					taken += Math.min(bytes.length, maxBytes);
					return { status: 200, headers: {}, bytes };
				},
			},
			evil,
		);
		const fault = await client
			.receipts(
				1,
				Array.from({ length: 60 }, () => hash),
			)
			.catch(asFault);
		expect(fault).toMatchObject({ code: "too-large", source: "evil" });
		// the one call for the whole block, and then the exchange
		expect(taken).toBeLessThan(bounds.exchange + 7_000_000);
	});

	it("refuses an answer beyond its bytes while it is read, and a request for more than any answer may have", async () => {
		let sent = 0;
		const chunk = new Uint8Array(1 << 20).fill(32);
		const fetch = openFetch({
			permitted: async () => true,
			fetch: async () =>
				new Response(
					new ReadableStream({
						pull: (to) => {
							sent += chunk.length;
							to.enqueue(chunk);
						},
					}),
				),
		});
		const request = {
			url: evil.url,
			method: "POST",
			accept: "",
			timeoutMs: 60_000,
		} as const;
		const cut = await fetch({ ...request, maxBytes: bounds.answer }).catch(
			asFault,
		);
		expect(cut).toMatchObject({ code: "too-large" });
		expect(sent).toBeLessThan(bounds.answer + 4 * chunk.length);
		sent = 0;
		await expect(
			fetch({ ...request, maxBytes: 64 * 33_554_432 }),
		).rejects.toThrow(RangeError);
		expect(sent).toBe(0);
	});

	it("refuses to hold more than the bound over all answers that are under way, and blames nobody", async () => {
		const piece = 400_000;
		const fetch = openFetch({
			permitted: async () => true,
			mostInFlight: 1_000_000,
			// a piece comes, and then nothing: each answer holds what it has
			fetch: async (_, { signal } = {}) =>
				new Response(
					new ReadableStream({
						start: (to) => {
							to.enqueue(new Uint8Array(piece));
							signal?.addEventListener("abort", () => to.error("cut"));
						},
					}),
				),
		});
		const life = new AbortController();
		const request = {
			url: evil.url,
			method: "GET",
			accept: "",
			maxBytes: 1_000_000,
			timeoutMs: 60_000,
			signal: life.signal,
		} as const;
		const held = [1, 2].map(() => fetch(request).catch(asFault));
		const refused = await fetch(request).catch(asFault);
		expect(refused).toMatchObject({ code: "too-many", kind: "busy" });
		life.abort();
		for (const one of held)
			expect(await one).toMatchObject({ code: "cancelled" });
	});

	it("refuses JSON of more values than any true answer has", () => {
		const many = `[${"[],".repeat(4_000_001)}0]`;
		expect(() => d.parseJson(many)).toThrow("too-large");
		expect(d.parseJson('["a,b,c",{"d":1}]')).toEqual(["a,b,c", { d: 1 }]);
	});
});

describe("the table of bounds", () => {
	const call = { from: who, to: null, valueWei: 0n, data: "0x" } as const;
	const logs = { address: who, topics: [], fromBlock: 1, toBlock: 2 };
	const wanted = Array.from({ length: 70 }, () => ({
		address: who,
		slots: Array.from({ length: 40 }, () => hash),
	}));

	it("holds every kind of request under the bound of an answer", async () => {
		const { requests, fetch } = refusing();
		const client = openExecution({ clock, fetch }, evil);
		const execution: {
			readonly [K in keyof Omit<
				typeof client,
				"endpoint"
			>]: () => Promise<unknown>;
		} = {
			chainId: () => client.chainId(),
			number: () => client.number(),
			header: () => client.header("latest"),
			headers: () => client.headers(Array.from({ length: 256 }, (_, i) => i)),
			proofs: () => client.proofs(wanted, "latest"),
			proofsAtHead: () => client.proofsAtHead(wanted),
			code: () => client.code(who, "latest"),
			block: () => client.block("latest"),
			receipts: () => client.receipts(1, [hash, hash]),
			receiptHint: () => client.receiptHint(hash),
			accessHint: () => client.accessHint(call),
			logs: () => client.logs(logs),
			feeHint: () => client.feeHint(),
			askAll: () =>
				askTree(
					client,
					[{ address: who, keys: Array.from({ length: 64 }, () => hash) }],
					1,
				),
			send: () => client.send("0x"),
		};
		const node = openReferenceNode({ clock, fetch }, evil);
		const reference: {
			readonly [K in keyof Omit<
				typeof node,
				"endpoint"
			>]: () => Promise<unknown>;
		} = {
			chainId: () => node.chainId(),
			status: () => node.status(),
			account: () => node.account({ index: 1 }, 1),
			batch: () => node.batch(1),
			send: () =>
				node.send({
					kind: 0,
					from: 0,
					to: 0,
					amountWei: 0n,
					ax: hash,
					ay: hash,
					owner: who,
					nonce: 0,
					signature: { r8x: hash, r8y: hash, s: hash },
				}),
			operation: () => node.operation(hash),
		};
		const { signal } = new AbortController();
		const beaconApi = {
			ports: { fetch, clock },
			network,
			endpoint: evil,
			signal,
		};
		const others = [
			() => askBootstrap(beaconApi, hash),
			() => askUpdates(beaconApi, 1, 128),
			() => askNewest(beaconApi, "finality"),
			() => askNewest(beaconApi, "optimistic"),
			() => askForkVersions(beaconApi, 1),
			() =>
				askQuorum(
					{ fetch, clock },
					network,
					["a", "b", "c"].map((name) => ({
						name,
						url: `https://${name}.example`,
					})),
				),
			() => openBlobNode({ clock, fetch }, evil).blobs(1),
			() => openRelay({ clock, fetch }, evil).payload(1),
			() => handoverEndpoint({ clock, fetch }, evil).ask(hash, signal),
		];
		for (const ask of [
			...Object.values(execution),
			...Object.values(reference),
			...others,
		]) {
			const before = requests.length;
			await ignored(ask());
			expect(requests.length).toBeGreaterThan(before);
		}
		for (const { maxBytes } of requests) {
			expect(maxBytes).toBeGreaterThan(0);
			expect(maxBytes).toBeLessThanOrEqual(bounds.answer);
		}
	});

	it("holds all lanes together under what may be in flight, and each lane has room for one answer", () => {
		const lanes = Object.values(usualLanes);
		for (const { mostBytes } of lanes)
			expect(mostBytes).toBeGreaterThanOrEqual(bounds.answer);
		expect(
			lanes.reduce((sum, { mostBytes }) => sum + mostBytes, 0),
		).toBeLessThanOrEqual(bounds.inFlight);
		expect(lanes.reduce((sum, { most }) => sum + most, 0)).toBeLessThanOrEqual(
			bounds.atOnce,
		);
	});
});
