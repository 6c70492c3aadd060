import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { forSite } from "../../../extension/background/site.ts";
import { makeProvider } from "../../../extension/inpage/provider.ts";
import { faults } from "../../../src/base/faults.ts";
import { request as envelope, version } from "../../../src/protocol/channel.ts";
import { checkPlain, pageBounds } from "../../../src/protocol/plain.ts";
import { faultWords } from "../../../src/words/faults.ts";

type Posted = { v: number; id: string; method: string; params: unknown };

const setUp = (mostWaiting = 128) => {
	const posted: Posted[] = [];
	let count = 0;
	const made = makeProvider({
		post: (message) => posted.push(message as Posted),
		newId: () => `id-${++count}`,
		mostWaiting,
	});
	return { ...made, posted };
};
const caught = (work: Promise<unknown>) =>
	work.then(
		() => {
			throw new Error("it was not refused");
		},
		(error: unknown) =>
			error as { code: number; data: { code: string }; message: string },
	);

describe("a request", () => {
	it("goes out in the protocol's envelope and resolves with its answer", async () => {
		const { provider, hear, posted } = setUp();
		const asked = provider.request({ method: "eth_getCode", params: ["0x1"] });
		expect(posted).toEqual([
			{ v: version, id: "id-1", method: "eth_getCode", params: ["0x1"] },
		]);
		expect(() => envelope(posted[0], "message")).not.toThrow();
		hear({ id: "id-1", ok: "0x60" });
		expect(await asked).toBe("0x60");
	});

	it("resolves answers by id, in whatever order, each once", async () => {
		const { provider, hear } = setUp();
		const first = provider.request({ method: "a" });
		const second = provider.request({ method: "b" });
		hear({ id: "id-2", ok: 2 });
		hear({ id: "id-2", ok: 3 });
		hear({ id: "unknown", ok: 4 });
		hear({ id: "id-1", ok: 1 });
		expect(await Promise.all([first, second])).toEqual([1, 2]);
	});

	it.each(
		Object.entries({
			nothing: undefined,
			null: null,
			text: "eth_chainId",
			"a list": [],
			"no method": {},
			"an empty method": { method: "" },
			"a number as method": { method: 1 },
			"a long method": { method: "x".repeat(65) },
			"text as params": { method: "m", params: "text" },
			"a number as params": { method: "m", params: 1 },
			"a function as params": { method: "m", params: () => 1 },
			"a bigint": { method: "m", params: [1n] },
			"long text": { method: "m", params: ["x".repeat(700_000)] },
			"a long list": { method: "m", params: new Array(30_000).fill(1) },
		}),
	)("refuses %s with -32602, and sends nothing", async (_, args) => {
		const { provider, posted } = setUp();
		expect(await caught(provider.request(args))).toMatchObject({
			code: -32602,
			data: { code: "bad-params", kind: "malformed" },
		});
		expect(posted).toEqual([]);
	});

	it("refuses a circle, a getter that throws and a toJSON that throws", async () => {
		const { provider } = setUp();
		const circle: unknown[] = [];
		circle.push(circle);
		const throws = () => {
			throw new Error("no");
		};
		for (const args of [
			{ method: "m", params: circle },
			{ method: "m", params: [{ toJSON: throws }] },
			Object.defineProperty({ method: "m" }, "params", { get: throws }),
		])
			expect(await caught(provider.request(args))).toMatchObject({
				code: -32602,
			});
	});

	it("bounds what is under way", async () => {
		const { provider, hear, posted } = setUp(2);
		void provider.request({ method: "a" });
		void provider.request({ method: "a" });
		expect(await caught(provider.request({ method: "a" }))).toMatchObject({
			code: -32005,
			data: { code: "too-many", retriable: true },
		});
		hear({ id: "id-1", ok: 1 });
		void provider.request({ method: "a" });
		expect(posted).toHaveLength(3);
	});

	it("gives what a contract refused with as nodes do", async () => {
		const { provider, hear } = setUp();
		const asked = provider.request({ method: "eth_call" });
		hear({
			id: "id-1",
			fault: { code: "call-reverted", detail: "too late", data: "0x08c379a0" },
		});
		expect(await caught(asked)).toMatchObject({
			code: 3,
			message: "execution reverted: too late",
			data: "0x08c379a0",
		});
		// what is no hex is no data
		const again = provider.request({ method: "eth_call" });
		hear({
			id: "id-2",
			fault: { code: "call-reverted", detail: "", data: { to: "you" } },
		});
		expect(await caught(again)).toMatchObject({
			code: 3,
			data: { code: "call-reverted" },
		});
	});

	it("keeps no hold on what the page passed", async () => {
		const { provider, posted } = setUp();
		const params = [{ to: "0x1" }];
		void provider.request({ method: "eth_sendTransaction", params });
		if (params[0] !== undefined) params[0].to = "0x2";
		expect(posted[0]?.params).toEqual([{ to: "0x1" }]);
	});

	it("posts only what is plain and within the bounds, whatever it is given", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.anything({
						withBigInt: true,
						withMap: true,
						withSet: true,
						withTypedArray: true,
						withNullPrototype: true,
						withDate: true,
						withSparseArray: true,
					}),
					fc.record({
						method: fc.oneof(fc.string(), fc.constant("eth_chainId")),
						params: fc.anything({
							withBigInt: true,
							withMap: true,
							withSparseArray: true,
							withObjectString: true,
						}),
					}),
				),
				async (args) => {
					const { provider, posted, hear } = setUp();
					const asked = provider.request(args);
					for (const message of posted) {
						checkPlain(message, pageBounds);
						expect(structuredClone(message)).toEqual(message);
						envelope(message, "message");
						hear({ id: message.id, ok: null });
					}
					const result = await asked.then(
						() => "resolved",
						(error: { code: unknown; message: unknown }) => {
							expect(error.code).toBeTypeOf("number");
							expect(error.message).toBeTypeOf("string");
							return "refused";
						},
					);
					expect(result).toBe(posted.length === 1 ? "resolved" : "refused");
				},
			),
			{ numRuns: 400 },
		);
	});

	it("survives whatever message it hears", async () => {
		await fc.assert(
			fc.asyncProperty(fc.anything(), fc.anything(), async (message, data) => {
				const { provider, hear } = setUp();
				const asked = provider.request({ method: "m" });
				for (const event of [
					"connect",
					"chainChanged",
					"accountsChanged",
					"other",
				])
					hear({ event, data });
				hear(message);
				hear({ id: "id-1", fault: data });
				await asked.catch((error: unknown) => {
					expect(error).toBeInstanceOf(Error);
				});
			}),
			{ numRuns: 300 },
		);
	});
});

