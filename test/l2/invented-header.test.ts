// A header that an endpoint makes up around a true state root, asked of every kind of rollup: which of its number, hash and time
// could ever stand in an answer.

import { describe, expect, it } from "vitest";
import {
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { encodeRlp, type Rlp } from "../../src/base/rlp.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { type CallTools, provedStateOf } from "../../src/engine/calls.ts";
import { openPages, type PageTools } from "../../src/engine/pages.ts";
import type { Reader } from "../../src/engine/reader.ts";
import { concludeArbitrumState } from "../../src/l2/arbitrum/checks/state.ts";
import { outputRoot } from "../../src/l2/op/checks/payload.ts";
import { concludeState } from "../../src/l2/op/checks/state.ts";
import { concludeScrollState } from "../../src/l2/scroll/checks/state.ts";
import { concludeStarknetState } from "../../src/l2/starknet/checks/state.ts";
import { concludeTaikoState } from "../../src/l2/taiko/checks/state.ts";
import { hasParents, premiseHeader } from "../../src/state/header.ts";
import type { StateBasis } from "../../src/trust/grade.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { a, h, say, scene } from "../receipt/world.ts";
import { arbitrumProfile } from "./arbitrum/world.ts";
import { stateOver as lineaState, timeS as lineaTimeS } from "./linea/world.ts";
import { profile as opProfile } from "./rollup-world.ts";
import { layerRules } from "./rules.ts";
import { scrollProfile } from "./scroll/world.ts";
import { rootOf, block as starknetBlock } from "./starknet/world.ts";
import { taikoProfile } from "./taiko/world.ts";

const plain = <T>(value: T): never =>
	JSON.parse(JSON.stringify(value)) as never;

const header = (
	stateRoot: Hex,
	number: number,
	timeS: number,
	extraData: Uint8Array = new Uint8Array(0),
): Hex => {
	const z = (n: number) => new Uint8Array(n);
	const fields: Rlp[] = [
		z(32),
		z(32),
		z(20),
		fromHex(stateRoot),
		z(32),
		z(32),
		z(256),
		z(0),
		bigToMinimal(BigInt(number)),
		bigToMinimal(10_000_000n),
		z(0),
		bigToMinimal(BigInt(timeS)),
		extraData,
		z(32),
		z(8),
		bigToMinimal(1n),
	];
	return toHex(encodeRlp(fields));
};

const codeOf = async (work: () => unknown): Promise<string> => {
	try {
		await work();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const { header: l1 } = scene({ finality: "final" });
const timeS = l1.value.timestampS;
const scrollRoot = say("scroll-root", [l1], {
	profile: plain(scrollProfile),
	root: h(7),
	withdrawRoot: h(8),
	batchIndex: 5,
	batchHash: h(9),
	finalizedAtS: timeS,
	finality: "final",
	who: "accepted",
	validity: "l1-accepted",
	liveness: plain({}),
});
const scrollState = (): Verified<StateBasis> =>
	concludeScrollState(scrollRoot as never, {
		rlp: header(h(7), 999_999_999, timeS - 60),
	});

const passer = h(8);
const opHeader = header(h(7), 100, timeS);
const opRoot = say("op-root", [l1], {
	profile: plain(opProfile),
	root: outputRoot({
		stateRoot: h(7),
		messagePasserStorageRoot: passer,
		blockHash: keccakHex(fromHex(opHeader)),
	}),
	l2BlockNumber: 100,
	finality: "final",
	game: null,
	who: "proposed",
	validity: "none",
	because: "anchor",
});
const opState = (rlp: Hex = opHeader): Verified<StateBasis> =>
	concludeState(opRoot as never, { rlp, messagePasserStorageRoot: passer });

const sends = h(9);
const arbitrumHeader = (stateRoot: Hex, number: number, at: number): Hex =>
	header(stateRoot, number, at, fromHex(sends));
const arbitrumRoot = say("arbitrum-root", [l1], {
	profile: plain(arbitrumProfile),
	blockHash: keccakHex(fromHex(arbitrumHeader(h(7), 100, timeS))),
	sendRoot: sends,
	finality: "final",
	who: "proposed",
	validity: "window-open",
	because: "unchallenged",
});
const arbitrumState = (
	rlp: Hex = arbitrumHeader(h(7), 100, timeS),
): Verified<StateBasis> =>
	concludeArbitrumState(arbitrumRoot as never, { rlp });

const taikoRoot = say("taiko-root", [l1], {
	profile: plain(taikoProfile),
	l2BlockNumber: 100,
	blockHash: keccakHex(fromHex(opHeader)),
	root: h(7),
	proposal: 5,
	proposalsWaiting: 0,
	finalizedAtS: timeS,
	finality: "final",
	who: "accepted",
	validity: "l1-accepted",
});
const taikoState = (rlp: Hex = opHeader): Verified<StateBasis> =>
	concludeTaikoState(taikoRoot as never, { rlp });

describe("taiko-v1: the checkpoint keeps the block's hash", () => {
	it("refuses a header of another number or time around the same state root", async () => {
		const conclude = (bytes: Hex) => codeOf(() => taikoState(bytes));
		expect(await conclude(opHeader)).toBe("accepted");
		for (const [number, at] of [
			[101, timeS],
			[100, timeS - 1],
			[999_999_999, timeS + 60],
		] as const)
			expect(await conclude(header(h(7), number, at))).toBe("l2-preimage");
	});
});

describe("arbitrum-bold-v1: the assertion names the block's hash", () => {
	it("refuses a header of another number or time around the same state root", async () => {
		const conclude = (bytes: Hex) => codeOf(() => arbitrumState(bytes));
		expect(await conclude(arbitrumHeader(h(7), 100, timeS))).toBe("accepted");
		for (const [number, at] of [
			[101, timeS],
			[100, timeS - 1],
			[999_999_999, timeS + 60],
		] as const)
			expect(await conclude(arbitrumHeader(h(7), number, at))).toBe(
				"l2-preimage",
			);
	});
});

describe("op-games-v1: the root commits to the block's hash", () => {
	it("refuses a header of another number, time or parent around the same state root", async () => {
		const conclude = (bytes: Hex) => codeOf(() => opState(bytes));
		expect(await conclude(opHeader)).toBe("accepted");
		for (const [number, at] of [
			[101, timeS],
			[100, timeS - 1],
			[999_999_999, timeS + 60],
		] as const)
			expect(await conclude(header(h(7), number, at))).toBe("l2-preimage");
	});
});

describe("starknet-v1: L1 keeps the block's hash, which commits to all of its header", () => {
	it("refuses a header of another number or time around the same roots", async () => {
		const conclude = (block: object) =>
			codeOf(() =>
				concludeStarknetState(rootOf(), { ...starknetBlock, ...block }),
			);
		expect(await conclude({})).toBe("accepted");
		for (const changed of [
			{ number: starknetBlock.number + 1 },
			{ timestampS: starknetBlock.timestampS + 60 },
		])
			expect(await conclude(changed)).toBe("l2-preimage");
	});
});

describe("scroll-v1: L1 names the state root alone", () => {
	it("concludes no number and no hash, and the time of L1's finalization", () => {
		expect(scrollState().value).toMatchObject({
			blockNumber: null,
			blockHash: null,
			stateRoot: h(7),
			grade: { asOfS: timeS },
		});
	});

	const reader = (): Reader => ({
		chainId: 902,
		basis: async () => scrollState(),
		read: async () => ({ basis: scrollState(), reads: [] }),
		block: null,
		receipt: null,
	});

	it("refuses eth_blockNumber, and what gives blocks or transactions", async () => {
		const tools: Partial<PageTools> = {
			sites: plain({}),
			chain: () => 902,
			isUnlocked: () => true,
			accounts: () => [a(1)],
			reader: async () => reader(),
			outstanding: () => null,
		};
		const pages = openPages({
			...tools,
			sites: {
				of: async () => ({ accounts: [a(1)], chainId: 902, balances: [] }),
				used: () => {},
			},
		} as never);
		const caller = {
			origin: "https://dapp.example",
			chainId: null,
			isOpen: true,
		};
		expect(
			await codeOf(() => pages.eth_blockNumber(undefined, caller, "1")),
		).toBe("unverifiable-method");
		expect(
			await codeOf(() =>
				pages.eth_getBlockByNumber(["latest", undefined], caller, "2"),
			),
		).toBe("unverifiable-method");
		for (const method of [
			"eth_getTransactionReceipt",
			"eth_getTransactionByHash",
		] as const)
			expect(await codeOf(() => pages[method]([h(1)], caller, "3"))).toBe(
				"unverifiable-method",
			);
	});

	it("runs no code, which could ask for NUMBER, TIMESTAMP or BLOCKHASH", async () => {
		const state = provedStateOf({ reader: reader() } as CallTools, "latest");
		expect(await codeOf(() => state.read([], null))).toBe(
			"unverifiable-method",
		);
	});
});

describe("linea-v1: L1 names the root of a tree of the state, and the number and time of its block", () => {
	it("takes no header at all: whatever an endpoint says of the block stands nowhere", () => {
		const { value, witness } = lineaState();
		expect(value).toMatchObject({
			blockNumber: null,
			blockHash: null,
			l2BlockNumber: 500,
			grade: { asOfS: lineaTimeS },
		});
		expect(witness).toBeNull();
		expect(hasParents(lineaState())).toBe(false);
		expect(() => premiseHeader(lineaState())).toThrow("evidence-step");
	});
});

describe("every rule that is a basis for accounts", () => {
	it("concludes a whole header, or a state without number and hash: there is no third kind", () => {
		expect(hasParents(opState())).toBe(true);
		expect(hasParents(arbitrumState())).toBe(true);
		expect(hasParents(taikoState())).toBe(true);
		expect(premiseHeader(opState()).value).toMatchObject({
			blockNumber: 100,
			blockHash: keccakHex(fromHex(opHeader)),
		});
		expect(scrollState().value).toMatchObject({
			blockNumber: null,
			blockHash: null,
		});
		expect(() => premiseHeader(scrollState())).toThrow("evidence-step");
		expect(hasParents(scrollState())).toBe(false);
	});

	it("is one of those asked about here: reference-v1 takes no header, and a watched chain has no root", () => {
		expect(layerRules.filter((rule) => rule.endsWith("-state")).sort()).toEqual(
			[
				"arbitrum-state",
				"linea-state",
				"op-state",
				"scroll-state",
				"starknet-state",
				"taiko-state",
				"zksync-state",
			],
		);
	});
});
