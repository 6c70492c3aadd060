// The last resort: whatever an engine would tell, what it sends can be drawn, and what is left out is said.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import {
	mostAccounts,
	mostChains,
	mostEndpointsInAll,
	mostWaits,
} from "../../src/base/room.ts";
import { fitted } from "../../src/engine/fitted.ts";
import {
	type BalanceView,
	type ChainView,
	view as decodeView,
	type EndpointView,
	type OrderView,
	type SiteRequestView,
	type WalletView,
} from "../../src/protocol/views.ts";
import { messageOf, saidAll } from "../said.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const token: Hex = `0x${"bb".repeat(20)}`;
const long = "x".repeat(5_000);

const coin: BalanceView = {
	trailId: "t",
	token: null,
	symbol: "ETH",
	decimals: 18,
	amount: "5",
	grade: { who: "l1", validity: "none", finality: "final", asOfS: 100 },
	blockNumber: 7,
	note: null,
};
const chain: ChainView = {
	chainId: 1,
	title: "Ethereum",
	kind: "l1",
	coin: { symbol: "ETH", decimals: 18 },
	balances: [coin],
	sends: true,
	fault: null,
	warning: null,
	halt: null,
};
const endpoint: EndpointView = {
	chainId: 1,
	role: "beacon",
	name: "one",
	url: "https://one.example",
	state: "good",
	fault: null,
	proofWindow: null,
};
const order: OrderView = {
	id: "order",
	state: "waiting",
	origin: null,
	chainId: 1,
	from: me,
	to: me,
	valueWei: "1",
	data: "0x",
	nonce: 0,
	gasLimit: 21_000,
	maxFeePerGasWei: "1",
	maxPriorityFeePerGasWei: "1",
	mostFeeWei: "1",
	mostLeavesWei: "2",
	recipient: "account",
	rests: [],
	unknowns: [],
	rollup: null,
	exit: null,
	hash: null,
	succeeded: null,
	blockNumber: null,
	fault: null,
	madeMs: 1,
};
const request: SiteRequestView = {
	id: "request",
	origin: "https://site.example",
	kind: "connect",
	says: messageOf("asks"),
	send: null,
	offerBlock: false,
	madeMs: 1,
};
const whole: WalletView = {
	network: { name: "mainnet", title: "Ethereum", chainId: 1 },
	setup: "done",
	account: me,
	accounts: [me],
	sync: {
		phase: "following",
		done: 0,
		of: 0,
		startedMs: null,
		optimistic: null,
		final: null,
	},
	stopped: null,
	chains: [chain],
	endpoints: [endpoint],
	requests: [request],
	orders: [order],
	waiting: [
		{ kind: "order", id: "order", of: "order" },
		{ kind: "request", id: "request", of: "request" },
	],
	exits: { journeys: [], liveness: [], kept: [] },
	nowMs: 1,
};

/** As a page has it. */
const drawn = (change: Partial<WalletView>): WalletView =>
	decodeView(fitted({ ...whole, ...change }), "view");

