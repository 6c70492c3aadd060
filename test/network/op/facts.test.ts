// What the watch reads of a real rollup on a real L1, by proof under real blocks: that the profile's places hold what src/exit
// takes them for, and that a dead batcher is called so. The light client under the headers has tests of its own.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Facts, readFacts } from "../../../src/exit/facts.ts";
import {
	addSample,
	barsOf,
	judge,
	type Timeline,
} from "../../../src/exit/stall.ts";
import type { FactReading } from "../../../src/l2/look.ts";
import { opGamesV1 } from "../../../src/l2/op/checks/profile.ts";
import { openExecution } from "../../../src/source/execution.ts";
import { proveAccount } from "../../../src/state/account.ts";
import type { WantedAccount } from "../../../src/state/capture.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { proveSlot } from "../../../src/state/slot.ts";
import { webClock } from "../../../src/web/clock.ts";
import { openFetch } from "../../../src/web/fetch.ts";
import { said } from "../../said.ts";
import { headOf, network as mainnet } from "../../state/chain.ts";
import { type Network, startNetwork } from "../network.ts";
import { openPassing } from "../pass.ts";
import { until as untilBy } from "./exit-scene.ts";
import { type OpRollup, startOpRollup } from "./rollup.ts";

let network: Network;
let rollup: OpRollup;
/** Less than what a batch may be late. */
let pass: () => Promise<void>;

beforeAll(async () => {
	network = await startNetwork({ slotSeconds: 2 });
	rollup = await startOpRollup({
		l1Rpc: network.endpoints.execution,
		deployerKey: network.rollupDeployer.privateKey,
		time: network,
		onProblem: (thrown) => console.error("background:", thrown),
	});
	pass = openPassing(network, () => 2, [rollup.hasFollowed]);
}, 300_000);

afterAll(async () => {
	await rollup?.stop();
	await network?.stop();
});

const until = (what: string, holds: () => Promise<boolean> | boolean) =>
	untilBy(what, holds, 90_000, pass);

/** The made head is of mainnet's id; nothing else of the profile changes. */
const profile = () =>
	opGamesV1({ ...rollup.profile, l1ChainId: mainnet.chainId }, "profile");

const client = () =>
	openExecution(
		{ fetch: openFetch({ permitted: async () => true }), clock: webClock },
		{ name: "L1", url: network.endpoints.execution },
	);

const read = async (wanted: readonly WantedAccount[]): Promise<FactReading> => {
	for (let tries = 1; ; tries++) {
		const { value } = await client().proofsAtHead(wanted);
		const { rlp, hash, number, stateRoot } = value.header;
		const made = {
			number,
			hash,
			stateRoot,
			rlp,
			json: { timestamp: "0x0" },
			world: {},
			transactions: [],
			receipts: [],
		};
		const header = headerOfHead(headOf(made, "final", true), rlp);
		try {
			const reads = value.accounts.map((claim, i) => {
				const address = wanted[i]?.address ?? "0x";
				const account = proveAccount(header, address, claim);
				return {
					account,
					slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
				};
			});
			return { basis: header, reads };
		} catch (thrown) {
			// the head may have moved between header and proofs
			if (tries === 20) throw thrown;
		}
	}
};

const facts = async (): Promise<Facts> =>
	(await readFacts(profile(), read)).facts;

test("batcher, newest root, pause and owner are where the profile says, and nothing counts as changed", async () => {
	await until(
		"a root is proposed",
		() => rollup.proposer.proposed().length > 0,
	);
	const { sample, contractAlerts, upgraders } = await facts();
	expect(contractAlerts).toEqual([]);
	expect(sample.batcher).toBe(rollup.batcher.address.toLowerCase());
	expect(sample.batcherNonce).toBeGreaterThan(0);
	expect(sample.lastRootS).toBeLessThanOrEqual(sample.takenAtS);
	expect(sample.lastRootS).toBeGreaterThan(sample.takenAtS - 120);
	expect(sample.paused).toBe(false);
	const [first] = upgraders;
	const { exit } = rollup.profile;
	expect(first?.admin).toEqual({
		address: exit?.contracts.proxyAdmin.address,
		kind: "contract",
	});
	expect(first?.owner?.kind).toBe("key");
	expect(first?.delayS).toBeNull();
	expect(said(first?.says)).toContain("no delay is visible");
	expect(first?.contracts).toContain("optimismPortal");
});

test("the batcher's account goes on by itself, and stands still when it stops", async () => {
	const thresholds = {
		batch: { lateS: 10, stalledS: 20 },
		root: null,
		onDemand: false,
	};
	let samples: Timeline = [];
	const looked = async () => {
		const { sample } = await facts();
		samples = addSample(samples, sample);
		const now = {
			nowS: sample.takenAtS + 2,
			l1: { headS: sample.takenAtS, finalS: sample.takenAtS },
			clockFault: false,
		};
		return { verdict: judge(samples, thresholds, now), now };
	};
	await until(
		"two looks show that it posts",
		async () => (await looked()).verdict.kind === "alive",
	);
	rollup.batcher.stop();
	await until(
		"it is called stalled",
		async () => (await looked()).verdict.kind === "stalled",
	);
	const { verdict, now } = await looked();
	expect(verdict).toMatchObject({ kind: "stalled", fact: "batch" });
	const bars = barsOf(samples, now, { bars: 12, barS: 10 });
	expect(bars.some(({ count }) => count > 0)).toBe(true);
	expect(
		bars.filter(({ state, count }) => state === "seen" && count === 0).length,
	).toBeGreaterThan(0);
	rollup.batcher.start();
	await until(
		"it is alive again",
		async () => (await looked()).verdict.kind === "alive",
	);
});

test("a pause, retired games and replaced code are seen, and what stood in that code is not read", async () => {
	await rollup.guardian.pause();
	expect((await facts()).sample.paused).toBe(true);
	await rollup.guardian.unpause();
	rollup.proposer.setRunning(false);
	// a root that was on its way
	await pass();
	await pass();
	await rollup.proposer.stop();
	await rollup.guardian.retireGames();
	expect((await facts()).contractAlerts).toMatchObject([
		{ kind: "games-retired" },
	]);
	const to = await rollup.guardian.upgradePortal();
	const { contractAlerts, sample } = await facts();
	expect(contractAlerts).toMatchObject([
		{
			kind: "upgraded",
			address: rollup.profile.contracts.optimismPortal.address,
		},
	]);
	expect(said(contractAlerts[0]?.says)).toContain(to.toLowerCase());
	expect(sample.batcherNonce).toBeGreaterThan(0);
});
