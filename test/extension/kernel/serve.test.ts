// The pool and what its workers run, joined as in a browser but in one realm: bytes are cloned and handed over, messages
// arrive one by one.

import { describe, expect, it } from "vitest";
import { heard } from "../../../extension/kernel/ask.ts";
import { openPool } from "../../../extension/kernel/pool.ts";
import { serveKernel } from "../../../extension/kernel/serve.ts";
import { concat } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { readModule } from "../../../src/cli/kernel.ts";
import { bn254Generator, bn254GeneratorG2 } from "../../../src/crypto/bn254.ts";
import {
	type Kernel,
	mostPrecompileInput,
} from "../../../src/crypto/kernel.ts";
import {
	absenteeCounted,
	knownSyncAggregates,
} from "../../../src/crypto/known.ts";
import { bn254Points } from "../../../src/crypto/known-bn254.ts";
import { openSoundKernel } from "../../../src/proof/kernel.ts";
import { encodeGroth16Key } from "../../../src/proof/key-bytes.ts";
import { nobleKernel } from "../../../src/proof/noble.ts";
import { webClock } from "../../../src/web/clock.ts";
import { groth16Case } from "../../proof/made-groth16.ts";
import { joined, pause } from "./joined.ts";

const known = (about: string) => {
	const found = knownSyncAggregates.find((one) => one.about === about);
	if (found === undefined) throw new Error(about);
	return found.question;
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
		expect((await pool.report()).map(({ runs }) => runs)).toEqual(
			Array(3).fill("noble, JavaScript"),
		);
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

	it("computes precompiles, and says where a call fails", async () => {
		const { spawn, made } = joined(() => ({
			open: (skip, trying) =>
				openSoundKernel({ load: readModule, timer: webClock, skip, trying }),
		}));
		const pool = openPool({ spawn });
		const doubled = concat(bn254Generator, bn254Generator);
		expect(
			await pool.precompile({ name: "bn254-add", input: doubled }),
		).toEqual(bn254Points.g2times);
		expect(
			await pool.precompile({
				name: "bn254-pairing",
				input: concat(bn254Generator, bn254GeneratorG2),
			}),
		).toEqual(new Uint8Array(32));
		expect(
			await pool.precompile({ name: "bn254-pairing", input: doubled }),
		).toBe(null);
		expect(await pool.report()).toMatchObject([
			{ work: "BLS12-381" },
			{ work: "BN254" },
		]);
		expect(await pool.precompile({ name: "kzg-point", input: doubled })).toBe(
			null,
		);
		expect((await pool.report()).map(({ work }) => work)).toEqual([
			"BLS12-381",
			"BN254",
			"KZG",
		]);
		expect(made()).toBe(1);
		pool.close();
	});

	it("has noble's word about a precompile that another kernel trapped at", async () => {
		const { spawn, made } = joined(() => ({ open: async () => traps }));
		const pool = openPool({ spawn });
		const input = concat(bn254Generator, bn254Generator);
		expect(await pool.precompile({ name: "bn254-add", input })).toEqual(
			bn254Points.g2times,
		);
		expect(made()).toBe(2);
		pool.close();
	});

	it("gives no answer about a precompile when noble cannot either", async () => {
		const { spawn } = joined(() => ({
			open: async () => traps,
			lastResort: traps,
		}));
		const pool = openPool({ spawn });
		await expect(
			pool.precompile({ name: "bn254-add", input: bn254Generator }),
		).rejects.toMatchObject({ code: "internal" });
		pool.close();
	});

	it("is not asked about more than a precompile may read", async () => {
		const { spawn, made } = joined();
		const pool = openPool({ spawn });
		const name = "bn254-pairing";
		const input = new Uint8Array(mostPrecompileInput + 1);
		for (const kernel of [pool, nobleKernel])
			await expect(kernel.precompile({ name, input })).rejects.toThrow(
				RangeError,
			);
		expect(made()).toBe(0);
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
			{ tell: "computed", id: 1 },
			{ tell: "computed", id: 1, output: "0x" },
			{ tell: "computed", id: 1, output: [1] },
			{ tell: "computed", id: 1, output: new Uint8Array(65) },
		])
			expect(heard(message)).toBe(null);
		expect(heard({ tell: "answer", id: 1, yes: [false] })).toEqual({
			tell: "answer",
			id: 1,
			yes: [false],
		});
		for (const output of [null, new Uint8Array(64)])
			expect(heard({ tell: "computed", id: 1, output })).toEqual({
				tell: "computed",
				id: 1,
				output,
			});
	});
});
