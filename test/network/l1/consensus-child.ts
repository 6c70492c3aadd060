// The consensus side in its own process. Its one argument is JSON: where the execution client is, ports, slot time.

import { createServer, type RequestListener, type Server } from "node:http";
import { toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { keepOpen } from "../keep-open.ts";
import { makeAnchor } from "./anchor.ts";
import { beaconApi } from "./beacon-api.ts";
import { endWithParent } from "./child.ts";
import type { Control } from "./control.ts";
import { serveControl } from "./control-server.ts";
import { Driver } from "./driver.ts";
import { Engine } from "./engine.ts";
import type { View } from "./light.ts";
import { waitForRpc } from "./rpc.ts";

endWithParent();

const decodeOptions = d.record({
	rpcUrl: d.text(),
	engineUrl: d.text(),
	slotSeconds: d.int(1, 3600),
	verify: d.flag,
	beaconPorts: d.list(d.int(0, 65_535), 8, 1),
	controlPort: d.int(0, 65_535),
	withdrawTo: d.address,
});

const options = decodeOptions(d.parseJson(process.argv[2] ?? ""), "");

const rivalServers: Server[] = [];

/** Listens on loopback. @returns the port, which is free to choose when `port` is 0. */
const listen = (
	port: number,
	listener: RequestListener,
): Promise<{ readonly server: Server; readonly port: number }> =>
	new Promise((resolve, reject) => {
		const server = keepOpen(createServer(listener));
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			const bound = server.address();
			if (bound === null || typeof bound === "string")
				reject(new Error("no TCP port bound"));
			else resolve({ server, port: bound.port });
		});
	});

await waitForRpc(options.rpcUrl, 30_000);
const anchor = await makeAnchor(
	options.rpcUrl,
	options.slotSeconds,
	options.withdrawTo,
);
const driver = new Driver({
	anchor,
	engine: new Engine(options.engineUrl),
	rpcUrl: options.rpcUrl,
	slotSeconds: options.slotSeconds,
	verify: options.verify,
});
const apiOf = (view: View): RequestListener =>
	beaconApi(anchor.config, anchor.genesisTimeS, view);

const control: Control = {
	status: async () => driver.status(),
	setParticipation: async (wanted) => driver.setParticipation(wanted),
	missSlots: async (count) => driver.missSlots(count),
	skip: (wanted) => driver.skip(wanted),
	setProducing: async (on) => driver.setProducing(on),
	reorg: (wanted) => driver.reorg(wanted),
	startRival: async ({ port, ...wanted }) => {
		const { rival, fork } = await driver.startRival(wanted);
		const opened = await listen(port ?? 0, apiOf(rival.view));
		rivalServers.push(opened.server);
		return {
			beacon: `http://127.0.0.1:${opened.port}`,
			forkSlot: fork.slot,
			forkRoot: fork.root,
		};
	},
	stopRivals: async () => {
		driver.stopRivals();
		for (const server of rivalServers.splice(0)) {
			server.close();
			server.closeAllConnections();
		}
	},
};

await driver.fastForward();
const beacon = await Promise.all(
	options.beaconPorts.map((port) => listen(port, apiOf(driver.view))),
);
const controlPort = await listen(options.controlPort, serveControl(control));
process.send?.({
	beaconPorts: beacon.map(({ port }) => port),
	controlPort: controlPort.port,
	genesisValidatorsRoot: toHex(anchor.config.genesisValidatorsRoot),
	forks: anchor.config.forksAscendingEpochOrder
		.filter(({ epoch }) => Number.isFinite(epoch))
		.map(({ name, version, epoch }) => ({
			name,
			version: toHex(version),
			epoch,
		})),
});
await driver.run();
