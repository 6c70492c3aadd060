// The pool and what its workers run, joined as in a browser but in one realm: bytes are cloned and handed over, messages
// arrive one by one.

import { describe, expect, it } from "vitest";
import { heard, type ToWorker } from "../../../extension/kernel/ask.ts";
import { type KernelWorker, openPool } from "../../../extension/kernel/pool.ts";
import { type Served, serveKernel } from "../../../extension/kernel/serve.ts";
import { Fault } from "../../../src/base/fault.ts";
import { readModule } from "../../../src/cli/kernel.ts";
import type { Kernel } from "../../../src/crypto/kernel.ts";
import {
	absenteeCounted,
	knownSyncAggregates,
} from "../../../src/crypto/known.ts";
import { openSoundKernel } from "../../../src/proof/kernel.ts";
import { encodeGroth16Key } from "../../../src/proof/key-bytes.ts";
import { nobleKernel } from "../../../src/proof/noble.ts";
import { webClock } from "../../../src/web/clock.ts";
import { groth16Case } from "../../proof/made-groth16.ts";

const pause = () => new Promise<void>((done) => setImmediate(done));

const known = (about: string) => {
	const found = knownSyncAggregates.find((one) => one.about === about);
	if (found === undefined) throw new Error(about);
	return found.question;
};

/** Workers that serve in this realm. `parts` may change what the n-th runs on. */
const joined = (parts: (n: number) => Partial<Served> = () => ({})) => {
	let made = 0;
	const said: string[] = [];
	const spawn = (): KernelWorker => {
		let ended = false;
		const worker: KernelWorker = {
			onmessage: null,
			onerror: null,
			terminate: () => {
				ended = true;
			},
			postMessage: (message, transfer) => {
				const told = structuredClone(message as ToWorker, { transfer });
				setImmediate(() => {
					if (!ended) hear(told);
				});
			},
		};
		const hear = serveKernel({
			open: async () => nobleKernel,
			lastResort: nobleKernel,
			pause,
			ticksMs: () => performance.now(),
			send: (message) => {
				const data = structuredClone(message);
				said.push(data.tell);
				setImmediate(() => {
					if (!ended) worker.onmessage?.({ data } as MessageEvent<unknown>);
				});
			},
			...parts(made++),
		});
		return worker;
	};
	return { spawn, said, made: () => made };
};

const trap = async () => {
	throw new WebAssembly.RuntimeError("unreachable");
};
const traps: Kernel = {
	verifySyncAggregate: trap,
	verifySyncAggregates: trap,
	checkAggregateKey: trap,
	checkGroth16: trap,
	checkGnarkPlonk: trap,
	precompile: trap,
	report: async () =>
		["BLS12-381", "BN254"].map((work) => ({ work, runs: "trap", refused: [] })),
};