describe("an error", () => {
	it.each([
		["user-refused", 4001],
		["not-permitted", 4100],
		["unverifiable-method", 4200],
		["unreachable", 4900],
		["not-followed", 4901],
		["unknown-chain", 4902],
		["bad-params", -32602],
		["not-anchored", -32000],
		["mpt-node", -32000],
		["internal", -32603],
	] as const)(
		"of %s has code %i, words and the fault's name",
		async (code, number) => {
			const { provider, hear } = setUp();
			const asked = caught(provider.request({ method: "m" }));
			const { says, todo } = faultWords(code);
			const words = `${says} ${todo}`;
			// as the background puts them to it
			expect(forSite({ id: "id-1", fault: { code } })).toMatchObject({
				fault: { code, words },
			});
			hear({
				id: "id-1",
				fault: { code, kind: "internal", detail: "the facts", words },
			});
			const error = await asked;
			expect(error).toMatchObject({
				code: number,
				data: { code, kind: faults[code] },
			});
			expect(error.message).toBe(`${words} (${code}: the facts)`);
		},
	);

	it("that never reached the wallet has the same words as the wallet's own", async () => {
		const { provider, hear } = setUp();
		const asked = caught(provider.request({ method: "m" }));
		hear({ event: "disconnect" });
		const { message } = await asked;
		const { says, todo } = faultWords("unreachable");
		expect(message).toBe(
			`${says} ${todo} (unreachable: the extension is gone)`,
		);
	});

	it("without the wallet's words still has its name and its detail", async () => {
		const { provider, hear } = setUp();
		const asked = caught(provider.request({ method: "m" }));
		hear({ id: "id-1", fault: { code: "locked", detail: "now", words: 7 } });
		expect((await asked).message).toBe("(locked: now)");
	});

	it("of a name nobody knows is internal", async () => {
		for (const code of ["nonsense", "constructor", 7, null]) {
			const { provider, hear } = setUp();
			const asked = caught(provider.request({ method: "m" }));
			hear({ id: "id-1", fault: { code } });
			expect(await asked).toMatchObject({ code: -32603 });
		}
	});
});

