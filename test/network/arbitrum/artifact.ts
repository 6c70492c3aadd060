// Arbitrum's contracts as their package ships them, compiled. The package is under the Business Source License and is for tests
// alone: nothing of it is in what ships.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Abi, concat, encodeAbiParameters } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";

const load = createRequire(import.meta.url);
const built = "@arbitrum/nitro-contracts/build/contracts";
const proxies = "@openzeppelin/contracts/proxy/transparent";

/** Where each contract is. */
const places = {
	Bridge: "src/bridge/Bridge.sol",
	Inbox: "src/bridge/Inbox.sol",
	Outbox: "src/bridge/Outbox.sol",
	SequencerInbox: "src/bridge/SequencerInbox.sol",
	RollupEventInbox: "src/rollup/RollupEventInbox.sol",
	RollupProxy: "src/rollup/RollupProxy.sol",
	RollupAdminLogic: "src/rollup/RollupAdminLogic.sol",
	RollupUserLogic: "src/rollup/RollupUserLogic.sol",
	TransparentUpgradeableProxy: `${proxies}/TransparentUpgradeableProxy.sol`,
} as const;
export type ContractName = keyof typeof places;

const artifact = d.record({ bytecode: d.hexUpTo(200_000) });

/** Its creation code with its arguments. */
export const creationWith = (
	name: ContractName,
	abi: Abi = [],
	args: readonly unknown[] = [],
): Hex => {
	const path = load.resolve(`${built}/${places[name]}/${name}.json`);
	const { bytecode } = artifact(
		d.parseJson(readFileSync(path, "utf8"), 2_000_000, 30),
		name,
	);
	const made = abi.find((part) => part.type === "constructor");
	return concat([
		bytecode,
		made === undefined ? "0x" : encodeAbiParameters(made.inputs, args),
	]);
};
