// Evidence under the true rules: a signed chain across a change of committee, a state, and what happens when any of it
// is altered.

import { beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import {
	bindEvidence,
	decodeEvidence,
	type Evidence,
	evidenceOf,
	evidenceText,
} from "../../src/evidence/evidence.ts";
import {
	balanceKey,
	checkBalance,
	coinEvidence,
	tokenEvidence,
} from "../../src/receipt/balance.ts";
import { checkEvidence } from "../../src/receipt/check.ts";
import { verifyBalanceEvidence } from "../../src/receipt/library.ts";
import { decodeNetworkFile, networksOf } from "../../src/receipt/networks.ts";
import type { Account } from "../../src/state/values.ts";
import { premiseBy } from "../../src/trust/verified.ts";
import { shippedKernel } from "../kernel.ts";
import { refusalOf } from "../refused.ts";
import { reseal } from "./reseal.ts";
import { files, networkFile, type TrueWorld, trueWorld } from "./true-world.ts";

const a = (n: number): Hex => `0x${n.toString(16).padStart(40, "0")}`;
const person = a(0xa1);
const token = a(0x70);
const balancesSlot = 3;
const world = {
	[person]: { nonce: 3, balance: 10n ** 18n },
	[a(0xa2)]: { balance: 5n },
	[a(0xa3)]: { balance: 7n },
	[token]: {
		code: "0x6000",
		storage: { [balanceKey(person, balancesSlot)]: 42n },
	},
} as const;

let made: TrueWorld;
let file: Evidence;
beforeAll(async () => {
	made = await trueWorld(world);
	file = evidenceOf(made.account(person), made.header);
}, 60_000);

const tools = (anchors?: readonly Hex[]) => ({
	kernel: shippedKernel,
	networks: files,
	anchors: anchors ?? [made.root],
});
const withWitness = (place: number, witness: Json): Evidence =>
	reseal({
		...file,
		steps: file.steps.map((step, i) =>
			i === place ? { ...step, witness } : step,
		),
	});

describe("evidence of a true chain", () => {
	test("is checked anew after a journey as text", async () => {
		const text = evidenceText(file);
		const { conclusions, checkpoint, steps } = await checkEvidence(
			decodeEvidence(text),
			tools(),
		);
		expect(checkpoint).toBe(made.root);
		expect(steps).toBe(6);
		expect(file.steps.map(({ rule }) => rule)).toEqual([
			"checkpoint",
			"lc-bootstrap",
			"lc-committee",
			"lc-head",
			"el-header",
			"mpt-account",
		]);
		const account = premiseBy<Account>(conclusions[0], "mpt-account").value;
		expect(account).toMatchObject({ address: person, nonce: 3 });
		expect(account.balanceWei).toBe(10n ** 18n);
		expect(account.at.grade.finality).toBe("optimistic");
	});

	test("is rooted where it is rooted: another checkpoint does not anchor it", async () => {
		const elsewhere = tools([`0x${"11".repeat(32)}`]);
		expect(await refusalOf(checkEvidence(file, elsewhere))).toBe(
			"evidence-anchor",
		);
		const moved = withWitness(0, {
			network: "made",
			root: `0x${"11".repeat(32)}`,
		});
		const checkpoint: Hex = `0x${"11".repeat(32)}`;
		expect(
			await refusalOf(checkEvidence({ ...moved, checkpoint }, elsewhere)),
		).toBe("bootstrap-root");
	});

	test("speaks of no network that the checker does not know", async () => {
		const without = { ...tools(), networks: [] };
		expect(await refusalOf(checkEvidence(file, without))).toBe("unknown-chain");
	});

	test("proves nothing else with any nibble of it altered, ids made to fit", async () => {
		let seed = 7;
		const next = (below: number): number => {
			seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
			return seed % below;
		};
		const faults = new Map<string, number>();
		let same = 0;
		for (let i = 0; i < 60; i++) {
			const place = 1 + (i % (file.steps.length - 1));
			const text = JSON.stringify(file.steps[place]?.witness);
			const runs = [...text.matchAll(/"0x[0-9a-f]{2,}"/g)];
			const run = runs[next(runs.length)];
			if (run === undefined) continue;
			const at = run.index + 3 + next(run[0].length - 4);
			const nibble = (
				Number.parseInt(text.charAt(at), 16) ^
				(1 + next(15))
			).toString(16);
			const witness: Json = JSON.parse(
				text.slice(0, at) + nibble + text.slice(at + 1),
			);
			try {
				const { conclusions } = await checkEvidence(
					withWitness(place, witness),
					tools(),
				);
				// the signature slot is not signed: within its period it may say what it likes
				const { value } = premiseBy<Account>(conclusions[0], "mpt-account");
				expect(value).toEqual(made.account(person).value);
				same++;
			} catch (thrown) {
				if (!(thrown instanceof Fault)) throw thrown;
				expect(thrown.kind).toMatch(/disproved|malformed|unsupported/);
				faults.set(thrown.code, (faults.get(thrown.code) ?? 0) + 1);
			}
		}
		expect(same).toBeLessThan(5);
		expect([...faults.keys()].length).toBeGreaterThan(4);
	}, 60_000);

	test("does not take a head of one chain for the account of another", async () => {
		const other = await trueWorld({ ...world, [person]: { balance: 9n } });
		const stolen = evidenceOf(other.account(person), other.header);
		const steps = file.steps.map((step, i) =>
			i === 5 ? { ...step, witness: stolen.steps[5]?.witness ?? null } : step,
		);
		expect(
			await refusalOf(checkEvidence(reseal({ ...file, steps }), tools())),
		).toMatch(/^mpt-/);
	});
});

describe("a balance for a site", () => {
	const challenge: Hex = `0x${"cc".repeat(32)}`;
	const origin = "https://dapp.example";
	const bind = (evidence: Evidence): string =>
		evidenceText(bindEvidence(evidence, { challenge, origin, madeMs: 1 }));
	const expected = () => ({
		checkpoint: made.root,
		challenge,
		origin,
		kernel: shippedKernel,
		networks: files,
		nowMs: made.nowMs,
	});
	const coin = () => coinEvidence(made.account(person));
	const tokens = () =>
		tokenEvidence(
			made.slot(token, balanceKey(person, balancesSlot)),
			person,
			balancesSlot,
		);

	test("is the coin's amount with grade and age", async () => {
		const found = await verifyBalanceEvidence(bind(coin()), expected());
		expect(found).toMatchObject({
			chainId: 1337,
			address: person,
			token: null,
			amount: 10n ** 18n,
			ageS: 5,
			checkpoint: made.root,
			grade: { who: "l1", finality: "optimistic" },
		});
	});

	test("is a token's amount, with the contract and the slot it was read from", async () => {
		const found = await verifyBalanceEvidence(bind(tokens()), expected());
		expect(found).toMatchObject({
			token,
			amount: 42n,
			place: { layout: "solidity", slot: 3 },
		});
	});

	test("is proved to be nothing for who has nothing", async () => {
		const nobody = a(0xee);
		const evidence = tokenEvidence(
			made.slot(token, balanceKey(nobody, balancesSlot)),
			nobody,
			balancesSlot,
		);
		expect(
			(await verifyBalanceEvidence(bind(evidence), expected())).amount,
		).toBe(0n);
		const coins = coinEvidence(made.account(nobody));
		expect((await verifyBalanceEvidence(bind(coins), expected())).amount).toBe(
			0n,
		);
	});

	test("is refused for another challenge, another origin, another checkpoint, or unbound", async () => {
		const file = bind(coin());
		const other: Hex = `0x${"dd".repeat(32)}`;
		for (const [text, part, code] of [
			[file, { challenge: other }, "evidence-binding"],
			[file, { origin: "https://evil.example" }, "evidence-binding"],
			[file, { checkpoint: other }, "evidence-anchor"],
			[evidenceText(coin()), {}, "evidence-binding"],
		] as const)
			expect(
				await refusalOf(
					verifyBalanceEvidence(text, { ...expected(), ...part }),
				),
			).toBe(code);
	});

	test("is refused when too old for the caller, or from the future", async () => {
		const file = bind(coin());
		const at = (s: number, maxAgeS: number) =>
			refusalOf(
				verifyBalanceEvidence(file, {
					...expected(),
					nowMs: made.nowMs + s * 1000,
					maxAgeS,
				}),
			);
		expect(await at(95, 100)).toBe("none");
		expect(await at(96, 100)).toBe("stale-head");
		expect(await at(-20, 100)).toBe("clock");
	});

	test("is refused when it says it is about something else than it proves", async () => {
		const about = coin().about;
		if (about === undefined) throw new Error("about nothing");
		for (const evidence of [
			{ ...coin(), about: { ...about, address: a(0xa2) } },
			{ ...coin(), about: { ...about, balancesSlot: 3 } },
			{ ...tokens(), about: { ...about, token, balancesSlot: 4 } },
			{ ...tokens(), about: { ...about, token: a(0x71), balancesSlot: 3 } },
			{ ...tokens(), about: { ...about, token, balancesSlot: null } },
			{ ...tokens(), about },
			{ ...coin(), about: { ...about, token, balancesSlot: 3 } },
			evidenceOf(made.account(person)),
			{ ...evidenceOf(made.account(person), made.header), about },
		])
			expect(await refusalOf(checkBalance(evidence, tools()))).toBe(
				"evidence-step",
			);
	});

	test("is not made out of a slot that is not the owner's", () => {
		const slot = made.slot(token, balanceKey(person, balancesSlot));
		expect(() => tokenEvidence(slot, a(0xa2), balancesSlot)).toThrow(
			RangeError,
		);
		expect(() => tokenEvidence(slot, person, 4)).toThrow(RangeError);
	});
});

describe("the network file", () => {
	test("is refused when it is no network, or holds a rollup of another L1", () => {
		for (const wrong of [
			"",
			"{}",
			networkFile.replace("sextant-network-1", "sextant-network-2"),
			networkFile.replace('"rollups":[]', '"rollups":[{"kind":"unheard-of"}]'),
		])
			expect(() => decodeNetworkFile(wrong)).toThrow(/bad-file/);
	});

	test("cannot replace a network of this release", () => {
		const posing = decodeNetworkFile(
			networkFile.replace('"name":"made"', '"name":"mainnet"'),
		);
		const mainnet = networksOf([posing]).filter(
			({ name }) => name === "mainnet",
		);
		expect(mainnet.map(({ chainId }) => chainId)).toEqual([1]);
	});
});