describe("a kernel worker", () => {
	it("gives the kernel's answers", async () => {
		const pool = openPool({ spawn: joined().spawn });
		for (const { question, answer } of knownSyncAggregates)
			expect(await pool.verifySyncAggregate(question)).toBe(answer);
		expect(
			await pool.verifySyncAggregates(
				knownSyncAggregates.map(({ question }) => question),
			),
		).toEqual(knownSyncAggregates.map(({ answer }) => answer));
		const { pubkeys, aggregatePubkey } = known("all signed");
		expect(await pool.checkAggregateKey(pubkeys, aggregatePubkey)).toBe(true);
		expect(await pool.checkAggregateKey(pubkeys, pubkeys.slice(0, 48))).toBe(
			false,
		);
		pool.close();
	});

	it("says what it tries and what it runs", async () => {
		const { spawn } = joined(() => ({
			open: (skip, trying) =>
				openSoundKernel({
					load: () => Promise.reject(new Fault("wasm-refused", "no file")),
					timer: webClock,
					skip,
					trying,
				}),
		}));
		const pool = openPool({ spawn });
		const [bls] = await pool.report();
		expect(bls).toMatchObject({ work: "BLS12-381", runs: "noble, JavaScript" });
		pool.close();
	});

	it("answers a trap with neither yes nor no: noble has the word then", async () => {
		const { spawn, made } = joined(() => ({ open: async () => traps }));
		const pool = openPool({ spawn });
		expect(await pool.verifySyncAggregate(known("one signed"))).toBe(true);
		expect(await pool.verifySyncAggregate(absenteeCounted.question)).toBe(
			false,
		);
		// A worker whose kernel trapped is not asked again.
		expect(made()).toBe(3);
		pool.close();
	});

	it("does not start again with what two checks died of", async () => {
		const { spawn, made } = joined(() => ({
			open: async (skip) => {
				const isSkipped = skip.some(({ name }) => name === "trap");
				return isSkipped ? nobleKernel : traps;
			},
		}));
		const pool = openPool({ spawn });
		expect(await pool.report()).toMatchObject([
			{ runs: "trap" },
			{ runs: "trap" },
		]);
		for (let n = 0; n < 4; n++)
			expect(await pool.verifySyncAggregate(known("one signed"))).toBe(true);
		expect(made()).toBe(3);
		expect(await pool.report()).toMatchObject([
			{ runs: "noble, JavaScript" },
			{ runs: "noble, JavaScript" },
		]);
		pool.close();
	});

	it("answers about proofs, and says what does them", async () => {
		const { spawn, said } = joined(() => ({
			open: (skip, trying) =>
				openSoundKernel({ load: readModule, timer: webClock, skip, trying }),
		}));
		const pool = openPool({ spawn });
		expect(await pool.report()).toMatchObject([{ work: "BLS12-381" }]);
		const { key, inputs, proof } = groth16Case(2);
		const question = { key: encodeGroth16Key(key), inputs, proof };
		expect(await pool.checkGroth16(question)).toBe(true);
		expect(
			await pool.checkGroth16({ ...question, proof: proof.toReversed() }),
		).toBe(false);
		expect(await pool.checkGnarkPlonk(question)).toBe(false);
		expect(await pool.report()).toMatchObject([
			{ work: "BLS12-381" },
			{ work: "BN254" },
		]);
		expect(said.filter((tell) => tell === "ready")).toHaveLength(2);
		pool.close();
	});

	it("has noble's word about a proof that another kernel trapped at", async () => {
		const { spawn, made } = joined(() => ({ open: async () => traps }));
		const pool = openPool({ spawn });
		const { key, inputs, proof } = groth16Case(1);
		const question = { key: encodeGroth16Key(key), inputs, proof };
		expect(await pool.checkGroth16(question)).toBe(true);
		expect(
			await pool.checkGroth16({ ...question, inputs: proof.subarray(0, 32) }),
		).toBe(false);
		expect(made()).toBe(3);
		pool.close();
	});

	it("answers a person while it checks a committee's keys for nobody", async () => {
		const one = known("all signed");
		const pubkeys = new Uint8Array(one.pubkeys.length * 100);
		for (let at = 0; at < pubkeys.length; at += one.pubkeys.length)
			pubkeys.set(one.pubkeys, at);
		const pool = openPool({ spawn: joined().spawn });
		const order: string[] = [];
		const idle = pool
			.checkAggregateKey(pubkeys, one.aggregatePubkey)
			.then((yes) => order.push(`idle ${yes}`));
		await pool.report();
		await pause();
		const person = pool
			.verifySyncAggregate(one)
			.then((yes) => order.push(`person ${yes}`));
		await Promise.all([idle, person]);
		expect(order).toEqual(["person true", "idle false"]);
		pool.close();
	});

	it("cannot be asked before it is started", async () => {
		const said: unknown[] = [];
		const hear = serveKernel({
			open: async () => nobleKernel,
			lastResort: nobleKernel,
			pause,
			ticksMs: () => 0,
			send: (message) => said.push(message),
		});
		const question = {
			ask: "sync-aggregate",
			of: known("all signed"),
		} as const;
		hear({ tell: "ask", id: 4, question, careful: false });
		await pause();
		expect(said).toMatchObject([{ tell: "failed", id: 4 }]);
	});
});

describe("warming up", () => {
	const warmed = async (
		kernel: Partial<Kernel>,
		warmth: { rounds: number; mostMs: number },
		ticksMs = () => 0,
	) => {
		const said: unknown[] = [];
		const hear = serveKernel({
			open: async () => ({ ...nobleKernel, ...kernel }),
			lastResort: nobleKernel,
			pause,
			ticksMs,
			send: (message) => said.push(message),
		});
		hear({ tell: "start", skip: [] });
		hear({ tell: "warm", warmth });
		for (let n = 0; n < 40; n++) await pause();
		return said;
	};

	it("asks known questions, no more than it is told to", async () => {
		let asked = 0;
		const verifySyncAggregate = async () => {
			asked += 1;
			return true;
		};
		await warmed({ verifySyncAggregate }, { rounds: 5, mostMs: 1_000 });
		expect(asked).toBe(15);
	});

	it("ends when its time is over", async () => {
		let asked = 0;
		let now = 0;
		const verifySyncAggregate = async () => {
			asked += 1;
			now += 10;
			return true;
		};
		await warmed(
			{ verifySyncAggregate },
			{ rounds: 1_000, mostMs: 35 },
			() => now,
		);
		expect(asked).toBe(4);
	});

	it("ends the worker when an answer is wrong", async () => {
		let asked = 0;
		const said = await warmed(
			{ verifySyncAggregate: async () => ++asked < 7 },
			{ rounds: 9, mostMs: 1_000 },
		);
		expect(said.at(-1)).toMatchObject({
			tell: "broken",
			why: expect.stringContaining("when warm"),
		});
		expect(asked).toBe(7);
	});
});

describe("a worker's words", () => {
	it("are none when they are anything else", () => {
		for (const message of [
			null,
			"ready",
			{ tell: "ready" },
			{ tell: "answer", id: -1, yes: [true] },
			{ tell: "answer", id: 1, yes: Array(40).fill(true) },
			{ tell: "done", id: 1 },
			{ tell: "failed", id: 1 },
		])
			expect(heard(message)).toBe(null);
		expect(heard({ tell: "answer", id: 1, yes: [false] })).toEqual({
			tell: "answer",
			id: 1,
			yes: [false],
		});
	});
});
