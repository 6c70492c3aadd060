import "./preset.ts";
import type { BeaconConfig } from "@lodestar/config";
import type { LightclientSpec } from "@lodestar/state-transition/light-client";
import { ssz } from "@lodestar/types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Network, startNetwork } from "../network.ts";
import { beaconConfig } from "./beacon-config.ts";
import {
	fetchFinalityUpdate,
	fetchOptimisticUpdate,
	fetchUpdates,
	getJson,
	getSsz,
	openLightClient,
} from "./lodestar-client.ts";
import { waitFor } from "./wait.ts";

const pastPeriods = 3;
const slotsPerPeriod = 64;

describe("the beacon endpoints", () => {
	let network: Network;
	let beacon: string;
	let config: BeaconConfig;
	let oldRoot: Hex;
	beforeAll(async () => {
		network = await startNetwork({ slotSeconds: 1, pastPeriods });
		beacon = network.endpoints.beacon[0] ?? "";
		config = beaconConfig(
			network.slotSeconds,
			fromHex(network.genesisValidatorsRoot),
		);
		// The last slot of each epoch has a block even in the fast part of the past.
		oldRoot = (await blockRoot("15")) ?? "0x";
	});
	afterAll(() => network.stop());

	const blockRoot = async (id: string): Promise<Hex | undefined> => {
		const response = await fetch(`${beacon}/eth/v1/beacon/blocks/${id}/root`);
		if (response.status === 404) return undefined;
		const { root } = d.record({ data: d.record({ root: d.text() }) })(
			await response.json(),
			id,
		).data;
		return toHex(fromHex(root, 32));
	};

	const clockSlot = (): number =>
		Math.floor(
			(Date.now() / 1000 - network.genesisTimeS) / network.slotSeconds,
		);

	const synced = async (): Promise<LightclientSpec> => {
		const client = await openLightClient(config, beacon, oldRoot);
		for (const update of await fetchUpdates(beacon, 0, 128))
			client.onUpdate(clockSlot(), update);
		client.onFinalityUpdate(clockSlot(), await fetchFinalityUpdate(beacon));
		client.onOptimisticUpdate(clockSlot(), await fetchOptimisticUpdate(beacon));
		return client;
	};

	it("lead an independent light client through every period to the head", async () => {
		const client = await synced();
		const status = await network.control.status();
		const finalized = client.store.finalizedHeader.beacon.slot;
		expect(finalized).toBeGreaterThan(pastPeriods * slotsPerPeriod);
		expect(finalized).toBeGreaterThanOrEqual(status.finalizedSlot - 8);
		expect(client.store.optimisticHeader.beacon.slot).toBeGreaterThan(
			finalized,
		);
	});

	it("serve one update a period, each finalized inside its own", async () => {
		const updates = await fetchUpdates(beacon, 0, 128);
		expect(updates.length).toBeGreaterThanOrEqual(pastPeriods);
		updates.slice(0, pastPeriods).forEach((update, period) => {
			const attested = update.attestedHeader.beacon.slot;
			const finalized = update.finalizedHeader.beacon.slot;
			expect(Math.floor(attested / slotsPerPeriod)).toBe(period);
			expect(Math.floor(finalized / slotsPerPeriod)).toBe(period);
		});
	});

	it("let an independent light client see a changed signature", async () => {
		const client = await synced();
		const update = await waitFor("a newer finality update", async () => {
			const newer = await fetchFinalityUpdate(beacon);
			return newer.finalizedHeader.beacon.slot >
				client.store.finalizedHeader.beacon.slot
				? newer
				: undefined;
		});
		const signature = update.syncAggregate.syncCommitteeSignature.slice();
		signature[40] = (signature[40] ?? 0) ^ 1;
		const forged = {
			...update,
			syncAggregate: {
				...update.syncAggregate,
				syncCommitteeSignature: signature,
			},
		};
		expect(() => client.onFinalityUpdate(clockSlot(), forged)).toThrow();
		client.onFinalityUpdate(clockSlot(), update);
		expect(client.store.finalizedHeader.beacon.slot).toBe(
			update.finalizedHeader.beacon.slot,
		);
	});

	it("carry execution headers that the execution client has", async () => {
		const { execution } = (await fetchFinalityUpdate(beacon)).finalizedHeader;
		const response = await fetch(network.endpoints.execution, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({
				jsonrpc: "2.0",
				id: 1,
				method: "eth_getBlockByNumber",
				params: [`0x${execution.blockNumber.toString(16)}`, false],
			}),
		});
		const { hash, stateRoot } = d.record({
			result: d.record({ hash: d.text(), stateRoot: d.text() }),
		})(await response.json(), "").result;
		expect(hash).toBe(toHex(execution.blockHash));
		expect(stateRoot).toBe(toHex(execution.stateRoot));
	});

	it("say the same in SSZ as in JSON", async () => {
		const path = "/eth/v1/beacon/light_client";
		const bootstrap = await getSsz(`${beacon}${path}/bootstrap/${oldRoot}`);
		expect(bootstrap.headers.get("eth-consensus-version")).toBe("electra");
		expect(bootstrap.headers.get("content-type")).toBe(
			"application/octet-stream",
		);
		const versioned = d.record({ version: d.text(), data: d.anything });
		const inJson = await getJson(
			`${beacon}${path}/bootstrap/${oldRoot}`,
			versioned,
		);
		expect(
			ssz.electra.LightClientBootstrap.toJson(
				ssz.electra.LightClientBootstrap.deserialize(bootstrap.bytes),
			),
		).toEqual(inJson.data);
	});

	it("frame each update of a range with its length and its fork's digest", async () => {
		const range = "/eth/v1/beacon/light_client/updates?start_period=0&count=3";
		const { bytes } = await getSsz(beacon + range);
		const view = new DataView(bytes.buffer);
		const digest = config.forkBoundary2ForkDigest(
			config.getForkBoundaryAtEpoch(0),
		);
		const found: unknown[] = [];
		let at = 0;
		while (at < bytes.length) {
			const length = Number(view.getBigUint64(at, true));
			expect(bytes.slice(at + 8, at + 12)).toEqual(digest);
			const update = bytes.slice(at + 12, at + 8 + length);
			found.push(
				ssz.electra.LightClientUpdate.toJson(
					ssz.electra.LightClientUpdate.deserialize(update),
				),
			);
			at += 8 + length;
		}
		expect(at).toBe(bytes.length);
		const inJson = await getJson(
			beacon + range,
			d.list(d.record({ data: d.anything }), 3),
		);
		expect(found).toEqual(inJson.map(({ data }) => data));
	});

	it("tell genesis, schedule and preset", async () => {
		const { genesis_time, genesis_validators_root } = (
			await getJson(
				`${beacon}/eth/v1/beacon/genesis`,
				d.record({
					data: d.record({
						genesis_time: d.text(),
						genesis_validators_root: d.text(),
					}),
				}),
			)
		).data;
		expect(Number(genesis_time)).toBe(network.genesisTimeS);
		expect(genesis_validators_root).toBe(network.genesisValidatorsRoot);
		const schedule = await getJson(
			`${beacon}/eth/v1/config/fork_schedule`,
			d.record({
				data: d.list(
					d.record({ current_version: d.text(), epoch: d.text() }),
					16,
				),
			}),
		);
		expect(schedule.data).toEqual(
			network.forks.map(({ version, epoch }) => ({
				current_version: version,
				epoch: String(epoch),
			})),
		);
		const spec = await getJson(
			`${beacon}/eth/v1/config/spec`,
			d.record({
				data: d.record({
					SECONDS_PER_SLOT: d.text(),
					SLOTS_PER_EPOCH: d.text(),
					SYNC_COMMITTEE_SIZE: d.text(),
					EPOCHS_PER_SYNC_COMMITTEE_PERIOD: d.text(),
					DEPOSIT_CHAIN_ID: d.text(),
				}),
			}),
		);
		expect(spec.data).toEqual({
			SECONDS_PER_SLOT: "1",
			SLOTS_PER_EPOCH: "8",
			SYNC_COMMITTEE_SIZE: "32",
			EPOCHS_PER_SYNC_COMMITTEE_PERIOD: "8",
			DEPOSIT_CHAIN_ID: "32382",
		});
	});

	it("name a block by slot, by root and by its standing", async () => {
		const header = d.record({
			data: d.record({
				root: d.text(),
				canonical: d.anything,
				header: d.record({ message: d.anything }),
			}),
			finalized: d.anything,
		});
		const { data, finalized } = await getJson(
			`${beacon}/eth/v1/beacon/headers/15`,
			header,
		);
		const { root } = data;
		const message = ssz.phase0.BeaconBlockHeader.fromJson(data.header.message);
		expect(toHex(ssz.phase0.BeaconBlockHeader.hashTreeRoot(message))).toBe(
			root,
		);
		expect([data.canonical, finalized]).toEqual([true, true]);
		expect(await blockRoot("15")).toBe(root);
		expect(await blockRoot(root)).toBe(root);
		expect(await blockRoot("14")).toBeUndefined();
		const { data: checkpoints } = await getJson(
			`${beacon}/eth/v1/beacon/states/head/finality_checkpoints`,
			d.record({ data: d.record({ finalized: d.record({ root: d.text() }) }) }),
		);
		expect(await blockRoot("finalized")).toBe(checkpoints.finalized.root);
	});

	it("answer any origin, and what does not exist with 404", async () => {
		const missing = await fetch(
			`${beacon}/eth/v1/beacon/light_client/bootstrap/0x${"11".repeat(32)}`,
		);
		expect(missing.status).toBe(404);
		expect(missing.headers.get("access-control-allow-origin")).toBe("*");
		const wrong = await fetch(
			`${beacon}/eth/v1/beacon/light_client/updates?start_period=x&count=1`,
		);
		expect(wrong.status).toBe(400);
	});
});
