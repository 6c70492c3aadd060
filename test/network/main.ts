// `npm run network`: the embedded network alone, until Ctrl-C.
//   --slot-seconds N   --past-periods N   --port N (first of the ports)   --data-dir PATH   --file PATH (network file)
//   --l1-only

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { mnemonic } from "./l1/accounts.ts";
import { networkFile } from "./l1/file.ts";
import { type NetworkOptions, startNetwork } from "./network.ts";

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

const network = await startNetwork(options);
if (values.file !== undefined)
	writeFileSync(
		values.file,
		`${JSON.stringify(networkFile(network), null, "\t")}\n`,
	);

console.log(`L1 ready after ${(network.startedMs / 1000).toFixed(1)} s
  execution  ${network.endpoints.execution}
  beacon     ${network.endpoints.beacon.join("  ")}
  switches   ${network.controlUrl}
  chain id   ${network.chainId}, slots of ${network.slotSeconds} s since ${new Date(network.genesisTimeS * 1000).toISOString()}
  token      ${network.token}
  phrase     ${mnemonic}
  accounts   ${network.accounts.map(({ address }) => address).join("\n             ")}
Ctrl-C stops it.`);

const stopped = new Promise<void>((resolve) => {
	process.once("SIGINT", () => resolve());
	process.once("SIGTERM", () => resolve());
});
try {
	await Promise.race([stopped, network.died]);
} finally {
	await network.stop();
}
