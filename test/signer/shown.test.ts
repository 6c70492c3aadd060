// A yes is to an order and to all that was shown of it. What the signer read out of evidence is the signer's to say, and what
// is read anew out of other evidence is another question.

import { beforeEach, describe, expect, test, vi } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { evidenceOf, evidenceText } from "../../src/evidence/evidence.ts";
import type { ScrollProfile } from "../../src/l2/scroll/checks/profile.ts";
import type { ApprovalView } from "../../src/protocol/views.ts";
import { exitText } from "../../src/receipt/exit-order.ts";
import { factsInOrder } from "../../src/receipt/order-rule.ts";
import {
	composeExit,
	type ExitOrder,
	evidenceOfExit,
} from "../../src/wallet/exit-order.ts";
import { composeTransfer, type Order } from "../../src/wallet/order.ts";
import { scrollProfile } from "../l2/scroll/world.ts";
import {
	a,
	account,
	codeOf,
	h,
	scene,
	slot,
	slotOf,
	testNetwork,
	timeS,
} from "../receipt/world.ts";
import { saidAll } from "../said.ts";
import { quickVault } from "../vault-scrypt.ts";
import { Bench } from "./bench.ts";

quickVault();

vi.mock("../../src/receipt/rules.ts", async () => {
	const { testRules } = await import("../receipt/world.ts");
	return { rules: testRules };
});

const phrase = "test test test test test test test test test test test junk";
const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const nowMs = (timeS + 20) * 1000;
const profile: ScrollProfile = {
	...scrollProfile,
	l1: testNetwork.name,
	l1ChainId: testNetwork.chainId,
};
const file = canonical(
	json(
		{ format: "sextant-network-1", l1: testNetwork, rollups: [profile] },
		"network",
	),
);
const { header } = scene();

const open = async (from?: Bench): Promise<Bench> => {
	const bench = new Bench(nowMs, [file], {} as Kernel);
	if (from !== undefined)
		Object.assign(bench, { stored: from.stored, session: from.session });
	await bench.open();
	return bench;
};

let bench: Bench;
beforeEach(async () => {
	bench = await open();
	await bench.screen("keys.create", { phrase, password: "correct horse" });
	await bench.screen("anchor.accept", { network: "test", root: h(1) });
});

