import { describe, expect, it } from "vitest";
import { carry, type EnginePort } from "../../../extension/background/carry.ts";
import type { FaultCode } from "../../../src/base/faults.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { fakePorts } from "../fake-port.ts";

/** What a site is told with a fault. */
const wordsFor = (code: FaultCode): string => {
	const { says, todo } = faultWords(code);
	return `${says} ${todo}`;
};

const later = (ms = 0) => new Promise((done) => setTimeout(done, ms));
const site = { role: "page", origin: "https://site.example" } as const;

const setUp = (attach?: () => Promise<EnginePort>) => {
	const [near, far] = fakePorts();
	const toEngine: unknown[] = [];
	let closed = false;
	const engine: EnginePort = {
		postMessage: (message) => toEngine.push(message),
		close: () => {
			closed = true;
		},
		onmessage: null,
	};
	carry(far, site, attach ?? (async () => engine));
	const answers: unknown[] = [];
	near.onMessage.addListener((message) => answers.push(message));
	return {
		near,
		toEngine,
		answers,
		isClosed: () => closed,
		answer: (data: unknown) =>
			engine.onmessage?.({ data } as MessageEvent<unknown>),
	};
};
const ask = (id: string, method: string, params: unknown = []) => ({
	v: 1,
	id,
	method,
	params,
});

describe("carrying a site's messages", () => {
	it("brings what is allowed to the engine and the answer back", async () => {
		const { near, toEngine, answers, answer } = setUp();
		near.postMessage(ask("1", "eth_chainId"));
		await later();
		expect(toEngine).toEqual([ask("1", "eth_chainId")]);
		answer({ id: "1", ok: "0x1" });
		await later();
		expect(answers).toEqual([{ id: "1", ok: "0x1" }]);
	});

	it("brings no word of our own that a script of the page wrote beside its request", async () => {
		const { near, toEngine } = setUp();
		near.postMessage({
			...ask("1", "eth_chainId"),
			tell: "closed",
			event: "x",
		});
		await later();
		expect(toEngine).toEqual([ask("1", "eth_chainId")]);
	});

	it("refuses another role's method without asking the engine", async () => {
		const { near, toEngine, answers } = setUp();
		near.postMessage(ask("1", "view.get"));
		near.postMessage(ask("2", "keys.unlock", { password: "x" }));
		near.postMessage(ask("3", "toString"));
		await later();
		expect(toEngine).toEqual([]);
		expect(answers).toMatchObject(
			["1", "2", "3"].map((id) => ({
				id,
				fault: { code: "unverifiable-method" },
			})),
		);
	});

	it("refuses what is too large, too deep or too much at once", async () => {
		const { near, toEngine, answers } = setUp();
		near.postMessage(ask("1", "eth_getCode", ["x".repeat(700_000)]));
		let deep: unknown = 1;
		for (let i = 0; i < 100; i++) deep = [deep];
		near.postMessage(ask("2", "eth_getCode", deep));
		near.postMessage(ask("3", "eth_getCode", new Array(50_000).fill(0)));
		await later();
		expect(toEngine).toEqual([]);
		expect(answers).toMatchObject(
			["1", "2", "3"].map((id) => ({ id, fault: { code: "bad-params" } })),
		);
		for (let i = 0; i < 130; i++) near.postMessage(ask(`n${i}`, "eth_chainId"));
		await later();
		expect(toEngine).toHaveLength(128);
		expect(answers.slice(3)).toMatchObject([
			{ id: "n128", fault: { code: "too-many" } },
			{ id: "n129", fault: { code: "too-many" } },
		]);
	});

	it("passes over what is no request", async () => {
		const { near, toEngine, answers } = setUp();
		for (const message of [
			null,
			1,
			"x",
			[],
			{},
			{ id: 1 },
			{ method: "eth_chainId" },
			{ id: "x".repeat(65), method: "eth_chainId" },
		])
			near.postMessage(message);
		await later();
		expect(toEngine).toEqual([]);
		expect(answers).toEqual([]);
	});

	it("lets a site read what a contract refused with, and nothing else by that way", async () => {
		const { near, answers, answer } = setUp();
		const fault = (code: string, data: unknown) => ({
			code,
			kind: "refused",
			detail: "why",
			source: "my node",
			data,
		});
		for (const [i, [code, data]] of (
			[
				["call-reverted", "0x08c379a0"],
				["call-reverted", { node: "my node" }],
				["call-failed", "0x08c379a0"],
			] as const
		).entries()) {
			near.postMessage(ask(`${i}`, "eth_chainId"));
			await later();
			answer({ id: `${i}`, fault: fault(code, data) });
		}
		await later();
		const plain = { kind: "refused", detail: "why", source: null };
		expect(answers).toEqual([
			{
				id: "0",
				fault: {
					code: "call-reverted",
					...plain,
					data: "0x08c379a0",
					words: wordsFor("call-reverted"),
				},
			},
			{
				id: "1",
				fault: {
					code: "call-reverted",
					...plain,
					words: wordsFor("call-reverted"),
				},
			},
			{
				id: "2",
				fault: {
					code: "call-failed",
					...plain,
					words: wordsFor("call-failed"),
				},
			},
		]);
	});

	it("tells a site no endpoint's name and no detail of it", async () => {
		const { near, answers, answer } = setUp();
		near.postMessage(ask("1", "eth_chainId"));
		near.postMessage(ask("2", "eth_chainId"));
		await later();
		answer({
			id: "1",
			fault: {
				code: "unreachable",
				kind: "unavailable",
				detail: "10.0.0.7 refused",
				source: "my node",
			},
		});
		answer({
			id: "2",
			fault: {
				code: "not-anchored",
				kind: "unproven",
				detail: "block 7",
				source: "my node",
			},
		});
		await later();
		expect(answers).toEqual([
			{
				id: "1",
				fault: {
					code: "unreachable",
					kind: "unavailable",
					detail: "",
					source: null,
					words: wordsFor("unreachable"),
				},
			},
			{
				id: "2",
				fault: {
					code: "not-anchored",
					kind: "unproven",
					detail: "block 7",
					source: null,
					words: wordsFor("not-anchored"),
				},
			},
		]);
	});

	it("closes the engine's end when the site goes", async () => {
		const { near, toEngine, isClosed } = setUp();
		await later();
		near.disconnect();
		await later();
		expect(isClosed()).toBe(true);
		expect(toEngine).toEqual([{ tell: "closed" }]);
	});

	it("answers every request when the engine does not start", async () => {
		const { near, answers } = setUp(() =>
			later(10).then(() => Promise.reject(new Error("no engine"))),
		);
		near.postMessage(ask("1", "eth_chainId"));
		near.postMessage(ask("2", "eth_blockNumber"));
		await later(0);
		expect(answers).toEqual([]);
		await new Promise<void>((done) => {
			near.onDisconnect.addListener(done);
		});
		expect(answers).toMatchObject([
			{ id: "1", fault: { code: "unreachable" } },
			{ id: "2", fault: { code: "unreachable" } },
		]);
	});
});
