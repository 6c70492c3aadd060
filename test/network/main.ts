// `npm run network`: the embedded network alone, until Ctrl-C.
//   --slot-seconds N   --past-periods N   --port N (first of the ports)   --data-dir PATH   --file PATH (network file)
//   --l1-only: without the rollup

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startEmbedded } from "./embedded.ts";
import { mnemonic } from "./l1/accounts.ts";
import { networkFile } from "./l1/file.ts";
import { type NetworkOptions, startNetwork } from "./network.ts";
import { openRollupControl } from "./op/control.ts";

const { values } = parseArgs({
	options: {
		"slot-seconds": { type: "string" },
		"past-periods": { type: "string" },
		port: { type: "string" },
		"data-dir": { type: "string" },
		file: { type: "string" },
		"l1-only": { type: "boolean" },
	},
});

const port = Number(values.port ?? 0);
const options: NetworkOptions = {
	slotSeconds: Number(values["slot-seconds"] ?? 2),
	pastPeriods: Number(values["past-periods"] ?? 0),
	...(port > 0
		? {
				ports: {
					execution: port,
					beacon: [port + 1, port + 2, port + 3],
					control: port + 4,
				},
			}
		: {}),
	...(values["data-dir"] === undefined ? {} : { dataDir: values["data-dir"] }),
};

const start = async () => {
	if (values["l1-only"] === true) {
		const network = await startNetwork(options);
		const file = JSON.stringify(networkFile(network), null, "\t");
		return { network, file, rollup: undefined, stop: () => network.stop() };
	}
	const { network, rollup, fileText, stop } = await startEmbedded({
		network: options,
		rollup: port > 0 ? { port: port + 5 } : {},
	});
	return { network, file: fileText, rollup, stop };
};

const { network, rollup, file, stop } = await start();
if (values.file !== undefined) writeFileSync(values.file, `${file}\n`);
const control =
	rollup && (await openRollupControl(port > 0 ? port + 9 : 0, rollup));

console.log(`L1 ready after ${(network.startedMs / 1000).toFixed(1)} s
  execution  ${network.endpoints.execution}
  beacon     ${network.endpoints.beacon.join("  ")}
  switches   ${network.controlUrl}
  chain id   ${network.chainId}, slots of ${network.slotSeconds} s since ${new Date(network.genesisTimeS * 1000).toISOString()}
  token      ${network.token}
  phrase     ${mnemonic}
  accounts   ${network.accounts.map(({ address }) => address).join("\n             ")}`);
if (rollup !== undefined && control !== undefined)
	console.log(`OP rollup ready
  execution  ${rollup.rpcUrl}
  relay      ${rollup.relayUrl}
  switches   ${control.url}
  chain id   ${rollup.chainId}
  token      ${rollup.token}
  portal     ${rollup.contracts.optimismPortal.address}`);
console.log("Ctrl-C stops it.");

const stopped = new Promise<void>((resolve) => {
	process.once("SIGINT", () => resolve());
	process.once("SIGTERM", () => resolve());
});
try {
	await Promise.race([stopped, network.died]);
} finally {
	await control?.stop();
	await stop();
}
