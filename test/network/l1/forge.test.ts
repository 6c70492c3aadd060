import "./preset.ts";
import type { BeaconConfig } from "@lodestar/config";
import type { altair, deneb } from "@lodestar/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { type Network, startNetwork } from "../network.ts";
import { beaconConfig } from "./beacon-config.ts";
import {
	firstPositions,
	forgeAttested,
	forgeHeader,
	headerRoot,
	signHeader,
} from "./forge.ts";
import {
	type Attested,
	makeFinalityUpdate,
	makeOptimisticUpdate,
	makeUpdate,
} from "./light.ts";
import {
	fetchBootstrap,
	fetchFinalityUpdate,
	openLightClient,
} from "./lodestar-client.ts";

const falseState = new Uint8Array(32).fill(0xab);

// An independent light client takes what is forged well and signed by enough, and nothing else: so the forgeries that a
// test of ours makes fail for the reason the test names, and for no other.
describe("a forged", () => {
	let network: Network;
	let beacon: string;
	let config: BeaconConfig;
	let checkpoint: Hex;
	let committee: altair.SyncCommittee;
	let honest: deneb.LightClientHeader;
	beforeAll(async () => {
		network = await startNetwork({ slotSeconds: 1 });
		beacon = network.endpoints.beacon[0] ?? "";
		config = beaconConfig(1, fromHex(network.genesisValidatorsRoot));
		checkpoint = (await network.control.status()).finalizedRoot;
		const bootstrap = await fetchBootstrap(beacon, checkpoint);
		committee = bootstrap.currentSyncCommittee;
		honest = bootstrap.header;
	});
	afterAll(() => network.stop());

	const client = () => openLightClient(config, beacon, checkpoint);
	const slotAbove = (above: number): number => honest.beacon.slot + above;
	const finalized = (): deneb.LightClientHeader =>
		forgeHeader(
			{ ...honest.beacon, slot: slotAbove(2) },
			{ ...honest.execution, stateRoot: falseState },
		);
	const attested = (final: deneb.LightClientHeader): Attested =>
		forgeAttested({
			slot: slotAbove(4),
			proposerIndex: 0,
			parentRoot: headerRoot(final),
			execution: { ...honest.execution, stateRoot: falseState },
			finalizedEpoch: Math.ceil(slotAbove(2) / 8),
			finalizedRoot: headerRoot(final),
			currentSyncCommittee: committee,
			nextSyncCommittee: committee,
		});
	const sign = (what: Attested, count: number) =>
		signHeader(
			config,
			committee,
			firstPositions(count),
			what.header,
			slotAbove(5),
		);
	const now = (): number =>
		Math.floor(Date.now() / 1000 - network.genesisTimeS);

	it("optimistic update of two thirds passes", async () => {
		const world = attested(finalized());
		const deceived = await client();
		deceived.onOptimisticUpdate(
			now(),
			makeOptimisticUpdate(world, sign(world, 22)),
		);
		expect(deceived.store.optimisticHeader.beacon.slot).toBe(slotAbove(4));
	});

	it("finality update of two thirds passes, with any execution state", async () => {
		const final = finalized();
		const world = attested(final);
		const update = makeFinalityUpdate(
			world,
			{ ...world, header: final },
			sign(world, 22),
		);
		const deceived = await client();
		deceived.onFinalityUpdate(now(), update);
		expect(deceived.store.finalizedHeader).toEqual(final);
	});

	it("finality update of fewer passes no two-thirds rule", async () => {
		const final = finalized();
		const world = attested(final);
		const update = makeFinalityUpdate(
			world,
			{ ...world, header: final },
			sign(world, 21),
		);
		const careful = await client();
		careful.onFinalityUpdate(now(), update);
		expect(careful.store.finalizedHeader.beacon.slot).toBe(honest.beacon.slot);
	});

	it("update carries a next committee of choice", async () => {
		const final = finalized();
		const world = attested(final);
		const update = makeUpdate(
			world,
			{ ...world, header: final },
			sign(world, 32),
		);
		const deceived = await client();
		deceived.onUpdate(now(), update);
		expect(deceived.store.finalizedHeader).toEqual(final);
	});

	it("header with another execution header than its body fails", async () => {
		const world = attested(finalized());
		const swapped: Attested = {
			...world,
			header: { ...world.header, execution: honest.execution },
		};
		const careful = await client();
		expect(() =>
			careful.onOptimisticUpdate(
				now(),
				makeOptimisticUpdate(swapped, sign(swapped, 32)),
			),
		).toThrow();
	});

	it("signature for another slot's fork and root fails on an honest update", async () => {
		const update = await fetchFinalityUpdate(beacon);
		const world = attested(finalized());
		const careful = await client();
		expect(() =>
			careful.onFinalityUpdate(now(), { ...update, ...sign(world, 32) }),
		).toThrow();
	});
});
