// The consensus side in its own process. Its one argument is JSON: where the execution client is, ports, slot time.

import { createServer, type RequestListener } from "node:http";
import { toHex } from "../../../src/base/bytes.ts";
import {
	address,
	flag,
	int,
	list,
	parseJson,
	record,
	text,
} from "../../../src/base/decode.ts";
import { makeAnchor } from "./anchor.ts";
import { beaconApi } from "./beacon-api.ts";
import { endWithParent } from "./child.ts";
import { Driver } from "./driver.ts";
import { Engine } from "./engine.ts";
import { waitForRpc } from "./rpc.ts";

endWithParent();

const decodeOptions = record({
	rpcUrl: text(),
	engineUrl: text(),
	slotSeconds: int(1, 3600),
	verify: flag,
	beaconPorts: list(int(0, 65_535), 8, 1),
	withdrawTo: address,
});

const options = decodeOptions(parseJson(process.argv[2] ?? ""), "");

const listen = (port: number, listener: RequestListener): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer(listener);
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			const bound = server.address();
			if (bound === null || typeof bound === "string")
				reject(new Error("no TCP port bound"));
			else resolve(bound.port);
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
	slotSeconds: options.slotSeconds,
	verify: options.verify,
});
await driver.fastForward();
const api = beaconApi(anchor.config, anchor.genesisTimeS, () => driver.view);
const beaconPorts = await Promise.all(
	options.beaconPorts.map((port) => listen(port, api)),
);
process.send?.({
	beaconPorts,
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