describe("events", () => {
	it("tells connect with the first chain, chainChanged with each later one, and no repetition", () => {
		const { provider, hear } = setUp();
		const told: unknown[] = [];
		for (const event of ["connect", "chainChanged", "accountsChanged"])
			provider.on(event, (data: unknown) => told.push([event, data]));
		expect(provider.isConnected()).toBe(false);
		for (const data of ["0x1", "0x1", "0xa"])
			hear({ event: "chainChanged", data });
		for (const data of [[], ["0xaa"], ["0xaa"], []])
			hear({ event: "accountsChanged", data });
		expect(told).toEqual([
			["connect", { chainId: "0x1" }],
			["chainChanged", "0xa"],
			["accountsChanged", ["0xaa"]],
			["accountsChanged", []],
		]);
		expect(provider.isConnected()).toBe(true);
	});

	it("fails what waits and says disconnect when the extension is gone", async () => {
		const { provider, hear } = setUp();
		const gone = vi.fn();
		provider.on("disconnect", gone);
		hear({ event: "chainChanged", data: "0x1" });
		const asked = caught(provider.request({ method: "m" }));
		hear({ event: "disconnect" });
		expect(await asked).toMatchObject({ code: 4900 });
		expect(gone).toHaveBeenCalledWith(expect.objectContaining({ code: 4900 }));
		expect(provider.isConnected()).toBe(false);
	});

	it("calls no listener that was taken off, and the others when one throws", async () => {
		const { provider, hear } = setUp();
		const [off, on] = [vi.fn(), vi.fn()];
		const uncaught = vi
			.spyOn(globalThis, "setTimeout")
			.mockReturnValue(0 as never);
		provider.on("chainChanged", off).on("chainChanged", () => {
			throw new Error("the site's own");
		});
		provider.on("chainChanged", on).removeListener("chainChanged", off);
		hear({ event: "chainChanged", data: "0x1" });
		hear({ event: "chainChanged", data: "0x2" });
		expect(off).not.toHaveBeenCalled();
		expect(on).toHaveBeenCalledExactlyOnceWith("0x2");
		expect(uncaught).toHaveBeenCalledOnce();
		uncaught.mockRestore();
	});
});

describe("what came before EIP-1193", () => {
	it("answers send(method), send(payload, callback), sendAsync and enable", async () => {
		const { provider, hear, posted } = setUp();
		const sent = provider.send("eth_chainId", []);
		hear({ id: "id-1", ok: "0x1" });
		expect(await sent).toBe("0x1");
		const answers: unknown[] = [];
		provider.send({ id: 7, method: "eth_chainId" }, (...all: unknown[]) =>
			answers.push(all),
		);
		provider.sendAsync({ id: 8, method: "eth_chainId" }, (...all: unknown[]) =>
			answers.push(all),
		);
		hear({ id: "id-2", ok: "0x1" });
		hear({ id: "id-3", fault: { code: "user-refused", detail: "" } });
		await new Promise((done) => setTimeout(done));
		expect(answers).toMatchObject([
			[null, { id: 7, jsonrpc: "2.0", result: "0x1" }],
			[{ code: 4001 }],
		]);
		void provider.enable();
		expect(posted.at(-1)).toMatchObject({ method: "eth_requestAccounts" });
	});
});

describe("the provider object", () => {
	it("cannot be changed by the page, and does not read the page's prototypes", async () => {
		const { provider, hear } = setUp();
		expect(Object.isFrozen(provider)).toBe(true);
		const asked = provider.request({ method: "m" });
		Object.defineProperty(Object.prototype, "fault", {
			value: { code: "user-refused" },
			configurable: true,
		});
		try {
			hear({ id: "id-1", ok: 5 });
			expect(await asked).toBe(5);
		} finally {
			Reflect.deleteProperty(Object.prototype, "fault");
		}
	});
});