describe("what is sent to a page", () => {
	it("is the view itself where it decodes", () => {
		expect(fitted(whole)).toBe(whole);
		expect(drawn({}).leftOut).toBeUndefined();
	});

	it("never shows a balance that does not fit as a number, and shows the others", () => {
		const bad = { ...coin, token, symbol: long };
		const { chains, leftOut } = drawn({
			chains: [{ ...chain, balances: [coin, bad] }],
		});
		expect(chains[0]?.balances).toMatchObject([
			{ amount: "5", symbol: "ETH" },
			{ token, symbol: "0xbbbb…bbbb", amount: null, trailId: null },
		]);
		expect(saidAll(leftOut ?? [])).toContain("a balance on chain 1");
		// nor with a number that is cut: too many digits are none
		const much = { ...coin, amount: "9".repeat(79) };
		const row = drawn({ chains: [{ ...chain, balances: [much] }] }).chains[0]
			?.balances[0];
		expect(row).toMatchObject({ token: null, symbol: "ETH", amount: null });
	});

	it("never shows a number of a chain of which something else does not fit, nor lets anything be sent there", () => {
		const other = { ...chain, chainId: 2, warning: long };
		const { chains, leftOut } = drawn({ chains: [chain, other] });
		expect(chains[0]).toEqual(chain);
		expect(chains[1]).toMatchObject({
			chainId: 2,
			balances: [],
			sends: false,
			fault: { code: "internal" },
		});
		expect(saidAll(leftOut ?? [])).toContain("a chain");
	});

	it("is without an order or a request that does not fit, which waits no more, and counts them", () => {
		const { orders, requests, waiting, olderOrders, leftOut } = drawn({
			orders: [{ ...order, unknowns: [long] }],
			requests: [{ ...request, says: messageOf(long) }],
		});
		expect([orders, requests, waiting]).toEqual([[], [], []]);
		expect(olderOrders).toBe(1);
		expect(leftOut).toHaveLength(2);
	});

	it("never says that signing is possible where the reason against it does not fit", () => {
		const stopped = {
			...new Fault("conflict", "two roots").toJson(),
			detail: long,
		};
		expect(drawn({ stopped }).stopped).toMatchObject({
			code: "internal",
		});
	});

	it("has lists no longer than there is room for, and says so", () => {
		const { chains, endpoints, accounts, waiting, leftOut } = drawn({
			chains: Array.from({ length: mostChains + 1 }, () => chain),
			endpoints: Array.from({ length: mostEndpointsInAll + 1 }, () => endpoint),
			accounts: Array.from({ length: mostAccounts + 1 }, () => me),
			waiting: Array.from({ length: mostWaits + 1 }, (_, i) => ({
				kind: "order" as const,
				id: `${i}`,
				of: `${i}`,
			})),
		});
		expect(chains).toHaveLength(mostChains);
		expect(endpoints).toHaveLength(mostEndpointsInAll);
		expect(accounts).toHaveLength(mostAccounts);
		expect(waiting).toHaveLength(mostWaits);
		expect(leftOut).toHaveLength(4);
	});

	it.each<[string, object]>([
		["the network", { network: { name: long, title: long, chainId: 0 } }],
		["the account", { account: "0x" }],
		["an account", { accounts: ["0x", me] }],
		["the light client", { sync: { phase: "lost" } }],
		["an endpoint", { endpoints: [{ ...endpoint, url: long }, endpoint] }],
		["what waits for you", { waiting: [{ kind: "order", id: long, of: "" }] }],
		["an exit", { exits: { journeys: [{}], liveness: [], kept: [] } }],
		["a chain", { exits: { journeys: [], liveness: [{}], kept: [] } }],
		["for an exit", { exits: { journeys: [], liveness: [], kept: [{}] } }],
		["who is silent", { silent: { who: "nobody", sinceMs: -1 } }],
	])("decodes whatever does not fit: %s", (what, change) => {
		const { leftOut, chains } = drawn(change as Partial<WalletView>);
		expect(saidAll(leftOut ?? [])).toContain(what);
		expect(chains).toEqual([chain]);
	});

	it("has room for a fault whatever a file or a node made of its words", () => {
		const fault = new Fault("bad-field", long, long).toJson();
		expect(fault.detail).toHaveLength(1_000);
		expect(fault.detail.endsWith("…")).toBe(true);
		const all = drawn({ stopped: fault, endpoints: [{ ...endpoint, fault }] });
		expect(all.leftOut).toBeUndefined();
		expect(all.stopped).toEqual(fault);
	});

	it("decodes, signs nothing and says why where nothing else helps", () => {
		const { stopped, chains } = drawn({
			nowMs: Number.NaN,
			setup: "lost" as WalletView["setup"],
		});
		expect(stopped?.detail).toContain("setup");
		expect(chains).toEqual([]);
	});
});
