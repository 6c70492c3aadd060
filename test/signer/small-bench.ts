// A signer over the small world, whose rules a test puts in the place of the real ones: what it is begun with. No kernel is asked there.

import type { Hex } from "../../src/base/bytes.ts";
import type { Kernel } from "../../src/crypto/kernel.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { composeTransfer, type Order } from "../../src/wallet/order.ts";
import { a, account, h, scene, testNetwork, timeS } from "../receipt/world.ts";
import { Bench } from "./bench.ts";

export const phrase =
	"test test test test test test test test test test test junk";
export const password = "correct horse";
export const start = (timeS + 20) * 1000;

export const kernel: Kernel = {
	report: async () => [],
	verifySyncAggregate: async () => false,
	verifySyncAggregates: async (questions) => questions.map(() => false),
	checkAggregateKey: async () => false,
	checkGroth16: async () => false,
	checkGnarkPlonk: async () => false,
	precompile: async () => null,
};

export const networkFile = canonical(
	json(
		{ format: "sextant-network-1", l1: testNetwork, rollups: [] },
		"network",
	),
);

export const newBench = (): Bench => new Bench(start, [networkFile], kernel);

export type Left = Pick<Bench, "nowMs" | "stored" | "session">;

/** What is left of a bench with the phrase's vault, unlocked, after whatever is done there beside. */
export const openVaultWith = async (
	beside: (bench: Bench) => Promise<void> = async () => {},
): Promise<Left> => {
	const first = newBench();
	await first.open();
	await first.screen("keys.create", { phrase, password });
	await first.screen("anchor.accept", { network: "test", root: h(1) });
	await beside(first);
	const { nowMs, stored, session } = first;
	first.signer.close();
	return { nowMs, stored, session };
};

/** Another signer with what the first one left: it was started again. */
export const startedAgain = async (before: Left): Promise<Bench> => {
	const bench = newBench();
	bench.nowMs = before.nowMs;
	bench.stored = before.stored;
	bench.session = before.session;
	await bench.open();
	return bench;
};

const { header } = scene();
export type ComposedOf = Parameters<typeof composeTransfer>[0];

/** A payment out of that account. */
export const composeFrom = (from: Hex, part: Partial<ComposedOf> = {}): Order =>
	composeTransfer({
		id: "one",
		origin: null,
		valueWei: 10n ** 17n,
		sender: account(header, from, { nonce: 3 }),
		recipient: account(header, a(2)),
		code: null,
		header,
		outstanding: [],
		tipWei: 1_000_000_000n,
		nowMs: start,
		...part,
	});