const failure = async (work: Promise<unknown>): Promise<string> => {
	try {
		await work;
		return "done";
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

const only = async (from = bench): Promise<ApprovalView> => {
	const [found] = await from.screen("approval.list", undefined);
	if (found === undefined) throw new Error("nothing is shown");
	return found;
};

const yesTo = ({ id, order, shown }: ApprovalView, from = bench) =>
	from.screen("approval.decide", { id, yes: true, order, shown });

const to = a(2);
const delegation: Hex = `0xef0100${"77".repeat(20)}`;
/** The same transfer, whose recipient the evidence says another thing of. */
const transfer = (code: Hex | null, under = header): Order => {
	const recipient = account(
		under,
		to,
		code === null ? {} : { codeHash: keccakHex(fromHex(code)) },
	);
	return composeTransfer({
		id: "one",
		origin: null,
		valueWei: 10n ** 17n,
		sender: account(under, me, { nonce: 3 }),
		recipient,
		code: code === null ? null : codeOf(recipient, code),
		header: under,
		outstanding: [],
		tipWei: 10n ** 9n,
		nowMs,
	});
};

/** Newer evidence for the same plain transfer. */
const evidenceUnder = (under: typeof header): string =>
	evidenceText(evidenceOf(...factsInOrder(transfer(null, under).facts)));

const gateway = profile.exit?.contracts.enforcedTxGateway;
if (gateway === undefined) throw new Error("the profile has no way out");
const step = (
	implementation = gateway.implementation,
	codeHash: Hex = gateway.implementationCodeHash ?? "0x",
): ExitOrder => {
	const contract = account(header, gateway.address, {
		codeHash: gateway.codeHash ?? "0x",
	});
	return composeExit({
		id: "step",
		profile,
		step: {
			kind: "scroll-force",
			via: "messenger",
			amountWei: 1n,
			gasLimit: 1_000_000,
			feeWei: 10n ** 17n,
		},
		facts: {
			sender: account(header, me),
			header,
			contract,
			implementation: {
				slot: slotOf(
					contract,
					profile.slots.implementation,
					BigInt(implementation),
				),
				account: account(header, implementation, { codeHash }),
			},
			code: null,
		},
		gasLimit: 300_000,
		outstanding: [],
		tipWei: 10n ** 9n,
		nowMs,
	});
};
const offerStep = (one: ExitOrder, from = bench) =>
	from.engine("order.offer", {
		id: "step",
		order: exitText(one.transfer),
		evidence: evidenceText(evidenceOfExit(one)),
	});

describe("a yes", () => {
	test("to known code is none to changed code that was offered again under the same order", async () => {
		const good = step();
		const bad = step(a(0x55), h(999));
		expect(exitText(good.transfer)).toBe(exitText(bad.transfer));
		await offerStep(good);
		const seen = await only();
		expect(seen.exit?.isCodeKnown).toBe(true);
		await offerStep(bad);
		expect(await failure(yesTo(seen))).toBe("order-changed");
		expect(bench.signed).toEqual([]);
		const now = await only();
		expect(now.exit?.isCodeKnown).toBe(false);
		expect([now.order, now.shown === seen.shown]).toEqual([seen.order, false]);
		// asked again, with the change on screen
		expect((await yesTo(now)).hash).not.toBe(null);
	});

	test("to changed code is none to other changed code", async () => {
		await offerStep(step(a(0x55), h(999)));
		const seen = await only();
		await offerStep(step(a(0x55), h(998)));
		expect(await failure(yesTo(seen))).toBe("order-changed");
		expect(bench.signed).toEqual([]);
	});

	test("is none to an order whose code changed in a signer that began anew", async () => {
		await offerStep(step());
		const seen = await only();
		const after = await open(bench);
		bench.signer.close();
		const yes = failure(yesTo(seen, after));
		await offerStep(step(a(0x55), h(999)), after);
		expect(await yes).toBe("order-changed");
		expect(after.signed).toEqual([]);
	});

	test("is none to other evidence that came while it was being checked", async () => {
		await offerStep(step());
		const seen = await only();
		const again = offerStep(step(a(0x55), h(999)));
		const yes = failure(yesTo(seen));
		await again;
		expect(await yes).toBe("order-changed");
		expect(bench.signed).toEqual([]);
	});

	test("holds for newer evidence that means the same, also in a signer that began anew", async () => {
		await bench.offer(transfer(null));
		const seen = await only();
		const after = await open(bench);
		bench.signer.close();
		const later = scene({ slot: slot + 1 });
		const yes = yesTo(seen, after);
		await after.offer(transfer(null), evidenceUnder(later.header));
		expect((await yes).hash).not.toBe(null);
		expect(after.signed).toHaveLength(1);
	});

	test("is refused without the name of what it is a yes to", async () => {
		await bench.offer(transfer(null));
		const { id, order, shown } = await only();
		for (const part of [{}, { order }, { shown }])
			expect(
				await failure(
					bench.screen("approval.decide", { id, yes: true, ...part } as never),
				),
			).toBe("bad-params");
		for (const part of [
			{ order: h(7), shown },
			{ order, shown: h(7) },
		])
			expect(await failure(yesTo({ ...(await only()), ...part }))).toMatch(
				/^order-(unknown|changed)$/,
			);
		expect(bench.signed).toEqual([]);
	});
});

describe("what the person is shown", () => {
	test("is the signer's own word of the recipient, of what is unknown and of the network", async () => {
		await bench.offer(transfer(delegation));
		const shown = await only();
		expect(shown).toMatchObject({
			recipient: {
				kind: "delegated",
				codeHash: keccakHex(fromHex(delegation)),
			},
			chain: { title: "Test", symbol: "ETH", decimals: 18 },
		});
		expect(saidAll(shown.unknowns)).toContain("code, which runs");
		expect(shown.rests.map(({ what }) => what)).toEqual([
			"Your nonce and balance",
			"The recipient",
			"The base fee",
			"The recipient's code",
		]);
		for (const { grade } of shown.rests)
			expect(grade).toMatchObject({ who: "l1", finality: "optimistic" });
	});

	test("is another thing when the recipient is, and the same when only time has passed", async () => {
		const names: Hex[] = [];
		for (const order of [
			transfer(null),
			transfer(delegation),
			transfer(`0xef0100${"78".repeat(20)}`),
		]) {
			const other = await open(bench);
			await other.offer(order);
			names.push((await only(other)).shown);
		}
		expect(new Set(names).size).toBe(3);
		const later = await open(bench);
		const { header: next } = scene({ slot: slot + 1 });
		await later.offer(transfer(null), evidenceUnder(next));
		expect((await only(later)).shown).toBe(names[0]);
	});
});
