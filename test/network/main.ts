// `npm run network`: the embedded network alone, until Ctrl-C.
//   --slot-seconds N    seconds of a slot, 2 unless told
//   --past-periods N    sync-committee periods that already lie behind the clock
//   --port N            the first of the ports; free ones unless told
//   --data-dir PATH     data and logs; a temporary folder unless told
//   --file PATH         where to write the network file that the wallet imports
//   --l1-only           no rollup
//   --verifier          an independent node of the OP rollup from the beginning; its switch starts it later
//   --reference         the reference rollup too; the first four accounts have ten ether there
//   --deadline N        seconds that its operator has for an entry of the queue, 600 unless told
//   --scroll            Scroll too: its own contracts, with a development prover

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startEmbedded } from "./embedded.ts";
import { mnemonic } from "./l1/accounts.ts";
import { networkFile } from "./l1/file.ts";
import { type Network, type NetworkOptions, startNetwork } from "./network.ts";
import { openRollupControl } from "./op/control.ts";
import type { OpRollup } from "./op/rollup.ts";
import type { ReferenceRollup } from "./reference/handle.ts";
import type { ScrollRollup } from "./scroll/rollup.ts";

const { values } = parseArgs({
	options: {
		"slot-seconds": { type: "string", default: "2" },
		"past-periods": { type: "string", default: "0" },
		port: { type: "string", default: "0" },
		"data-dir": { type: "string" },
		file: { type: "string" },
		"l1-only": { type: "boolean", default: false },
		verifier: { type: "boolean", default: false },
		reference: { type: "boolean", default: false },
		deadline: { type: "string", default: "600" },
		scroll: { type: "boolean", default: false },
	},
});

/** On L1 a port each for execution, three beacon endpoints and the switches; the rollup's begin ten higher, the reference's twenty,
 * Scroll's thirty. */
const port = Number(values.port);
const options: NetworkOptions = {
	slotSeconds: Number(values["slot-seconds"]),
	pastPeriods: Number(values["past-periods"]),
	...(port > 0 && {
		ports: {
			execution: port,
			beacon: [port + 1, port + 2, port + 3],
			control: port + 4,
		},
	}),
	...(values["data-dir"] !== undefined && { dataDir: values["data-dir"] }),
};

type Running = {
	readonly network: Network;
	readonly rollup?: OpRollup;
	readonly reference?: ReferenceRollup;
	readonly scroll?: ScrollRollup;
	readonly fileText: string;
	readonly stop: () => Promise<void>;
};

/** Loaded for those alone who ask for it: it takes seconds. */
const referenceOptions = async () => {
	const { testDeposits } = await import("./reference/test-keys.ts");
	return {
		accounts: testDeposits(),
		deadlineS: Number(values.deadline),
		...(port > 0 && { port: port + 20 }),
	};
};
const openReferenceSwitches = async (reference: ReferenceRollup) => {
	const { openReferenceControl } = await import("./reference/control.ts");
	return openReferenceControl(port > 0 ? port + 21 : 0, reference);
};

const start = async (): Promise<Running> => {
	if (!values["l1-only"])
		return startEmbedded({
			network: options,
			rollup: {
				verifier: values.verifier,
				...(port > 0 && { port: port + 10 }),
			},
			...(values.reference && { reference: await referenceOptions() }),
			...(values.scroll && {
				scroll: port > 0 ? { port: port + 30 } : true,
			}),
		});
	const network = await startNetwork(options);
	const fileText = JSON.stringify(networkFile(network), null, "\t");
	return { network, fileText, stop: network.stop };
};

const describeL1 = (network: Network): string => `L1
  execution  ${network.endpoints.execution}
  beacon     ${network.endpoints.beacon.join("  ")}
  switches   ${network.controlUrl}
  chain id   ${network.chainId}, slots of ${network.slotSeconds} s since ${new Date(network.genesisTimeS * 1000).toISOString()}
  token      ${network.token}`;

const describeRollup = (
	rollup: OpRollup,
	switches: string,
): string => `OP rollup
  execution  ${rollup.rpcUrl}
  relay      ${rollup.relayUrl}
  verifier   ${rollup.verifier.rpcUrl}${rollup.verifier.isRunning() ? "" : " (when its switch is on)"}
  switches   ${switches}
  chain id   ${rollup.chainId}
  token      ${rollup.token}
  bridged    ${rollup.bridged.l2} (for ${rollup.bridged.l1} on L1)`;

const describeReference = (
	reference: ReferenceRollup,
	switches: string,
): string => `Reference rollup (insecure development setup)
  node       ${reference.rpcUrl}
  switches   ${switches}
  chain id   ${reference.chainId}
  contract   ${reference.contract}`;

const describeScroll = (
	scroll: ScrollRollup,
): string => `Scroll (its own contracts on L1; a development prover, whose proofs show nothing)
  execution  ${scroll.rpcUrl}
  chain id   ${scroll.chainId}
  token      ${scroll.token}
  contract   ${scroll.contracts.scrollChain.address}`;

// Until everything runs, Ctrl-C ends the process, and its children with it.
const interrupt = (): void => process.exit(130);
process.on("SIGINT", interrupt);
process.on("SIGTERM", interrupt);

const began = performance.now();
const { network, rollup, reference, scroll, fileText, stop } = await start();
const control =
	rollup && (await openRollupControl(port > 0 ? port + 14 : 0, rollup));
const rollupText =
	rollup && control ? `${describeRollup(rollup, control.url)}\n` : "";
const referenceControl = reference && (await openReferenceSwitches(reference));
const referenceText =
	reference && referenceControl
		? `${describeReference(reference, referenceControl.url)}\n`
		: "";
if (values.file !== undefined) writeFileSync(values.file, `${fileText}\n`);
console.log(`${describeL1(network)}
${rollupText}${referenceText}${scroll ? `${describeScroll(scroll)}\n` : ""}Funded on all of them
  phrase     ${mnemonic}
  accounts   ${network.accounts.map(({ address }) => address).join("\n             ")}
Ready after ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops it.`);

const stopped = new Promise<void>((resolve) => {
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		process.off(signal, interrupt);
		process.once(signal, () => resolve());
	}
});
try {
	await Promise.race([stopped, network.died]);
} finally {
	await control?.stop();
	await referenceControl?.stop();
	await stop();
}
